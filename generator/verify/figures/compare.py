"""Whether evidence supports a claim: values against values, in no language."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.verify.figures.approximate import Rounded, rounds_to
from generator.verify.figures.claims import (
    BREAK,
    LONGEST_ACRONYM,
    Claim,
    Counted,
    Evidence,
    Meaning,
    Name,
    Number,
    PartialDate,
    fold,
    row,
)  # fmt: skip
from generator.verify.figures.similar import (
    SHORTEST,
    Names,
    differ_in_ending,
    is_slip,
    same_but_ending,
)
from generator.verify.figures.standing import Spellings, stands, stands_alone
from generator.verify.figures.swapped import is_swapped
from generator.verify.figures.values import covers, equal

# Newspapers spell out numbers up to about this.
_MOST_IN_WORDS = 20
_ONE_WORD = frozenset({100, 1000, 10**6})
# Quotations that somebody reads have fewer; in longer ones no word is looked for that is like
# another.
_MOST_WORDS = 2000
_GROUPS = frozenset({"EU", "UN"})
_COUNTABLE = (Counted.SOURCES, Counted.SPEAKERS, Counted.QUOTATIONS, Counted.DAYS)


@dataclass
class Support:
    """Everything that may support the claims of one statement.

    Attributes:
        cited: what the cited words and their translations give.
        about: what the metadata of these quotations and of their sources give.
        published: when the cited sources were published.
        spellings: which terms are spelled how.
        place: the language's reading of the names of countries.
        count: how much of something that can be counted the statement cites.
        languages: the names of the cited sources' languages.
        defines: the id of the glossary term that the statement defines, or "".
        people: the words of the names of those whom the story quotes.
        countries: the names of countries, as the statement's language writes them.
        unread: whether some of the cited words are in another language and not translated: then
            nothing is reported that a translation might have.
    """

    cited: Sequence[Evidence]
    about: Sequence[Evidence]
    published: Collection[PartialDate]
    spellings: Spellings
    place: Callable[[tuple[str, ...]], str]
    count: Callable[[Counted], int]
    languages: Collection[tuple[str, ...]] = ()
    defines: str = ""
    people: Collection[str] = frozenset()
    countries: Names | None = None
    unread: bool = False

    @cached_property
    def _terms(self) -> frozenset[str]:
        """Ids of the glossary terms of which some spelling stands in the evidence."""
        words: list[str] = []
        for part in self._parts:
            words += (BREAK, *part.words)
        return self.spellings.standing_in(tuple(words)) | {self.defines}

    @cached_property
    def _parts(self) -> tuple[Evidence, ...]:
        return (*self.cited, *self.about)

    def unsupported(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Those of a statement's claims that do not stand in what is cited."""
        for claim in claims:
            if not self.supports(claim):
                if self._is_comparable(claim, claims):
                    yield claim
            elif claim.unit and is_swapped(claim, claims, self.cited):
                yield claim

    def names_source(self, text: str) -> bool:
        """Whether some words name a source that is cited, or whom it has the words from."""
        return any(
            len(word) >= SHORTEST - 1 and word in text
            for part in self.about
            for word in part.known_names
        )

    def supports(self, claim: Claim) -> bool:
        """Whether the claim stands in what is cited."""
        return self._holds(claim.meaning, claim) or any(
            self._holds(meaning, claim) for meaning in claim.also
        )

    def _holds(self, meaning: Meaning, claim: Claim) -> bool:
        if isinstance(meaning, Number):
            return self._number(meaning, claim)
        if isinstance(meaning, PartialDate):
            if self.unread:
                # No reader but the English knows "early" and "late".
                meaning = meaning._replace(part="")
            own = self.published if claim.of_source else map(_month_of, self.published)
            return any(covers(given, meaning) for given in own) or any(
                covers(given, meaning) for part in self._parts for given in part.dates
            )
        return self._name(meaning)

    def _is_comparable(self, claim: Claim, claims: Sequence[Claim]) -> bool:
        """Whether a claim that was not found would have been, if it stood there."""
        meaning = claim.meaning
        if isinstance(meaning, Number):
            if not any(map(str.isdecimal, claim.text)):
                plain = not (meaning.share or meaning.vague or claim.counted)
                return not self.unread or (plain and meaning.value > 2 and self._spelled_is_read)
            return self._spelled_is_read or not self._may_be_in_words(meaning, claims)
        numbers = [each for each in claim.also if isinstance(each, Number)]
        if numbers and not self._spelled_is_read and self._may_be_in_words(numbers[0], claims):
            return False
        if isinstance(meaning, Name) and self.unread and not meaning.hint:
            code = meaning.place or self.place(meaning.words)
            if code:
                return len(code) == 2 and code not in _GROUPS
            return any(
                word in self.people or self._is_misspelt(word) or self._is_like_a_country(word)
                for word in meaning.words
            )
        return True

    @cached_property
    def _spelled_is_read(self) -> bool:
        return all(part.spells for part in self.cited)

    def _may_be_in_words(self, number: Number, claims: Sequence[Claim]) -> bool:
        """Whether a small number may be spelled out where nobody can read it.

        It is not if there is another small number in digits that the statement does not have.
        """
        if number.value in _ONE_WORD:
            return True
        if number.value > _MOST_IN_WORDS or number.value.denominator != 1:
            return False
        claimed = {
            meaning.value
            for claim in claims
            for meaning in (claim.meaning, *claim.also)
            if isinstance(meaning, Number)
        }
        given = {each.value for part in self.cited for each in part.numbers}
        return not any(value <= _MOST_IN_WORDS for value in given - claimed)

    def _number(self, claimed: Number, claim: Claim) -> bool:
        counted, rounded = claim.counted, Rounded(claim.rounded)
        if any(
            equal(given, claimed) or (rounded and rounds_to(given, claimed, rounded))
            for part in self._parts
            for given in part.numbers
        ):
            return True
        if claimed.share or claimed.vague or claimed.value.denominator != 1:
            return False
        number = int(claimed.value)
        if counted is Counted.NAMES:
            return any(number in part.lists for part in self.cited)
        if counted is Counted.DAYS:
            return number == self.count(counted)
        if counted is Counted.ANY:
            return self._counts(number)
        return counted is not None and number <= self.count(counted)

    def _counts(self, number: int) -> bool:
        """Whether there are so many of anything that may be counted in what is cited."""
        if any(number in part.lists for part in self.cited):
            return True
        return any(number == self.count(what) for what in _COUNTABLE)

    def _name(self, name: Name) -> bool:
        if name.hint:
            return not self._is_misspelt(name.words[0])
        if name.inside:
            return any(part.holds(name.words[0]) for part in self._parts)
        written = row(name.words)
        if any(part.has_as_written(written) for part in self._parts):
            return True
        code = name.place or self.place(name.words)
        if code:
            given = self._has_place(code) or name.words in self.languages
            return given or self._stands(name) or self._is_term(name.words)
        if self._stands(name) or self._is_term(name.words):
            return True
        if name.loose:
            return all(
                self._stands_loosely(word, name.ending) and not self._is_slip(word, name.ending)
                for word in name.words
            )
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
        if code := self.place(words):
            return self._has_place(code)
        if self._is_term(words):
            return True
        written = row(words)
        return any(written in part.row and stands_alone(part.words, words) for part in self._parts)

    def _has_place(self, code: str) -> bool:
        return any(part.has_place(code) for part in self._parts)

    def _is_term(self, words: tuple[str, ...]) -> bool:
        terms = self.spellings.of(words)
        return bool(terms) and not terms.isdisjoint(self._terms)

    def _stands(self, name: Name) -> bool:
        any_case = name.any_case or name.loose or len(name.words) > 1 or _is_all_caps(name.words[0])
        if not any_case:
            return any(stands(part.row, name.words) for part in self._parts)
        # What stands there letter by letter needs no folding.
        written, folded = row(name.words), tuple(map(fold, name.words))
        return any(written in part.row or stands(part.folded_row, folded) for part in self._parts)

    def _stands_loosely(self, word: str, ending: int) -> bool:
        """Whether a word stands there, in any case, and with another ending of so many letters."""
        folded = word.lower()
        if any(stands(part.small_row, (folded,)) for part in self._parts):
            return True
        if self._is_term((word,)) or self._has_place(self.place((word,)) or BREAK):
            return True
        return bool(ending) and any(
            differ_in_ending(folded, other, ending)
            for part in self._parts
            if len(part.small_words) <= _MOST_WORDS
            for other in part.small_words
        )

    def _is_slip(self, word: str, ending: int) -> bool:
        """Whether a word that stands only with another ending rather is a misspelt name."""
        small = word.lower()
        if not ending or any(small in part.small_words for part in self._parts):
            return False
        return any(
            is_slip(word, other) and word[-2:] == other[-2:] for other in self._names_like(word)
        )

    def _is_misspelt(self, word: str) -> bool:
        """Whether a word stands nowhere, and is one letter off from a name that does."""
        if not any(is_slip(word, other) for other in self._names_like(word)):
            return False
        small = word.lower()
        return not any(
            same_but_ending(small, other) for part in self._parts for other in part.small_words
        )

    def _is_like_a_country(self, word: str) -> bool:
        """Whether a word is one letter off from a country's name."""
        return self.countries is not None and any(
            is_slip(word, name) for name in self.countries.like(word)
        )

    def _names_like(self, word: str) -> Iterator[str]:
        """The known names that begin or end as a word does and are as long, but for a letter."""
        yield from self.spellings.names.like(word)
        for part in self._parts:
            yield from part.names.like(word)


def _is_all_caps(word: str) -> bool:
    return word.isupper() and len(word) > LONGEST_ACRONYM


def _month_of(published: PartialDate) -> PartialDate:
    return PartialDate(published.year, published.month)
