"""Runs of WordprocessingML → text: what is shown of them, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.archive.office.flow import Flow
from generator.archive.office.xml import Element
from generator.archive.raised import lowered, raised

_OFF = ("0", "false", "off", "none")
_TOGGLES = ("w:vanish", "w:strike")
_MAX_STYLES = 30
# What is not text of the page, or was taken out of it with changes tracked.
_UNSEEN = frozenset((
    "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:rPr", "w:pPr",
    "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr", "w:rt", "w:footnoteRef",
    "w:endnoteRef", "w:annotationRef", "mc:Fallback", "w:ffData", "m:rPr",
))  # fmt: skip
_SIGNS = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad", "w:sym": "\ufffc",
}  # fmt: skip


class Styles:
    """The styles of a document: which of them hide, strike out, raise or lower."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {
            each.get("w:styleId"): each for each in (root.all("w:style") if root else ())
        }
        self._default = next(
            (
                id
                for id, each in self._styles.items()
                if each.get("w:type") == "paragraph" and each.get("w:default") in ("1", "true")
            ),
            "",
        )

    def value(self, name: str, run: Element | None, paragraph: Element | None) -> str:
        """A property of a run: its own, else its style's, else its paragraph's style's.

        Returns:
            The value, `1` for one that is on, empty where nobody gives one.
        """
        own = _property(run, name)
        if own:
            return own
        by_run = self._of_style(_reference(run, "w:rStyle"), name)
        style = _reference(paragraph, "w:pStyle") or self._default
        by_paragraph = self._of_style(style, name)
        # These turn round what a style below them says.
        if name in _TOGGLES and by_run not in ("", *_OFF) and by_paragraph not in ("", *_OFF):
            return ""
        return by_run or by_paragraph

    def heading_level(self, paragraph: Element | None) -> int:
        """The level of a heading, from 1; 1 for a title too, and 0 for other paragraphs."""
        own = _outline(paragraph)
        id = _reference(paragraph, "w:pStyle")
        for _ in range(_MAX_STYLES):
            style = self._styles.get(id)
            if own or style is None:
                break
            named = style.child("w:name")
            if named and named.get("w:val").lower() == "title":
                return 1
            own = _outline(style.child("w:pPr"))
            based_on = style.child("w:basedOn")
            id = based_on.get("w:val") if based_on else ""
        return own

    def _of_style(self, id: str, name: str) -> str:
        for _ in range(_MAX_STYLES):
            style = self._styles.get(id)
            if style is None:
                return ""
            value = _property(style.child("w:rPr"), name)
            if value:
                return value
            based_on = style.child("w:basedOn")
            id = based_on.get("w:val") if based_on else ""
        return ""


def _outline(properties: Element | None) -> int:
    """The level that paragraph properties give, from 1; what Word takes for text is 0."""
    found = properties.child("w:outlineLvl") if properties else None
    level = found.get("w:val") if found else ""
    return int(level) + 1 if level in "012345678" and level else 0


def _reference(properties: Element | None, name: str) -> str:
    found = properties.child(name) if properties else None
    return found.get("w:val") if found else ""


def _property(properties: Element | None, name: str) -> str:
    found = properties.child(name) if properties else None
    return (found.get("w:val") or "1") if found else ""


class Runs:
    """Reads paragraphs into a flow.

    Attributes:
        notes: the notes that were referred to: name of the element and id.
        parts: the relations of the headers and footers that were referred to.
        has_embedded: whether another document is embedded.
    """

    def __init__(self, styles: Styles) -> None:
        self.notes: set[tuple[str, str]] = set()
        self.parts: set[str] = set()
        self.has_embedded = False
        self._styles = styles
        self._paragraph: Element | None = None
        # For each field that is open: whether its result, not its code, is being read.
        self._fields: list[bool] = []
        self._readers: Mapping[str, Callable[[Element, Flow], None]] = {
            "w:p": self._read_paragraph,
            "w:r": self._read_run,
            "w:tr": self._read_row,
            "w:fldChar": self._read_field,
            "w:footnoteReference": self._refer,
            "w:endnoteReference": self._refer,
            "w:txbxContent": self._read_box,
            "w:sectPr": self._read_section,
            "w:altChunk": self._embed,
            "mc:AlternateContent": self._read_alternatives,
            "m:sSup": self._read_script,
            "m:sSub": self._read_script,
            "m:f": self._read_fraction,
        }

    def read(self, element: Element, flow: Flow) -> None:
        """Read what is in an element."""
        for each in element.elements():
            self._read_one(each, flow)

    def _read_one(self, element: Element, flow: Flow) -> None:
        name = element.name
        if name in _UNSEEN:
            if name == "w:pPr" and (section := element.child("w:sectPr")):
                self._read_section(section, flow)
            return
        reader = self._readers.get(name)
        if reader:
            reader(element, flow)
        elif name in ("w:t", "m:t"):
            self._add(element.text(), flow)
        elif name in _SIGNS:
            self._add(_SIGNS[name], flow)
        else:
            self.read(element, flow)

    def _add(self, text: str, flow: Flow) -> None:
        if all(self._fields):
            flow.add(text)

    def _read_paragraph(self, paragraph: Element, flow: Flow) -> None:
        outer, self._paragraph = self._paragraph, paragraph.child("w:pPr")
        self.read(paragraph, flow)
        mark = self._paragraph.child("w:rPr") if self._paragraph else None
        self._paragraph = outer
        # Where its end was deleted, the next paragraph goes on with it.
        if mark is None or not (mark.child("w:del") or mark.child("w:moveFrom")):
            flow.end()

    def _is_hidden(self, run: Element) -> bool:
        properties = run.child("w:rPr")
        return any(
            self._styles.value(name, properties, self._paragraph) not in ("", *_OFF)
            for name in ("w:vanish", "w:strike", "w:dstrike")
        )

    def _read_run(self, run: Element, flow: Flow) -> None:
        if self._is_hidden(run):
            self._read_fields(run, flow)
            return
        properties = run.child("w:rPr")
        position = self._styles.value("w:vertAlign", properties, self._paragraph)
        if position not in ("superscript", "subscript"):
            self.read(run, flow)
            return
        inner = Flow()
        self.read(run, inner)
        text = "".join(inner.open)
        flow.apart += inner.apart
        flow.add(raised(flow.before, text) if position == "superscript" else lowered(text))

    def _read_fields(self, run: Element, flow: Flow) -> None:
        """Of a run that is not seen, only where fields begin and end."""
        for each in run.elements():
            if each.name == "w:fldChar":
                self._read_field(each, flow)

    def _read_field(self, element: Element, flow: Flow) -> None:  # noqa: ARG002
        kind = element.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _read_row(self, row: Element, flow: Flow) -> None:
        properties = row.child("w:trPr")
        if properties and (properties.child("w:del") or properties.child("w:hidden")):
            return
        for cell in row.elements():
            inner = cell.child("w:tcPr")
            if not (inner and inner.child("w:cellDel")):
                self._read_one(cell, flow)

    def _refer(self, reference: Element, flow: Flow) -> None:  # noqa: ARG002
        name = reference.name.removesuffix("Reference")
        self.notes.add((name, reference.get("w:id")))

    def _read_box(self, box: Element, flow: Flow) -> None:
        apart = Flow()
        outer, self._paragraph = self._paragraph, None
        self.read(box, apart)
        self._paragraph = outer
        flow.apart.append(apart)

    def _read_section(self, section: Element, flow: Flow) -> None:  # noqa: ARG002
        for each in section.elements():
            if each.name in ("w:headerReference", "w:footerReference"):
                self.parts.add(each.get("r:id"))

    def _embed(self, chunk: Element, flow: Flow) -> None:  # noqa: ARG002
        self.has_embedded = True

    def _read_alternatives(self, element: Element, flow: Flow) -> None:
        """The first of several ways to say the same, which new programs understand."""
        chosen = element.child("mc:Choice") or element.child("mc:Fallback")
        if chosen:
            self.read(chosen, flow)

    def _read_script(self, script: Element, flow: Flow) -> None:
        base, power = script.child("m:e"), script.child("m:sup")
        if base:
            self.read(base, flow)
        if power:
            inner = Flow()
            self.read(power, inner)
            text = "".join(inner.open)
            shown = raised("1", text)
            flow.add(shown if shown != text else f"^{text}")
        if index := script.child("m:sub"):
            inner = Flow()
            self.read(index, inner)
            flow.add(lowered("".join(inner.open)))

    def _read_fraction(self, fraction: Element, flow: Flow) -> None:
        for at, name in enumerate(("m:num", "m:den")):
            if at:
                flow.add("/")
            if part := fraction.child(name):
                self.read(part, flow)
