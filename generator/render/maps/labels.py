"""Where the names stand in a picture: beside what they name, and never on each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""

SIZE = 34
"""The height of the letters, in units of the picture."""
_LETTER = 0.56  # the width of a Latin letter, of the height; system fonts have up to this


@dataclass(frozen=True, slots=True)
class Name:
    """What is to be written: around which point, how far from it, and what it stands beside.

    `of` is the code of the country or the anchor of the place; `inside` says that there is room
    for the name at the point itself.
    """

    text: str
    kind: str
    of: str
    x: float
    y: float
    away: float
    inside: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place: the point on the base line, and SVG's `text-anchor` there."""

    name: Name
    x: int
    y: int
    anchor: str


@lru_cache(maxsize=1024)
def width(text: str) -> float:
    """About how wide a text is, in units; letters of full width, such as Chinese, count double."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return SIZE * (_LETTER * (len(text) - wide) + wide)


def place_labels(
    names: Sequence[Name], taken: Sequence[Box], paper: tuple[int, int]
) -> list[Label]:
    """Find a place for each name, the first ones first.

    Args:
        names: the names.
        taken: where nothing may stand, such as markers.
        paper: width and height of the picture.

    Returns:
        The labels; a name that fits nowhere is left out, and stands in the table.
    """
    boxes = list(taken)
    placed = []
    for name in names:
        for label, box in _candidates(name):
            on_paper = box[0] >= 0 and box[1] >= 0 and box[2] <= paper[0] and box[3] <= paper[1]
            if on_paper and not any(_overlap(box, other) for other in boxes):
                placed.append(label)
                boxes.append(box)
                break
    return placed


def _candidates(name: Name) -> Iterator[tuple[Label, Box]]:
    """Where a name may stand, the best place first."""
    wide = width(name.text)
    for left, base, anchor in _spots(name):
        start = left - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = (start, base - SIZE * 0.8, start + wide, base + SIZE * 0.25)
        yield Label(name, round(left), round(base), anchor), box


def _spots(name: Name) -> Iterator[tuple[float, float, str]]:
    """The points on the base line at which a name may be written, with their `text-anchor`."""
    if name.inside:
        yield name.x, name.y + SIZE * 0.35, "middle"
    for step in (1, 2, 3):
        yield from _around(name, step * name.away)


def _around(name: Name, away: float) -> list[tuple[float, float, str]]:
    """Eight places around a point, the base line on either side of it first."""
    x, y, drop = name.x, name.y, SIZE * 0.35
    return [
        (x + away, y + drop, "start"),
        (x - away, y + drop, "end"),
        (x, y - away, "middle"),
        (x, y + away + 2 * drop, "middle"),
        (x + 0.7 * away, y - 0.7 * away, "start"),
        (x + 0.7 * away, y + 0.7 * away + 2 * drop, "start"),
        (x - 0.7 * away, y - 0.7 * away, "end"),
        (x - 0.7 * away, y + 0.7 * away + 2 * drop, "end"),
    ]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
