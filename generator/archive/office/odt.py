"""OpenDocument text, `.odt` (ISO/IEC 26300) → the words that a reader of it sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.archive.copytext import CopyText
from generator.archive.failure import Refused
from generator.archive.office.flow import Flow, as_text
from generator.archive.office.xml import Element, parse_xml
from generator.archive.packed import Members, open_zip
from generator.archive.raised import lowered, raised

MAX_UNPACKED = 100_000_000
MAX_SPACES = 1_000

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = {
    f"{_OASIS}:{name}:1.0": prefix
    for name, prefix in {
        "office": "office", "text": "text", "style": "style", "table": "table",
        "drawing": "draw", "manifest": "manifest", "svg-compatible": "svg",
    }.items()
}  # fmt: skip
_PREFIXES["http://www.w3.org/1999/xlink"] = "xlink"
_MAX_STYLES = 30
_UNSEEN = frozenset((
    "text:tracked-changes", "text:note-citation", "text:ruby-text", "text:script",
    "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
    "text:dde-connection-decls",
    "office:annotation", "office:annotation-end", "office:forms", "office:change-info",
    "table:covered-table-cell", "table:tracked-changes", "office:event-listeners",
    "svg:title", "svg:desc",
    "text:index-title-template", "text:table-of-content-source", "text:bibliography-source",
    "text:alphabetical-index-source", "text:illustration-index-source", "text:user-index-source",
    "text:table-index-source", "text:object-index-source",
))  # fmt: skip
_NOTHING = ("", "none")
_STRUCK = ("style:text-line-through-style", "style:text-line-through-type")
_PROPERTIES = ("text:display", "style:text-position", *_STRUCK)
_PAGES = ("style:header", "style:header-first", "style:header-left", "style:footer",
          "style:footer-first", "style:footer-left")  # fmt: skip


def odt_text(data: bytes) -> CopyText:
    """The words of a document: the body, then notes, then headers and footers.

    Left out are tracked deletions, hidden and struck out text, comments, and the marks of notes.

    Raises:
        Refused: it is no such file, encrypted, broken, or too large.
    """
    with open_zip(data, MAX_UNPACKED) as members:
        content, body, common = odt_parts(members)
    reader = OdtReader(OdtStyles([root for root in (common, content) if root]))
    flow = Flow()
    reader.read(body, flow)
    others = reader.notes
    pages = OdtReader(OdtStyles([common] if common else []))
    for master in common.all("style:master-page") if common else ():
        for each in master.elements():
            if each.name in _PAGES and each.get("style:display") != "false":
                others.append(Flow())
                pages.read(each, others[-1])
    return as_text(flow, others)


def odt_parts(members: Members) -> tuple[Element, Element, Element | None]:
    """The content of a document, the body in it, and its common styles.

    Raises:
        Refused: it is no such file, encrypted, broken, or too large.
    """
    manifest = _part(members, "META-INF/manifest.xml")
    if manifest and any(manifest.all("manifest:encryption-data")):
        raise Refused("is encrypted; save a copy without a password")
    content = _part(members, "content.xml")
    body = content.find("office:body", "office:text") if content else None
    if content is None or body is None:
        raise Refused("is no OpenDocument text")
    return content, body, _part(members, "styles.xml")


def _part(members: Members, name: str) -> Element | None:
    return parse_xml(members.read(name), _PREFIXES) if name in members.names else None


class OdtStyles:
    """The styles of a document by family and name; a later root has the last word."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles = {
            (each.get("style:family"), each.get("style:name")): each
            for root in roots
            for each in root.all("style:style")
        }
        self._known: dict[tuple[str, str], dict[str, str]] = {}

    def properties(self, family: str, name: str) -> dict[str, str]:
        """What a style, and those that it builds on, say of how text is shown."""
        known = self._known.get((family, name))
        if known is None:
            known = self._known[family, name] = self._read(family, name)
        return known

    def is_title(self, name: str) -> bool:
        """Whether a paragraph's style is that of titles, or builds on it."""
        for _ in range(_MAX_STYLES):
            if name.lower().rpartition("-")[2] == "title":
                return True
            style = self._styles.get(("paragraph", name))
            if style is None:
                break
            name = style.get("style:parent-style-name")
        return False

    def _read(self, family: str, name: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for _ in range(_MAX_STYLES):
            style = self._styles.get((family, name))
            if style is None:
                break
            properties = style.child("style:text-properties")
            own = properties.attributes if properties else {}
            found = {key: own[key] for key in _PROPERTIES if key in own} | found
            name = style.get("style:parent-style-name")
        return found


class OdtReader:
    """Reads paragraphs into a flow; `notes` are the footnotes and endnotes that it came by."""

    def __init__(self, styles: OdtStyles) -> None:
        self.notes: list[Flow] = []
        self._styles = styles
        # For each element that is open in a paragraph: how text in it is shown.
        self._styled: list[dict[str, str]] = []
        self._readers: Mapping[str, Callable[[Element, Flow], None]] = {
            "text:p": self._read_paragraph,
            "text:h": self._read_paragraph,
            "text:span": self._read_span,
            "text:a": self._read_span,
            "text:note": self._read_note,
            "draw:text-box": self._read_box,
            "draw:custom-shape": self._read_box,
            "text:s": self._read_spaces,
            "text:tab": lambda _, flow: flow.add("\t"),
            "text:line-break": lambda _, flow: flow.add("\n"),
            "text:soft-hyphen": lambda _, flow: flow.add("\u00ad"),
        }

    def read(self, element: Element, flow: Flow) -> None:
        """Read the elements in an element; characters between paragraphs are none of the text."""
        for each in element.elements():
            self._read_one(each, flow)

    def _read_one(self, element: Element, flow: Flow) -> None:
        if element.name in _UNSEEN or _is_hidden(element):
            return
        reader = self._readers.get(element.name)
        if reader:
            reader(element, flow)
        elif self._styled:
            self._read_inline(element, flow)
        else:
            self.read(element, flow)

    def _read_inline(self, element: Element, flow: Flow) -> None:
        for each in element.children:
            if isinstance(each, str):
                self._add(each, flow)
            else:
                self._read_one(each, flow)

    def _add(self, text: str, flow: Flow) -> None:
        # White space is one space here; several have an element of their own.
        words = " ".join(f"|{text}|".split())[1:-1]
        if not self._is_seen():
            return
        position = self._property("style:text-position").split(" ")[0]
        if position == "super" or (position.endswith("%") and position[:1] not in "-0"):
            flow.add(raised(flow.before, words))
        elif position == "sub" or position.startswith("-"):
            flow.add(lowered(words))
        else:
            flow.add(words)

    def _is_seen(self) -> bool:
        if self._property("text:display") == "none":
            return False
        return all(self._property(kind) in _NOTHING for kind in _STRUCK)

    def _property(self, name: str) -> str:
        return self._styled[-1].get(name, "") if self._styled else ""

    def _read_paragraph(self, paragraph: Element, flow: Flow) -> None:
        outer = self._styled
        self._styled = [self._styles.properties("paragraph", paragraph.get("text:style-name"))]
        if not any(
            each.name == "text:hidden-paragraph" and each.get("text:is-hidden") == "true"
            for each in paragraph.elements()
        ):
            self._read_inline(paragraph, flow)
        self._styled = outer
        flow.end()

    def _read_span(self, span: Element, flow: Flow) -> None:
        own = self._styles.properties("text", span.get("text:style-name"))
        self._styled.append(self._styled[-1] | own if self._styled else own)
        self._read_inline(span, flow)
        self._styled.pop()

    def _read_note(self, note: Element, flow: Flow) -> None:  # noqa: ARG002
        body = note.child("text:note-body")
        if body and self._is_seen():
            self.notes.append(self._apart(body))

    def _read_box(self, box: Element, flow: Flow) -> None:
        if not self._styled or self._is_seen():
            flow.apart.append(self._apart(box))
        if not self._styled:
            flow.end()

    def _apart(self, element: Element) -> Flow:
        """What stands beside the paragraph, with styles of its own."""
        apart = Flow()
        outer, self._styled = self._styled, []
        self.read(element, apart)
        self._styled = outer
        return apart

    def _read_spaces(self, spaces: Element, flow: Flow) -> None:
        count = spaces.get("text:c")
        flow.add(" " * min(int(count) if count.isascii() and count.isdigit() else 1, MAX_SPACES))


def _is_hidden(element: Element) -> bool:
    """Whether an element itself says that it is not shown."""
    if element.name in ("text:hidden-text", "text:conditional-text"):
        return element.name == "text:hidden-text" and element.get("text:is-hidden") != "false"
    if element.name == "text:section":
        display = element.get("text:display")
        return display == "none" or (
            display == "condition" and element.get("text:is-hidden") == "true"
        )
    return element.get("table:visibility") == "collapse" or element.get("table:display") == "false"
