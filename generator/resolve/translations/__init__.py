"""The texts of a file in another language: which there are, and which is the translation of which.

A translation holds texts alone: what a sentence cites, dates and countries come from the original.
"""

from generator.resolve.translations.binding import ASIDE, Binding, Bound, bind, same_words
from generator.resolve.translations.layered import (
    Value,
    layered_site,
    layered_source,
    layered_story,
    layered_term,
)
from generator.resolve.translations.statements import own_marks, translated_statement
from generator.resolve.translations.texts import (
    OF_QUOTATIONS,
    Original,
    recorded,
    site_texts,
    source_texts,
    story_texts,
    term_texts,
)

__all__ = [
    "ASIDE", "OF_QUOTATIONS", "Binding", "Bound", "Original", "Value", "bind", "layered_site",
    "layered_source", "layered_story", "layered_term", "own_marks", "recorded", "same_words",
    "site_texts", "source_texts", "story_texts", "term_texts", "translated_statement",
]  # fmt: skip
