"""Numbers that share a word with a number beside them: ranges, ellipses, parts of a whole."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from generator.verify.figures.claims import Number

_JOINT = re.compile(r"\s?(?:[–-]|[^\W\d_]{1,5})\s?")
_OF = re.compile(r"\s(?:de|di|von|of|van)\s(?:a\s|einer?\s|un[ae]?\s|een\s)?|\sd[’']")
_SCALE_VALUES = (10**3, 10**6, 10**9, 10**12)
_END = re.compile(r"\s*(?:[.,;:)!?»”]|$)")
# "Six in ten" is 60 per cent.
_IN_ALL = re.compile(
    r"\s(?:in|out of|of every|in every|von|de cada|sur|op de|van de|su|em cada|i|av|na|из)\s"
)
_MOST_IN_ALL = 100
_LEAST_SCALED = 1000
_LONGEST_JOINT = 8


class Figure(NamedTuple):
    """A number with its place; of several readings the likeliest is the first.

    `ordinal` marks "3rd", which claims nothing, `is_time` a time of day. `bare` is the place of
    the number without its currency.
    """

    start: int
    end: int
    readings: tuple[Number, ...]
    ordinal: bool = False
    is_time: bool = False
    bare: tuple[int, int] = (0, 0)


def _merged(text: str, found: list[Figure]) -> list[Figure]:
    """The numbers; "a quarter of a million" is one."""
    merged: list[Figure] = []
    for figure in found:
        last = merged[-1] if merged else None
        if last and last.readings[0].share and _OF.fullmatch(text[last.end : figure.start]):
            part, whole = last.readings[0].value / 100, figure.readings[0]
            if whole.value in _SCALE_VALUES and not any(
                map(str.isdecimal, text[last.start : figure.end])
            ):
                whole = whole._replace(value=whole.value * part, vague=False)
                merged[-1] = Figure(last.start, figure.end, (whole,))
                continue
        merged.append(figure)
    return merged


def with_ranges(text: str, found: list[Figure]) -> list[Figure]:
    """The numbers in their order, with the other readings of those that share a word with others.

    "Six in ten" is 60 per cent. The first of "5 to 10 per cent" may be a per cent, and of "2 to 3
    million" millions; so may the last of "from 21 million to 14.5".
    """
    found = _merged(text, found)
    scale, share = 1, False
    for at, one in enumerate(found):
        if one.is_time:
            continue
        own, number = _scale_of(one.readings[0].value), one.readings[0]
        if share and not number.share and _END.match(text, one.end):
            found[at] = _also(one, share=True)
        share = share or number.share
        if scale > 1 and number.value < _LEAST_SCALED and not number.share:
            found[at] = _also(one, scale=scale)
        scale = own if own > 1 else scale
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        gap = text[one.end : other.start]
        number, second = one.readings[0], other.readings[0]
        if _IN_ALL.fullmatch(gap) and number.value < second.value <= _MOST_IN_ALL:
            part = Number(100 * number.value / second.value, share=True)
            found[at] = one._replace(readings=(*one.readings, part))
            found[at + 1] = other._replace(readings=(*other.readings, part))
        elif len(gap) < _LONGEST_JOINT and _JOINT.fullmatch(gap) and not number.share:
            if second.share:
                found[at] = _also(one, share=True)
            elif number.value < _LEAST_SCALED:
                found[at] = _also(one, scale=_scale_of(second.value))
    return found


def _also(figure: Figure, *, scale: int = 1, share: bool = False) -> Figure:
    """A number with further readings: in millions, or as a per cent."""
    also = tuple(
        each._replace(value=each.value * scale, share=each.share or share)
        for each in figure.readings
    )
    return figure._replace(readings=tuple(dict.fromkeys(figure.readings + also)))


def _scale_of(value: Fraction) -> int:
    for scale in (10**12, 10**9, 10**6, 10**3):
        if value >= scale:
            return scale
    return 1
