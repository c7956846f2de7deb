"""A text and its translation: the figures and dates that only one of the two has.

Both have been written by people for whom they say the same. So only what is plainly another figure
is told: a number or a date of one that no number and no date of the other can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.verify.figures.claims import (
    Claim,
    Evidence,
    Kind,
    Language,
    Number,
    PartialDate,
    Vocabulary,
)
from generator.verify.figures.languages import for_language
from generator.verify.figures.spans import HAS_DIGIT
from generator.verify.figures.translations import support_of

# Thousands with a space between, which not all languages read so.
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_MOST_AS_ARTICLE = 2
_PARTS = ("year", "month", "day", "weekday")


class Side(NamedTuple):
    """A text, its language (BCP 47), and the day by which "Friday" is understood in it."""

    text: str
    language: str
    published: str


def only_here(here: Side, there: Side, *, in_words: bool = True) -> Iterator[Claim]:
    """The figures and dates of one text that the other does not have.

    Args:
        here: the text whose figures are looked for.
        there: the other.
        in_words: whether numbers count that are spelled out.
    """
    if not in_words and not HAS_DIGIT.search(here.text):
        return
    own, other = for_language(here.language), for_language(there.language)
    if own is None or other is None or own.language == other.language:
        return
    claims = own.claims(_joined(here.text), Vocabulary())
    words = _joined(there.text)
    numbers = [each for each in claims if each.kind in (Kind.NUMBER, Kind.PERCENTAGE)]
    wanted = [each for each in numbers if in_words or any(map(str.isdecimal, each.text))]
    support = support_of(other, own, words, there.published)
    found = list(support.unsupported(wanted))
    yield from found
    if in_words and not found:
        evidence = other.evidence(words, there.published)
        lone = [each for each in numbers if _is_spelled(each) and not _stands(each, evidence)]
        own_evidence = own.evidence(_joined(here.text), here.published)
        missing = [
            each
            for each in other.claims(words, Vocabulary())
            if _is_spelled(each) and not _stands(each, own_evidence)
        ]
        # What is counted may be said in another way, unless another number stands there instead.
        if len(lone) == len(missing):
            yield from lone
    dates = [each for each in claims if each.kind is Kind.DATE]
    if in_words:
        given = list(_dates(other, words, there.published))
        for claim in dates:
            meanings = (claim.meaning, *claim.also)
            if any(isinstance(each, PartialDate) and _is_said(each, given) for each in meanings):
                continue
            # A year may be a number of something else.
            is_number = any(isinstance(each, Number) for each in meanings)
            if not is_number or any(support.unsupported([claim])):
                yield claim


def _is_spelled(claim: Claim) -> bool:
    """Whether it is a number in words, and greater than those that articles and pronouns are."""
    meaning = claim.meaning
    return (
        isinstance(meaning, Number)
        and meaning.value > _MOST_AS_ARTICLE
        and not (meaning.share or meaning.vague or any(map(str.isdecimal, claim.text)))
    )


def _stands(claim: Claim, evidence: Evidence) -> bool:
    return isinstance(claim.meaning, Number) and any(
        each.value == claim.meaning.value for each in evidence.numbers
    )


def _joined(text: str) -> str:
    return _GROUPED.sub("", text)


def _dates(language: Language, text: str, published: str) -> Iterator[PartialDate]:
    for claim in language.dates_claimed(text):
        for meaning in (claim.meaning, *claim.also):
            if isinstance(meaning, PartialDate):
                yield meaning
    yield from language.evidence(text, published).dates


def _is_said(meaning: PartialDate, given: Iterable[PartialDate]) -> bool:
    """Whether some date can be the one meant: no part that both have is another."""
    return any(
        all(
            not getattr(meaning, part)
            or getattr(meaning, part) == getattr(each, part)
            or (part == "weekday" and not each.weekday)
            for part in _PARTS
        )
        for each in given
    )
