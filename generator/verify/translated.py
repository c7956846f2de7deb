"""Texts of a story in another language held against the originals."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.resolve.translations import Bound
from generator.verify import figures
from generator.verify.figure_problems import narrowed


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
    text, words = bound.entry.text or "", bound.entry.made_from or bound.original.text
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
