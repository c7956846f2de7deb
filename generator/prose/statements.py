"""Prose → paragraphs of statements.

Prose is written one sentence per line, a blank line between paragraphs, with Pandoc citations
(https://pandoc.org/MANUAL.html#citation-syntax) that name quotations: `[@id; @id]`. A line that
ends with `[editor]` is the editor's own words and needs no citation. One that ends with
`[derived: how]` says something that was worked out from what it cites, and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Place
from generator.load import Document, Scalar, Style, Trail
from generator.load.mend import unfold
from generator.load.parse import BAD_CHARACTER
from generator.model.base import ID_PATTERN, address_problem
from generator.prose.inline import (
    CITE_CLOSE,
    CITE_OPEN,
    Inline,
    cites,
    links,
    parse_inline,
    plain_text,
)

EDITOR_MARK = "[editor]"
_DERIVED = re.compile(r"(?<!\s)\s*\[derived:\s*([^\[\]]*[^\[\]\s])\s*\]$")
_GROUP = re.compile(r"(?<!\s)\s*\[\s*@([^\[\]]*)\]")
_BROKEN = re.compile(r"\[\s*@|@[a-z0-9-]+\s*\]")
_CITATION = re.compile(rf"@({ID_PATTERN})")
_SEPARATE = "Separate ids with ';'. A page or a remark belongs into the quotation's note."
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


@dataclass(frozen=True, slots=True)
class Citation:
    """One id in a citation group, and where it stands."""

    quotation: str
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as written.

    `editor` marks the editor's own words; `derived` says how something in it was worked out from
    what it cites, and is empty where nothing was.
    """

    nodes: tuple[Inline, ...]
    citations: tuple[Citation, ...]
    editor: bool
    derived: str
    place: Place


def read_prose(
    document: Document, trail: Trail, *, citations_needed: bool = True
) -> tuple[tuple[tuple[Line, ...], ...], list[Diagnostic]]:
    """Read the prose that stands at `trail` in a document.

    Args:
        document: the file.
        trail: where in the file.
        citations_needed: whether a line without a citation is an error; it is not where the words
            are the editor's by nature.

    Returns:
        Paragraphs of statements, and what was wrong.
    """
    node = document.node(trail)
    if not isinstance(node, Scalar):
        return (), []
    if node.style is Style.FOLDED or (
        node.style is not Style.LITERAL and node.last_line > node.line
    ):
        message = "the lines of this text are folded into one"
        fix = unfold(document, trail)
        return (), [document.problem("folded-prose", document.place(trail), message, "", fix)]
    problems: list[Diagnostic] = []
    paragraphs: list[list[Line]] = [[]]
    for row, written in enumerate(node.text.split("\n")):
        if not written.strip():
            paragraphs.append([])
            continue
        reader = _LineReader(document, trail, row, written)
        line = reader.read()
        problems += reader.problems
        if citations_needed and not line.editor and not line.citations and not reader.problems:
            message = "this statement cites nothing"
            problems.append(document.problem("uncited-statement", line.place, message))
        paragraphs[-1].append(line)
    return tuple(tuple(lines) for lines in paragraphs if lines), problems


class _LineReader:
    """Reads one line; keeps what was wrong with it."""

    def __init__(self, document: Document, trail: Trail, row: int, written: str) -> None:
        self.document = document
        self.trail = trail
        self.row = row
        self.written = written
        self.problems: list[Diagnostic] = []

    def read(self) -> Line:
        start = len(self.written) - len(self.written.lstrip())
        place = self._place(start, len(self.written.strip()))
        text = self.written.rstrip()
        derived = _DERIVED.search(text)
        text = text[: derived.start()] if derived else text
        editor = text.endswith(EDITOR_MARK)
        text = text.removesuffix(EDITOR_MARK).rstrip()
        groups: list[tuple[str, ...]] = []
        citations: list[Citation] = []

        def take(match: re.Match[str]) -> str:
            found = list(self._group(match))
            citations.extend(found)
            groups.append(tuple(dict.fromkeys(citation.quotation for citation in found)))
            # Markdown closes an emphasis only before a space or a mark; `inline` drops the space.
            before = match.string[: match.start()]
            closes = before.endswith(("*", "_")) and not before[-2:-1].isspace() and before[:-1]
            space = " " if match[0][0].isspace() or closes else ""
            return f"{space}{CITE_OPEN}{len(groups) - 1}{CITE_CLOSE}"

        text = _GROUP.sub(take, text)
        for broken in _BROKEN.finditer(text):
            column = self.written.find(broken[0])
            message = "this citation cannot be read"
            self._report("bad-citation", max(0, column), len(broken[0]), message)
        without_code = _CODE.sub(lambda code: " " * len(code[0]), self.written)
        for html in _HTML.finditer(without_code):
            message = f"'{html[0][:40]}' looks like HTML"
            self._report("html-in-prose", html.start(), len(html[0]), message)
        nodes = parse_inline(text.strip(), groups)
        self._check_links(nodes)
        if sum(1 for _ in cites(nodes)) < len(groups):
            message = "a citation stands in a link's address, where nobody can see it"
            self._report("bad-citation", self.written.find("[@"), 2, message)
        if not plain_text(nodes).strip():
            self._report("bad-citation", start, 1, "there is no sentence in this line")
        if bad := BAD_CHARACTER.search(plain_text(nodes)):
            message = f"'&…;' makes the character U+{ord(bad[0]):04X}"
            self._report("bad-character", max(0, self.written.find("&")), 1, message)
        return Line(nodes, tuple(citations), editor, derived[1] if derived else "", place)

    def _group(self, match: re.Match[str]) -> Iterator[Citation]:
        offset = match.start(1) - 1
        for part in f"@{match[1]}".split(";"):
            citation = _CITATION.fullmatch(part.strip())
            start = offset + len(part) - len(part.lstrip())
            width = max(1, len(part.strip()))
            if citation:
                yield Citation(citation[1], self._place(start + 1, width - 1))
            else:
                message = f"'{part.strip()[:60]}' is no citation"
                advice = _SEPARATE if "," in part else ""
                self._report("bad-citation", start, width, message, advice)
            offset += len(part) + 1

    def _check_links(self, nodes: tuple[Inline, ...]) -> None:
        column = 0
        for link in links(nodes):
            # The n-th link begins at the n-th '](' that is not in code; its address may be written
            # otherwise than it reads (escapes), so that the mark is what is looked for.
            column = self.written.find("](", column) + 2
            if why := address_problem(link.href):
                message = f"the link to '{link.href[:60]}' cannot be used: {why}"
                as_written = self.written.startswith(link.href, column)
                self._report("bad-link", column, len(link.href) if as_written else 1, message)

    def _place(self, start: int, width: int) -> Place:
        return self.document.place(self.trail, self.row, start, width)

    def _report(self, code: str, start: int, width: int, message: str, advice: str = "") -> None:
        place = self._place(start, width)
        self.problems.append(self.document.problem(code, place, message, advice))
