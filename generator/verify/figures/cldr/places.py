"""Countries in a language: CLDR's names of them, and the words that are made from these.

"Deutschland", "deutsche" and "Deutschen" begin alike, and the name of the language or the currency
gives the adjective where the country's name does not ("Frankreich", "französisch"). So a text is
said to speak of a country where a word of it begins so; a claim needs the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.verify.figures.cldr.adjectives import (
    LEAST_STEM,
    SHORTEST,
    adjectives_of_all,
    arabic_adjectives,
    beginnings,
    stems_of,
)
from generator.verify.figures.cldr.country_names import country_names, small_name, stems_of_names
from generator.verify.figures.cldr.country_words import ADJECTIVES, NO_PLACES
from generator.verify.figures.cldr.data import is_cased, primary
from generator.verify.figures.cldr.words import INFLECTED
from generator.verify.figures.similar import is_slip

# Scripts that write prepositions and the article in one with the word, and have spaces.
_PREFIXES = {"ar": "(?:[وفبلك]{1,2}|لل)?", "he": "[ובלכמהש]{0,2}"}
# No small Latin letter begins a name.
_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_a-zß-öø-ÿ][^\W\d_]?")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_LONGEST_STEM = 16
_MOST_BEHIND = 6
_ARABIC_WORD = re.compile(r"[^\W\d_]{4,18}")
_ARABIC_ENDING = re.compile("(?:اوية|اويين|اويون|اوي|ية|يين|يون|يات|ي|يا)$")
_ARABIC_PREFIXES = ("", "ال", "لل", "وال", "بال", "فال", "كال", "و", "ب", "ل", "ف", "ك")
_GENITIVE = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "lb", "fo", "is", "fy", "af"})


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """Finds countries in texts of one language; made by `place_reader`.

    Attributes:
        locale: the locale.
        names: by a name in small letters, the country's code.
        pattern: finds these names.
        starts: how they begin, in small letters.
        cased: whether the script has capitals.
    """

    locale: str
    names: Mapping[str, str]
    pattern: re.Pattern[str]
    starts: frozenset[str]
    cased: bool

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The countries that a text names, each with its code and its place, in order."""
        for match in self._matches(text):
            code = self._code(small_name(match["name"]))
            if code:
                yield code, match.start("name"), match.end()

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        if not self.cased:
            yield from self.pattern.finditer(text)
            return
        # A country has a capital where there are capitals at all: few places need the long pattern.
        end = 0
        for word in _WORD_START.finditer(text):
            at = word.start()
            if at >= end and word[0][0].isupper() and small_name(word[0]) in self.starts:
                found = self.pattern.match(text, at)
                if found:
                    end = found.end()
                    yield found

    def adjectives(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The words of a text that are made from a country's name, as `find` gives names."""
        if not self.cased:
            yield from self._with_article(text)
            return
        known, names = adjectives_of_all(self.locale), self.names
        for match in _LONG_WORD.finditer(text):
            small = match[0].lower()
            if small[:LEAST_STEM] not in known.heads:
                continue
            for length in range(min(len(small), _LONGEST_STEM), LEAST_STEM - 1, -1):
                code = known.codes.get(small[:length])
                if code is not None:
                    near = code and len(small) - length <= _MOST_BEHIND
                    if near and not any(is_slip(small, name) for name in names):
                        yield code, *match.span()
                    break

    def _with_article(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Arabic adjectives, with or without article and preposition."""
        if primary(self.locale) == "ar":
            known = arabic_adjectives(self.locale)
            for match in _ARABIC_WORD.finditer(text):
                if code := next(filter(None, map(known.get, _arabic_bases(match[0]))), ""):
                    yield code, *match.span()

    def speaks_of(self, code: str, text: str) -> bool:
        """Whether a text names a country, be it by an adjective or by its people.

        Args:
            code: the country's code (ISO 3166-1).
            text: the text, with blanks in small letters as `small_name` makes them.
        """
        return bool(_words_for(self.locale, code).search(text))

    def code_of(self, name: str) -> str:
        """The code of the country with this very name, or ""."""
        return self.names.get(small_name(name), "")

    def _code(self, name: str) -> str:
        for cut in range(6):
            if code := self.names.get(name[: len(name) - cut]):
                return code
        stem = name
        while len(stem) >= SHORTEST:
            if code := stems_of_names(self.locale).get(stem):
                return code
            stem = stem[:-1]
        return ""


def _arabic_bases(word: str) -> Iterator[str]:
    """What an adjective may be made from: the word without its ending, prepositions and article."""
    stem = _ARABIC_ENDING.sub("", word)
    if len(stem) < len(word):
        yield from (stem.removeprefix(prefix) for prefix in _ARABIC_PREFIXES)


@lru_cache(maxsize=64)
def place_reader(locale: str) -> PlaceReader:
    """The reader of countries in a locale (a name of `locale_name`)."""
    language, cased = primary(locale), is_cased(locale)
    names = country_names(locale)
    parts = []
    for name in sorted(names, key=lambda each: (-len(each), each)):
        if name in NO_PLACES.get(language, ()):
            continue
        written = _escaped(name)
        if language in INFLECTED and len(name) > SHORTEST and " " not in name:
            written = rf"{_escaped(name[:-1])}[^\W\d_]{{0,4}}"
        parts.append(written)
    if cased:
        begin, stop = r"(?<![^\W_])", r"s?(?![^\W_])" if language in _GENITIVE else r"(?![^\W_])"
    elif language in _PREFIXES:
        begin, stop = rf"(?<![^\W\d_]){_PREFIXES[language]}", r"(?![^\W\d_])"
    else:
        begin, stop = "", ""
    pattern = rf"{begin}(?P<name>{'|'.join(parts) or '(?!)'}){stop}"
    starts = frozenset(
        found[0].lower() for name in names if (found := _WORD_START.match(name.title()))
    )
    return PlaceReader(locale, names, re.compile(pattern, re.IGNORECASE), starts, cased)


def _escaped(name: str) -> str:
    written = re.escape(name).replace(r"\ ", r"[\s\u00a0-]").replace("'", "[’']")
    return re.sub("i(?![^\\[]*\\])", "[iıİ]", written)


@lru_cache(maxsize=1024)
def _words_for(locale: str, code: str) -> re.Pattern[str]:
    """A pattern for all words in small letters that speak of a country."""
    language, cased = primary(locale), is_cased(locale)
    phrases = {
        r"\s".join(_beginning(word, cased=cased, whole=True) for word in name.split())
        for name, owner in country_names(locale).items()
        if owner == code and " " in name
    }
    stems = {
        stem
        for name, owner in country_names(locale).items()
        if owner == code and " " not in name
        for stem in stems_of(name, cased=cased)
    }
    stems |= {*ADJECTIVES.get(code, {}).get(language, "").split()}
    stems |= beginnings(locale, code)
    begin = r"(?<![^\W_])" if cased else ""
    parts = [*map(re.escape, sorted(stems)), *sorted(phrases)]
    return re.compile(rf"{begin}(?:{'|'.join(parts) or '(?!)'})")


def _beginning(word: str, *, cased: bool, whole: bool = False) -> str:
    (stem,) = stems_of(word, cased=cased) or {word}
    return rf"{re.escape(stem)}[^\W\d_]*" if whole else re.escape(stem)
