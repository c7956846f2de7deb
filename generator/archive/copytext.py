"""What a reader of a copy sees: its words, and what is known of stretches of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.folding import LINE_END_HYPHEN

__all__ = ["LINE_END_HYPHEN", "CopyText", "Mark", "Stretch", "joined"]


class Mark(StrEnum):
    """What is known of a stretch of a copy's text.

    `page`: it stands on a page, whose label is the value ("14", "xii"), `number` its place from 1.
    `time`: it is spoken from `number` seconds after the beginning. `paragraph`: it is the paragraph
    `number`, from 1. `machine-read`: a machine read it from a picture of the page.
    `alternative`: it stands for a picture, for those who do not see it. `caption`: it stands under
    a picture, or is a subtitle.
    """

    PAGE = "page"
    TIME = "time"
    PARAGRAPH = "paragraph"
    MACHINE_READ = "machine-read"
    ALTERNATIVE = "alternative"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of a text, and what is known of them."""

    mark: Mark
    start: int
    end: int
    value: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class CopyText:
    """The text of a copy as a reader of the source sees it.

    Attributes:
        text: the words in reading order; a line end where a block ends. `LINE_END_HYPHEN` may
            stand in it. It is not normalised.
        stretches: what is known of parts of it, ordered by start; they may lie in each other.
        notes: what `explainer verify` says of how the copy was read, such as which of several
            captures was taken.
        rendered: the same words as a browser showed them when the page was captured; empty where
            no browser did.
    """

    text: str
    stretches: tuple[Stretch, ...] = ()
    notes: tuple[str, ...] = ()
    rendered: str = ""

    def at(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches that have a character in common with a part of the text."""
        return (each for each in self.stretches if each.start < end and start < each.end)


def joined(parts: Iterable[CopyText], separator: str = "\n") -> CopyText:
    """Put texts one after another; their stretches and notes come along."""
    texts: list[str] = []
    stretches: list[Stretch] = []
    notes: dict[str, None] = {}
    at = 0
    for part in parts:
        texts.append(part.text)
        stretches += [
            Stretch(each.mark, each.start + at, each.end + at, each.value, each.number)
            for each in part.stretches
        ]
        notes |= dict.fromkeys(part.notes)
        at += len(part.text) + len(separator)
    return CopyText(separator.join(texts), tuple(stretches), tuple(notes))
