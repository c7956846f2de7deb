"""Passages for the sentences of a site, as its files are now: for whoever is asked for some."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.suggestions.find import suggest
from generator.authoring.suggestions.keys import Asked
from generator.authoring.suggestions.offers import Suggestion
from generator.load import load
from generator.validate import valid_content


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds passages for sentences.

    Attributes:
        site: the site's folder.
        content: the content folder's path, relative to it.
        archive: the folder of copies, which need not be there.
        language: the site's.
    """

    site: Path
    content: str
    archive: Path
    language: str

    def find(
        self, asked: Asked, count: int, go_on: Callable[[], None] = lambda: None
    ) -> tuple[list[Suggestion], list[str]]:
        """The passages of all copies that could support a sentence, the best first.

        Args:
            asked: the sentence.
            count: how many are wanted.
            go_on: called before each copy is read; what it raises ends the search.

        Returns:
            The passages, and what was wrong with the copies.
        """
        valid = valid_content(load(self.site, self.content, without_stories=True)[0])
        (found,), problems = suggest(
            [asked],
            sources=valid.sources,
            terms=valid.terms,
            archive=self.archive if self.archive.is_dir() else None,
            language=self.language,
            count=count,
            go_on=go_on,
        )
        return found, problems
