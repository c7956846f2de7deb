"""Drafts of office programs, `.docx` and `.odt`, → a draft."""

from __future__ import annotations

import json
from collections.abc import Callable

from generator.archive.failure import Refused
from generator.archive.office.notes import OfficeDraft, OfficeNote, docx_draft, odt_draft
from generator.importing.csl import csl_reference
from generator.importing.draft import Draft, NoteList, Paragraph, without_marks
from generator.importing.failure import ImportFailure
from generator.importing.reference import Reference

_MAX_ITEMS = 100


def read_docx(data: bytes) -> Draft:
    """Read a document of Word's.

    Raises:
        ImportFailure: it is no such file, encrypted, broken, or too large.
    """
    return _read(data, docx_draft)


def read_odt(data: bytes) -> Draft:
    """Read an OpenDocument text.

    Raises:
        ImportFailure: it is no such file, encrypted, broken, or too large.
    """
    return _read(data, odt_draft)


def _read(data: bytes, read: Callable[[bytes, Callable[[str], str]], OfficeDraft]) -> Draft:
    notes = NoteList()
    try:
        draft = read(data, notes.mark)
    except Refused as refusal:
        raise ImportFailure(str(refusal)) from refusal
    for label, note in draft.notes.items():
        text = " ".join(without_marks(note.text).split())
        notes.put(label, text, _cited(note) or None)
    told = []
    if draft.has_macros:
        told.append("It holds macros. They were not looked at.")
    if draft.tables:
        told.append(f"{draft.tables} × table: each paragraph of a cell became a paragraph.")
    paragraphs = [Paragraph(" ".join(text.split()), level) for text, level in draft.paragraphs]
    return notes.draft("", paragraphs, told)


def _cited(note: OfficeNote) -> list[Reference]:
    """What Zotero and Mendeley keep in a field: whole items of CSL-JSON."""
    found = []
    for code in note.codes:
        try:
            value, _ = json.JSONDecoder().raw_decode(code[code.index("{") :])
            items = value["citationItems"][:_MAX_ITEMS]
            found += [csl_reference(item["itemData"]) for item in items]
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue
    return found
