"""What CLDR says of a language, through Babel: one locale and its regional variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError, localedata

ROOT = "root"
# Signs for vowels and accents are no letters for `re`, and no word ends with them.
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903"
    r"\u093a-\u094f\u0951-\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83"
    r"\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56"
    r"\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d57\u0d81-\u0d83\u0dca-\u0ddf"
    r"\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3"
)
LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
"""A pattern for letters in a row, with the signs that belong to them."""
WORD = rf"[^\W_](?:\w|[{_MARKS}])*"
"""A pattern for a word, be there digits in it."""
# Regions and scripts in which months, weekdays or countries have other names (CLDR 47).
_VARIANTS = {
    "ar": "DZ IQ LB MA MR SA", "az": "Cyrl", "be": "TARASK", "bn": "IN", "bs": "Cyrl",
    "de": "AT CH", "es": "419 CL MX PE PY US", "fa": "AF", "fr": "CA MA", "oc": "ES", "ps": "PK",
    "pt": "PT", "ro": "MD", "se": "FI", "sr": "Latn Cyrl_BA", "sw": "KE", "ur": "IN",
    "uz": "Cyrl", "yo": "BJ", "yue": "Hans", "zh": "Hant Hant_HK",
}  # fmt: skip
_TOO_LONG = 32


@lru_cache(maxsize=512)
def locale_name(tag: str) -> str:
    """The name of Babel's locale for a language tag (BCP 47): the nearest there is, or ""."""
    parts = tag.replace("_", "-").split("-") if len(tag) <= _TOO_LONG else []
    while parts:
        try:
            return str(Locale.parse("-".join(parts), sep="-"))
        except (UnknownLocaleError, ValueError, TypeError):
            parts.pop()
    return ""


def primary(tag: str) -> str:
    """The language that a tag names, without script and region."""
    return tag.replace("_", "-").split("-", maxsplit=1)[0].lower()


@cache
def languages() -> tuple[str, ...]:
    """Every language that CLDR knows, by its first subtag."""
    names = {primary(name) for name in localedata.locale_identifiers()}
    return tuple(sorted(names - {ROOT}))


@lru_cache(maxsize=64)
def variants(name: str) -> tuple[str, ...]:
    """The locale itself, and others of its language that have names of their own.

    "Jänner" is German although only Austria says so.
    """
    language = primary(name)
    others = (f"{language}_{part}" for part in _VARIANTS.get(language, "").split())
    found = dict.fromkeys((name, language, *others))
    return tuple(each for each in found if localedata.exists(each))


@lru_cache(maxsize=64)
def is_cased(name: str) -> bool:
    """Whether a locale's script has capitals."""
    months = inner(data(name), "months", "format", "wide")
    return any(month != month.upper() or month != month.lower() for _, month in leaves(months))


def data(name: str) -> Mapping[str, Any]:
    """What CLDR says of a locale."""
    found: Mapping[str, Any] = localedata.LocaleDataDict(localedata.load(name))  # type: ignore[arg-type]
    return found


def tables(name: str, *keys: str) -> Iterator[Mapping[str, Any]]:
    """A table of a locale, and those of the `variants` of its language.

    Args:
        name: the locale.
        keys: the way to the table; where a locale has none, it is empty.
    """
    for variant in variants(name):
        yield inner(data(variant), *keys)


def inner(table: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """A table in a table; an empty one where there is none."""
    for key in keys:
        found: Any = table.get(key)
        table = found if hasattr(found, "items") else {}
    return table


def leaves(tree: Any) -> Iterator[tuple[Any, str]]:
    """The texts of a mapping of mappings, each with its last key."""
    for key, value in tree.items():
        if isinstance(value, str):
            yield key, value
        elif hasattr(value, "items"):
            yield from leaves(value)
        elif hasattr(value, "pattern"):
            yield key, str(value.pattern)
