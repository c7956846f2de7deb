"""Dutch number words.

No figures, because they mostly mean something else: "een" and "één" alone, "acht" as a verb or in
"in acht nemen", "half" alone, "een derde" unless "van" or "deel" follows (it is "a third one",
too), "kwart" without a number, "vieren" (to celebrate).
"""

from __future__ import annotations

from fractions import Fraction

from generator.verify.figures.spelled.compounds import add_atoms, compounds
from generator.verify.figures.spelled.grammar import (
    Atom,
    Grammar,
    Part,
    add,
    all_as,
    guard,
    letters,
    read,
)  # fmt: skip

_SMALL = {
    "nul": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14,
    "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19,
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
    "tachtig": 80, "negentig": 90,
}  # fmt: skip
_BELOW = {
    "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8, "negende": 9,
    "tiende": 10,
}  # fmt: skip
_SCALES = {"miljoen": 10**6, "miljard": 10**9, "biljoen": 10**12, "biljard": 10**15}
_MANY = {
    "duizenden": 10**3, "miljoenen": 10**6, "miljarden": 10**9, "biljoenen": 10**12,
}  # fmt: skip
_PIECES = add_atoms(**_SMALL) | {
    "anderhalf": Atom(Part.ADD, Fraction(3, 2)),
    "eneenhalf": Atom(Part.HALF_MORE),
    "eneenhalve": Atom(Part.HALF_MORE),
    "enhalf": Atom(Part.HALF_MORE),
    "enhalve": Atom(Part.HALF_MORE),
    "honderd": Atom(Part.HUNDRED, 100),
    "duizend": Atom(Part.SCALE, 1000),
    "duizenden": Atom(Part.SCALE, 1000, plural=True),
    "en": Atom(Part.AND),
    # Shares are glued here and there: "tweederde", "driekwart".
    "derde": Atom(Part.BELOW, 3),
    "kwart": Atom(Part.BELOW, 4),
}
_ENDINGS = (
    r"(?:maal|tal|daagse?|jarige?n?|urige?|minuten|weekse?|maandse?|koppige?|voudige?|delige?|cijferige?|"
    r"ledige?|zijdige?|maandelijkse?)"
)
_ACCENTS = letters("éèë", "eee")


def grammar() -> Grammar:
    """The grammar of Dutch."""
    cut, heads = compounds(_PIECES, _ENDINGS)
    lot = {
        "tiental": 10, "twintigtal": 20, "dertigtal": 30, "veertigtal": 40, "vijftigtal": 50,
        "zestigtal": 60, "honderdtal": 100, "duizendtal": 1000, "dozijn": 12,
    }  # fmt: skip
    lots = {"tientallen": 10, "honderdtallen": 100, "honderden": 100, "dozijnen": 12}
    # "Twee derde", but "een derde verdachte".
    part = guard(
        after=r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen)[\s-]",
        before=r"\s+(?:van|deel)\b",
        either=True,
    )
    return Grammar(
        words=(
            add(acht=8, tweeen=2, drieen=3)
            | all_as(Part.AND, "en")
            | read(Part.SCALE, _SCALES | {"duizend": 1000})
            | read(Part.SCALE, _MANY, plural=True)
            | read(Part.COLLECTIVE, lot)
            | read(Part.COLLECTIVE, lots, plural=True)
            | all_as(Part.OF, "van")
            | all_as(Part.HALF, "half halve")
            | all_as(Part.SHARE, "helft", 50)
            | read(Part.BELOW, _BELOW | {"kwart": 4})
            | all_as(Part.FIXED, "beide beiden allebei", 2)
            | all_as(Part.FIXED, "verdubbeld verdubbelde verdubbelden verdubbelt", 2)
            | all_as(Part.FIXED, "verdubbelen dubbele", 2)
            | all_as(Part.FIXED, "verdrievoudigd verdrievoudigde verdrievoudigt", 3)
            | all_as(Part.PERCENT, "procent")
        ),
        scales=_SCALES
        | _MANY
        | {"honderd": 100, "duizend": 1000, "dozijn": 12, "mln": 10**6, "mld": 10**9},
        letters=_ACCENTS,
        glued=cut,
        heads=heads,
        guards={
            "acht": guard(
                not_before=r"\s+(?:te\s+)?(?:neem|nem|nam|genom|sla|sloeg|gesla|het|de|zich|dit|dat|"
                r"bewezen|een|hem|haar|hen|die)",
                not_after=r"\b(?:hij|ze|zij|ik|rechter|rechtbank|hof)\s+",
            ),
            "dubbele": guard(after=r"\bhet\s+"),
            "helft": guard(not_after=r"\b(?:eerste|tweede|andere|beste)\s+"),
            "kwart": guard(not_before=r"\s+(?:over|voor)\b", not_after=r"\bom\s+"),
            **dict.fromkeys(_BELOW, part),
        },
        vague_after=frozenset(["enkele", "meerdere", "paar", "verschillende", "diverse", "vele"]),
        # "Honderd en vijf", "duizend en een".
        ands=((frozenset({100, 1000}), frozenset(range(1, 13))),),
        units_first=True,
    )
