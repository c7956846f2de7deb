"""Prose → paragraphs of statements.

Prose is written one sentence per line, a blank line between paragraphs, with Pandoc citations
(https://pandoc.org/MANUAL.html#citation-syntax) that name quotations: `[@id; @id]`. A line that
ends with `[editor]` is the editor's own words and needs no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Place
from generator.load import Document, Scalar, Style, Trail
from generator.model.base import ID_PATTERN, address_problem
from generator.prose.inline import CITE_CLOSE, CITE_OPEN, Inline, links, parse_inline

EDITOR_MARK = "[editor]"
_GROUP = re.compile(r"\s*\[\s*@([^\[\]]*)\]")
_BROKEN = re.compile(r"\[\s*@|@[a-z0-9-]+\s*\]")
_CITATION = re.compile(rf"@({ID_PATTERN})")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


@dataclass(frozen=True, slots=True)
class Citation:
    """One id in a citation group, and where it stands."""

    quotation: str
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as written: its tree, its citations, and whether it is the editor's own words."""

    nodes: tuple[Inline, ...]
    citations: tuple[Citation, ...]
    editor: bool
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
        return (), [document.problem("folded-prose", document.place(trail), message)]
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
        editor = self.written.rstrip().endswith(EDITOR_MARK)
        text = self.written.rstrip()
        if editor:
            text = text.removesuffix(EDITOR_MARK).rstrip()
        groups: list[tuple[str, ...]] = []
        citations: list[Citation] = []

        def take(match: re.Match[str]) -> str:
            found = list(self._group(match))
            citations.extend(found)
            groups.append(tuple(citation.quotation for citation in found))
            return f"{CITE_OPEN}{len(groups) - 1}{CITE_CLOSE}"

        text = _GROUP.sub(take, text)
        if broken := _BROKEN.search(text):
            column = self.written.find(broken[0])
            message = "this citation cannot be read"
            self._report("bad-citation", max(0, column), len(broken[0]), message)
        for html in _HTML.finditer(text):
            column = max(0, self.written.find(html[0]))
            message = f"'{html[0][:40]}' looks like HTML"
            self._report("html-in-prose", column, len(html[0]), message)
        nodes = parse_inline(text.strip(), groups)
        self._check_links(nodes)
        return Line(nodes, tuple(citations), editor, place)

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
                self._report("bad-citation", start, width, message)
            offset += len(part) + 1

    def _check_links(self, nodes: tuple[Inline, ...]) -> None:
        for link in links(nodes):
            if why := address_problem(link.href):
                column = max(0, self.written.find("](") + 2)
                message = f"the link to '{link.href[:60]}' cannot be used: {why}"
                self._report("bad-link", column, 1, message)

    def _place(self, start: int, width: int) -> Place:
        return self.document.place(self.trail, self.row, start, width)

    def _report(self, code: str, start: int, width: int, message: str) -> None:
        self.problems.append(self.document.problem(code, self._place(start, width), message))
