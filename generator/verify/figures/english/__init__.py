"""English: how its numbers, dates and names are read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from operator import attrgetter

from babel import Locale

from generator.verify.figures.claims import Claim, Evidence, Vocabulary, WordLookup
from generator.verify.figures.english.dates import DATE_WORDS, find_dates, may_have_dates
from generator.verify.figures.english.evidence import EnglishEvidence
from generator.verify.figures.english.names import (
    common_words,
    find_names,
    vocabulary_of,
    words_of,
)  # fmt: skip
from generator.verify.figures.english.numbers import NUMBER_WORDS, find_numbers
from generator.verify.figures.english.places import country_words, place
from generator.verify.figures.english.tokens import blank, small_runs
from generator.verify.figures.similar import Names

_WORDS = DATE_WORDS | NUMBER_WORDS
_start = attrgetter("start")


class English:
    """The English reader."""

    language = "en"

    def claims(self, text: str, vocabulary: WordLookup) -> tuple[Claim, ...]:
        """Every number, date and name in a statement, in order."""
        runs = small_runs(text, _WORDS)
        found: list[Claim] = []
        if may_have_dates(text, runs):
            found += find_dates(text)
            if found:
                text = blank(text, [(each.start, each.end) for each in found])
                # A date may be glued to a word, which stands alone now.
                runs = small_runs(text, NUMBER_WORDS)
        if numbers := list(find_numbers(text, runs)):
            text = blank(text, [(each.start, each.end) for each in numbers])
            found += numbers
        found += find_names(text, vocabulary)
        return tuple(sorted(found, key=_start))

    def dates_claimed(self, text: str) -> Iterable[Claim]:
        """Every date in a text, in order."""
        return find_dates(text) if may_have_dates(text, small_runs(text, _WORDS)) else ()

    def evidence(self, text: str, published: str) -> Evidence:
        """What a text gives; words that an editor put in, in brackets, give nothing."""
        return EnglishEvidence(text, published)

    def vocabulary(self, text: str) -> Vocabulary:
        """The words of a text that stand with a capital where a sentence goes on, or without."""
        return vocabulary_of(text)

    def common_words(self, text: str) -> frozenset[str]:
        """The words of a text that stand without a capital."""
        return common_words(text)

    def sure_names(self, text: str, /) -> frozenset[str]:  # noqa: ARG002
        """None: nobody can tell."""
        return frozenset()

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, with breaks at its punctuation."""
        return words_of(text)

    def place(self, words: tuple[str, ...]) -> str:
        """The code of the country that the words name, or ""."""
        return place(words)

    @cached_property
    def countries(self) -> Names:
        """The names of countries that are one word."""
        return Names(country_words())

    def language_name(self, tag: str) -> str:
        """What a language (BCP 47) is called in English, or ""."""
        return _language_name(tag)


@lru_cache(maxsize=256)
def _language_name(tag: str) -> str:
    language = tag.split("-", maxsplit=1)[0].lower()
    return str(Locale("en").languages.get(language, ""))
