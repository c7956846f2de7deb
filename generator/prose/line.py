"""A line of prose as it was written: one statement, and what it cites."""

from __future__ import annotations

from typing import NamedTuple

from generator.diagnostics import Place
from generator.prose.inline import Inline


class Citation(NamedTuple):
    """One id in a citation group, and where it stands; `compares` if `cf.` stands before it."""

    quotation: str
    file: str
    line: int
    column: int
    width: int
    compares: bool

    @property
    def place(self) -> Place:
        """Where the id stands."""
        return Place(self.file, self.line, self.column, self.width)


class Line(NamedTuple):
    """A statement as written.

    `words` are the words alone, without marks and citations; `quotations` are the ids that it
    cites, each once, and `compared` those of them that it cites only to compare. `editor` marks the
    editor's own words; `derived` says how something in it was worked out from what it cites, and is
    empty where nothing was. `language` is the one that it is in, if it is not the text's.
    """

    nodes: tuple[Inline, ...]
    words: str
    quotations: tuple[str, ...]
    compared: tuple[str, ...]
    citations: tuple[Citation, ...]
    editor: bool
    derived: str
    place: Place
    language: str = ""

    @property
    def supporting(self) -> tuple[str, ...]:
        """The quotations that support it: all but those that it cites only to compare."""
        return without(self.quotations, self.compared)


def without(quotations: tuple[str, ...], compared: tuple[str, ...]) -> tuple[str, ...]:
    """The quotations that are not among those compared, in order."""
    left_out = frozenset(compared)
    return tuple(id for id in quotations if id not in left_out) if left_out else quotations
