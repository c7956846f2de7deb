"""English numbers, in digits and in words.

Figures are: cardinals ("five", "26,000", "2.5 million", "two-day", "a dozen"), shares ("50 %",
"half", "two thirds"), vague ones ("thousands", "dozens"), "both", "twice". No figures are:
ordinals ("second strike"), "one" and "a" alone, "both … and", "several", "few".
A sum has the currencies that its sign or name may stand for; other units are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from fractions import Fraction
from functools import lru_cache

from generator.verify.figures.approximate import rounding
from generator.verify.figures.claims import Claim, Counted, Kind, Number
from generator.verify.figures.cldr import currencies
from generator.verify.figures.english.tokens import matches, may_have_digits
from generator.verify.figures.neighbours import Figure, with_ranges
from generator.verify.figures.units import unit_behind

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12, "k": 10**3, "m": 10**6, "bn": 10**9,
}  # fmt: skip
_MULTIPLES = {"tens": 10, "dozens": 12, "scores": 20} | {
    f"{word}s": value for word, value in _SCALES.items() if len(word) > 5 and word != "dozen"
}
_SHARES = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TIMES = {
    "both": 2, "twice": 2, "thrice": 3, "doubled": 2, "tripled": 3, "quadrupled": 4,
}  # fmt: skip


def _any(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_SCALE = r"dozen|hundred|thousand|million|billion|trillion"
_LARGE = r"million|billion|trillion|thousand"
_PERCENT = r"[\s-]per\s?cent\b|\spercentage\b"
_POINTS = r"[\s-](?:percentage|per\s?cent)[\s-]points?\b"
_SHARE = r"half|halves|thirds?|quarters?|fifths?|tenths?"
_WORD = rf"(?:{_any(_SMALL)}|{_SCALE})"
_DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"""
    (?P<vague>\b(?:tens|hundreds)\ of\ (?:thousands|millions|billions)\b
        |\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b
        |\b(?:tens|scores)(?=\ of\b))
    | \bhalf\ an?\ (?P<half>dozen|hundred|thousand|million|billion)\b
    | \b(?P<top>{_any(_SMALL)}|an?)[\s-](?P<bottom>{_SHARE})\b(?!\s+(?:time|strike|day|year))
    | (?<!first\ )(?<!second\ )(?<!other\ )\b(?P<alone>half)\b
    | \b(?P<times>{_any(_TIMES)})\b
    | (?P<digits>(?<![\w.,])(?<![A-Za-z]-)(?:{_DIGITS}))
        (?P<and_half>\ and\ a\ half\b)?(?P<scale>[\s-]?(?:{_SCALE})\b|(?:k|m|bn)\b)?
        (?P<half_behind>\ and\ a\ half\b)?
        (?!st\b|nd\b|rd\b|th\b|[:/]?\d)(?:(?P<points>{_POINTS})|(?P<percent>\s?%|{_PERCENT}))?
    | \b(?P<words>(?:(?:an?\s(?={_SCALE}))?{_WORD})(?:[\s-](?:and[\s-])?{_WORD})*)
        (?P<words_half>\ and\ a\ half(?P<words_scale>[\s-](?:{_LARGE}))?)?\b
        (?:(?P<words_points>{_POINTS})|(?P<words_percent>{_PERCENT}))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(r"(?<![\w:])(\d{1,2})[:.](\d{2})(?!\d)(?:\s?([ap])\.?m\b)?", re.IGNORECASE)

_SAYING = (
    r"(?:\s+\w+)?\s+(?:agree|call|carry|come|count|describe|differ|disagree|do|give|have|lack|mention|"
    r"name|print|put|quote|report|said|say|speak|spell|tell|use|write|wrote)\w*"
)
_REPORTS = r"(?:reports?|articles?|sources?|texts?|voices?)"
_OUTLETS = r"(?:accounts?|agenc(?:y|ies)|(?:news)?papers?|outlets?|stories)"
_QUOTED = (
    r"(?:answers?|figures?|numbers?|passages?|phrases?|quotations?|quotes?|sentences?|spellings?|"
    r"statements?|versions?)"
)
_NAMED = (
    r"(?:agenc(?:y|ies)|bod(?:y|ies)|cit(?:y|ies)|compan(?:y|ies)|countr(?:y|ies)|groups?|names?|"
    r"nations?|organi[sz]ations?|outlets?|places?|regions?|services?|states?|towns?|units?)"
)
_OF = r"(?:[\s-]+of\s+(?:the|these|those|our|its))?[\s-]+(?:[a-z]+\s+){0,1}?"
# The first that fits counts.
_COUNTED = tuple(
    (counted, re.compile(pattern, re.IGNORECASE))
    for counted, pattern in (
        (Counted.SOURCES, rf"{_OF}{_REPORTS}\b"),
        (Counted.SOURCES, rf"{_OF}{_OUTLETS}{_SAYING}"),
        (Counted.SOURCES, rf"\s+of\s+(?:them|these|those){_SAYING}"),
        (
            Counted.SPEAKERS,
            r"\s+of\s+(?:the|these|those)\s+(?:officials|people|persons|speakers)\b",
        ),
        (Counted.QUOTATIONS, rf"{_OF}{_QUOTED}\b"),
        (Counted.DAYS, r"[\s-]+days?\b"),
        (Counted.NAMES, rf"{_OF}{_NAMED}\b"),
        (Counted.NAMES, r"\s*(?:$|[.,;:]|(?:in|of|among)\s+which\b)"),
    )
)
_OTHERS = re.compile(rf"\bother\s+\w+{_SAYING}", re.IGNORECASE)
_REPORTS_NEXT = re.compile(rf"\s+(?:the\s+)?{_REPORTS}\b")
_AND_NEXT = re.compile(r"(?:\s+[\w’-]+){1,5}\s+and\s")
# Every figure has a digit or one of these words, and begins with a digit, one of them, or "a".
NUMBER_WORDS = frozenset(
    {*_SMALL, *_SCALES, *_MULTIPLES, *_TIMES, *_SHARES, *(f"{share}s" for share in _SHARES)}
)
_FIRST = NUMBER_WORDS | {"a", "an"}
_NO_WORDS: frozenset[str] = frozenset()
# Python itself reads no number of some thousand digits.
_MOST_DIGITS = 1000
_NO_DIGIT = re.compile(r"[^\d.]")
_BETWEEN = re.compile(r"[\s-]+")
# Letters that `re.IGNORECASE` takes for "i" and "s", and `str.lower` does not.
_SAME_LETTERS = str.maketrans("ıİſ", "iis")


def find_numbers(text: str, runs: Set[str]) -> Iterator[Claim]:
    """Every figure in a text, from which dates have been blanked.

    Args:
        text: the text.
        runs: its `small_runs`, at least those among `NUMBER_WORDS`.
    """
    for figure in placed_numbers(text, runs):
        start, end, (number, *also) = figure.start, figure.end, figure.readings
        is_time = figure.is_time
        yield Claim(
            Kind.PERCENTAGE if number.share else Kind.NUMBER,
            text[start:end],
            start,
            end,
            number,
            None if is_time else _what_is_counted(text, *figure.bare),
            also=tuple(also),
            rounded=rounding(text, start, end, "en"),
            unit=unit_behind(text, end),
        )


def placed_numbers(text: str, runs: Set[str]) -> list[Figure]:
    """All figures in a text, from which dates have been blanked, in order.

    Args:
        text: the text.
        runs: its `small_runs`, at least those among `NUMBER_WORDS`.
    """
    found: list[Figure] = []
    for match, number in _find(text, runs):
        if match.re is _TIME:
            found.append(Figure(*match.span(), (number,), is_time=True))
        else:
            start, end, value = _with_currency(text, *match.span(), number)
            found.append(Figure(start, end, (value,), bare=match.span()))
    return with_ranges(text, sorted(found)) if len(found) > 1 else found


def _with_currency(text: str, start: int, end: int, number: Number) -> tuple[int, int, Number]:
    """A number and its place with the currency that stands beside it, if one does."""
    if number.share or number.points:
        return start, end, number
    start, end, meant = currencies.beside(text, start, end, "en")
    return start, end, number._replace(currencies=meant) if meant else number


def _find(text: str, runs: Set[str]) -> Iterator[tuple[re.Match[str], Number]]:
    has_digits = may_have_digits(runs)
    clock = []
    if has_digits and (":" in text or "." in text):
        for time in matches(_TIME, text, _NO_WORDS):
            if time[3] or (":" in time[0] and int(time[1]) < 25):
                clock.append(time.span())
                yield time, _clock(time)
    # A lone "a" begins no figure.
    first = _NO_WORDS if runs.isdisjoint(NUMBER_WORDS) else _FIRST
    if not (first or has_digits):
        return
    for found in matches(_NUMBER, text, first):
        if any(start <= found.start() < end for start, end in clock):
            continue
        number = _value(found)
        if number is not None and not _joins(found, text):
            yield found, number


def _clock(time: re.Match[str]) -> Number:
    hour = int(time[1]) % 12 + 12 * (time[3] in "pP") if time[3] else int(time[1])
    return Number(Fraction(60 * hour + int(time[2]), 10**6))


def _joins(found: re.Match[str], text: str) -> bool:
    """Whether "both" only joins two things ("both A and B")."""
    if found[0].lower() != "both" or _REPORTS_NEXT.match(text, found.end()):
        return False
    return bool(_AND_NEXT.match(text, found.end()))


def _value(found: re.Match[str]) -> Number | None:
    if found["vague"]:
        return Number(Fraction(_product(_small(found["vague"]).split(" of "))), vague=True)
    if found["half"]:
        return Number(Fraction(_SCALES[_small(found["half"])], 2))
    if found["alone"]:
        return Number(Fraction(50), share=True)
    if found["bottom"]:
        return _share(_small(found["top"]), _small(found["bottom"]))
    if found["times"]:
        return Number(Fraction(_TIMES[_small(found["times"])]))
    if found["digits"]:
        value = _in_digits(found["digits"], found["scale"] or "", half=bool(found["and_half"]))
        more = Fraction(1, 2) if found["half_behind"] else 0
        share, points = bool(found["percent"]), bool(found["points"])
        return None if value is None else Number(value + more, share=share, points=points)
    return _spelled(found)


def _spelled(found: re.Match[str]) -> Number | None:
    words = _BETWEEN.split(_small(found["words"]))
    value = Fraction(_in_words(words))
    if found["words_half"]:
        value += Fraction(1, 2)
        if found["words_scale"]:
            value *= _SCALES[_BETWEEN.sub("", _small(found["words_scale"]))]
    elif words == ["one"] and not (found["words_percent"] or found["words_points"]):
        return None
    points = bool(found["words_points"])
    return Number(value, share=bool(found["words_percent"]), points=points)


# A figure stands in a quotation and in the statements that cite it.
@lru_cache(maxsize=1024)
def _in_digits(digits: str, scale: str, *, half: bool) -> Fraction | None:
    """The value of "26,000", "2.5 million" or "2 and a half"; None if it is too long to be read."""
    digits = _NO_DIGIT.sub("", digits)
    if len(digits) > _MOST_DIGITS:
        return None
    value = Fraction(digits if "." in digits else int(digits))
    if half:
        value += Fraction(1, 2)
    if scale:
        value *= _SCALES[_BETWEEN.sub("", _small(scale))]
    return value


def _small(words: str) -> str:
    """Words in small letters, of which a pattern that knows no case has more than one form."""
    if words.isascii():
        return words.lower()
    return words.translate(_SAME_LETTERS).lower()


def _product(words: list[str]) -> int:
    value = 1
    for word in words:
        value *= _MULTIPLES[word]
    return value


def _share(top: str, bottom: str) -> Number | None:
    singular = bottom if bottom == "half" else bottom.removesuffix("s")
    below = _SHARES.get(singular, _SHARES.get(bottom, 2))
    above = 1 if top in ("a", "an") else _SMALL[top]
    return Number(Fraction(100 * above, below), share=True)


def _in_words(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word in _SMALL:
            current += _SMALL[word]
        elif word in ("hundred", "dozen"):
            current = max(current, 1) * _SCALES[word]
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
    return total + current


def _what_is_counted(text: str, start: int, end: int) -> Counted | None:
    if text[start:end].lower() == "both" or _OTHERS.match(text, max(0, start - len("other "))):
        return Counted.SOURCES
    return next((what for what, noun in _COUNTED if noun.match(text, end)), None)
