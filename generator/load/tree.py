"""What a YAML file is after loading: text, lists and mappings that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from generator.diagnostics import Diagnostic, Edit, Place, found

Trail: TypeAlias = tuple[str | int, ...]
"""The way from a document's root to a value: keys and indexes, as in pydantic's `loc`."""


class Style(StrEnum):
    """How a scalar was written."""

    PLAIN = "plain"
    QUOTED = "quoted"
    LITERAL = "literal"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, whatever it looks like: YAML's own types are never applied.

    `line` and `column` are where it begins, 1 being the first; for block text that is the `|`.
    `last_line` is the line where it ends.
    """

    text: str
    line: int
    column: int
    last_line: int
    width: int
    style: Style


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping; its keys are unique."""

    items: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    width: int = 1

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        return next((value for name, value in self.items if name.text == key), None)


Node: TypeAlias = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its id, its path relative to the site's folder, its lines and its content."""

    id: str
    path: str
    lines: tuple[str, ...]
    root: Node

    def node(self, trail: Trail) -> Node:
        """The value at the end of `trail`, or the last one on the way that exists."""
        node = self.root
        for step in trail:
            if isinstance(node, Mapping):
                inner = node.get(str(step))
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                inner = node.items[step]
            else:
                inner = None
            if inner is None:
                break
            node = inner
        return node

    def key(self, trail: Trail) -> Scalar | None:
        """The key that the last step of `trail` names, or None."""
        parent = self.node(trail[:-1])
        if not isinstance(parent, Mapping):
            return None
        return next((name for name, _ in parent.items if name.text == str(trail[-1])), None)

    def place(self, trail: Trail, row: int = 0, start: int = 0, width: int = 0) -> Place:
        """Where the value at `trail` stands in the file.

        For a text, `row` counts its lines from 0 and `start` the characters in that line, so
        that a part of it can be pointed at; `width` is that part's length.
        """
        node = self.node(trail)
        if not isinstance(node, Scalar):
            return Place(self.path, node.line, node.column, node.width)
        if node.style in (Style.LITERAL, Style.FOLDED):
            line = min(node.line + 1 + row, len(self.lines))
            rows = node.text.split("\n")
            content = rows[row] if row < len(rows) else ""
            indent = max(0, len(self.lines[line - 1]) - len(content)) if content else 0
            return Place(self.path, line, indent + start + 1, width or max(1, len(content)))
        if start or row:
            quote = node.style is Style.QUOTED
            return Place(self.path, node.line + row, node.column + quote + start, max(1, width))
        return Place(self.path, node.line, node.column, width or node.width)

    def problem(
        self,
        code: str,
        place: Place,
        message: str,
        help: str = "",
        fix: tuple[Edit, ...] = (),
    ) -> Diagnostic:
        """A diagnostic with the line of this file that it stands in."""
        line = self.lines[place.line - 1] if 0 < place.line <= len(self.lines) else ""
        return found(code, place, message, help, line, fix)


def plain_value(node: Node) -> str | list[object] | dict[str, object]:
    """The node as plain Python values without places: text, list, dict."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [plain_value(item) for item in node.items]
    return {key.text: plain_value(value) for key, value in node.items}


def scalars(node: Node) -> Iterator[Scalar]:
    """Every text below `node`, keys included, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.items:
            yield key
            yield from scalars(value)
