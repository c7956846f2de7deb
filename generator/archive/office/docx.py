"""Word's `.docx` (ISO/IEC 29500) → the words that a reader of it sees."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from generator.archive.copytext import CopyText
from generator.archive.failure import Refused
from generator.archive.office.flow import Flow, as_text
from generator.archive.office.runs import Runs, Styles
from generator.archive.office.xml import Element, parse_xml
from generator.archive.packed import Members, open_zip

MAX_UNPACKED = 100_000_000

_OOXML = "http://schemas.openxmlformats.org"
_PREFIXES = {
    f"{_OOXML}/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    f"{_OOXML}/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    f"{_OOXML}/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    f"{_OOXML}/markup-compatibility/2006": "mc",
    f"{_OOXML}/package/2006/relationships": "rel",
}
_DOCUMENT = "word/document.xml"
NOTES = (("footnotes", "w:footnote"), ("endnotes", "w:endnote"))
"""The kinds of parts with notes, and what a note is called in each."""


def docx_text(data: bytes) -> CopyText:
    """The words of a document: the body, then notes, then headers and footers.

    Left out are what was deleted with changes tracked, hidden and struck out, comments, the code of
    fields, and the marks of notes.

    Raises:
        Refused: it is no such file, broken, or too large.
    """
    with open_zip(data, MAX_UNPACKED) as members:
        body, parts = docx_parts(members)
        styles = Styles(docx_part(members, parts.get("styles", "")))
        runs = Runs(styles)
        flow = Flow()
        runs.read(body, flow)
        others = list(_notes(members, parts, runs))
        for name in sorted(runs.parts):
            part = docx_part(members, parts.get(name, ""))
            if part:
                others.append(Flow())
                Runs(styles).read(part, others[-1])
        read = as_text(flow, others)
    notes = ("a document that is embedded in it is not read",) if runs.has_embedded else ()
    return CopyText(read.text, read.stretches, notes)


def docx_parts(members: Members) -> tuple[Element, dict[str, str]]:
    """The body of a document, and the names of its parts by kind and by id.

    Raises:
        Refused: it is no such file, broken, or too large.
    """
    main = main_part(members)
    root = docx_part(members, main)
    body = root.child("w:body") if root else None
    if body is None:
        raise Refused("is no Word document")
    return body, dict(_related(members, main))


def docx_part(members: Members, name: str) -> Element | None:
    """A part of a document; None if there is none of this name."""
    return parse_xml(members.read(name), _PREFIXES) if name in members.names else None


def main_part(members: Members) -> str:
    """The name of the part with the body."""
    relations = dict(_relations(members, "_rels/.rels", ""))
    return relations.get("officeDocument", _DOCUMENT)


def _related(members: Members, main: str) -> Iterator[tuple[str, str]]:
    folder, name = posixpath.split(main)
    yield from _relations(members, f"{folder}/_rels/{name}.rels", folder)


def docx_links(members: Members, part: str) -> dict[str, str]:
    """The addresses on the web that a part leads to, by the ids of their relations."""
    folder, name = posixpath.split(part)
    root = docx_part(members, f"{folder}/_rels/{name}.rels")
    return {
        each.get("Id"): each.get("Target")
        for each in (root.elements() if root else ())
        if each.get("TargetMode") == "External"
    }


def _relations(members: Members, name: str, folder: str) -> Iterator[tuple[str, str]]:
    """The parts that are named, by the last word of their kind and by their id."""
    root = docx_part(members, name)
    for each in root.elements() if root else ():
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target")))[1:]
            yield each.get("Type").rpartition("/")[2], target
            yield each.get("Id"), target


def _notes(members: Members, parts: dict[str, str], runs: Runs) -> Iterator[Flow]:
    """The notes to which the body refers, in their order."""
    for kind, element in NOTES:
        root = docx_part(members, parts.get(kind, ""))
        for note in root.elements() if root else ():
            if note.name == element and (element, note.get("w:id")) in runs.notes:
                flow = Flow()
                runs.read(note, flow)
                yield flow
