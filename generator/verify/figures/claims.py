"""What a statement claims and what cited words give: values that know no language."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import NamedTuple, Protocol, TypeAlias

from generator.verify.figures.similar import Names

BREAK = ""
"""Stands in a list of words where punctuation parts them, so that no name reaches across it."""

LONGEST_ACRONYM = 4


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
    ANY = "any of these"


class Number(NamedTuple):
    """A number by its value; of shares the value is that of the percentage.

    `vague` marks "thousands", "dozens": the value is that of one of them. `currencies` are the
    codes (ISO 4217) of those that it may be a sum of: "dollars" are many, and none says that no
    currency is given. `points` marks percentage points, which are no per cent. What is counted
    or measured otherwise is no part of it.
    """

    value: Fraction
    share: bool = False
    vague: bool = False
    currencies: frozenset[str] = frozenset()
    points: bool = False


class PartialDate(NamedTuple):
    """A date as far as the words give it; 0 is a part that they do not give.

    `weekday` is 1 for Monday to 7 for Sunday. `part` narrows the year or the month down: `early`,
    `mid`, `late`, a season, or `decade`.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    part: str = ""


class Name(NamedTuple):
    """A proper name as words, without possessive marks, hyphens and the dots of an acronym.

    `parts` is how the words can be read as several names in a row ("Spanish | Guardia Civil").
    `any_case` marks a word that is also written small, such as a title of office. `opening` says
    that the first word may have its capital only because a sentence begins with it. `place` is
    the country's code where the words are known to name one.

    Of a `loose` name each word may stand by itself, in any case, and with other letters in place
    of the last `ending`. A `hint` need not stand anywhere, but must not be one letter off from a
    name that does: it may be a common word. A name that is `inside` has no
    spaces around it.
    """

    words: tuple[str, ...]
    parts: tuple[Name, ...] = ()
    any_case: bool = False
    opening: bool = False
    loose: bool = False
    hint: bool = False
    inside: bool = False
    ending: int = 0
    place: str = ""


Meaning: TypeAlias = Number | PartialDate | Name


class Claim(NamedTuple):
    """A number, a date or a name in a text, with its place there.

    `counted` says what a number counts. `of_source` marks a date that is said to be that of a
    report itself. `also` are other readings of the same words, of which any may be meant.
    `rounded` says where the number itself lies: `above`, `below`, `near`, `any` of these. `unit`
    is the word behind a number.
    """

    kind: Kind
    text: str
    start: int
    end: int
    meaning: Meaning
    counted: Counted | None = None
    of_source: bool = False
    also: tuple[Meaning, ...] = ()
    rounded: str = ""
    unit: str = ""


class Evidence(ABC):
    """What a text gives in support of claims; each kind is read when a claim asks for it."""

    language = "en"
    """The first subtag of its language."""
    spells = True
    """Whether numbers that it spells out are read."""

    @abstractmethod
    def has_as_written(self, spaced: str) -> bool:
        """Whether words between spaces, with a space on both sides, stand so in the text.

        If so, they stand in its `row`; otherwise they may stand there all the same.
        """

    @abstractmethod
    def holds(self, text: str) -> bool:
        """Whether the text stands somewhere in it, be it in a word."""

    @property
    @abstractmethod
    def numbers(self) -> frozenset[Number]:
        """The values of its figures."""

    @property
    def units(self) -> Mapping[str, frozenset[Number]]:
        """By the word behind a figure, in small letters, the figures that it stands behind."""
        return {}

    @property
    @abstractmethod
    def dates(self) -> frozenset[PartialDate]:
        """Its dates, completed by the day of publication."""

    @property
    @abstractmethod
    def words(self) -> tuple[str, ...]:
        """Its words in order."""

    @property
    @abstractmethod
    def places(self) -> frozenset[str]:
        """The codes of the countries that it names, be it by an adjective."""

    def has_place(self, code: str) -> bool:
        """Whether it names a country; `code` is that of ISO 3166-1."""
        return code in self.places

    @property
    @abstractmethod
    def lists(self) -> frozenset[int]:
        """The lengths of the lists of names in it."""

    @property
    def known_names(self) -> frozenset[str]:
        """Words of it that are names, of which others may be misspellings."""
        return frozenset(word for word in self.words if word[:1].isupper())

    @cached_property
    def names(self) -> Names:
        """The `known_names`, by what a misspelt one has in common with them."""
        return Names(self.known_names)

    @cached_property
    def row(self) -> str:
        """Its words as one text."""
        return row(self.words)

    @cached_property
    def folded_row(self) -> str:
        """Its words in small letters as one text."""
        return row(map(fold, self.words))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Its words in small letters, acronyms too."""
        return frozenset(map(str.lower, self.words))

    @cached_property
    def small_row(self) -> str:
        """These as one text."""
        return row(map(str.lower, self.words))


PEOPLE_MARK, TITLE_MARK = "| ", "¦ "
"""Begin a text that is no sentence, but rows of metadata: of people, and of titles."""


def row(words: Iterable[str]) -> str:
    """Words as one text, in which a row of them is looked for with a space on both sides."""
    return f" {' '.join(words)} "


def fold(word: str) -> str:
    """A word in small letters; acronyms keep their capitals, so that "US" is never "us"."""
    return word if word.isupper() and len(word) <= LONGEST_ACRONYM else word.lower()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by which a name is told from the first word of a sentence.

    `names` stand with a capital where a sentence goes on, `common` stand without. `terms` are
    further names: those of the glossary, kept apart so that no story's words are put together
    with them. `people` are the names of those whom the quotations are said to be by.
    """

    names: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    people: frozenset[tuple[str, ...]] = frozenset()

    def is_name(self, word: str) -> bool:
        """Whether the word is a name wherever it stands."""
        return (word in self.names or word in self.terms) and not self.is_common(word)

    def is_common(self, word: str) -> bool:
        """Whether the word is also written without a capital."""
        return word.lower() in self.common

    def all_names(self) -> Iterable[str]:
        """All words that are names somewhere."""
        return chain(self.names, self.terms)


class WordLookup(Protocol):
    """What is asked of a vocabulary to find names."""

    @property
    def people(self) -> frozenset[tuple[str, ...]]:
        """The names, as words, of those whom the quotations are said to be by."""

    def is_name(self, word: str) -> bool:
        """Whether the word is a name wherever it stands."""

    def is_common(self, word: str) -> bool:
        """Whether the word is also written without a capital."""

    def all_names(self) -> Iterable[str]:
        """All words that are names somewhere."""


class Language(Protocol):
    """Reads texts of one language; all that depends on a language stands behind this."""

    @property
    def language(self) -> str:
        """The first subtag of the language."""

    def claims(self, text: str, vocabulary: WordLookup) -> tuple[Claim, ...]:
        """Every number, date and name in a statement, in order; none overlaps another."""

    def dates_claimed(self, text: str) -> Iterable[Claim]:
        """Every date in a text, in order: the `claims` of that kind, and no others are read."""

    def evidence(self, text: str, published: str) -> Evidence:
        """What a text gives. `published` is the day (EDTF) by which "Friday" is understood."""

    def vocabulary(self, text: str) -> Vocabulary:
        """The words of a text that stand with a capital where a sentence goes on, or without."""

    def common_words(self, text: str) -> frozenset[str]:
        """The words of a text that stand without a capital."""

    def sure_names(self, text: str, /) -> frozenset[str]:
        """The words of a body's name that are names by themselves; none if nobody can tell."""

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text as `Evidence` and `Name` hold them."""

    def place(self, words: tuple[str, ...]) -> str:
        """The code of the country that the words name, or ""."""

    @property
    def countries(self) -> Names:
        """The names of countries that are one word."""

    def language_name(self, tag: str) -> str:
        """What a language (BCP 47) is called, or ""."""
