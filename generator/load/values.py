"""The values of a YAML file in columns.

A file has so many values that an object for each, with its place, would cost more time and memory
than all else that is done with it. So they are numbered in the order in which they begin, and what
is known of them stands in columns; `tree` makes an object of the one that somebody asks for.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from enum import StrEnum

from generator.load.lines import Lines


class Style(StrEnum):
    """How a scalar was written."""

    PLAIN = "plain"
    QUOTED = "quoted"
    LITERAL = "literal"
    FOLDED = "folded"


# The kinds of values; those of scalars are the indexes of their styles.
STYLES = tuple(Style)
LISTING, MAPPING = len(STYLES), len(STYLES) + 1
# A list or mapping of more values than these is not searched one by one.
_FEW = 40


class Values:
    """All values of a file. What a list or mapping holds follows it, keys before their values.

    Attributes:
        texts: what scalars say; nothing for lists and mappings.
        starts: how many characters of the file stand before each.
        ends: for a scalar, how many stand before its end; for a list or mapping, the number
            that follows the last of what it holds.
        kinds: `LISTING`, `MAPPING`, or the index of a scalar's style.
    """

    __slots__ = ("_lines", "_numbers", "ends", "kinds", "starts", "texts")

    def __init__(self, lines: Lines) -> None:
        self.texts: list[str] = []
        self.starts: array[int] = array("I")
        self.ends: array[int] = array("I")
        self.kinds = bytearray()
        self._lines = lines
        self._numbers: dict[int, dict[str | int, int]] = {}

    def __eq__(self, other: object) -> bool:
        """Whether both are those of the same text."""
        return isinstance(other, Values) and self._lines == other._lines

    def __hash__(self) -> int:
        return hash(self._lines)

    def open(self, kind: int, start: int) -> int:
        """Add a list or mapping, whose end is not known yet. Returns its number."""
        self.texts.append("")
        self.starts.append(start)
        self.ends.append(0)
        self.kinds.append(kind)
        return len(self.kinds) - 1

    def cut(self, number: int) -> None:
        """Forget the values from this number on."""
        for column in (self.texts, self.starts, self.ends, self.kinds):
            del column[number:]

    def held(self, number: int) -> list[int]:
        """The numbers of what a list holds, or of the values of a mapping."""
        kinds, ends = self.kinds, self.ends
        skip = 1 if kinds[number] == MAPPING else 0
        last = ends[number]
        at = number + 1 + skip
        found = []
        while at < last:
            found.append(at)
            at = (ends[at] if kinds[at] >= LISTING else at + 1) + skip
        return found

    def inside(self, number: int, step: str | int) -> int | None:
        """The number of what stands in a mapping under a key, or in a list at an index."""
        kind = self.kinds[number]
        if kind == MAPPING:
            step = str(step)
        elif kind != LISTING or isinstance(step, str):
            return None
        if self.ends[number] - number > _FEW:
            if number not in self._numbers:
                self._numbers[number] = dict(self._steps(number))
            return self._numbers[number].get(step)
        for name, at in self._steps(number):
            if name == step:
                return at
        return None

    def _steps(self, number: int) -> Iterable[tuple[str | int, int]]:
        held = self.held(number)
        if self.kinds[number] == LISTING:
            return enumerate(held)
        texts = self.texts
        return zip([texts[at - 1] for at in held], held, strict=True)

    def plain(self, number: int) -> str | list[object] | dict[str, object]:
        """The value as text, list or dict."""
        texts, kinds = self.texts, self.kinds
        if kinds[number] == MAPPING:
            return {
                texts[at - 1]: self.plain(at) if kinds[at] >= LISTING else texts[at]
                for at in self.held(number)
            }
        if kinds[number] == LISTING:
            return [
                self.plain(at) if kinds[at] >= LISTING else texts[at] for at in self.held(number)
            ]
        return texts[number]

    def style(self, number: int) -> Style:
        """How a scalar was written."""
        return STYLES[self.kinds[number]]

    def begin(self, number: int) -> tuple[int, int]:
        """The line and the column where a value begins, 1 being the first."""
        return self._lines.spot(self.starts[number])

    def span(self, number: int) -> tuple[int, int, int, int]:
        """Where a scalar stands: line, column, last line, and its width in the first one."""
        line, column = self._lines.spot(self.starts[number])
        last, end = self._lines.spot(self.ends[number])
        if last > line:
            end = self._lines.starts[line] - self._lines.starts[line - 1]
        return line, column, last, max(1, end - column)
