"""Names of countries in a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from generator.verify.figures.cldr.country_words import NAMES
from generator.verify.figures.cldr.data import leaves, primary, tables

# Groups of countries and non-places among CLDR's codes.
_NO_COUNTRIES = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})
_SHORTEST_WITH_STEM = 4


@lru_cache(maxsize=64)
def country_names(locale: str) -> Mapping[str, str]:
    """By a name in small letters, the country's code."""
    names: dict[str, str] = {}
    for own in tables(locale, "territories"):
        for code, name in leaves(own):
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
                small = small_name(name.split("(")[0].strip())
                if len(small) > 1:
                    names.setdefault(small, code)
    for code, words in NAMES.get(primary(locale), {}).items():
        for word in words.split():
            names.setdefault(word, code)
    return names


@lru_cache(maxsize=64)
def stems_of_names(locale: str) -> Mapping[str, str]:
    """By a name without its last letter, where another may stand, the country's code."""
    names = country_names(locale)
    return {name[:-1]: code for name, code in names.items() if len(name) > _SHORTEST_WITH_STEM}


def small_name(name: str) -> str:
    """A text in small letters, with one kind of space and apostrophe and without hyphens."""
    small = name.lower().replace("\u00a0", " ").replace("’", "'").replace("-", " ")
    # Turkish has an "i" of its own, which `str.lower` makes two characters of.
    return small.replace("i̇", "i").replace("ı", "i")


@cache
def iso_codes() -> frozenset[str]:
    """The codes of the countries that CLDR has names for."""
    return frozenset(country_names("en").values())
