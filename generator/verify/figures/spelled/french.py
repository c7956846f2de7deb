"""French number words, with those of Belgium and Switzerland.

No figures, because they mostly mean something else: "un" and "une" alone; "neuf" unless a plural
follows or an article stands before it (it is "new", too); "second"; "cents" alone (coins);
"quarantaine" and the like unless they count persons or things; "tiers" and "quart" without a number
or article; numbers with a hyphen and another word ("deux-points", "mille-feuille").
"""

from __future__ import annotations

import re

from generator.verify.figures.spelled.grammar import (
    Grammar,
    Part,
    add,
    all_as,
    guard,
    letters,
    one,
    read,
)  # fmt: skip

_NUMBERS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
    "octante": 80, "nonante": 90,
}  # fmt: skip
_SCALES = {"million": 10**6, "milliard": 10**9, "billion": 10**12, "billiard": 10**15}
_LOTS = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_MANY = {"dizaines": 10, "douzaines": 12, "vingtaines": 20, "centaines": 100, "milliers": 1000}
_ACCENTS = letters("éèê", "eee")
# Words that end as plurals do, and count nothing.
_NO_PLURAL = (
    r"(?:dans|des|les|ses|ces|mes|tes|nos|vos|mais|plus|sous|sans|vers|depuis|apres|tres|pas|aux|des|"
    r"puis|alors|toujours|jamais|moins|hors|lors|ailleurs|chez|deux|six|dix|trois|est|sommes|etes)\b"
)


def grammar() -> Grammar:
    """The grammar of French."""
    people = guard(before=r"\s+(?:de\s+|d['’])(?!(?:deux|trois|six|dix)\b)[^\W\d_]{1,30}[sx]\b")
    article = r"\b(?:le|un|les|du|au|deux|trois|quatre|cinq|six|sept|huit|neuf)[\s-]"
    return Grammar(
        words=(
            add(**_NUMBERS)
            | {
                "cent": one(Part.HUNDRED, 100),
                "cents": one(Part.HUNDRED, 100, plural=True),
            }
            | all_as(Part.SCALE, "mille", 1000)
            | read(Part.SCALE, _SCALES)
            | read(Part.SCALE, {f"{word}s": value for word, value in _SCALES.items()}, plural=True)
            | read(Part.COLLECTIVE, _LOTS)
            | read(Part.COLLECTIVE, _MANY, plural=True)
            | all_as(Part.AND, "et")
            | all_as(Part.OF, "de")
            | all_as(Part.HALF, "demi demie")
            | all_as(Part.SHARE, "moitie", 50)
            | read(Part.BELOW, {"tiers": 3, "quart": 4, "cinquieme": 5, "dixieme": 10})
            | read(Part.BELOW, {"quarts": 4, "cinquiemes": 5, "dixiemes": 10}, plural=True)
            | all_as(Part.ARTICLE, "le")
            | all_as(Part.FIXED, "double", 2)
            | all_as(Part.FIXED, "double doubler doublee doubles doublees doublait doublaient", 2)
            | all_as(Part.FIXED, "tripler triplee triples triplees", 3)
            | all_as(Part.PERCENT, "pourcent")
        ),
        phrases={("pour", "cent"): one(Part.PERCENT)},
        scales=_SCALES
        | {f"{word}s": value for word, value in _SCALES.items()}
        | {
            "mille": 1000,
            "douzaine": 12,
            "douzaines": 12,
            "md": 10**9,
            "mds": 10**9,
            "mrd": 10**9,
            "mio": 10**6,
        },
        letters=_ACCENTS,
        guards={
            "neuf": guard(
                after=r"(?:\b(?:les|des|ces|ses|leurs|nos|vos|aux|tous|toutes|entre)\s+|"
                r"(?:vingt|dix|trente|quarante|cinquante|soixante|septante|huitante|nonante|cents?|mille|"
                r"millions?|milliards?)[\s-])",
                before=rf"\s+(?:et\s+dem|ou\s|sur\s+dix|cents?\b|mille\b|million|milliard|pour\s+cent|"
                rf"(?!{_NO_PLURAL})[^\W\d_]{{2,30}}[sx]\b)",
                not_after=r"\b(?:flambant|tout|quoi\s+de|rien\s+de|a)\s+",
                either=True,
            ),
            "sept": guard(not_before=r"\.\s{0,2}\d", not_after=r"\d\s{0,2}"),
            "quarantaine": people,
            "cinquantaine": people,
            "trentaine": people,
            "soixantaine": people,
            "quinzaine": people,
            # "Un tiers de", but "un tiers" is a third party, too; "le quart d'heure".
            "tiers": guard(after=article, not_before=r"[\s-](?:monde|temps|etat|parti|lieu)"),
            "quart": guard(after=r"\b(?:le|un)[\s-]", not_before=r"\s+(?:d['’]heure|de\s+finale)"),
            "cinquieme": guard(after=r"\bun\s+", before=r"\s+(?:de|des|du|d['’])"),
            "dixieme": guard(after=r"\bun\s+", before=r"\s+(?:de|des|du|d['’])"),
            # "A doublé" and "le double de" say twice; "un double meurtre" does not.
            "double": guard(
                after=r"\b(?:a|ont|avait|avaient|ete)\s+",
                before=r"\s+(?:des?|du|d['’])",
                not_after=r"\bun\s+",
                either=True,
            ),
            "doubles": guard(after=r"\b(?:sont|ete)\s+"),
            "moitie": guard(not_after=r"\b(?:premiere|seconde|deuxieme)\s+"),
            "mille": guard(not_before=r"\s+(?:mercis|excuses|pardons|nautique)"),
        },
        vague_after=frozenset(["plusieurs", "quelques", "nombreux", "nombreuses"]),
        ands=(
            (frozenset({20, 30, 40, 50, 60, 70, 80, 90}), frozenset({1, 11})),
            (frozenset({100, 1000}), frozenset({1, 11})),
        ),
        rooms={60: 20, 80: 20},
        merges={(4, 20): 80, (10, 7): 17, (10, 8): 18, (10, 9): 19},
        hundreds_to=20,
        ordinal_next=re.compile(r"[\s-](?:et[\s-])?[^\W\d_]{1,20}iemes?\b"),
        hyphen_parts=True,
    )
