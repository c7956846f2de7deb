"""What a text in any language gives in support of claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Protocol

from generator.verify.figures.calendar import Found, completed, publication
from generator.verify.figures.claims import (
    PEOPLE_MARK,
    TITLE_MARK,
    Evidence,
    Number,
    PartialDate,
)  # fmt: skip
from generator.verify.figures.cldr.country_names import iso_codes, small_name
from generator.verify.figures.cldr.currencies import beside
from generator.verify.figures.cldr.dates import DateReader
from generator.verify.figures.cldr.digits import ascii_digits
from generator.verify.figures.cldr.lists import list_lengths
from generator.verify.figures.cldr.names import words_of
from generator.verify.figures.cldr.numbers import NumberReader
from generator.verify.figures.cldr.places import PlaceReader
from generator.verify.figures.neighbours import Figure
from generator.verify.figures.spans import blank
from generator.verify.figures.units import units_of, with_one_currency

_INSERTED = re.compile(r"\[[^\[\]]*\]")
LONGEST = 50_000
"""No sentence and no quotation that somebody reads is longer; the rest is not read."""
LEAST_YEAR = 1000
"""An earlier year is taken for a number."""


class Readers(Protocol):
    """What reads a language."""

    locale: str
    language: str
    cased: bool

    @property
    def spells(self) -> bool:
        """Whether numbers that are spelled out are read."""

    @property
    def dates(self) -> DateReader:
        """Reads its dates."""

    @property
    def numbers(self) -> NumberReader:
        """Reads its numbers."""

    @property
    def places(self) -> PlaceReader:
        """Finds its countries."""


class CldrEvidence(Evidence):
    """What a text gives; each kind is read when a claim asks for it."""

    def __init__(self, reader: Readers, text: str, published: str) -> None:
        """Keep the text.

        Args:
            reader: the reader of its language.
            text: the text.
            published: the day (EDTF) by which "Friday" is understood.
        """
        text = text[:LONGEST]
        if "[" in text:
            text = _INSERTED.sub(lambda put_in: "|" * len(put_in[0]), text)
        self._reader = reader
        self._text = text
        self._published = published
        self._spaced = f" {text} "
        self.language = reader.language
        self.spells = reader.spells

    def has_as_written(self, spaced: str) -> bool:
        """Whether words between spaces, with a space on both sides, stand so in the text."""
        return spaced in self._spaced and spaced.replace(" ", "").isalpha()

    def holds(self, text: str) -> bool:
        """Whether the text stands somewhere in it, be it in a word."""
        return text in self._text

    @cached_property
    def numbers(self) -> frozenset[Number]:
        """The values of its figures, in every reading; of years too, which may be numbers."""
        found = {number for figure in self._figures for number in figure.readings}
        for date in self._dates:
            when = date.when
            if when.year >= LEAST_YEAR and not when.month:
                found.add(Number(Fraction(when.year)))
        return frozenset(found)

    @cached_property
    def units(self) -> Mapping[str, frozenset[Number]]:
        """By the word behind a figure, in small letters, the figures that it stands behind."""
        return units_of(self._text, ((f.start, f.end, f.readings) for f in self._figures))

    @cached_property
    def dates(self) -> frozenset[PartialDate]:
        """Its dates, completed by the day of publication."""
        day = publication(self._published)
        found = set(chain.from_iterable(completed(each, day) for each in self._dates))
        if not self._text.startswith((PEOPLE_MARK, TITLE_MARK)):
            found.update(self._reader.dates.relative(self._plain, self._published))
        return frozenset(found)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in order."""
        return words_of(self._text)

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Words of it that are names, of which others may be misspellings."""
        if self._reader.cased:
            return frozenset(word for word in self.words if word[:1].isupper())
        if self._text.startswith(PEOPLE_MARK):
            return frozenset(self.words)
        return frozenset(self._text[a:b] for _, a, b in self._reader.places.find(self._text))

    @cached_property
    def places(self) -> frozenset[str]:
        """The codes of the countries that it names or speaks of."""
        return frozenset(code for code in iso_codes() if self.has_place(code))

    def has_place(self, code: str) -> bool:
        """Whether it names a country, be it by an adjective; `code` is that of ISO 3166-1."""
        return code in self._named or self._reader.places.speaks_of(code, self._small)

    @cached_property
    def lists(self) -> frozenset[int]:
        """The lengths of the lists in it."""
        return list_lengths(self._text, self._reader.locale)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(code for code, *_ in self._reader.places.find(self._text))

    @cached_property
    def _small(self) -> str:
        return small_name(self._text)

    @cached_property
    def _plain(self) -> str:
        return ascii_digits(self._text)

    @cached_property
    def _figures(self) -> list[Figure]:
        spans = ((each.start, each.end) for each in self._dates)
        figures = self._reader.numbers.find(blank(self._plain, spans))
        return with_one_currency(self._text, figures)

    @cached_property
    def _dates(self) -> list[Found]:
        return dates_in(self._reader, self._plain)


def dates_in(reader: Readers, text: str) -> list[Found]:
    """The dates in a text whose digits are 0 to 9; no year is what a currency stands beside."""
    return [
        found
        for found in reader.dates.find(text)
        if found.when.month
        or found.when.weekday
        or not beside(text, found.start, found.end, reader.locale)[2]
    ]
