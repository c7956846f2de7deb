"""Words that are made from the names of countries: adjectives, and names of their people.

The name of the language or the currency gives the adjective where the country's name does not
("Frankreich", "französisch").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from babel.core import get_global
from babel.languages import get_official_languages

from generator.verify.figures.cldr.country_names import country_names, iso_codes, small_name
from generator.verify.figures.cldr.country_words import ADJECTIVES, ADJECTIVES_OF, NO_PLACES
from generator.verify.figures.cldr.data import data, is_cased, leaves, primary

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
LEAST_STEM = 5
"""A shorter beginning of a word is that of too many others to be a claim."""
SHORTEST = 4
_SHORTEST_UNCASED = 3
_MOST_CUT = 3
# Each of the first holds the adjective of the second, and the two of a pair hold it alike.
_TERRITORIES = (("VG", "IO", "GB"), ("AS", "VI", "US"), ("PF", "GF", "FR"), ("PF", "TF", "FR"))
_AMERICAS = "019"
# These belong to no country more than to others.
_SHARED = frozenset({"en", "fr", "es", "ar", "pt", "zh"})
_ARABIC_END = re.compile("(?:يا|ا|ة|ياء)$")


class Adjectives(NamedTuple):
    """How adjectives of countries begin.

    Attributes:
        codes: by the beginning, the country's code; "" where several begin alike.
        heads: the first letters of these.
    """

    codes: Mapping[str, str]
    heads: frozenset[str]


@lru_cache(maxsize=64)
def adjectives_of_all(locale: str) -> Adjectives:
    """The adjectives of all countries."""
    found: dict[str, str] = {}
    listed = ADJECTIVES_OF.get(primary(locale), {})
    for code in sorted(iso_codes()):
        own = beginnings(locale, code, strict=True) | {
            *ADJECTIVES.get(code, {}).get(primary(locale), "").split()
        }
        for stem in own | {*listed.get(code, "").split()}:
            if len(stem) >= LEAST_STEM and stem.isalpha():
                found[stem] = "" if found.get(stem, code) != code else code
    return Adjectives(found, frozenset(stem[:LEAST_STEM] for stem in found))


@lru_cache(maxsize=8)
def arabic_adjectives(locale: str) -> Mapping[str, str]:
    """By what an adjective begins with, the country's code."""
    found: dict[str, str] = {}
    for name, code in country_names(locale).items():
        base = _ARABIC_END.sub("", name.removeprefix("ال"))
        if " " not in base and len(base) >= _SHORTEST_UNCASED and name not in NO_PLACES["ar"]:
            found[base] = "" if found.get(base, code) != code else code
    return found


def beginnings(locale: str, code: str, *, strict: bool = False) -> set[str]:
    """How the adjective of a country begins, by the names of languages, currencies and islands.

    Args:
        locale: the locale.
        code: the country's code.
        strict: whether only an ending is cut off, so that hardly another word begins so.
    """
    own, cased = data(locale), is_cased(locale)

    def stems(word: str) -> set[str]:
        if not strict:
            return stems_of(word, cased=cased)
        return {word[: max(LEAST_STEM, len(word) - 2)]} if len(word) >= LEAST_STEM else set()

    territories, names = own["territories"], own["languages"]
    found: set[str] = set()
    tags = get_official_languages(code)
    if len(tags) == 1 and tags[0] in names and tags[0] not in _SHARED:
        found |= {s for w in _WORD.findall(small_name(names[tags[0]])) for s in stems(w)}
    for one, other, owner in _TERRITORIES:
        if owner == code and one in territories and other in territories:
            words = _long_words(territories[one]), _long_words(territories[other])
            heads = {word[:SHORTEST]: word for word in words[0]}
            alike = {heads[word[:SHORTEST]] for word in words[1] if word[:SHORTEST] in heads}
            found |= {stem for word in alike for stem in stems(word)}
    if code == "US" and _AMERICAS in territories:
        found |= {s for w in _long_words(territories[_AMERICAS]) for s in stems(w)}
    for currency, _, _, is_tender in get_global("territory_currencies").get(code, ()):
        name = own["currency_names"].get(currency)
        if isinstance(name, str) and is_tender and str(currency)[:2] == code:
            found |= {
                stem
                for word in _long_words(name)
                if len(_used(locale).get(word[:SHORTEST], ())) == 1
                for stem in stems(word)
            }
    return found


def stems_of(word: str, *, cased: bool) -> set[str]:
    """How words begin that are made from a word; none if it is too short."""
    least = SHORTEST if cased else _SHORTEST_UNCASED
    word = word.removeprefix("ال")
    return {word[: max(least, len(word) - _MOST_CUT)]} if len(word) > 1 else set()


@lru_cache(maxsize=64)
def _used(locale: str) -> Mapping[str, frozenset[str]]:
    """By the beginning of a word, the countries in whose currencies' names it stands."""
    used: dict[str, set[str]] = defaultdict(set)
    for code, name in leaves(data(locale)["currency_names"]):
        for word in _long_words(name):
            used[word[:SHORTEST]].add(code[:2])
    return {head: frozenset(codes) for head, codes in used.items()}


def _long_words(name: str) -> list[str]:
    return [word for word in _WORD.findall(small_name(name)) if len(word) >= SHORTEST]
