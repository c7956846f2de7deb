"""YAML text → nodes with places. The only module that knows PyYAML.

Only the parser's *events* are used, no object of PyYAML's is ever made: its types (`NO`, `010`,
dates), tags, anchors and merge keys have no say, and what would be dangerous in them is a located
error before it costs anything.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Place, found
from generator.load.tabs import tab_edits
from generator.load.tree import Listing, Mapping, Node, Scalar, Style, plain_value

MAX_BYTES = 2_000_000
# A machine writes the lock: 300 bytes for each quotation of the whole site.
MAX_LOCK_BYTES = 100_000_000
MAX_DEPTH = 20
# A loader class is used for its parser only; libyaml is faster by ten, the pure one works as well.
_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# C0 and C1 controls, DEL, lone CR and Unicode's own line ends (PyYAML counts those as lines, no
# editor does), bidirectional embeddings, overrides and isolates, surrogates, noncharacters, and a
# byte order mark that is not at the start.
BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\ufdd0-\ufdef"
    + "".join(chr(at) + chr(at + 1) for at in range(0xFFFE, 0x110000, 0x10000))
    + "]"
)  # fmt: skip
_STYLES = {None: Style.PLAIN, "": Style.PLAIN, "'": Style.QUOTED, '"': Style.QUOTED,
           "|": Style.LITERAL, ">": Style.FOLDED}  # fmt: skip
_PLAIN_WORDS = {
    "mapping values are not allowed": "a second colon stands in this line",
    "could not find expected ':'": "a key has no colon behind it",
    "did not find expected key": "this line is indented differently from the ones above it, or "
    "words stand behind a closing quote mark",
    "did not find expected '-'": "this line is indented differently from the list above it",
    "block sequence entries are not allowed": "a list cannot begin here",
    "found character that cannot start any token": "a value cannot begin with this character",
    "found unexpected end of stream": "a quote mark or a bracket was opened and never closed",
    "found unexpected document indicator": "a quote mark was opened and never closed",
    "did not find expected alphabetic": "text that begins with '*' or '&' needs quotes",
    "did not find expected ',' or ']'": "a bracket was opened and not closed; text that begins "
    "with '[' needs quotes",
    "did not find expected ',' or '}'": "a brace was opened and not closed; text that begins "
    "with '{' needs quotes",
    "found invalid Unicode character escape": "a backslash code in double quotes names no "
    "character",
    "found unknown escape character": "a backslash in double quotes begins a code that does not "
    "exist",
}


_OPENED = (
    "while scanning a quoted scalar", "while scanning a simple key", "while scanning an alias",
    "while scanning an anchor",
)  # fmt: skip


class _Stop(Exception):  # noqa: N818 - no error of the program's: it ends the reading of a file
    """The file cannot be read further; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def dump(value: dict[str, Any]) -> str:
    """Write plain values as YAML that `parse` reads back as the same text."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


def decode(data: bytes, path: str, most: int = MAX_BYTES) -> tuple[str, list[Diagnostic]]:
    """Decode a file's bytes, `most` at the most; line ends become LF.

    Returns:
        The text, empty if something is wrong, and what that is.
    """
    if len(data) > most:
        message = f"the file has {len(data):,} bytes; {most:,} are allowed"
        return "", [found("too-large", Place(path), message)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        column = len(before) - (before.rfind("\n") + 1) + 1
        place = Place(path, before.count("\n") + 1, column)
        message = f"the byte 0x{data[error.start]:02x} is not part of UTF-8 text"
        if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            message = "the file is UTF-16 text"
        line = data.decode("utf-8", errors="replace").split("\n")[place.line - 1]
        return "", [found("not-utf8", place, message, line=line)]
    return text.replace("\r\n", "\n"), []


def parse(text: str, path: str) -> tuple[Node | None, tuple[str, ...], list[Diagnostic]]:
    """Read YAML.

    Args:
        text: the file's text, its lines ending with LF.
        path: how diagnostics name the file.

    Returns:
        The root node (None if the file could not be read to its end), its lines, what was wrong.
    """
    lines = tuple(text.split("\n"))
    problems = [*_bad_characters(lines, path), *_tabs(lines, path)]
    indented_by_tab = any("\t" in line[: len(line) - len(line.lstrip())] for line in lines)
    if indented_by_tab or any(p.code == "bad-character" for p in problems):
        return None, lines, problems
    builder = _Builder(lines, path)
    parser = _PARSER(text)
    try:
        root = builder.build(parser)
    except _Stop as stop:
        return None, lines, [*problems, *builder.problems, stop.diagnostic]
    except yaml.YAMLError as error:
        return None, lines, [*problems, *builder.problems, _syntax(error, lines, path)]
    finally:
        parser.dispose()
    if root is None:
        problems.append(found("empty-file", Place(path), "there is nothing in the file"))
    return root, lines, [*problems, *builder.problems]


def _bad_characters(lines: tuple[str, ...], path: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, 1):
        for match in BAD_CHARACTER.finditer(line):
            message = f"the character U+{ord(match[0]):04X} is not allowed"
            yield found("bad-character", Place(path, number, match.start() + 1), message, line=line)


def _tabs(lines: tuple[str, ...], path: str) -> Iterator[Diagnostic]:
    if not any("\t" in line for line in lines):
        return
    mends = tab_edits(lines, path, _meaning)
    for number, line in enumerate(lines, 1):
        column = line.find("\t") + 1
        if column:
            place, fix = Place(path, number, column), mends.get(number, ())
            yield found("tab", place, "a tab stands in this line", line=line, fix=fix)


def _meaning(text: str) -> object | None:
    """What a text says, or None if it is not read without a problem."""
    root, _, problems = parse(text, "")
    return None if root is None or problems else plain_value(root)


def _syntax(error: yaml.YAMLError, lines: tuple[str, ...], path: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if getattr(error, "context", None) in _OPENED and getattr(error, "context_mark", None):
        mark = error.context_mark  # type: ignore[attr-defined]
    problem = str(getattr(error, "problem", None) or "the text is not YAML")
    plain = next((said for begin, said in _PLAIN_WORDS.items() if problem.startswith(begin)), None)
    message = f"{plain} ({problem[:80]})" if plain else problem[:120]
    if mark is None:
        return found("yaml-syntax", Place(path), message)
    number = min(mark.line + 1, len(lines))
    return found(
        "yaml-syntax", Place(path, number, mark.column + 1), message, line=lines[number - 1]
    )


class _Builder:
    """Turns a file's events into nodes; problems that do not end the reading are collected."""

    def __init__(self, lines: tuple[str, ...], path: str) -> None:
        self.lines = lines
        self.path = path
        self.problems: list[Diagnostic] = []

    def build(self, parser: Any) -> Node | None:
        """The root of the file's only document, or None in an empty file."""
        root: Node | None = None
        documents = 0
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Stop(self._second(event))
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, parser, depth=1)
        empty = isinstance(root, Scalar) and not root.text and root.style is Style.PLAIN
        return None if empty else root

    def _second(self, event: Any) -> Diagnostic:
        problem = self._at(event, "yaml-feature", "a second document begins here")
        return replace(problem, help="Remove the line '---': a file holds one document.")

    def _at(self, event: Any, code: str, message: str, width: int = 1) -> Diagnostic:
        line, column = event.start_mark.line, event.start_mark.column
        shown = self.lines[line] if line < len(self.lines) else ""
        place = Place(self.path, line + 1, column + 1, width)
        return found(code, place, message[:120], line=shown)

    def _node(self, event: Any, parser: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise _Stop(self._at(event, "yaml-feature", f"'*{event.anchor}' is an alias"))
        if event.anchor:
            raise _Stop(self._at(event, "yaml-feature", f"'&{event.anchor}' is an anchor"))
        if event.tag:
            raise _Stop(self._at(event, "yaml-feature", f"'{event.tag}' is a tag"))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > MAX_DEPTH:
            raise _Stop(self._at(event, "too-deep", f"more than {MAX_DEPTH} levels are nested"))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event, parser, depth)
        return self._mapping(event, parser, depth)

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark, event.end_mark
        style = _STYLES[event.style]
        one_line = start.line == end.line
        first = self.lines[start.line] if start.line < len(self.lines) else ""
        width = end.column - start.column if one_line else len(first) - start.column
        if style is Style.QUOTED and (match := BAD_CHARACTER.search(event.value)):
            message = f"a code in quotes makes the character U+{ord(match[0]):04X}"
            self.problems.append(self._at(event, "bad-character", message, max(1, width)))
        if style is Style.PLAIN and event.value:
            self._check_comment(end)
        return Scalar(
            event.value, start.line + 1, start.column + 1, end.line + 1, max(1, width), style
        )

    def _check_comment(self, end: Any) -> None:
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        rest = str(line[end.column :])
        comment = rest.lstrip(" ")
        spaces = len(rest) - len(comment)
        if not comment.startswith("#") or (spaces > 1 and comment[1:2] in ("", " ")):
            return
        place = Place(self.path, end.line + 1, end.column + spaces + 1, len(comment.rstrip()))
        message = "the text is cut here: what follows ' #' counts as a comment"
        self.problems.append(found("comment-cuts-text", place, message, line=line))

    def _listing(self, start: Any, parser: Any, depth: int) -> Listing:
        items = []
        while not isinstance(event := parser.get_event(), yaml.SequenceEndEvent):
            items.append(self._node(event, parser, depth + 1))
        return Listing(tuple(items), start.start_mark.line + 1, start.start_mark.column + 1)

    def _mapping(self, start: Any, parser: Any, depth: int) -> Mapping:
        items: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := parser.get_event(), yaml.MappingEndEvent):
            key = self._node(event, parser, depth + 1)
            if not isinstance(key, Scalar):
                problem = self._at(event, "yaml-feature", "a list or mapping stands as a key")
                raise _Stop(replace(problem, help="Write a key as plain text."))
            if key.text == "<<":
                raise _Stop(self._at(event, "yaml-feature", "'<<' is a merge key"))
            value = self._node(parser.get_event(), parser, depth + 1)
            if key.text in items:
                message = f"'{key.text}' stands twice here; first in line {items[key.text][0].line}"
                self.problems.append(self._at(event, "duplicate-key", message, key.width))
                continue
            items[key.text] = (key, value)
        return Mapping(
            tuple(items.values()), start.start_mark.line + 1, start.start_mark.column + 1
        )
