"""Texts of a story in another language held against the originals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.prose import read_words
from generator.resolve.translations import Bound
from generator.verify import figures
from generator.verify.figure_problems import narrowed
from generator.verify.figures.similar import SHORTEST, is_slip

# In Latin letters alone: another script has spellings of its own for every name.
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿĀ-ɏA-ZÀ-ÖØ-Þ]+")


def differing_figures(
    bound: Bound, document: Document, language: str, written_in: str, published: str
) -> list[Diagnostic]:
    """Figures and dates that a text has and its translation has not, or the other way round.

    A translation of older words is held against those that it was made from.

    Args:
        bound: the text and its translation.
        document: the file of translations.
        language: the language of the translation (BCP 47).
        written_in: that of the original.
        published: when the original was published.
    """
    text, words = bound.entry.text or "", bound.was or bound.original.text
    here, there = (
        figures.Side(text, language, published),
        figures.Side(words, written_in, published),
    )
    place = document.place(("texts", bound.key, "text"))
    problems = []
    for claim in figures.only_here(here, there):
        message = f"'{claim.text}' stands in the translation, and not in the original"
        where = narrowed(place, claim.text, document)
        problems.append(document.problem("translation-differs", where, message))
    # What is spelled out may be said in another way: what is missing is told of digits alone.
    for claim in figures.only_here(there, here, in_words=False) if not problems else ():
        message = f"'{claim.text}' stands in the original, and not in the translation"
        problems.append(document.problem("translation-differs", place, message))
    return problems


def misspelt_names(
    bound: Bound, document: Document, cited: Iterable[str], of_terms: Collection[str]
) -> Iterator[Diagnostic]:
    """Names that a translation writes with one letter more, less, or another one.

    Looked at are the names of speakers, authors and outlets of what the sentence cites, and names
    of glossary terms that stand in the original. A word that stands in the original as it is, or
    that is a name itself, is no slip; nor is one of a name that the translation writes right.

    Args:
        bound: the text and its translation.
        document: the file of translations.
        cited: the names of those that the sentence cites.
        of_terms: the spellings of all terms, those in the language of the translation too.
    """
    original = set(_NAME.findall(read_words(bound.was or bound.original.text)))
    here = list(dict.fromkeys(_NAME.findall(read_words(bound.entry.text or ""))))
    strange = [each for each in here if len(each) >= SHORTEST and each not in original]
    if not strange:
        return
    known = {word for name in of_terms for word in _NAME.findall(name)}
    wanted = {word for name in cited for word in _NAME.findall(name)} | (known & original)
    known |= wanted
    names = sorted(each for each in wanted if len(each) >= SHORTEST and each not in here)
    place = document.place(("texts", bound.key, "text"))
    for word in strange:
        name = next((each for each in names if is_slip(word, each)), None)
        if name and word not in known:
            message = f"'{word}' is not how the name '{name}' is written"
            where = narrowed(place, word, document)
            yield document.problem("translation-differs", where, message)
