"""Lists of words, written as texts."""

from __future__ import annotations


def words_in(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())
