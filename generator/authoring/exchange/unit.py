"""What an exchange file holds: its head, and a text with its translation."""

from __future__ import annotations

from dataclasses import dataclass

ONE_LINE = "Each translation is one line without citations; those of the original hold."
"""What is true of every translation, told once in a file."""


class BadExchangeError(Exception):
    """An exchange file cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Head:
    """What an exchange file is about: a story, by its slug, and two languages."""

    slug: str
    written_in: str
    language: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A text that goes out.

    Attributes:
        file: the path of the original in the content folder.
        key: what the text is known by there.
        source: what the original says now, on one line.
        target: its translation, empty if there is none.
        is_stale: whether it was translated from other words than the original has now.
        previous: those words, if they are known.
        notes: what a translator should know, each on one line.
        line: the line of a sentence; 0 for another text.
    """

    file: str
    key: str
    source: str
    target: str = ""
    is_stale: bool = False
    previous: str = ""
    notes: tuple[str, ...] = ()
    line: int = 0

    @property
    def name(self) -> str:
        """What it is called in an exchange file."""
        return f"{self.file}#{self.key}"


@dataclass(frozen=True, slots=True)
class Returned:
    """A text that comes back.

    Attributes:
        name: as `Unit.name`.
        where: where it stands in the exchange file: 'line 12', 'unit u5f'.
        source: the words of the original that it was translated from; empty if nothing says so.
        target: the translation.
        is_unfinished: whether the file says that it is not done.
        problem: why the file's text cannot be taken; empty if it can.
    """

    name: str
    where: str
    source: str
    target: str
    is_unfinished: bool = False
    problem: str = ""


def one_line(text: str) -> str:
    """A text of content on one line; spaces that do not break stay what they are."""
    rows = (row.strip(" ") for row in text.replace("\t", " ").split("\n"))
    return " ".join(row for row in rows if row)
