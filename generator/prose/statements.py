"""Prose → paragraphs of statements.

Prose is written one sentence per line, a blank line between paragraphs, with Pandoc citations
(https://pandoc.org/MANUAL.html#citation-syntax) that name quotations: `[@id; @id]`. What is cited
only to compare has `cf.` before it: `[@id; cf. @id]`. A line that ends with `[editor]` is the
editor's own words and needs no citation. One that ends with `[derived: how]` says something that
was worked out from what it cites, and how; one that ends with `[language: fr]` is in another
language than the text. `{title}` or `{word}` behind a closing quotation mark
says what the words are that nobody said.
"""

from __future__ import annotations

import re
from sys import intern

from generator.diagnostics import Diagnostic, Edit, Place, Severity
from generator.load import Document, Scalar, Style, Trail
from generator.load.edits import folded_to_literal
from generator.load.parse import BAD_CHARACTER
from generator.load.text import MAX_PROBLEMS, too_many_problems
from generator.model.base import ID_PATTERN, address_problem
from generator.model.hosts import address_risks
from generator.model.invisible import find_needless_invisible
from generator.prose.brackets import KindOf, meant_brackets
from generator.prose.inline import (
    CITE_CLOSE,
    CITE_OPEN,
    MOST_BRACKETS,
    Cite,
    Inline,
    cites,
    has_brackets_without_end,
    links,
    parse_inline,
    plain_text,
)
from generator.prose.line import Citation, Line, without
from generator.prose.marks import GROUP, take_marks
from generator.prose.tags import read_tags, with_signs, wrong_tags

_BROKEN = re.compile(r"\[\s*(?:cf\.\s*)?@|@[a-z0-9-]+\s*\]")
CITATION = re.compile(rf"(cf\.\s*)?@({ID_PATTERN})")
_LIST = re.compile(rf"@{ID_PATTERN}(?:; @{ID_PATTERN})+")
_PREFIX = "The only word before '@' is 'cf.', for what is cited only to compare: [@id; cf. @id]."
_SEPARATE = "Separate ids with ';'. A page or a remark belongs into the quotation's note."
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


def read_prose(
    document: Document,
    trail: Trail,
    *,
    citations_needed: bool = True,
    kind_of: KindOf = lambda _: "",
) -> tuple[tuple[tuple[Line, ...], ...], list[Diagnostic]]:
    """Read the prose that stands at `trail` in a document.

    Args:
        document: the file.
        trail: where in the file.
        citations_needed: whether a line without a citation is an error; it is not where the words
            are the editor's by nature.
        kind_of: what has an id: brackets that are meant as a citation are told apart by it.

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
        fix = folded_to_literal(document, trail)
        return (), [document.problem("folded-prose", document.place(trail), message, "", fix)]
    reader = _Reader(document, node, kind_of)
    paragraphs: list[list[Line]] = [[]]
    for row, written in enumerate(reader.rows):
        if not written.strip():
            paragraphs.append([])
            continue
        before = len(reader.problems)
        line = reader.read(row)
        is_good = not any(p.severity is Severity.ERROR for p in reader.problems[before:])
        if citations_needed and not line.editor and is_good and not line.supporting:
            what = "only cites what it is compared with" if line.citations else "cites nothing"
            message = f"this statement {what}"
            reader.problems.append(document.problem("uncited-statement", line.place, message))
        paragraphs[-1].append(line)
        if len(reader.problems) > MAX_PROBLEMS:
            reader.problems.append(too_many_problems(line.place, written))
            break
    return tuple(tuple(lines) for lines in paragraphs if lines), reader.problems


class _Reader:
    """Reads the lines of one text; keeps what was wrong with them.

    Most lines are words and a citation at their end: whatever else one may hold is looked for only
    where the sign stands that it cannot do without.
    """

    def __init__(self, document: Document, node: Scalar, kind_of: KindOf) -> None:
        self.kind_of = kind_of
        self.document = document
        self.node = node
        self.rows = node.text.split("\n")
        self.problems: list[Diagnostic] = []

    def read(self, row: int) -> Line:
        self.row, self.written = row, self.rows[row]
        text, editor, derived, language = take_marks(self.written.rstrip())
        start = len(self.written) - len(self.written.lstrip())
        place = self._place(start, len(self.written.strip()))
        length = len(text)
        groups: list[Cite] = []
        citations: list[Citation] = []
        if "@" in text:
            text = self._take_groups(text, groups, citations, place)
        is_broken = "@" in text and self._check_broken(text)
        if ("[" in text or "@" in text) and not is_broken:
            self._check_meant(length, is_uncited=not (citations or editor))
        if "<" in self.written:
            self._check_html()
        nodes = (self._take_tags if "{" in text else parse_inline)(text.strip(), groups)
        words = plain_text(nodes)
        if "](" in text:
            self._check_brackets(text)
            self._check_links(nodes, groups)
        if not words.strip():
            self._report("bad-citation", start, 1, "there is no sentence in this line")
        if "&" in self.written:
            self._check_codes(words)
        cited = groups[0] if len(groups) == 1 else _each_once(citations)
        ids, compared = cited.quotations, cited.compared
        cites = tuple(citations)
        return Line(nodes, words, ids, compared, cites, editor, derived, place, language)

    def _take_groups(
        self, text: str, groups: list[Cite], citations: list[Citation], place: Place
    ) -> str:
        """Put a placeholder in the place of each group of citations and the space before it.

        Args:
            text: the line without the marks at its end.
            groups: what the placeholders stand for is added.
            citations: what is cited is added, id by id.
            place: the line's place in the file.
        """
        first = self._column()
        pieces = []
        done = 0
        for match in GROUP.finditer(text):
            before = text[done : match.start()].rstrip()
            end = done + len(before)
            found = self._group(match, place.line, first)
            citations += found
            # Markdown closes an emphasis only before a space or a mark; `inline` drops the space.
            closes = text[end - 1 : end] in ("*", "_") and not text[end - 2 : end - 1].isspace()
            space = " " if end < match.start() or (closes and end > 1) else ""
            pieces.append(f"{before}{space}{CITE_OPEN}{len(groups)}{CITE_CLOSE}")
            groups.append(_each_once(found))
            done = match.end()
        return "".join(pieces) + text[done:]

    def _group(self, match: re.Match[str], line: int, first: int) -> list[Citation]:
        citations = []
        offset = match.start(1)
        for part in match[1].split(";"):
            name = part.strip()
            start = offset + len(part) - len(part.lstrip())
            if citation := CITATION.fullmatch(name):
                file, column = self.document.path, first + start + citation.start(2)
                id = intern(citation[2])  # it stands in many places, and is looked up in as many
                compares = citation[1] is not None
                citations.append(Citation(id, file, line, column, len(id), compares))
            else:
                message = f"'{name[:60]}' is no citation"
                right = "; ".join(re.split(r",\s*|\s+", name))
                place = self._place(start, max(1, len(name)))
                is_list = _LIST.fullmatch(right) is not None
                advice = _SEPARATE if is_list or "," in part else _PREFIX if "@" in part[1:] else ""
                fix = (Edit(place, name, right, prose=True),) if is_list else ()
                self.problems.append(
                    self.document.problem("bad-citation", place, message, advice, fix)
                )
            offset += len(part) + 1
        return citations

    def _take_tags(self, text: str, groups: list[Cite]) -> tuple[Inline, ...]:
        """The line's nodes, with tags behind quotation marks read; report what is wrong with some.

        Args:
            text: the line with placeholders for citations.
            groups: the citations.
        """
        nodes, unread = read_tags(parse_inline(with_signs(text), groups))
        for wrong in wrong_tags(self._without_code(), unread):
            place = self._place(wrong.start, wrong.end - wrong.start)
            fix: tuple[Edit, ...] = ()
            if wrong.name:
                place_of_edit = self._place(wrong.behind, wrong.end - wrong.behind)
                old = self.written[wrong.behind : wrong.end]
                fix = (Edit(place_of_edit, old, f"{{{wrong.name}}}", prose=True),)
            self.problems.append(
                self.document.problem("bad-tag", place, wrong.message, wrong.advice, fix)
            )
        return nodes

    def _check_broken(self, text: str) -> bool:
        """Report citations that begin or end as such and cannot be read; whether there are any."""
        found = list(_BROKEN.finditer(text))
        for broken in found:
            column = self.written.find(broken[0])
            message = "this citation cannot be read"
            self._report("bad-citation", max(0, column), len(broken[0]), message)
        return bool(found)

    def _check_meant(self, length: int, *, is_uncited: bool) -> None:
        """Report what is meant as a citation or a mark and is not written as one."""
        line = self._without_code()[:length]
        line = GROUP.sub(lambda group: " " * len(group[0]), line)
        for meant in meant_brackets(line, self.kind_of, is_uncited=is_uncited):
            place = self._place(meant.start, meant.end - meant.start)
            old = self.written[meant.start : meant.end]
            fix = (Edit(place, old, meant.text, prose=True),) if meant.text else ()
            self.problems.append(
                self.document.problem("bad-citation", place, meant.message, meant.advice, fix)
            )

    def _without_code(self) -> str:
        return _CODE.sub(lambda code: " " * len(code[0]), self.written)

    def _check_html(self) -> None:
        for html in _HTML.finditer(self._without_code()):
            message = f"'{html[0][:40]}' looks like HTML"
            self._report("html-in-prose", html.start(), len(html[0]), message)

    def _check_codes(self, words: str) -> None:
        """Report what codes such as `&shy;` make; `validate` sees what stands there as it is."""
        start = max(0, self.written.find("&"))
        if bad := BAD_CHARACTER.search(words):
            message = f"'&…;' makes the character U+{ord(bad[0]):04X}"
            self._report("bad-character", start, 1, message)
        for _, char in find_needless_invisible(words):
            if char not in self.written and not BAD_CHARACTER.match(char):
                message = f"'&…;' makes the character U+{ord(char):04X}, which nobody sees"
                self._report("invisible-character", start, 1, message)

    def _check_brackets(self, text: str) -> None:
        if has_brackets_without_end(text):
            message = (
                f"more than {MOST_BRACKETS} brackets stand in this line: no link in it is read"
            )
            self._report("bad-link", self.written.find("["), 1, message)

    def _check_links(self, nodes: tuple[Inline, ...], groups: list[Cite]) -> None:
        column = 0
        for link in links(nodes):
            # The n-th link begins at the n-th '](' that is not in code; its address may be written
            # otherwise than it reads (escapes), so that the mark is what is looked for.
            column = self.written.find("](", column) + 2
            width = len(link.href) if self.written.startswith(link.href, column) else 1
            if why := address_problem(link.href):
                message = f"the link to '{link.href[:60]}' cannot be used: {why}"
                self._report("bad-link", column, width, message)
                continue
            for why in address_risks(link.href):
                message = f"look at this address: {why}"
                self._report("doubtful-address", column, width, message)
        if sum(1 for _ in cites(nodes)) < len(groups):
            message = "a citation stands in a link's address, where nobody can see it"
            group = GROUP.search(self.written)
            self._report("bad-citation", group.start() if group else 0, 2, message)

    def _column(self) -> int:
        """The column of the row's first character, for a place that is not at its very start."""
        return self._place(1, 1).column - 1

    def _place(self, start: int, width: int) -> Place:
        return self.document.place_in(self.node, self.rows, self.row, start, width)

    def _report(self, code: str, start: int, width: int, message: str, advice: str = "") -> None:
        place = self._place(start, width)
        self.problems.append(self.document.problem(code, place, message, advice))


def _each_once(citations: list[Citation]) -> Cite:
    """What is cited, each once; what is cited without `cf.` anywhere is not only compared."""
    cited = tuple(dict.fromkeys([citation.quotation for citation in citations]))
    if not any(citation.compares for citation in citations):
        return Cite(cited)
    supporting = tuple(each.quotation for each in citations if not each.compares)
    return Cite(cited, without(cited, supporting))
