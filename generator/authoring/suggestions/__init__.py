"""suggestions: a sentence → the passages of the archived copies that could support it.

    keys         what a sentence is looked for by
    windows      a text → its passages
    shelf        the passages of all copies
    ranking      passages by their words (BM25)
    search       passages by their words, and by what these mean
    offers       a passage as it is cited or quoted
    unsupported  the sentences that a check finds unsupported

Nothing here reads what a story cites: the passages are ranked by the sentence alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.authoring.suggestions.keys import MOST_CHARACTERS, Asked
from generator.authoring.suggestions.offers import Quotable, Suggestion, offer
from generator.authoring.suggestions.search import Search
from generator.authoring.suggestions.shelf import Copies
from generator.authoring.suggestions.unsupported import Unsupported, unsupported
from generator.model import Source, Term
from generator.resolve import Glossary
from generator.validate import Entry

__all__ = [
    "MOST_CHARACTERS", "Asked", "Quotable", "Suggestion", "Unsupported", "suggest", "unsupported",
]  # fmt: skip


def suggest(
    sentences: Sequence[Asked],
    *,
    sources: Iterable[Entry[Source]],
    terms: Iterable[Entry[Term]],
    archive: Path | None,
    language: str,
    count: int,
) -> tuple[list[list[Suggestion]], list[str]]:
    """Find the passages that could support some sentences.

    Args:
        sentences: the sentences.
        sources: the sources that are looked through.
        terms: the glossary, by which a name is known in all its spellings.
        archive: the folder of copies; without it the quotations alone are looked through.
        language: the site's.
        count: how many passages are wanted for each sentence.

    Returns:
        For each sentence the passages, the best first; and what was wrong with the copies.
    """
    copies = Copies(sources, archive)
    search = Search(copies, Glossary((each.id, each.model) for each in terms), language)
    found = [
        [offer(copies, asked, window, score) for window, score in passages]
        for asked, passages in zip(sentences, search.passages(sentences, count), strict=True)
    ]
    return found, copies.problems
