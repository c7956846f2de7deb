"""A passage that could support a sentence, as it is shown in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.authoring.suggestions import Suggestion

NOTHING = "Nothing was found that has a word, a figure or a name of it."
# A reviewer has a sentence's quotations before them already.
_COUNT = 5


def suggestion_lines(at: int, suggestion: Suggestion) -> Iterator[str]:
    """A passage: where it stands, its words and what is around them, the ids to cite.

    Args:
        at: its place in the list, from 1.
        suggestion: the passage.
    """
    where = f"{suggestion.copy}, line {suggestion.line}" if suggestion.copy else "no copy at hand"
    if suggestion.copy and not suggestion.copy.endswith(".txt"):
        where += " of its text"
    yield f"{at}  {suggestion.source} ({suggestion.short}): {where}"
    yield f"   {suggestion.before}»{suggestion.words}«{suggestion.after}"
    ids = ", ".join(f"[@{id}]" for id in suggestion.quotations)
    if suggestion.is_quoted:
        yield f"   Quoted already. Cite it as [@{suggestion.quotations[0]}]."
    elif ids:
        yield f"   Quoted in part: {ids}"


def passage_lines(
    site: Path, content: str, archive: Path, language: str, sentence: str, own: str
) -> Iterator[str]:
    """The passages that could support a sentence that somebody reviews, the best first.

    Args:
        site: the site's folder.
        content: the content folder's path, relative to it.
        archive: the folder of copies, which need not be there.
        language: the site's.
        sentence: the sentence.
        own: its language.
    """
    from generator.authoring.suggestions import Asked, Finder  # noqa: PLC0415 - brings NumPy

    found, _ = Finder(site, content, archive, language).find(Asked(sentence, own), _COUNT)
    if not found:
        yield NOTHING
    for at, suggestion in enumerate(found, 1):
        yield from suggestion_lines(at, suggestion)
