"""The value of figures as a locale writes them: 26,000 and 26.000, 12,34,567, 1 200, ٢٦٫٥."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

SPACES = " \u00a0\u2009\u202f\u2007\u2008\u2002"
"""What may part the groups of a number; of several in a row none does."""
_APOSTROPHES = "'’"
_POINTS = ".,٫٬"
# Of a number that a space groups, each group but the first has three digits.
FIGURES = (
    rf"\d{{1,3}}(?:[{SPACES}{_APOSTROPHES}]\d{{3}}(?!\d))+(?:[{_POINTS}]\d+)?"
    rf"|\d+(?:[{_POINTS}]\d+)*"
)
"""A pattern for whatever may be one number in digits; it begins where no digit is before it."""
_POINT = re.compile(rf"[{_POINTS}]")
_GAP = re.compile(rf"[{SPACES}{_APOSTROPHES}]")
MOST_DIGITS = 60
"""No number in a text that somebody reads has more digits."""
_GROUP = 3


def ascii_digits(text: str) -> str:
    """A text with its digits, of whatever script, as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def values(written: str, decimal: str, group: str) -> tuple[Fraction, ...]:
    """What figures may stand for, the likeliest first; nothing if they are no number.

    Signs that stand so that they can only group, group; where one sign may be either, the
    locale's convention decides. A decimal sign before exactly three digits may group as well, as
    not everybody keeps to the convention; a sign that groups by convention is never a decimal one
    there: 600.000 is not 600 where it means 600,000.

    Args:
        written: what `FIGURES` matches.
        decimal: the locale's decimal sign.
        group: its sign between groups.
    """
    if len(written) > MOST_DIGITS:
        return ()
    figures = ascii_digits(written).replace("٫", decimal if decimal in ".," else ",")
    figures = figures.replace("٬", "." if decimal == "," else ",")
    if _GAP.search(figures):
        whole = _GAP.sub("", figures)
        head, *rest = _POINT.split(whole)
        return (_decimal(head, rest[0] if rest else ""),)
    head, *rest = _POINT.split(figures)
    if not rest:
        return (Fraction(int(head)),)
    signs = _POINT.findall(figures)
    if len(signs) == 1:
        return _one_sign(head, rest[0], signs[0], decimal, group)
    if len(set(signs)) == 1:
        return (Fraction(int(head + "".join(rest))),) if _are_groups(head, rest) else ()
    *groups, last = rest
    if signs[-1] in signs[:-1] or len(set(signs[:-1])) > 1 or not _are_groups(head, groups):
        return ()
    return (_decimal(head + "".join(groups), last),)


def _one_sign(head: str, tail: str, sign: str, decimal: str, group: str) -> tuple[Fraction, ...]:
    may_group = len(tail) == _GROUP and len(head) <= _GROUP and not head.startswith("0")
    if not may_group:
        return (_decimal(head, tail),)
    whole = Fraction(int(head + tail))
    if sign == decimal and sign != group:
        return (_decimal(head, tail), whole)
    return (whole,)


def _are_groups(head: str, groups: list[str]) -> bool:
    """Whether these are groups of three digits, or as in India of two and a last of three."""
    if not head or len(head) > _GROUP or not groups or len(groups[-1]) != _GROUP:
        return False
    *inner, _ = groups
    return all(len(each) == _GROUP for each in inner) or (
        len(head) < _GROUP and all(len(each) == 2 for each in inner)
    )


def _decimal(head: str, tail: str) -> Fraction:
    return Fraction(int(head + tail), 10 ** len(tail)) if tail else Fraction(int(head))
