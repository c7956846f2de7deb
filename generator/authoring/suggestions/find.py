"""Sentences, sources and their copies → the passages that are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generator.authoring.suggestions.keys import Asked
from generator.authoring.suggestions.offers import Suggestion, offer
from generator.authoring.suggestions.search import Search
from generator.authoring.suggestions.shelf import Copies
from generator.model import Source, Term
from generator.resolve import Glossary
from generator.validate import Entry


def suggest(
    sentences: Sequence[Asked],
    *,
    sources: Iterable[Entry[Source]],
    terms: Iterable[Entry[Term]],
    archive: Path | None,
    language: str,
    count: int,
    go_on: Callable[[], None] = lambda: None,
) -> tuple[list[list[Suggestion]], list[str]]:
    """Find the passages that could support some sentences.

    Args:
        sentences: the sentences.
        sources: the sources that are looked through.
        terms: the glossary, by which a name is known in all its spellings.
        archive: the folder of copies; without it the quotations alone are looked through.
        language: the site's.
        count: how many passages are wanted for each sentence.
        go_on: called before each copy is read; what it raises ends the search.

    Returns:
        For each sentence the passages, the best first; and what was wrong with the copies.
    """
    copies = Copies(sources, archive, go_on)
    search = Search(copies, Glossary((each.id, each.model) for each in terms), language)
    found = [
        [offer(copies, asked, window, score) for window, score in passages]
        for asked, passages in zip(sentences, search.passages(sentences, count), strict=True)
    ]
    return found, copies.problems
