"""What a YAML file is after loading: text, lists and mappings that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

from generator.diagnostics import Diagnostic, Edit, Place, found
from generator.load.lines import Lines
from generator.load.values import LISTING, MAPPING, Style, Values

Trail: TypeAlias = tuple[str | int, ...]
"""The way from a document's root to a value: keys and indexes, as in pydantic's `loc`."""


class Scalar(NamedTuple):
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
    """A YAML sequence: the one with this number among the file's values."""

    values: Values
    number: int
    width: ClassVar[int] = 1

    @property
    def line(self) -> int:
        """The line where it begins."""
        return self.values.begin(self.number)[0]

    @property
    def column(self) -> int:
        """The column where it begins."""
        return self.values.begin(self.number)[1]

    @property
    def items(self) -> tuple[Node, ...]:
        """What it holds."""
        return tuple(node_at(self.values, number) for number in self.values.held(self.number))


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping: the one with this number among the file's values. Its keys are unique."""

    values: Values
    number: int
    width: ClassVar[int] = 1

    @property
    def line(self) -> int:
        """The line where it begins."""
        return self.values.begin(self.number)[0]

    @property
    def column(self) -> int:
        """The column where it begins."""
        return self.values.begin(self.number)[1]

    @property
    def items(self) -> tuple[tuple[Scalar, Node], ...]:
        """Its keys, each with its value."""
        values = self.values
        return tuple(
            (_scalar_at(values, number - 1), node_at(values, number))
            for number in values.held(self.number)
        )

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        number = self.values.inside(self.number, key)
        return None if number is None else node_at(self.values, number)


Node: TypeAlias = Scalar | Listing | Mapping


def node_at(values: Values, number: int) -> Node:
    """The value with this number."""
    kind = values.kinds[number]
    if kind == MAPPING:
        return Mapping(values, number)
    return Listing(values, number) if kind == LISTING else _scalar_at(values, number)


def _scalar_at(values: Values, number: int) -> Scalar:
    style = values.style(number)
    return Scalar(values.texts[number], *values.span(number), style)


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its id, its path relative to the site's folder, its lines and its content."""

    id: str
    path: str
    lines: Lines
    root: Node

    def node(self, trail: Trail) -> Node:
        """The value at the end of `trail`, or the last one on the way that exists."""
        root = self.root
        if isinstance(root, Scalar):
            return root
        values, number = root.values, root.number
        for step in trail:
            inner = values.inside(number, step)
            if inner is None:
                break
            number = inner
        return node_at(values, number)

    def key(self, trail: Trail) -> Scalar | None:
        """The key that the last step of `trail` names, or None."""
        parent = self.node(trail[:-1])
        if not isinstance(parent, Mapping):
            return None
        number = parent.values.inside(parent.number, trail[-1])
        return None if number is None else _scalar_at(parent.values, number - 1)

    def place(self, trail: Trail, row: int = 0, start: int = 0, width: int = 0) -> Place:
        """Where the value at `trail` stands in the file.

        For a text, `row` counts its lines from 0 and `start` the characters in that line, so
        that a part of it can be pointed at; `width` is that part's length.
        """
        return self.place_of(self.node(trail), row, start, width)

    def places(self, trail: Trail, *keys: str) -> Iterator[tuple[Place, ...]]:
        """Where these keys' values stand, for each mapping of the list at `trail`."""
        listing = self.node(trail)
        for row in listing.items if isinstance(listing, Listing) else ():
            nodes = ((row.get(key) if isinstance(row, Mapping) else None) or row for key in keys)
            yield tuple(self.place_of(node) for node in nodes)

    def place_of(self, node: Node, row: int = 0, start: int = 0, width: int = 0) -> Place:
        """As `place`, for a value that is at hand."""
        if not isinstance(node, Scalar):
            return Place(self.path, node.line, node.column, node.width)
        return self.place_in(node, node.text.split("\n"), row, start, width)

    def place_in(
        self, node: Scalar, rows: list[str], row: int = 0, start: int = 0, width: int = 0
    ) -> Place:
        """As `place`, for a text that is at hand with its rows."""
        if node.style in (Style.LITERAL, Style.FOLDED):
            starts = self.lines.starts
            line = min(node.line + 1 + row, len(starts) - 1)
            length = len(rows[row]) if row < len(rows) else 0
            whole = starts[line] - 1 - starts[line - 1]
            indent = max(0, whole - length) if length else 0
            return Place(self.path, line, indent + start + 1, width or max(1, length))
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
    return node.text if isinstance(node, Scalar) else node.values.plain(node.number)


def scalars(node: Node) -> Iterator[Scalar]:
    """Every text below `node`, keys included, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
        return
    values = node.values
    for number in range(node.number + 1, values.ends[node.number]):
        if values.kinds[number] < LISTING:
            yield _scalar_at(values, number)
