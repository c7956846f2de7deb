"""The lines of a file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import overload


class Lines(Sequence[str]):
    """A text's lines, cut out of it when they are asked for: of most files nobody asks for any."""

    __slots__ = ("_last", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: array[int] | None = None
        # Where one line has a thousand mistakes, all of them show the same string.
        self._last: tuple[int, str] = -1, ""

    @property
    def starts(self) -> array[int]:
        """How many characters stand before each line; at last, before one that would follow."""
        if self._starts is None:
            lengths = [len(line) + 1 for line in self.text.split("\n")]
            self._starts = array("I", accumulate(lengths, initial=0))
        return self._starts

    def spot(self, offset: int) -> tuple[int, int]:
        """The line and the column behind a number of characters, 1 being the first."""
        starts = self.starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def with_sign(self, sign: str) -> frozenset[int]:
        """The indexes of the lines in which a sign stands."""
        text, found = self.text, set()
        at, line = text.find(sign), 0
        before = 0
        while at >= 0:
            line += text.count("\n", before, at)
            found.add(line)
            before, at = at, text.find(sign, at + 1)
        return frozenset(found)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        numbers = range(len(self))
        if isinstance(at, slice):
            return tuple(self[number] for number in numbers[at])
        number = numbers[at]
        if self._last[0] != number:
            self._last = number, self.text[self.starts[number] : self.starts[number + 1] - 1]
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split("\n"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lines) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)
