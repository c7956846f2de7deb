"""A draft with footnotes, whatever program it was written with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.importing.failure import ImportFailure
from generator.importing.notes import note_references
from generator.importing.reference import Reference

MAX_NOTES = 5_000
"""How many notes a draft may have."""
MAX_PARAGRAPHS = 10_000
"""How many paragraphs."""
MAX_CHARACTERS = 1_000_000
"""How many characters, the notes among them; a story may have a third of that."""

# Noncharacters, which no content holds, around the number of a note.
_OPEN, _CLOSE = "\ufdd2", "\ufdd3"
NOTE_MARK = re.compile(f"{_OPEN}([0-9]{{1,9}}){_CLOSE}")
"""A mark in the text of a paragraph: the place of a note in `Draft.notes`."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: what the draft calls it, its text, and what it refers to."""

    label: str
    text: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text with the marks of notes; `level` is 0, or that of a heading."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """An event of a timeline: its date (EDTF), a few words, and paragraphs of plain text."""

    date: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read.

    Attributes:
        title: its title, if it has one.
        paragraphs: its headings and paragraphs.
        notes: its notes.
        remarks: what the editor should know of how it was read.
        events: what stands in its timeline.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    remarks: tuple[str, ...] = ()
    events: tuple[DraftEvent, ...] = ()


@dataclass
class NoteList:
    """Notes as a reader comes by their marks and their texts, in any order."""

    _labels: dict[str, int] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)
    _references: dict[int, Sequence[Reference]] = field(default_factory=dict)
    _marked: set[int] = field(default_factory=set)
    _own: int = 0

    def mark(self, label: str) -> str:
        """The mark to set into the text where a note is referred to."""
        number = self._number(label)
        self._marked.add(number)
        return f"{_OPEN}{number}{_CLOSE}"

    def put(self, label: str, text: str, references: Sequence[Reference] | None = None) -> None:
        """Take the text of a note; of two with one label the first counts."""
        number = self._number(label)
        if number not in self._texts:
            self._texts[number] = text
            if references is not None:
                self._references[number] = references

    def put_here(self, text: str, references: Sequence[Reference] | None = None) -> str:
        """Take a note that has no label; its mark."""
        self._own += 1
        label = f"({self._own})"
        self.put(label, text, references)
        return self.mark(label)

    def _number(self, label: str) -> int:
        number = self._labels.setdefault(label, len(self._labels))
        if number >= MAX_NOTES:
            raise ImportFailure(f"has more than {MAX_NOTES:,} notes")
        return number

    def draft(
        self,
        title: str,
        paragraphs: Sequence[Paragraph],
        remarks: Sequence[str],
        events: Sequence[DraftEvent] = (),
    ) -> Draft:
        """The draft with these notes; broken ones are told of."""
        if len(paragraphs) > MAX_PARAGRAPHS:
            raise ImportFailure(f"has more than {MAX_PARAGRAPHS:,} paragraphs")
        texts = [*(each.text for each in paragraphs), *self._texts.values()]
        texts += [text for event in events for text in event.paragraphs]
        if sum(map(len, texts)) > MAX_CHARACTERS:
            raise ImportFailure(f"has more than {MAX_CHARACTERS:,} characters")
        notes, told = [], [*remarks]
        for label, number in self._labels.items():
            text = self._texts.get(number)
            if text is None:
                told.append(f"The mark of note '{label}' has no note.")
            elif number not in self._marked:
                told.append(f"No mark leads to note '{label}': {text[:80]}")
            references = self._references.get(number)
            if references is None and text is None:
                references = ()
            elif references is None:
                references = note_references(f"note {label}", str(text))
            notes.append(Note(label, text or "", tuple(references)))
        return Draft(title, tuple(paragraphs), tuple(notes), tuple(told), tuple(events))


def without_marks(text: str) -> str:
    """A text of a file without characters that would be taken for the marks of notes."""
    return text.replace(_OPEN, "").replace(_CLOSE, "")
