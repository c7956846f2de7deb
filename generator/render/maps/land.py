"""Whose land lies where on a paper: what a name must not stand on, if it is another country's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from generator.geography.rings import Polygon

CELL = 4
"""The width and height of a cell, in units of the picture."""
SEA = ""
NOBODY = "-"
"""What stands for land that has no country's code."""


@dataclass(frozen=True, slots=True)
class Land:
    """The country in each cell of a paper, row by row from the top."""

    rows: Sequence[Sequence[str]]

    def at(self, x: float, y: float) -> str:
        """The code of the country at a point, `SEA` where there is none."""
        row, column = int(y // CELL), int(x // CELL)
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.rows[0])
        return self.rows[row][column] if inside else SEA

    def is_free(self, box: tuple[float, float, float, float], code: str) -> bool:
        """Whether a box lies on the sea and on the land of one country only.

        Args:
            box: left, top, right and bottom, in units.
            code: the country's; with none, all of the box is to lie on the sea.
        """
        return all(
            cells.count(SEA) + (cells.count(code) if code else 0) == len(cells)
            for cells in self._cells(box)
        )

    def is_within(self, box: tuple[float, float, float, float], code: str) -> bool:
        """Whether a box lies on the land of one country altogether."""
        return all(cells.count(code) == len(cells) for cells in self._cells(box))

    def _cells(self, box: tuple[float, float, float, float]) -> Iterator[Sequence[str]]:
        left, top, right, bottom = (max(0, int(side // CELL)) for side in box)
        for row in self.rows[top : bottom + 1]:
            yield row[left : right + 1]


def land_on(countries: Iterable[tuple[str, Polygon]], width: int, height: int) -> Land:
    """Find whose land lies in each cell of a paper, by the cell's middle.

    Args:
        countries: codes and polygons in units of the paper; later ones lie on earlier ones.
        width: of the paper.
        height: of the paper.
    """
    wide, high = -(-width // CELL), -(-height // CELL)
    rows = [[SEA] * wide for _ in range(high)]
    for code, polygon in countries:
        for number, ends in _crossings(polygon, high).items():
            ends.sort()
            for left, right in zip(ends[::2], ends[1::2], strict=True):
                first, last = (min(wide, max(0, ceil(x / CELL - 0.5))) for x in (left, right))
                rows[number][first:last] = [code or NOBODY] * (last - first)
    return Land(rows)


def _crossings(polygon: Polygon, high: int) -> dict[int, list[float]]:
    """Where the edges of a polygon cross the middle lines of the rows."""
    found: dict[int, list[float]] = defaultdict(list)
    for ring in polygon:
        for a, b in zip((ring[-1], *ring), ring, strict=False):
            (ax, ay), (bx, by) = (a, b) if a[1] <= b[1] else (b, a)
            for row in range(max(0, ceil(ay / CELL - 0.5)), min(high, ceil(by / CELL - 0.5))):
                found[row].append(ax + ((row + 0.5) * CELL - ay) / (by - ay) * (bx - ax))
    return found
