"""Names of countries, languages, months and weekdays in every language of CLDR.

Babel reads a language with all that it inherits, which takes 5 s for all of them. Here its files
are read as they are, once, and only when a message needs them: see what imports this.
"""

from __future__ import annotations

import pickle
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel import localedata

_ROOT = "root"
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2})?")
_WIDTHS = ("wide", "abbreviated")
# A short name of few Latin letters means something else in the next language: "sun", "her".
_SHORTEST = 4


class Names(NamedTuple):
    """By each name, as `folded` leaves it, what it means: more than one where languages differ."""

    countries: Mapping[str, frozenset[str]]
    languages: Mapping[str, frozenset[str]]
    months: Mapping[str, frozenset[int]]
    weekdays: Mapping[str, frozenset[int]]


def folded(name: str) -> str:
    """A name without what writers do differently: case, kinds of apostrophes, hyphens, spaces."""
    plain = unicodedata.normalize("NFC", name.casefold()).replace("’", "'")
    return " ".join(plain.replace("-", " ").split()).rstrip(".")


@cache
def names_in_all_languages() -> Names:
    """The names of all languages; weekdays are numbered from 0 for Monday, months from 1."""
    return _names(name for name in localedata.locale_identifiers() if name != _ROOT)


@cache
def names_in(*locales: str) -> Names:
    """The names of some languages, with all their abbreviations."""
    return _names(locales, shortest=1)


def _names(locales: Iterator[str] | tuple[str, ...], shortest: int = _SHORTEST) -> Names:
    countries: dict[str, frozenset[str]] = {}
    languages: dict[str, frozenset[str]] = {}
    months: dict[str, frozenset[int]] = {}
    weekdays: dict[str, frozenset[int]] = {}
    for locale in locales:
        data = _own_data(locale)
        for code, name in data.get("territories", {}).items():
            if _COUNTRY.fullmatch(code):
                _add(countries, name, code)
        for code, name in data.get("languages", {}).items():
            if _LANGUAGE.fullmatch(code):
                _add(languages, name, code.replace("_", "-"))
        for table, known in (("months", months), ("days", weekdays)):
            for number, name in _of_calendar(data.get(table, {}), shortest):
                _add(known, name, number)
    return Names(countries, languages, months, weekdays)


def _own_data(locale: str) -> Mapping[str, Any]:
    """What Babel's file says of a locale, without what the locale inherits."""
    file = Path(localedata.resolve_locale_filename(locale))
    data: Mapping[str, Any] = pickle.loads(file.read_bytes())  # noqa: S301 - Babel's own
    return data


def _of_calendar(forms: Mapping[str, Any], shortest: int) -> Iterator[tuple[int, str]]:
    for form in forms.values():
        for width in _WIDTHS:
            names = form.get(width, {})
            # A table may stand for another one of the locale, which is read itself.
            for number, name in names.items() if isinstance(names, dict) else ():
                is_long = width == "wide" or len(name) >= shortest or not name.isascii()
                if is_long and any(map(str.isalpha, name)):
                    yield number, name


def _add(known: dict[str, Any], name: str, meaning: str | int) -> None:
    key = folded(name)
    meanings = known.get(key)
    if meanings is None:
        known[key] = _one(meaning)
    elif meaning not in meanings:
        known[key] = meanings | {meaning}


@cache
def _one(meaning: str | int) -> frozenset[str | int]:
    """The same set for all names that mean the same and nothing else: there are 90,000 names."""
    return frozenset({meaning})
