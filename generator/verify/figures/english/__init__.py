"""English: how its numbers, dates and names are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from babel import Locale

from generator.verify.figures.claims import Claim, Evidence, Vocabulary
from generator.verify.figures.english.dates import Found, dates_given, find_dates, written_dates
from generator.verify.figures.english.names import (
    common_words,
    find_names,
    list_lengths,
    vocabulary_of,
    words_of,
)  # fmt: skip
from generator.verify.figures.english.numbers import find_numbers, numbers_given
from generator.verify.figures.english.places import place, places_in

# Noncharacter: parts what stands on both sides, and is no letter, digit or space.
_BLANK = "\ufdd2"
_INSERTED = re.compile(r"\[[^\[\]]*\]")


class English:
    """The English reader."""

    def claims(self, text: str, vocabulary: Vocabulary) -> tuple[Claim, ...]:
        """Every number, date and name in a statement, in order."""
        dates = list(find_dates(text))
        text = _blank(text, dates)
        numbers = list(find_numbers(text))
        text = _blank(text, numbers)
        found = chain(dates, numbers, find_names(text, vocabulary))
        return tuple(sorted(found, key=lambda claim: claim.start))

    def evidence(self, text: str, published: str) -> Evidence:
        """What a text gives; words that an editor put in, in brackets, give nothing."""
        text = _INSERTED.sub(lambda put_in: "|" * len(put_in[0]), text)
        words = words_of(text)
        dates = list(written_dates(text))
        without_dates = _blank(text, dates)
        return Evidence(
            numbers=numbers_given(without_dates),
            dates=dates_given(text, published, dates),
            words=words,
            places=places_in(words),
            lists=list_lengths(without_dates),
        )

    def vocabulary(self, text: str) -> Vocabulary:
        """The words of a text that stand with a capital where a sentence goes on, or without."""
        return vocabulary_of(text)

    def common_words(self, text: str) -> frozenset[str]:
        """The words of a text that stand without a capital."""
        return common_words(text)

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, with breaks at its punctuation."""
        return words_of(text)

    def place(self, words: tuple[str, ...]) -> str:
        """The code of the country that the words name, or ""."""
        return place(words)

    def language_name(self, tag: str) -> str:
        """What a language (BCP 47) is called in English, or ""."""
        return _language_name(tag)


@lru_cache(maxsize=256)
def _language_name(tag: str) -> str:
    language = tag.split("-", maxsplit=1)[0].lower()
    return str(Locale("en").languages.get(language, ""))


def _blank(text: str, found: Iterable[Claim | Found]) -> str:
    """The text with dates or numbers blanked out, so that nothing in them is read again."""
    kept: list[str] = []
    end = 0
    for each in sorted(found, key=lambda each: each.start):
        kept += (text[end : each.start], _BLANK * (each.end - each.start))
        end = each.end
    return "".join((*kept, text[end:])) if kept else text
