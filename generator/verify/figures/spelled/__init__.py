"""Spelled-out numbers in languages other than English."""

from __future__ import annotations

from functools import cache

from generator.verify.figures.spelled import arabic, dutch, french, german, spanish
from generator.verify.figures.spelled.reader import SpelledNumber, SpelledNumbers

__all__ = ["SPELLED_LANGUAGES", "SpelledNumber", "SpelledNumbers", "spelled_for"]

_GRAMMARS = {
    "ar": arabic.grammar, "de": german.grammar, "es": spanish.grammar, "fr": french.grammar,
    "nl": dutch.grammar,
}  # fmt: skip
SPELLED_LANGUAGES = frozenset(_GRAMMARS)
"""The primary subtags of the languages that can be read."""


def spelled_for(language: str) -> SpelledNumbers | None:
    """The reader of a language's spelled-out numbers, or None if there is none.

    Args:
        language: the primary subtag, such as "de".
    """
    return _built(language) if language in SPELLED_LANGUAGES else None


# Tables take memory and time to build; a site has one or two languages.
@cache
def _built(language: str) -> SpelledNumbers:
    return SpelledNumbers(_GRAMMARS[language]())
