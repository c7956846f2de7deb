"""English: how its numbers, dates and names are read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from babel import Locale

from generator.verify.figures.claims import Claim, Evidence, Number, Vocabulary
from generator.verify.figures.english.dates import dates_given, find_dates
from generator.verify.figures.english.names import (
    find_names,
    list_lengths,
    vocabulary_of,
    words_of,
)  # fmt: skip
from generator.verify.figures.english.numbers import find_numbers
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
        without_dates = _blank(text, find_dates(text))
        numbers = (claim.meaning for claim in find_numbers(without_dates))
        return Evidence(
            numbers=frozenset(number for number in numbers if isinstance(number, Number)),
            dates=dates_given(text, published),
            words=words,
            places=places_in(words),
            lists=list_lengths(without_dates),
        )

    def vocabulary(self, text: str) -> Vocabulary:
        """The words of a text that stand with a capital where a sentence goes on, or without."""
        return vocabulary_of(text)

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, with breaks at its punctuation."""
        return words_of(text)

    def place(self, words: tuple[str, ...]) -> str:
        """The code of the country that the words name, or ""."""
        return place(words)

    def language_name(self, tag: str) -> str:
        """What a language (BCP 47) is called in English, or ""."""
        language = tag.split("-", maxsplit=1)[0].lower()
        return str(Locale("en").languages.get(language, ""))


def _blank(text: str, claims: Iterable[Claim]) -> str:
    """The text with claims blanked out, so that nothing in them is read again."""
    kept: list[str] = []
    end = 0
    for claim in sorted(claims, key=lambda claim: claim.start):
        kept += (text[end : claim.start], _BLANK * (claim.end - claim.start))
        end = claim.end
    return "".join((*kept, text[end:]))
