"""The texts of a file in another language: which there are, and which is the translation of which.

A translation holds texts alone: what a sentence cites, dates and countries come from the original.
"""

from generator.resolve.translations.binding import Binding, Bound, bind, same_words
from generator.resolve.translations.statements import own_marks, translated_statement
from generator.resolve.translations.texts import Original, source_texts, story_texts, term_texts

__all__ = [
    "Binding", "Bound", "Original", "bind", "own_marks", "same_words", "source_texts",
    "story_texts", "term_texts", "translated_statement",
]  # fmt: skip
