"""Arabic number words, with their cases, genders, duals and attached particles.

Words are folded: without vowel marks, with one alef, final ya and ta marbuta as "ي" and "ه".

No figures, because they mostly mean something else: "واحد" and "أحد" alone; "اثنين" with the
article (Monday); "لست" (I am not); "كلا" without a dual behind it (it is "no", too); "ضعف" (it is
"weakness", too); "خمس" and "عشر" as shares; "نصف" and "ربع" in "نصف النهائي" and "الربع الأول".
Duals of other nouns ("خادمان") are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from generator.verify.figures.spelled.grammar import (
    Atom,
    Grammar,
    Guard,
    Part,
    Reading,
    guard,
    letters,
    one,
)  # fmt: skip

_LETTERS = letters("أإآٱىةک", "ااااي" + "هك")
_UNITS = {
    1: "واحد واحدا واحده احد احدي",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    3: "ثلاثه ثلاث ثلثه",
    4: "اربعه اربع",
    5: "خمسه خمس خمسا",
    6: "سته ست ستا",
    7: "سبعه سبع سبعا",
    8: "ثمانيه ثماني ثمان ثمانيا",
    9: "تسعه تسع تسعا",
    10: "عشره عشر عشرا",
    0: "صفر",
}
_TENS = {
    20: "عشر", 30: "ثلاث", 40: "اربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان", 90: "تسع",
}  # fmt: skip
_STEMS = {
    3: "ثلاث", 4: "اربع", 5: "خمس", 6: "ست", 7: "سبع", 8: ("ثماني", "ثمان"), 9: "تسع",
}  # fmt: skip
_HUNDRED = ("مئه", "مائه", "ميه")
_SINGLE = {
    "الف": 10**3, "مليون": 10**6, "مليار": 10**9, "بليون": 10**9,
    "تريليون": 10**12, "ترليون": 10**12,
}  # fmt: skip
_PLURAL = {
    "الاف": 10**3, "الوف": 10**3, "ملايين": 10**6, "مليارات": 10**9, "بلايين": 10**9,
    "تريليونات": 10**12, "ترليونات": 10**12,
}  # fmt: skip
_SHARES: dict[str, int | Fraction] = {
    "ثلث": Fraction(100, 3), "ثلثا": Fraction(200, 3), "ثلثي": Fraction(200, 3),
    "ثلثان": Fraction(200, 3), "ثلثين": Fraction(200, 3), "ربع": 25, "ربعا": 25,
}  # fmt: skip
_BELOW = {"اثلاث": 3, "ارباع": 4, "اخماس": 5, "اسداس": 6, "اعشار": 10}
_PERCENT = "بالمئه بالمائه بالميه"
_NO_ARTICLE = {"اثنين", "احد", "احدي"}
# Words that the particles would make out of a number, and that are others.
_OTHERS = {"لست", "وست", "فست", "كست", "ولست", "فلست", "كخمس", "للست", "بالست", "الست"}


def _words() -> dict[str, Atom]:
    """All words without particles."""
    words: dict[str, Atom] = {}
    for value, forms in _UNITS.items():
        words |= dict.fromkeys(forms.split(), Atom(Part.ADD, value))
    for value, stem in _TENS.items():
        words |= dict.fromkeys((f"{stem}ون", f"{stem}ين"), Atom(Part.ADD, value))
    for form in ("مئ", "مائ"):
        twice = (f"{form}تان", f"{form}تين", f"{form}تا", f"{form}تي")
        words |= dict.fromkeys(twice, Atom(Part.ADD, 200))
    for hundred in _HUNDRED:
        words[hundred] = Atom(Part.HUNDRED, 100)
        for value, stems in _STEMS.items():
            for stem in (stems,) if isinstance(stems, str) else stems:
                words[stem + hundred] = Atom(Part.ADD, 100 * value)
    for scale, value in _SINGLE.items():
        words[scale] = Atom(Part.SCALE, value)
        # "ألفا شخص" are two thousand, "عشرون ألفا" are twenty.
        words[f"{scale}ا"] = Atom(Part.DUAL, value, plural=True)
        words |= dict.fromkeys((f"{scale}ان", f"{scale}ين", f"{scale}ي"), Atom(Part.DUAL, value))
    words |= {word: Atom(Part.SCALE, value, plural=True) for word, value in _PLURAL.items()}
    words |= {
        word: Atom(Part.COLLECTIVE, value, plural=True)
        for word, value in (("عشرات", 10), ("مئات", 100), ("مائات", 100))
    }
    words |= {word: Atom(Part.SHARE, value) for word, value in _SHARES.items()}
    words |= dict.fromkeys(("نصف", "نصفا"), Atom(Part.HALF, 50))
    words |= {word: Atom(Part.BELOW, value, plural=True) for word, value in _BELOW.items()}
    both = "كلاهما كليهما كلتاهما كلتيهما كلا كلتا كلتي مرتين مرتان ضعفين"
    return words | dict.fromkeys(both.split(), Atom(Part.FIXED, 2))


def _with_particles(words: Mapping[str, Atom]) -> dict[str, Reading]:
    """Each word alone, and with what is written in one with it."""
    readings = {word: Reading((atom,)) for word, atom in words.items()}
    joined = Atom(Part.AND)
    for word, atom in words.items():
        for conjunction in ("", "و", "ف"):
            for particle in ("", "ب", "ل", "ك", "ال", "بال", "لل", "كال"):
                form = conjunction + particle + word
                if form in _OTHERS or (word in _NO_ARTICLE and particle not in ("", "ب", "ل", "ك")):
                    continue
                # "و" before a preposition joins phrases, not numbers.
                joins = conjunction == "و" and particle in ("", "ال")
                atoms = (joined, atom) if joins else (atom,)
                readings.setdefault(form, Reading(atoms, len(form) - len(word)))
    return readings


def grammar() -> Grammar:
    """The grammar of Arabic."""
    words = _with_particles(_words())
    no_part = guard(
        not_before=r"\s+(?:ال)?(?:نهائي|نهايي|اول|ثاني|ثالث|رابع|اخير|سنوي|قرن)",
        not_after=r"\b(?:قبل|ال)\s+",
    )
    guards: dict[str, Guard] = {}
    for form in words:
        bare = form.removeprefix("و").removeprefix("ف").removeprefix("ب").removeprefix("ل")
        bare = bare.removeprefix("ك") if bare.startswith("كال") else bare
        core = bare.removeprefix("ال").removeprefix("ل")
        if core in ("نصف", "ربع", "ثلث"):
            guards[form] = no_part
        if core in ("كلا", "كلتا", "كلتي"):
            guards[form] = guard(before=r"\s+[^\W\d_]{2,30}(?:ين|ان|تي|تا)\b")
    return Grammar(
        words=words | dict.fromkeys(_PERCENT.split(), one(Part.PERCENT)),
        phrases={
            **{("في", hundred): one(Part.PERCENT) for hundred in ("المئه", "المائه", "الميه")},
            # "وأحد عشر" looks like "واحد" when it is folded.
            ("واحد", "عشر"): Reading((Atom(Part.AND), Atom(Part.ADD, 11)), 1),
        },
        scales=_scales(),
        letters=_LETTERS,
        guards=guards,
        vague_after=frozenset(("عده", "بضع", "بضعه")),
        and_required=True,
        units_first=True,
        units_apart=True,
        merges={(unit, 10): 10 + unit for unit in range(1, 10)},
        hundreds_to=10,
        plural_to=10,
    )


def _scales() -> dict[str, int]:
    """Scales behind digits, in the spellings that a text may have."""
    written = {word.replace("الف", "ألف"): value for word, value in _SINGLE.items()} | _SINGLE
    forms = {
        word + ending: value for word, value in written.items() for ending in ("", "ا", "اً", "ًا")
    }
    return forms | _PLURAL | {"آلاف": 10**3, "مئة": 100, "مائة": 100}
