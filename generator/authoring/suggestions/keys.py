"""What a sentence is looked for by: its words, and what its figures, dates and places mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.folding import normalised
from generator.folding.words import words
from generator.prose import quotation_marks
from generator.verify.figures import Kind, Number, PartialDate, Vocabulary, for_language
from generator.verify.function_words import is_replaceable

MOST_CHARACTERS = 2_000
"""No sentence of an editor is longer; the rest is not read."""

# Languages inflect at the end: words with the same beginning may be forms of one.
_STEM = 4
_BEGINNING_WEIGHT = 0.5
# Short words of alphabets are mostly those that every sentence has: "of", "und", "les".
_SHORT, _SHORT_WEIGHT = 3, 0.4
# Figures and dates say more, and names a little: that these are rare counts already, and with more
# weight all that names somebody comes before what says the same of them.
_WEIGHTS = {Kind.NUMBER: 1.3, Kind.PERCENTAGE: 1.3, Kind.DATE: 1.3, Kind.NAME: 1.1}
_LEAST_QUOTED = 4
_LEAST_ROUNDED = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence for which passages are looked for, and its language (BCP 47)."""

    text: str
    language: str


def keys(found: Iterable[str]) -> Iterator[str]:
    """The words of a text, and the beginnings of those that may be inflected."""
    for word in found:
        yield word
        if len(word) >= _STEM and word.isalpha():
            yield f"{word[:_STEM]}*"


def weighted(asked: Asked) -> dict[str, float]:
    """The keys of a sentence, each with how much it counts: names, figures and dates more."""
    text = normalised(asked.text)
    found = (key for key in keys(words(text)) if not is_replaceable(key, asked.language))
    weights = {key: _SHORT_WEIGHT if _is_short(key) else _weight(key) for key in found}
    reader = for_language(asked.language)
    for claim in reader.claims(text, Vocabulary()) if reader else ():
        for key in keys(words(claim.text)):
            if key in weights:
                weights[key] = _WEIGHTS[claim.kind] * _weight(key)
    return weights


def _weight(key: str) -> float:
    return _BEGINNING_WEIGHT if key.endswith("*") else 1.0


def _is_short(key: str) -> bool:
    return len(key) <= _SHORT and key.isascii() and key.isalpha()


def meanings(text: str, language: str, published: str) -> frozenset[str]:
    """The numbers, dates and countries that a text gives, in words or digits of its language.

    Args:
        text: the text.
        language: its language (BCP 47); nothing is read in one that has no reader.
        published: the day (EDTF) by which "Friday" is understood.
    """
    reader = for_language(language)
    if reader is None:
        return frozenset()
    evidence = reader.evidence(text, published)
    found = {f"@{code}" for code in evidence.places}
    for number in evidence.numbers:
        found.update(_figures(number))
    for date in evidence.dates:
        found.update(_parts(date))
    return frozenset(found)


def _figures(number: Number) -> Iterator[str]:
    """A number, and how it begins: "more than 21,000" may be 21,350."""
    sign = "%" * number.share
    yield f"#{number.value}{sign}"
    if (whole := int(number.value)) >= _LEAST_ROUNDED:
        length = len(str(whole))
        yield from (f"#{str(whole)[:kept]}..{length}{sign}" for kept in (1, 2))


def _parts(date: PartialDate) -> Iterator[str]:
    """A date, the month and the year in which it lies, and the day without its year."""
    if date.month and date.day:
        yield f"d-{date.month}-{date.day}"
    if date.year:
        yield f"d{date.year}"
        if date.month:
            yield f"d{date.year}-{date.month}"
            if date.day:
                yield f"d{date.year}-{date.month}-{date.day}"


def quoted_words(text: str) -> tuple[str, ...]:
    """The words in quotation marks of a sentence, as they are compared with a passage."""
    return tuple(
        said
        for each in quotation_marks(text).quoted
        if len(said := compared(text[each.first : each.last])) >= _LEAST_QUOTED
    )


def compared(text: str) -> str:
    """A text in which words in quotation marks are looked for."""
    return " ".join(words(text))
