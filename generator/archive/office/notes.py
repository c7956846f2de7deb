"""Office files → paragraphs with the marks of their notes, for drafts that are imported.

The same readers as for copies, so the same words are seen: tracked deletions, hidden and struck out
text are left out. What they pass over, where notes and links stand, is kept here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.archive.failure import Refused
from generator.archive.office.docx import (
    MAX_UNPACKED,
    NOTES,
    docx_links,
    docx_part,
    docx_parts,
    main_part,
)  # fmt: skip
from generator.archive.office.flow import Flow
from generator.archive.office.odt import OdtReader, OdtStyles, odt_parts
from generator.archive.office.runs import Runs, Styles
from generator.archive.office.xml import Element
from generator.archive.packed import open_zip

# A noncharacter and the level of a heading, at the beginning of a paragraph.
_LEVEL = re.compile("^\ufdd5([0-9])")
# In the text of a file these would be taken for marks of ours.
_OWN = re.compile("[\ufdd0-\ufdef]")
_LEVELS = re.compile("\ufdd5[0-9]?")
_LINK_FIELD = re.compile(r"\s*HYPERLINK\s+\"([^\"]+)\"")
_NOTE_FIELD = re.compile(r"\s*(?:NOTEREF|FTNREF)\s+(\S+)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MACROS = ("vbaProject.bin", "Basic/script-lc.xml")


@dataclass
class OfficeNote:
    """A note's text, with the addresses of its links; and the codes of the fields in it."""

    text: str = ""
    codes: list[str] = field(default_factory=list)


@dataclass
class OfficeDraft:
    """What is read of a draft.

    Attributes:
        mark: gives the mark to set where the note of a label is referred to.
        paragraphs: texts with marks, and the levels of headings, 0 for other paragraphs.
        notes: the notes by their labels; links and fields in the text have notes of their own.
        tables: how many tables there are.
        has_macros: whether it holds programs, which nobody looks at.
    """

    mark: Callable[[str], str]
    paragraphs: list[tuple[str, int]] = field(default_factory=list)
    notes: dict[str, OfficeNote] = field(default_factory=dict)
    tables: int = 0
    has_macros: bool = False

    def put_here(self, note: OfficeNote) -> str:
        """Take a note without a label; its mark."""
        label = f"({len(self.notes) + 1})"
        self.notes[label] = note
        return self.mark(label)

    def take(self, flow: Flow) -> None:
        """Take the paragraphs that were read."""
        flow.end()
        for text in flow.paragraphs:
            found = _LEVEL.match(text)
            words = _LEVEL.sub("", text).replace("\ufdd5", "")
            if words.strip():
                self.paragraphs.append((words, int(found[1]) if found else 0))


def docx_draft(data: bytes, mark: Callable[[str], str]) -> OfficeDraft:
    """Read a draft of Word's.

    Args:
        data: the file.
        mark: see `OfficeDraft`.

    Raises:
        Refused: it is no such file, encrypted, broken, or too large.
    """
    if data.startswith(_OLE):
        raise Refused(
            "is encrypted, or was saved by an old Word: save it as .docx, with no password"
        )
    draft = OfficeDraft(mark)
    with open_zip(data, MAX_UNPACKED) as members:
        body, parts = docx_parts(members)
        draft.has_macros = any(name.endswith(_MACROS) for name in members.names)
        styles = Styles(docx_part(members, parts.get("styles", "")))
        runs = _DraftRuns(styles, draft, docx_links(members, main_part(members)))
        flow = Flow()
        runs.read(body, flow)
        draft.take(flow)
        for kind, element in NOTES:
            part = parts.get(kind, "")
            root = docx_part(members, part)
            links = docx_links(members, part) if root else {}
            for note in root.elements() if root else ():
                # Those with a type are the lines above notes.
                if note.name == element and not note.get("w:type"):
                    label = runs.label(element, note.get("w:id"))
                    draft.notes[label] = _read_note(note, styles, draft, links)
    return draft


def _read_note(
    element: Element, styles: Styles, draft: OfficeDraft, links: Mapping[str, str]
) -> OfficeNote:
    note = OfficeNote()
    flow = Flow()
    _DraftRuns(styles, draft, links, note).read(element, flow)
    flow.end()
    note.text = _LEVELS.sub("", " ".join(flow.paragraphs))
    return note


class _DraftRuns(Runs):
    """Reads with marks, levels and links; what belongs to a note goes there."""

    def __init__(
        self,
        styles: Styles,
        draft: OfficeDraft,
        links: Mapping[str, str],
        note: OfficeNote | None = None,
    ) -> None:
        super().__init__(styles)
        self._draft = draft
        self._links = links
        self._note = note
        self._labels: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()
        # For each field that is open: its code, and where in the paragraph its result begins.
        self._codes: list[str] = []
        self._results: list[int] = []
        self._open: dict[str, str] = {}
        self._bookmarks: dict[str, str] = {}
        self._readers = {
            **self._readers,
            "w:hyperlink": self._read_link,
            "w:tbl": self._read_table,
        }

    def label(self, name: str, id: str) -> str:
        """What a note is called: its number in the order of the references to its kind."""
        if (name, id) not in self._labels:
            self._counts[name] += 1
            self._labels[name, id] = f"{'' if name == 'w:footnote' else 'e'}{self._counts[name]}"
        return self._labels[name, id]

    def _read_one(self, element: Element, flow: Flow) -> None:
        if element.name == "w:instrText" and self._codes:
            self._codes[-1] += element.text()
            return
        if element.name == "w:bookmarkStart":
            self._open[element.get("w:id")] = element.get("w:name")
        elif element.name == "w:bookmarkEnd":
            self._open.pop(element.get("w:id"), None)
        super()._read_one(element, flow)

    def _add(self, text: str, flow: Flow) -> None:
        super()._add(_OWN.sub("", text), flow)

    def _read_paragraph(self, paragraph: Element, flow: Flow) -> None:
        level = self._styles.heading_level(paragraph.child("w:pPr"))
        if level and not flow.open:
            flow.add(f"\ufdd5{min(level, 6)}")
        super()._read_paragraph(paragraph, flow)

    def _read_run(self, run: Element, flow: Flow) -> None:
        # What is raised is written with other digits; a mark is none of the text.
        marks = ("w:footnoteReference", "w:endnoteReference", "w:fldChar", "w:instrText")
        if any(each.name in marks for each in run.elements()) and not self._is_hidden(run):
            self.read(run, flow)
        else:
            super()._read_run(run, flow)

    def _refer(self, reference: Element, flow: Flow) -> None:
        super()._refer(reference, flow)
        if self._note is None:
            label = self.label(reference.name.removesuffix("Reference"), reference.get("w:id"))
            self._bookmarks |= dict.fromkeys(self._open.values(), label)
            flow.add(self._draft.mark(label))

    def _read_field(self, element: Element, flow: Flow) -> None:
        super()._read_field(element, flow)
        kind = element.get("w:fldCharType")
        if kind == "begin":
            self._codes.append("")
            self._results.append(len(flow.open))
        elif kind == "end" and self._codes:
            code, begun = self._codes.pop(), self._results.pop()
            found = _LINK_FIELD.match(code)
            again = _NOTE_FIELD.match(code)
            if again and again[1] in self._bookmarks and self._note is None:
                # What such a field shows is the note's number.
                del flow.open[begun:]
                flow.add(self._draft.mark(self._bookmarks[again[1]]))
            elif found or "CSL_CITATION" in code:
                self._put(found[1] if found else "", "" if found else code, flow)

    def _read_link(self, link: Element, flow: Flow) -> None:
        self.read(link, flow)
        if address := self._links.get(link.get("r:id"), ""):
            self._put(address, "", flow)

    def _put(self, address: str, code: str, flow: Flow) -> None:
        """A link or a citation: a part of the note, or a note of its own."""
        codes = [code] if code else []
        if self._note is None:
            if code or address.startswith(("http://", "https://")):
                flow.add(self._draft.put_here(OfficeNote(address, codes)))
        else:
            self._note.codes += codes
            written = "".join(flow.open)
            if address not in written:
                flow.add(f" {address} ")

    def _read_table(self, table: Element, flow: Flow) -> None:
        self._draft.tables += 1
        self.read(table, flow)


def odt_draft(data: bytes, mark: Callable[[str], str]) -> OfficeDraft:
    """Read a draft in OpenDocument's format; see `docx_draft`.

    Raises:
        Refused: it is no such file, encrypted, broken, or too large.
    """
    draft = OfficeDraft(mark)
    with open_zip(data, MAX_UNPACKED) as members:
        content, body, common = odt_parts(members)
        draft.has_macros = any(name.endswith(_MACROS) for name in members.names)
    flow = Flow()
    styles = OdtStyles([root for root in (common, content) if root])
    _DraftReader(styles, draft).read(body, flow)
    draft.take(flow)
    return draft


class _DraftReader(OdtReader):
    """Reads with marks, levels and links."""

    def __init__(self, styles: OdtStyles, draft: OfficeDraft) -> None:
        super().__init__(styles)
        self._draft = draft
        self._in_note = False
        self._labels: dict[str, str] = {}
        self._readers = {
            **self._readers,
            "text:a": self._read_link,
            "text:note-ref": self._read_reference,
            "table:table": self._read_table,
        }

    def _add(self, text: str, flow: Flow) -> None:
        super()._add(_OWN.sub("", text), flow)

    def _read_paragraph(self, paragraph: Element, flow: Flow) -> None:
        level = paragraph.get("text:outline-level") if paragraph.name == "text:h" else ""
        if self._styles.is_title(paragraph.get("text:style-name")):
            level = "1"
        if level.isascii() and level.isdigit() and not self._in_note:
            flow.add(f"\ufdd5{min(int(level[:2]), 6)}")
        super()._read_paragraph(paragraph, flow)

    def _read_note(self, note: Element, flow: Flow) -> None:
        body = note.child("text:note-body")
        if body is None or not self._is_seen() or self._in_note:
            return
        citation = note.child("text:note-citation")
        shown = citation.text().strip() if citation else ""
        label = f"{'e' if note.get('text:note-class') == 'endnote' else ''}{shown}"
        if not shown or label in self._draft.notes:
            label = f"{label}#{len(self._draft.notes) + 1}"
        self._labels[note.get("text:id")] = label
        self._in_note = True
        read = self._apart(body)
        self._in_note = False
        read.end()
        self._draft.notes[label] = OfficeNote(" ".join(read.paragraphs))
        flow.add(self._draft.mark(label))

    def _read_reference(self, reference: Element, flow: Flow) -> None:
        """Another mark of a note; what it shows is the note's number."""
        label = self._labels.get(reference.get("text:ref-name"))
        if label is None or self._in_note:
            self._read_span(reference, flow)
        else:
            flow.add(self._draft.mark(label))

    def _read_link(self, link: Element, flow: Flow) -> None:
        self._read_span(link, flow)
        address = link.get("xlink:href")
        if not address.startswith(("http://", "https://")):
            return
        if not self._in_note:
            flow.add(self._draft.put_here(OfficeNote(address)))
        elif address not in "".join(flow.open):
            flow.add(f" {address} ")

    def _read_table(self, table: Element, flow: Flow) -> None:
        self._draft.tables += 1
        if self._styled:
            self._read_inline(table, flow)
        else:
            self.read(table, flow)
