"""What an English text gives in support of claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import chain

from generator.verify.figures.calendar import Found
from generator.verify.figures.claims import Evidence, Number, PartialDate
from generator.verify.figures.english.dates import (
    DATE_WORDS,
    RELATIVE_WORDS,
    dates_given,
    may_have_dates,
    written_dates,
)
from generator.verify.figures.english.names import list_lengths, words_of
from generator.verify.figures.english.numbers import NUMBER_WORDS, placed_numbers
from generator.verify.figures.english.places import places_in
from generator.verify.figures.english.tokens import blank, small_runs
from generator.verify.figures.neighbours import Figure
from generator.verify.figures.units import units_of, with_one_currency

_WORDS = DATE_WORDS | RELATIVE_WORDS
_INSERTED = re.compile(r"\[[^\[\]]*\]")


class EnglishEvidence(Evidence):
    """What a text gives; words that an editor put in, in brackets, give nothing."""

    def __init__(self, text: str, published: str) -> None:
        """Keep the text, of which each kind is read when a claim asks for it.

        Args:
            text: the text.
            published: the day (EDTF) by which "Friday" is understood.
        """
        if "[" in text:
            text = _INSERTED.sub(lambda put_in: "|" * len(put_in[0]), text)
        self._text = text
        self._spaced = f" {text} "
        self._published = published

    def has_as_written(self, spaced: str) -> bool:
        """Whether words between spaces, with a space on both sides, stand so in the text."""
        return spaced in self._spaced and spaced.replace(" ", "").isalpha()

    def holds(self, text: str) -> bool:
        """Whether the text stands somewhere in it, be it in a word."""
        return text in self._text

    @cached_property
    def numbers(self) -> frozenset[Number]:
        """The values of its figures, in every reading; of years too, which may be numbers."""
        years = (
            Number(Fraction(found.when.year))
            for found in self._written_dates
            if found.when.year and not (found.when.month or found.when.part)
        )
        return frozenset(chain(years, *(figure.readings for figure in self._numbers)))

    @cached_property
    def units(self) -> Mapping[str, frozenset[Number]]:
        """By the word behind a figure, in small letters, the figures that it stands behind."""
        return units_of(self._text, ((f.start, f.end, f.readings) for f in self._numbers))

    @cached_property
    def _numbers(self) -> list[Figure]:
        runs = small_runs(self._without_dates, NUMBER_WORDS)
        return with_one_currency(self._text, placed_numbers(self._without_dates, runs))

    @cached_property
    def dates(self) -> frozenset[PartialDate]:
        """Its dates, completed by the day of publication."""
        return dates_given(self._text, self._published, self._written_dates, self._runs)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in order."""
        return words_of(self._text)

    @cached_property
    def places(self) -> frozenset[str]:
        """The codes of the countries that it names, be it by an adjective."""
        return places_in(self.words)

    @cached_property
    def lists(self) -> frozenset[int]:
        """The lengths of the lists of names in it."""
        return list_lengths(self._without_dates)

    @cached_property
    def _written_dates(self) -> list[Found]:
        found = may_have_dates(self._text, self._runs)
        return list(written_dates(self._text)) if found else []

    @cached_property
    def _runs(self) -> frozenset[str]:
        return small_runs(self._text, _WORDS)

    @cached_property
    def _without_dates(self) -> str:
        return blank(self._text, [(each.start, each.end) for each in self._written_dates])
