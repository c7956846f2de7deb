"""Rounded numbers: "more than 2,000" where 2,400 stands, "almost two hundred" where 183 does."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from functools import cache

from generator.verify.figures.claims import Number
from generator.verify.figures.rounding_words import ROUNDING
from generator.verify.figures.values import alike

_NEAR = 32
_LARGEST = 10**15


class Rounded(StrEnum):
    """Where the number itself lies from one that is said to be rounded."""

    NO = ""
    ABOVE = "above"
    BELOW = "below"
    NEAR = "near"
    ANY = "any"


# "Une quarantaine", "una treintena", "een dertigtal".
_BY_ITSELF = re.compile(r"(?:\waines?|\wenas?|\wtal)\b(?:\sde|\sd[’'])?$", re.IGNORECASE)
# Where "more than" stands behind the number.
_BEHIND = {
    "tr": re.compile(r"\s(?:\w+\s)?\w*(?:dan|den|tan|ten)\s(?:(?P<above>fazla)|(?P<below>az))"),
    "ja": re.compile(
        "[^、。]{0,3}?(?:(?P<above>以上|超|余り|を超|を上回)|(?P<below>近く|未満|弱|に満た))"
    ),
    "zh": re.compile("[^，。]{0,3}?(?:(?P<above>以上|多|余)|(?P<below>以下|不到))"),
    "ko": re.compile("[^,.]{0,3}?(?:(?P<above> ?이상|여 ?명|을 넘)|(?P<below> ?미만|에 가까))"),
    "hi": re.compile(r"\s(?:\S+\s)?से\s(?:(?P<above>ज़्यादा|अधिक|ज्यादा)|(?P<below>कम))"),
}
_WITHOUT_SPACES = frozenset({"ja", "zh"})
_LEAST_ROUND = 100
_KEYS = (Rounded.ABOVE, Rounded.BELOW, Rounded.NEAR)


def rounding(text: str, start: int, end: int, language: str) -> Rounded:
    """How a number is said to be rounded, by the words before it or by itself ("une dizaine").

    Args:
        text: the text.
        start: where the number begins.
        end: where it ends.
        language: the first subtag of the text's language; of one without a list of such words
            every number may be a rounded one.
    """
    if _BY_ITSELF.search(text, start, end):
        return Rounded.NEAR
    behind = _BEHIND.get(language)
    if behind and (found := behind.match(text, end)):
        return Rounded(found.lastgroup or "")
    pattern = _pattern(language)
    if pattern is None:
        return Rounded.ANY
    found = pattern.search(text[max(0, start - _NEAR) : start].lower())
    return Rounded(found.lastgroup or "") if found else Rounded.NO


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = ROUNDING.get("nb" if language in ("no", "nn") else language)
    if words is None:
        return None
    begin = r"(?<![^\W_])[وفبل]?" if language == "ar" else r"(?<![^\W_])"
    if language in _WITHOUT_SPACES:
        begin = ""
    between = r"(?:\S+\s){0,3}?" if language == "ar" else ""
    groups = "|".join(f"(?P<{key}>{own})" for key, own in zip(_KEYS, words, strict=True))
    # An article or a sign of a currency may stand between.
    return re.compile(
        rf"{begin}(?:{groups})\s?{between}(?:the |den |die |de |los |las |les |a |an )?[$€£]?$"
    )


def rounds_to(given: Number, claimed: Number, rounded: Rounded) -> bool:
    """Whether a number given, said with fewer digits, is the number claimed.

    "More than 2,000" is 2,400 and not 20,400; "almost 9,000" is 8,915.
    """
    value, exact = claimed.value, given.value
    if not rounded or not alike(given, claimed) or not 0 < value < _LARGEST or exact <= 0:
        return False
    step = _last_digit(value)
    if exact % step == 0:
        return False
    match rounded:
        case Rounded.ABOVE:
            return value < exact < value + step
        case Rounded.BELOW:
            return value - step < exact < value
        case Rounded.NEAR:
            return 2 * abs(exact - value) <= step
    return value >= _LEAST_ROUND and step >= _LEAST_ROUND // 10 and abs(exact - value) < step


def _last_digit(value: Fraction) -> Fraction:
    """What one more in the last digit of a number counts that is no zero: 100 for 1,300."""
    step = Fraction(1)
    while value % step:
        step /= 10
        if step.denominator > 10**6:
            return step
    while value % (step * 10) == 0:
        step *= 10
    # "More than 9,500" is said to the half thousand.
    return 5 * step if value / step % 10 == 5 and value > 5 * step else step
