"""What a statement claims and what cited words give: values that know no language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol, TypeAlias

BREAK = ""
"""Stands in a list of words where punctuation parts them, so that no name reaches across it."""


class Kind(StrEnum):
    """What sort of claim it is."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    DATE = "date"
    NAME = "name"


class Counted(StrEnum):
    """What a number counts, where that can be counted in what the statement cites."""

    SOURCES = "sources"
    SPEAKERS = "speakers"
    QUOTATIONS = "quotations"
    DAYS = "days"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Number:
    """A number by its value; of shares the value is that of the percentage.

    `vague` marks "thousands", "dozens": the value is that of one of them. What is counted or
    measured is no part of it.
    """

    value: Fraction
    share: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as the words give it; 0 is a part that they do not give.

    `weekday` is 1 for Monday to 7 for Sunday. `part` narrows the year or the month down: `early`,
    `mid`, `late`, a season, or `decade`.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as words, without possessive marks, hyphens and the dots of an acronym.

    `parts` is how the words can be read as several names in a row ("Spanish | Guardia Civil").
    `any_case` marks a word that is also written small, such as a title of office. `opening` says
    that the first word may have its capital only because a sentence begins with it.
    """

    words: tuple[str, ...]
    parts: tuple[Name, ...] = ()
    any_case: bool = False
    opening: bool = False


Meaning: TypeAlias = Number | When | Name


@dataclass(frozen=True, slots=True)
class Claim:
    """A number, a date or a name in a text, with its place there.

    `counted` says what a number counts. `of_source` marks a date that is said to be that of a
    report itself.
    """

    kind: Kind
    text: str
    start: int
    end: int
    meaning: Meaning
    counted: Counted | None = None
    of_source: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text gives in support of claims.

    `words` are its words in order. `places` are codes of the countries that it names, be it by an
    adjective. `lists` are the lengths of the lists of names in it.
    """

    numbers: frozenset[Number] = frozenset()
    dates: frozenset[When] = frozenset()
    words: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    lists: frozenset[int] = frozenset()

    @staticmethod
    def of(parts: Iterable[Evidence]) -> Evidence:
        """What several texts give together."""
        first, *rest = tuple(parts) or (Evidence(),)
        if not rest:
            return first
        words = list(first.words)
        for part in rest:
            words += (BREAK, *part.words)
        return Evidence(
            first.numbers.union(*(part.numbers for part in rest)),
            first.dates.union(*(part.dates for part in rest)),
            tuple(words),
            first.places.union(*(part.places for part in rest)),
            first.lists.union(*(part.lists for part in rest)),
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by which a name is told from the first word of a sentence.

    `names` stand with a capital where a sentence goes on, `common` stand without. `terms` are
    further names: those of the glossary, kept apart so that no story's words are put together
    with them.
    """

    names: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()

    def is_name(self, word: str) -> bool:
        """Whether the word is a name wherever it stands."""
        return (word in self.names or word in self.terms) and not self.is_common(word)

    def is_common(self, word: str) -> bool:
        """Whether the word is also written without a capital."""
        return word.lower() in self.common


class Language(Protocol):
    """Reads texts of one language; all that depends on a language stands behind this."""

    def claims(self, text: str, vocabulary: Vocabulary) -> tuple[Claim, ...]:
        """Every number, date and name in a statement, in order; none overlaps another."""

    def evidence(self, text: str, published: str) -> Evidence:
        """What a text gives. `published` is the day (EDTF) by which "Friday" is understood."""

    def vocabulary(self, text: str) -> Vocabulary:
        """The words of a text that stand with a capital where a sentence goes on, or without."""

    def common_words(self, text: str) -> frozenset[str]:
        """The words of a text that stand without a capital."""

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text as `Evidence` and `Name` hold them."""

    def place(self, words: tuple[str, ...]) -> str:
        """The code of the country that the words name, or ""."""

    def language_name(self, tag: str) -> str:
        """What a language (BCP 47) is called, or ""."""
