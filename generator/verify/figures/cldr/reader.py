"""A reader of texts in any language, by what CLDR says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from itertools import islice
from operator import attrgetter

from generator.verify.figures.approximate import rounding
from generator.verify.figures.calendar import Found
from generator.verify.figures.claims import (
    Claim,
    Counted,
    Evidence,
    Kind,
    Name,
    Number,
    PartialDate,
    Vocabulary,
    WordLookup,
)  # fmt: skip
from generator.verify.figures.cldr.data import data, is_cased, primary
from generator.verify.figures.cldr.dates import DateReader, date_reader
from generator.verify.figures.cldr.digits import ascii_digits
from generator.verify.figures.cldr.evidence import LEAST_YEAR, LONGEST, CldrEvidence, dates_in
from generator.verify.figures.cldr.names import (
    ENDING,
    common_words,
    find_names,
    vocabulary_of,
    words_of,
)  # fmt: skip
from generator.verify.figures.cldr.numbers import NumberReader, number_reader
from generator.verify.figures.cldr.places import PlaceReader, place_reader
from generator.verify.figures.cldr.words import BOTH, WITHOUT_CAPITALS_FOR_NAMES
from generator.verify.figures.neighbours import Figure
from generator.verify.figures.similar import Names
from generator.verify.figures.spans import blank
from generator.verify.figures.spelled import spelled_for
from generator.verify.figures.units import unit_behind

# No sentence that somebody reads has more.
_MOST_NAMES = 1000
_TWO = Number(Fraction(2))
_LONGEST_BOTH = 12
_start = attrgetter("start")


class CldrReader:
    """Reads texts of one locale."""

    def __init__(self, locale: str) -> None:
        """Keep the locale (a name of `locale_name`); what it needs is read when it is needed."""
        self.locale = locale
        self.language = primary(locale)
        self.cased = is_cased(locale)

    @cached_property
    def dates(self) -> DateReader:
        """Reads its dates."""
        return date_reader(self.locale)

    @cached_property
    def numbers(self) -> NumberReader:
        """Reads its numbers."""
        return number_reader(self.locale, spelled_for(self.language))

    @cached_property
    def places(self) -> PlaceReader:
        """Finds its countries."""
        return place_reader(self.locale)

    @property
    def spells(self) -> bool:
        """Whether numbers that are spelled out are read."""
        return self.numbers.words is not None

    def claims(self, text: str, vocabulary: WordLookup) -> tuple[Claim, ...]:
        """Every number, date and name in a statement, in order."""
        text = text[:LONGEST]
        plain = ascii_digits(text)
        found: list[Claim] = []
        dates = dates_in(self, plain)
        found += _date_claims(text, (each for each in dates if not each.guessed), self.language)
        plain = blank(plain, ((each.start, each.end) for each in dates))
        figures = self.numbers.find(plain)
        found += _number_claims(text, figures, self.language)
        plain = blank(plain, ((each.start, each.end) for each in figures))
        places = list(self.places.find(plain))
        plain = blank(plain, ((start, end) for _, start, end in places))
        places += self.places.adjectives(plain)
        for code, start, end in places:
            name = Name(words_of(text[start:end]), loose=True, ending=ENDING, place=code)
            found.append(Claim(Kind.NAME, text[start:end], start, end, name))
        plain = blank(plain, ((start, end) for _, start, end in places))
        names = find_names(plain, vocabulary, self.language, cased=self.cased)
        found += islice(names, _MOST_NAMES)
        return tuple(sorted(found, key=_start))

    def dates_claimed(self, text: str) -> Iterable[Claim]:
        """Every date in a text, in order."""
        text = text[:LONGEST]
        dates = dates_in(self, ascii_digits(text))
        return _date_claims(text, (each for each in dates if not each.guessed), self.language)

    def evidence(self, text: str, published: str) -> Evidence:
        """What a text gives; words that an editor put in, in brackets, give nothing."""
        return CldrEvidence(self, text, published)

    def vocabulary(self, text: str) -> Vocabulary:
        """The words of a text that stand with a capital where a sentence goes on, or without."""
        return vocabulary_of(text, self.language)

    def common_words(self, text: str) -> frozenset[str]:
        """The words of a text that stand without a capital."""
        return common_words(text)

    def sure_names(self, text: str, /) -> frozenset[str]:
        """The words of a body's name that are names by themselves; none if nobody can tell."""
        among_nouns = self.language in WITHOUT_CAPITALS_FOR_NAMES
        return vocabulary_of(text, self.language).names if among_nouns else frozenset()

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, with breaks at its punctuation."""
        return words_of(text)

    def place(self, words: tuple[str, ...]) -> str:
        """The code of the country that the words name, or ""."""
        return self.places.code_of(" ".join(words)) if words else ""

    @cached_property
    def countries(self) -> Names:
        """The names of countries that are one word."""
        return Names(name.title() for name in self.places.names if " " not in name)

    def language_name(self, tag: str) -> str:
        """What a language (BCP 47) is called, or ""."""
        return str(data(self.locale)["languages"].get(primary(tag), ""))


def _date_claims(text: str, dates: Iterable[Found], language: str) -> Iterator[Claim]:
    by_place: dict[tuple[int, int], list[Found]] = {}
    for each in dates:
        by_place.setdefault((each.start, each.end), []).append(each)
    for (start, end), found in by_place.items():
        written = text[start:end]
        first = found[0].when
        also: tuple[PartialDate | Number, ...] = tuple(each.when for each in found[1:])
        if first.year >= LEAST_YEAR and not (first.month or first.weekday):
            also += (Number(Fraction(first.year)),)
        yield Claim(
            Kind.DATE,
            written,
            start,
            end,
            first,
            also=also,
            rounded=rounding(text, start, end, language),
            unit=unit_behind(text, end),
        )


def _number_claims(text: str, figures: list[Figure], language: str) -> Iterator[Claim]:
    for figure in figures:
        first, *rest = figure.readings
        if not figure.ordinal and not _is_both(text, figure, language):
            kind = Kind.PERCENTAGE if first.share else Kind.NUMBER
            start, end = figure.start, figure.end
            yield Claim(
                kind,
                text[start:end],
                start,
                end,
                first,
                counted=Counted.ANY,
                also=tuple(rest),
                rounded=rounding(text, start, end, language),
                unit=unit_behind(text, end),
            )


def _is_both(text: str, figure: Figure, language: str) -> bool:
    """Whether "two" only takes up what was named before ("les deux camps")."""
    before = _both(language)
    number = figure.readings[0]
    return (
        before is not None
        and number == _TWO
        and bool(before.search(text, max(0, figure.start - _LONGEST_BOTH), figure.start))
    )


@cache
def _both(language: str) -> re.Pattern[str] | None:
    words = BOTH.get(language)
    return re.compile(rf"(?<![^\W_])(?:{words})\s$", re.IGNORECASE) if words else None


@lru_cache(maxsize=64)
def reader_of(locale: str) -> CldrReader:
    """The reader of a locale (a name of `locale_name`)."""
    return CldrReader(locale)
