"""Suggestions for values that are not written as the format wants.

Each function returns the value in the right form, or None if more than one reading is possible: a
suggestion may replace the value without asking.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_month_names

from generator.model.dates import parse_date

# Months are read in these languages; a name that two of them give to different months in none.
_LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|er|º|\.)? (?:(?:of|de) )?([^\W\d]+)\.?,? (?:de )?([0-9]{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_MONTH_ONLY = re.compile(r"([^\W\d]+)\.?,? (?:de )?([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_YEAR_AND_MONTH = re.compile(r"([0-9]{4})-([0-9])")


def suggest_date(text: str) -> str | None:
    """Return a date as EDTF, from month names or from digits.

    Where a date in digits ends with the year, day and month must be told apart by their values: one
    is above 12, or both are equal.
    """
    parts = _date_parts(" ".join(text.split()))
    if parts is None:
        return None
    year, month, day = parts
    written = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    try:
        parse_date(written)
    except ValueError:
        return None
    return written


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, the last being 0 where there is none."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _YEAR_AND_MONTH.fullmatch(text):
        return int(found[1]), int(found[2]), 0
    if found := _YEAR_LAST.fullmatch(text):
        one, other = int(found[1]), int(found[3])
        if one > 12 >= other:
            return int(found[4]), other, one
        if other > 12 >= one:
            return int(found[4]), one, other
        return (int(found[4]), one, one) if one == other else None
    if found := _DAY_FIRST.fullmatch(text):
        day, name, year = int(found[1]), found[2], int(found[3])
    elif found := _MONTH_FIRST.fullmatch(text):
        day, name, year = int(found[2]), found[1], int(found[3])
    elif found := _MONTH_ONLY.fullmatch(text):
        day, name, year = 0, found[1], int(found[2])
    else:
        return None
    month = _months().get(name.casefold())
    is_whole = day > 0 or found.re is _MONTH_ONLY
    return (year, month, day) if month and is_whole else None


@cache
def _months() -> dict[str, int]:
    """The numbers of the months by their names, as far as all languages agree."""
    numbers: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                numbers.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: next(iter(found)) for name, found in numbers.items() if len(found) == 1}


def suggest_country(text: str, codes: frozenset[str]) -> str | None:
    """Return a country's code for one in lower case, an alias such as UK, or an English name."""
    upper = text.strip().upper()
    if upper in codes:
        return upper
    aliases = [str(code) for code in get_global("territory_aliases").get(upper, ())]
    if len(aliases) == 1 and aliases[0] in codes:
        return aliases[0]
    names = Locale("en").territories.items()
    named = {str(code) for code, name in names if name.casefold() == text.strip().casefold()}
    return min(named) if len(named) == 1 and named <= codes else None


def suggest_language(text: str) -> str | None:
    """Return a language tag for one with underscores, or for a name in English or in itself."""
    tag = text.strip().replace("_", "-")
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return _languages().get(text.strip().casefold())
    return tag if tag != text else None


@cache
def _languages() -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for code, name in Locale("en").languages.items():
        if re.fullmatch(r"[a-z]{2,3}", code):
            names.setdefault(name.casefold(), set()).add(code)
    for code in _LANGUAGES:
        names.setdefault(str(Locale(code).language_name).casefold(), set()).add(code)
    return {name: min(codes) for name, codes in names.items() if len(codes) == 1}


def suggest_degrees(text: str) -> str | None:
    """Return degrees with a decimal point for ones with a decimal comma."""
    found = re.fullmatch(r"([-+−]?[0-9]{1,3}),([0-9]{1,12})", text)
    return f"{found[1]}.{found[2]}" if found else None
