"""Whether evidence supports a claim: values against values, in no language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.verify.figures.claims import Claim, Counted, Evidence, Name, Number, When

_MONTHS = {
    "early": (1, 2, 3, 4), "mid": (5, 6, 7, 8), "late": (9, 10, 11, 12),
    "spring": (3, 4, 5, 6), "summer": (6, 7, 8, 9), "autumn": (9, 10, 11, 12),
    "winter": (12, 1, 2, 3),
}  # fmt: skip
_DAYS = {"early": range(1, 11), "mid": range(11, 21), "late": range(21, 32)}
_SHORTEST_PLURAL = 4
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Spellings:
    """How glossary terms are spelled.

    Attributes:
        terms: by the words of a spelling, the ids of the terms that have it.
        widths: by the first of these words, how many the longest spelling with it has.
    """

    terms: Mapping[tuple[str, ...], frozenset[str]]
    widths: Mapping[str, int]

    def of(self, words: tuple[str, ...]) -> frozenset[str]:
        """The terms that are spelled with these words."""
        return self.terms.get(words, frozenset())

    def standing_in(self, words: tuple[str, ...]) -> frozenset[str]:
        """The terms of which a spelling stands among the words."""
        found: set[str] = set()
        for at, first in enumerate(words):
            if first in self.widths:
                for width in range(1, self.widths[first] + 1):
                    found |= self.of(words[at : at + width])
        return frozenset(found)


@dataclass(frozen=True)
class Support:
    """Everything that may support the claims of one statement.

    Attributes:
        evidence: what the cited words and their sources' metadata give.
        published: when the cited sources were published.
        spellings: which terms are spelled how.
        place: the language's reading of the names of countries.
        count: how much of something that can be counted the statement cites.
        languages: the names of the cited sources' languages.
        defines: the id of the glossary term that the statement defines, or "".
    """

    evidence: Evidence
    published: Collection[When]
    spellings: Spellings
    place: Callable[[tuple[str, ...]], str]
    count: Callable[[Counted], int]
    languages: Collection[tuple[str, ...]] = ()
    defines: str = ""

    # These three are made for the few claims that need them.

    @cached_property
    def _terms(self) -> frozenset[str]:
        """Ids of the glossary terms of which some spelling stands in the evidence."""
        return self.spellings.standing_in(self.evidence.words) | {self.defines}

    @cached_property
    def _row(self) -> str:
        return row(self.evidence.words)

    @cached_property
    def _folded_row(self) -> str:
        return row(map(fold, self.evidence.words))

    def supports(self, claim: Claim) -> bool:
        """Whether the claim stands in what is cited."""
        meaning = claim.meaning
        if isinstance(meaning, Number):
            return self._number(meaning, claim.counted)
        if isinstance(meaning, When):
            own = self.published if claim.of_source else map(_month_of, self.published)
            return any(covers(given, meaning) for given in (*self.evidence.dates, *own))
        return self._name(meaning)

    def _number(self, claimed: Number, counted: Counted | None) -> bool:
        if any(equal(given, claimed) for given in self.evidence.numbers):
            return True
        if claimed.share or claimed.vague or claimed.value.denominator != 1:
            return False
        number = int(claimed.value)
        if counted is Counted.NAMES:
            return number in self.evidence.lists
        if counted is Counted.DAYS:
            return number == self.count(counted)
        return counted is not None and number <= self.count(counted)

    def _name(self, name: Name) -> bool:
        code = self.place(name.words)
        if code:
            given = code in self.evidence.places or name.words in self.languages
            return given or self._stands(name)
        if self._stands(name) or self._is_term(name.words):
            return True
        if name.opening and self._whole(name.words[1:]):
            return True
        if name.parts and all(self._name(part) for part in name.parts):
            return True
        return any(
            self._whole(name.words[:at]) and self._whole(name.words[at:])
            for at in range(1, len(name.words))
        )

    def _whole(self, words: tuple[str, ...]) -> bool:
        """Whether the words are a name by themselves, and not a piece of a longer one."""
        if self.place(words):
            return self.place(words) in self.evidence.places
        if self._is_term(words):
            return True
        alone = row(words) in self._row
        return alone and stands_alone(self.evidence.words, words)

    def _is_term(self, words: tuple[str, ...]) -> bool:
        terms = self.spellings.of(words)
        return bool(terms) and not terms.isdisjoint(self._terms)

    def _stands(self, name: Name) -> bool:
        any_case = name.any_case or len(name.words) > 1 or _shouted(name.words[0])
        if not any_case:
            return stands(self._row, name.words)
        # What stands there letter by letter needs no folding.
        return row(name.words) in self._row or stands(self._folded_row, map(fold, name.words))


def equal(given: Number, claimed: Number) -> bool:
    """Whether a number given is the number claimed.

    "Thousands" is supported by "thousands", and by a number from two of them to below a hundred.
    """
    if given.share != claimed.share:
        return False
    if claimed.vague and not given.vague:
        return 2 * claimed.value <= given.value < 100 * claimed.value
    return given.value == claimed.value and given.vague == claimed.vague


def covers(given: When, claimed: When) -> bool:
    """Whether a date given is the date claimed, or lies within it."""
    if "decade" in (given.part, claimed.part):
        alike = given.part == claimed.part or (claimed.part == "decade" and given.year > 0)
        return alike and given.year // 10 == claimed.year // 10
    for part in ("year", "month", "day"):
        wanted = getattr(claimed, part)
        if wanted and wanted != getattr(given, part):
            return False
    if claimed.weekday and claimed.weekday != weekday_of(given):
        return False
    return not claimed.part or _within(given, claimed)


def _within(given: When, claimed: When) -> bool:
    if given.part == claimed.part and given.month == claimed.month:
        return True
    if claimed.month:
        return given.day in _DAYS.get(claimed.part, ())
    return given.month in _MONTHS.get(claimed.part, ())


def weekday_of(when: When) -> int:
    """The weekday as given, or as the calendar has it; 0 if neither says."""
    if when.year and when.month and when.day:
        try:
            return date(when.year, when.month, when.day).isoweekday()
        except ValueError:
            return 0
    return when.weekday


def days_named(dates: Iterable[When]) -> int:
    """How many days a text names, by date or by weekday."""
    return len({(d.year, d.month, d.day, weekday_of(d)) for d in dates if d.day or d.weekday})


def row(words: Iterable[str]) -> str:
    """Words as one text, in which a row of them is looked for with a space on both sides."""
    return f" {' '.join(words)} "


def stands(among: str, name: Iterable[str]) -> bool:
    """Whether the words of a name stand in a row; singular and plural of the last are alike."""
    *_, last = words = tuple(name)
    if row(words) in among:
        return True
    if len(last) >= _SHORTEST_PLURAL and row((*words[:-1], f"{last}s")) in among:
        return True
    singular = last.removesuffix("s")
    plural = len(last) > len(singular) >= _SHORTEST_PLURAL
    return plural and row((*words[:-1], singular)) in among


def stands_alone(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name stands somewhere without another capital beside it."""
    width = len(name)
    for at in range(len(words) - width + 1):
        if words[at : at + width] == name:
            beside = (*words[max(0, at - 1) : at], *words[at + width : at + width + 1])
            if not any(word[:1].isupper() for word in beside):
                return True
    return False


def fold(word: str) -> str:
    """A word in small letters; acronyms keep their capitals, so that "US" is never "us"."""
    return word if word.isupper() and len(word) <= _LONGEST_ACRONYM else word.lower()


def _shouted(word: str) -> bool:
    return word.isupper() and len(word) > _LONGEST_ACRONYM


def _month_of(published: When) -> When:
    return When(published.year, published.month)
