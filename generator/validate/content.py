"""What is valid: models with the documents that they were read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.load import Document
from generator.model import Source, Story, Term
from generator.model.base import Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """A model with the document that it was read from, so that each value's place is known."""

    document: Document
    model: M

    @property
    def id(self) -> str:
        """The file's id."""
        return self.document.id


@dataclass(slots=True)
class Content:
    """The valid sources, terms and stories of a site, for the commands that write them."""

    sources: list[Entry[Source]] = field(default_factory=list)
    terms: list[Entry[Term]] = field(default_factory=list)
    stories: list[Entry[Story]] = field(default_factory=list)
