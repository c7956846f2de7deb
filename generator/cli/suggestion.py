"""A passage that could support a sentence, as it is shown in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.load import load
from generator.validate import valid_content

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


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds passages for a sentence that somebody reviews.

    Attributes:
        site: the site's folder.
        content: the content folder's path, relative to it.
        archive: the folder of copies; None if there is none.
        language: the site's.
    """

    site: Path
    content: str
    archive: Path | None
    language: str

    def lines(self, sentence: str, language: str) -> Iterator[str]:
        """The passages of all copies that could support a sentence, the best first."""
        from generator.authoring.suggestions import Asked, suggest  # noqa: PLC0415 - brings NumPy

        valid = valid_content(load(self.site, self.content)[0])
        (found,), _ = suggest(
            [Asked(sentence, language)],
            sources=valid.sources,
            terms=valid.terms,
            archive=self.archive,
            language=self.language,
            count=_COUNT,
        )
        if not found:
            yield NOTHING
        for at, suggestion in enumerate(found, 1):
            yield from suggestion_lines(at, suggestion)
