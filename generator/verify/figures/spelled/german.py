"""German number words.

No figures, because they mostly mean something else: "ein" and its forms alone, "Acht" and "Elf"
with a capital within a sentence (attention, a team), "gib acht" and the like, "null und nichtig",
"halb" alone, "Viertel" and "Drittel" without a number, "doppelte" but in "das Doppelte".
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
    read,
)  # fmt: skip

_SMALL = {
    "null": 0, "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5,
    "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12,
    "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "fuenfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
    "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "fuenfzig": 50, "sechzig": 60,
    "siebzig": 70, "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_BELOW = {
    "drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8,
    "neuntel": 9, "zehntel": 10,
}  # fmt: skip
_SCALES = {"million": 10**6, "milliarde": 10**9, "billion": 10**12, "billiarde": 10**15}
_MANY = {
    "millionen": 10**6, "milliarden": 10**9, "billionen": 10**12, "billiarden": 10**15,
}  # fmt: skip
_SHORT = {"tsd": 10**3, "mio": 10**6, "mill": 10**6, "mrd": 10**9, "mia": 10**9, "bio": 10**12}
_ONE = "eine einen einem einer eines"
_PIECES = (
    add_atoms(**_SMALL, **dict.fromkeys(_ONE.split(), 1))
    | {
        "anderthalb": Atom(Part.ADD, Fraction(3, 2)),
        # Else "eine" would be cut off.
        "eineinhalb": Atom(Part.ADD, Fraction(3, 2)),
        "einhalb": Atom(Part.HALF_MORE),
        "hundert": Atom(Part.HUNDRED, 100),
        "tausend": Atom(Part.SCALE, 1000),
        "tausende": Atom(Part.SCALE, 1000, plural=True),
        "tausenden": Atom(Part.SCALE, 1000, plural=True),
        "tausender": Atom(Part.SCALE, 1000, plural=True),
        "und": Atom(Part.AND),
    }
    | {word: Atom(Part.BELOW, value) for word, value in _BELOW.items()}
)
_ENDINGS = (
    r"(?:mal|fach|tägig|jährig|stündig|minütig|sekündig|wöchig|monatig|köpfig|stellig|teilig|seitig"
    r"|stöckig|geschossig|spurig|malig|monatlich|stündlich|wöchentlich|prozentig)(?:e[mnrs]?)?"
)
# "Zwei" and "drei" alone take the endings of adjectives.
_INFLECTED = {"zweier": 2, "dreier": 3, "zweien": 2, "dreien": 3}
_GIVE = r"(?:geb|gib|gab|nehm|nimm|nahm|zu\s+(?:geb|nehm)|gegeb|genomm)"


def grammar() -> Grammar:
    """The grammar of German."""
    cut, heads = compounds(_PIECES, _ENDINGS)
    lone = guard(
        not_capital=True,
        not_after=r"\b(?:in|außer|ausser|gib|gibt|gebt|geben|gab|gaben)\s+(?:sich\s+)?",
        not_before=rf"\s+{_GIVE}",
    )
    noun = guard(not_capital=True)
    return Grammar(
        words=(
            add(acht=8, elf=11, null=0, **_INFLECTED)
            | read(Part.SCALE, _SCALES | {"tausend": 1000})
            | read(Part.SCALE, _MANY, plural=True)
            | all_as(Part.COLLECTIVE, "dutzend dutzends", 12)
            | read(
                Part.COLLECTIVE,
                dict.fromkeys(("dutzende", "dutzenden", "dutzender"), 12)
                | dict.fromkeys(("hunderte", "hunderten", "hunderter"), 100),
                plural=True,
            )
            | all_as(Part.AND, "und")
            | all_as(Part.OF, "von")
            | all_as(Part.HALF, "halbe halben halbes halber")
            | all_as(Part.SHARE, "hälfte haelfte", 50)
            | read(Part.BELOW, _BELOW | {"dritteln": 3, "vierteln": 4})
            | all_as(Part.FIXED, "beide beiden beider beides beidem", 2)
            | all_as(Part.FIXED, "doppelt doppelte doppelten doppeltes verdoppelt verdoppelte", 2)
            | all_as(Part.FIXED, "verdoppelten verdoppeln", 2)
            | all_as(Part.FIXED, "verdreifacht verdreifachte verdreifachten verdreifachen", 3)
            | all_as(Part.FIXED, "vervierfacht vervierfachte vervierfachten vervierfachen", 4)
            | all_as(Part.PERCENT, "prozent")
        ),
        scales=_SCALES | _MANY | _SHORT | {"hundert": 100, "tausend": 1000, "dutzend": 12},
        glued=cut,
        heads=heads,
        guards={
            "acht": lone,
            "elf": noun,
            "zweier": noun,
            "dreier": noun,
            "null": guard(not_before=r"\s+und\s+nichtig", not_after=r"\bstunde\s+"),
            # "Doppelte Staatsbürgerschaft" counts nothing.
            **dict.fromkeys(
                ("doppelte", "doppelten", "doppeltes"), guard(after=r"\b(?:das|dem|aufs|ums)\s+")
            ),
            **dict.fromkeys(
                ("hälfte", "haelfte"),
                guard(not_after=r"\b(?:erste[nr]?|zweite[nr]?|andere[nr]?|bessere[nr]?)\s+"),
            ),
        },
        vague_after=frozenset(
            [
                "mehrere",
                "mehrerer",
                "mehreren",
                "einige",
                "einiger",
                "einigen",
                "etliche",
                "etlichen",
                "paar",
                "viele",
                "vielen",
            ]
        ),
        units_first=True,
    )
