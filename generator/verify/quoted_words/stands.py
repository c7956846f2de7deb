"""Whether words stand in a quotation, by the rules of verification."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.folding import Normalised, normalise, normalised
from generator.index import SiteIndex
from generator.model import words_language
from generator.resolve import QuotationEntry
from generator.verify.match import Located, NotLocated, Reason, locate_normalised
from generator.verify.quoted_words.words import InMarks

# A stop that belongs to the sentence around the words, before the marks that close.
_STOP = re.compile(r"(?<!\.)[.,،。、，．](?=['\"]*$)")
_ENDED = re.compile(r"(?:^|[.?!:…。？！：])[\s\"'()\[\]-]*$")
_NEAR = 12
# `[T]he`: the editor of the quotation has said that this letter's case is another.
_CASE = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Cited:
    """The words of a quotation, or its translation.

    `texts` are the words as they are compared: as they stand and, where the editor changed the case
    of letters in brackets, without these brackets.
    """

    entry: QuotationEntry
    language: str
    texts: tuple[Normalised, ...]

    @property
    def text(self) -> Normalised:
        """The words as they stand."""
        return self.texts[0]


def cited_words(site: SiteIndex, id: str, language: str) -> Iterator[Cited]:
    """A quotation's words, and its translation if it has one; nothing if there is none such.

    Args:
        site: where the quotation is looked up.
        id: the quotation.
        language: the language of the statement, which the translation is in.
    """
    if id not in site.quotations:
        return
    entry = site.quotations[id]
    own = words_language(entry.quotation, site.sources[entry.source].source, site.settings)
    yield Cited(entry, own, _texts(entry.quotation.exact))
    if entry.quotation.translation:
        texts = _texts(entry.quotation.translation)
        yield Cited(entry, language, texts)


def _texts(words: str) -> tuple[Normalised, ...]:
    if "[" not in words or not _CASE.search(words):
        return (normalise(words),)
    swapped = _CASE.sub(lambda letter: letter[1].swapcase(), words)
    return normalise(words), normalise(_CASE.sub(r"\1", words)), normalise(swapped)


def stands_in(words: InMarks, cited: Cited) -> bool:
    """Whether words in quotation marks stand in a quotation."""
    for written in (words.words, *words.otherwise):
        wanted = compared(written)
        for text in cited.texts:
            if _found(wanted, text, cited.language) or _with_other_case(wanted, words, text, cited):
                return True
    return False


def compared(words: str) -> str:
    """Words as they are looked for: normalised, without the stop of the sentence around them."""
    return _STOP.sub("", normalised(words))


def _found(wanted: str, text: Normalised, language: str) -> tuple[int, ...]:
    """Where words begin in a text: the one place, or the first few."""
    found = locate_normalised(wanted, text, language=language)
    if isinstance(found, Located):
        return (found.start,)
    return tuple(start for start, _ in found.places) if found.reason is Reason.SEVERAL else ()


def _with_other_case(wanted: str, words: InMarks, text: Normalised, cited: Cited) -> bool:
    """Whether they stand there but for their first letter, which is that of a sentence's opening.

    It may be a capital here if it opens a sentence here, and a small letter if it opens one there.
    """
    first = wanted[:1]
    other = first.swapcase()
    if other == first or len(other) != 1 or (first.isupper() and not words.opens_sentence):
        return False
    places = _found(other + wanted[1:], text, cited.language)
    return bool(places) and (first.isupper() or any(_opens(text.text, at) for at in places))


def _opens(text: str, at: int) -> bool:
    return _ENDED.search(text, max(0, at - _NEAR), at) is not None


def why_not(words: InMarks, cited: Cited) -> Reason:
    """Why words do not stand in a quotation."""
    found = locate_normalised(compared(words.words), cited.text, language=cited.language)
    return found.reason if isinstance(found, NotLocated) else Reason.NOWHERE


def stands_whole(wanted: str, text: Normalised) -> bool:
    """Whether normalised words stand in a text, with whole words at both ends."""
    return bool(_found(wanted, text, ""))
