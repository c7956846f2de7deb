"""YAML text → nodes with places. The only module that knows PyYAML.

Only the parser's *events* are used, no object of PyYAML's is ever made: its types (`NO`, `010`,
dates), tags, anchors and merge keys have no say, and what would be dangerous in them is a located
error before it costs anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from sys import intern
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Place, found
from generator.load.lines import Lines
from generator.load.slips import ENTRY, find_slip
from generator.load.syntax import syntax_problem
from generator.load.tabs import tab_edits
from generator.load.text import (
    BAD_CHARACTER,
    MAX_BYTES,
    MAX_LOCK_BYTES,
    MAX_PROBLEMS,
    bad_characters,
    decode,
    has_bad_character,
    max_lines,
    merge_conflicts,
    too_many_problems,
)
from generator.load.tree import Node, node_at, plain_value
from generator.load.values import LISTING, MAPPING, STYLES, Style, Values

__all__ = [
    "BAD_CHARACTER", "MAX_BYTES", "MAX_DEPTH", "MAX_LOCK_BYTES", "decode", "dump",
    "has_bad_character", "parse",
]  # fmt: skip

MAX_DEPTH = 20
# A loader class is used for its parser only; libyaml is faster by ten, the pure one works as well.
_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_KINDS = {
    mark: STYLES.index(style)
    for mark, style in (
        (None, Style.PLAIN), ("", Style.PLAIN), ("'", Style.QUOTED), ('"', Style.QUOTED),
        ("|", Style.LITERAL), (">", Style.FOLDED),
    )
}  # fmt: skip


class _Stop(Exception):  # noqa: N818 - no error of the program's: it ends the reading of a file
    """The file cannot be read further; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Dumper(yaml.SafeDumper):
    """Writes texts with characters that no file may hold between double quotes."""


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if BAD_CHARACTER.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _written)


def dump(value: dict[str, Any]) -> str:
    """Write plain values as YAML that `parse` reads back as the same text.

    Characters that content may not hold, such as copies have, are written as codes: these are read
    in what a command writes, and nowhere else.
    """
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return BAD_CHARACTER.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    point = ord(found[0])
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"


def parse(
    text: str, path: str, *, by_command: bool = False
) -> tuple[Node | None, Lines, list[Diagnostic]]:
    """Read YAML.

    Args:
        text: the file's text, its lines ending with LF.
        path: how diagnostics name the file.
        by_command: whether a command writes such files, with whatever a copy holds as codes.

    Returns:
        The root node (None if the file could not be read to its end), its lines, what was wrong.
    """
    lines = Lines(text)
    problems: list[Diagnostic] = []
    if has_bad_character(text):
        problems += bad_characters(lines, path)
    indented_by_tab = False
    if "\t" in text:
        problems += _tabs(lines, path)
        indented_by_tab = any("\t" in line[: len(line) - len(line.lstrip())] for line in lines)
    if indented_by_tab or any(p.code == "bad-character" for p in problems):
        return None, lines, problems
    if conflicts := [*merge_conflicts(lines, path)]:
        return None, lines, [*problems, *conflicts]
    parser = _PARSER(text)
    builder = _Builder(lines, path, parser, by_command=by_command)
    try:
        is_empty = not builder.build()
    except _Stop as stop:
        problem = _explained(stop.diagnostic, lines, path)
        return None, lines, [*problems, *builder.problems, problem]
    except yaml.YAMLError as error:
        problem = _explained(syntax_problem(error, lines, path), lines, path)
        return None, lines, [*problems, *builder.problems, problem]
    finally:
        parser.dispose()
    if is_empty:
        problems.append(_empty(text, path))
    root = None if is_empty else node_at(builder.values, 0)
    return root, lines, [*problems, *builder.problems]


def _tabs(lines: Lines, path: str) -> Iterator[Diagnostic]:
    fixes = tab_edits(lines, path, _meaning)
    for number, line in enumerate(lines, 1):
        column = line.find("\t") + 1
        if column:
            place, fix = Place(path, number, column), fixes.get(number, ())
            yield found("tab", place, "a tab stands in this line", line=line, fix=fix)


def _meaning(text: str) -> object | None:
    """What a text says, or None if it is not read without a problem."""
    root, _, problems = parse(text, "")
    return None if root is None or problems else plain_value(root)


def _empty(text: str, path: str) -> Diagnostic:
    if not text.strip():
        return found("empty-file", Place(path), "there is nothing in the file")
    message = "there is nothing in the file but comments"
    advice = "Take the '#' away from the lines that are meant, or remove the file."
    return found("empty-file", Place(path), message, advice)


def _explained(problem: Diagnostic, lines: Lines, path: str) -> Diagnostic:
    """What is wrong with the syntax: the slip of the keyboard behind it, if it is a known one."""
    # No person writes more than `MAX_BYTES`: a command has written it. What has a fix is explained.
    if problem.code != "yaml-syntax" or problem.fix or len(lines.text) > MAX_BYTES:
        return problem
    return find_slip(lines, path, problem.place.line, _reads_to) or problem


def _reads_to(text: str) -> int:
    """The line at which the parser stops in a text; 0 if it reads all of it without a problem."""
    lines = Lines(text)
    parser = _PARSER(text)
    builder = _Builder(lines, "", parser)
    try:
        builder.build()
    except _Stop as stop:
        return stop.diagnostic.place.line
    except yaml.YAMLError as error:
        return syntax_problem(error, lines, "").place.line
    finally:
        parser.dispose()
    return builder.problems[0].place.line if builder.problems else 0


class _Builder:
    """Puts down what a file's events say; problems that do not end the reading are collected."""

    def __init__(self, lines: Lines, path: str, parser: Any, *, by_command: bool = False) -> None:
        self.lines = lines
        self.by_command = by_command
        self.path = path
        self.next: Callable[[], Any] = parser.get_event
        self.values = values = Values(lines)
        self.texts, self.starts, self.ends = values.texts, values.starts, values.ends
        self.kinds = values.kinds
        self.problems: list[Diagnostic] = []
        # The lines in which a comment may stand: hardly any, so that no other is looked at.
        self.with_hash = lines.with_sign("#")
        self.count = lines.text.count("\n") + 1
        self.most = max_lines(lines.text)

    def build(self) -> bool:
        """Read the file's only document. Returns whether there is anything in it."""
        documents = 0
        while not isinstance(event := self.next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Stop(self._second(event))
            elif isinstance(event, yaml.NodeEvent):
                self._value(event, depth=1)
        return bool(self.kinds) and (bool(self.texts[0]) or self.kinds[0] != _KINDS[None])

    def _second(self, event: Any) -> Diagnostic:
        problem = self._at(event, "yaml-feature", "a second document begins here")
        return replace(problem, help="Remove the line '---': a file holds one document.")

    def _at(self, event: Any, code: str, message: str, width: int = 1) -> Diagnostic:
        line, column = event.start_mark.line, event.start_mark.column
        shown = self.lines[line] if line < len(self.lines) else ""
        place = Place(self.path, line + 1, column + 1, width)
        return found(code, place, message[:120], line=shown)

    def _report(self, problem: Diagnostic) -> None:
        """Keep a problem that does not end the reading, unless there are too many."""
        if len(self.problems) == MAX_PROBLEMS:
            raise _Stop(too_many_problems(problem.place, problem.source_line))
        self.problems.append(problem)

    def _value(self, event: Any, depth: int) -> None:
        """Read the value that begins with an event."""
        kind = type(event)
        if len(self.kinds) >= self.most:
            message = f"the file has more than {self.most:,} values"
            raise _Stop(self._at(event, "too-large", message))
        if kind is yaml.ScalarEvent:
            self._scalar(event)
            return
        self._refuse(event)
        if depth > MAX_DEPTH:
            raise _Stop(self._at(event, "too-deep", f"more than {MAX_DEPTH} levels are nested"))
        if kind is yaml.SequenceStartEvent:
            self._listing(event, depth)
        else:
            self._mapping(event, depth)

    def _refuse(self, event: Any) -> None:
        """Stop at what is no part of the format."""
        if isinstance(event, yaml.AliasEvent):
            raise _Stop(self._at(event, "yaml-feature", f"'*{event.anchor}' is an alias"))
        if event.anchor:
            raise _Stop(self._at(event, "yaml-feature", f"'&{event.anchor}' is an anchor"))
        if event.tag:
            raise _Stop(self._at(event, "yaml-feature", f"'{event.tag}' is a tag"))

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse(event)
        text, style, end = event.value, event.style, event.end_mark
        self.texts.append(text)
        self.starts.append(event.start_mark.index)
        self.ends.append(end.index)
        self.kinds.append(_KINDS[style])
        if style == '"':
            if self.by_command:
                return
            if match := BAD_CHARACTER.search(text):
                message = f"a code in quotes makes the character U+{ord(match[0]):04X}"
                width = self.values.span(len(self.kinds) - 1)[-1]
                self._report(self._at(event, "bad-character", message, width))
        elif not text:
            if end.line == self.count:
                # Nothing stands behind a last line that no line end follows.
                self.starts[-1] = self.ends[-1] = end.index + 1
        elif end.line in self.with_hash and not style:
            self._check_comment(end)

    def _check_comment(self, end: Any) -> None:
        line = self.lines[end.line]
        rest = line[end.column :]
        comment = rest.lstrip(" ")
        spaces = len(rest) - len(comment)
        if not comment.startswith("#") or (spaces > 1 and comment[1:2] in ("", " ")):
            return
        place = Place(self.path, end.line + 1, end.column + spaces + 1, len(comment.rstrip()))
        message = "the text is cut here: what follows ' #' counts as a comment"
        self._report(found("comment-cuts-text", place, message, line=line))

    def _listing(self, start: Any, depth: int) -> None:
        number = self.values.open(LISTING, start.start_mark.index)
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            self._value(event, depth + 1)
        self.ends[number] = len(self.kinds)

    def _mapping(self, start: Any, depth: int) -> None:
        keys: dict[str, int] = {}
        # Whether two entries of a list are taken for one: all keys that follow stand twice then.
        is_run_together = False
        number = self.values.open(MAPPING, start.start_mark.index)
        while type(event := self.next()) is not yaml.MappingEndEvent:
            at = len(self.kinds)
            key = self._key(event, depth)
            self._value(self.next(), depth + 1)
            if (first := keys.setdefault(key, at)) != at:
                if not is_run_together:
                    is_run_together = first == number + 1 and event.start_mark.column > 0
                    self._report_twice(event, key, first, at, is_run_together)
                self.values.cut(at)
        self.ends[number] = len(self.kinds)

    def _report_twice(self, event: Any, key: str, first: int, at: int, begins: bool) -> None:  # noqa: FBT001
        """Report a key that stands twice; one that `begins` its mapping may begin another one."""
        line = self.values.begin(first)[0]
        message = f"'{key}' stands twice here; first in line {line}"
        problem = self._at(event, "duplicate-key", message, self.values.span(at)[-1])
        if begins:
            advice = (
                f"{ENTRY[0].upper()}{ENTRY[1:]}: write '- {key}:' here, or keep one of the two."
            )
            problem = replace(problem, help=advice)
        self._report(problem)

    def _key(self, event: Any, depth: int) -> str:
        self._value(event, depth + 1)
        if type(event) is not yaml.ScalarEvent:
            problem = self._at(event, "yaml-feature", "a list or mapping stands as a key")
            raise _Stop(replace(problem, help="Write a key as plain text."))
        # A few keys stand in every file again and again.
        key = self.texts[-1] = intern(self.texts[-1])
        if key[:1].isspace() and not event.style:
            raise _Stop(self._at(event, "yaml-syntax", "a key begins with a wide space"))
        if key == "<<":
            raise _Stop(self._at(event, "yaml-feature", "'<<' is a merge key"))
        return key
