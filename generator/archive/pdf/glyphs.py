"""The characters of a page, as arrays with one entry a character, in the order of painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.archive.pdf import pdfium
from generator.archive.pdf.pdfium import Floats, Ints

# What the library gives for a hyphen at the end of a line, and for a letter without a name.
_HYPHENS = (0x02, 0xFFFE)
_UNKNOWN = 0xFFFD
# What a letter takes of its size above and below the line it stands on.
_ABOVE, _BELOW = 0.76, 0.22

ACCENTS = np.array([ord(each) for each in "`´^ˆ~˜¨¯˘˙˚¸˛˝ˇ"] + list(range(0x300, 0x370)))
"""Accents that are painted over letters."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What is known of the characters of a page.

    Attributes:
        codes: code points.
        boxes: left, top, right, bottom in points, as wide as the line moves on.
        owners: the text object that paints it; 0 for spaces that the library infers.
        base: how far its base line lies from the origin, at right angles to its line.
        size: of its type, in points.
        angle: of its line: 0 to 3 quarter turns against the clock, 4 for vertical writing.
    """

    codes: Ints
    boxes: Floats
    owners: Ints
    base: Floats
    size: Floats
    angle: Ints

    @property
    def ink_boxes(self) -> Floats:
        """Where the ink of characters can be: lines that follow each other have none in common."""
        boxes = self.boxes.copy()
        high = np.abs(boxes[:, 1] - boxes[:, 3])
        flat = (self.angle == 0) & (self.size < 2 * high) & (self.size > high / 3)
        boxes[flat, 1] = self.base[flat] + _ABOVE * self.size[flat]
        boxes[flat, 3] = self.base[flat] - _BELOW * self.size[flat]
        return boxes


def glyphs(page: Any, at_most: int) -> Glyphs:
    """All characters that a page holds, seen or not."""
    with pdfium.characters(page, at_most) as (text, codes, boxes, owners):
        codes[np.isin(codes, _HYPHENS)] = ord("-")
        unnamed = (codes == 0) | ((codes >= 0xE000) & (codes <= 0xF8FF)) | (codes > 0x10FFFF)
        codes[unnamed & (owners != 0)] = _UNKNOWN
        count = len(codes)
        base, size = np.zeros(count), np.zeros(count)
        angle = np.zeros(count, np.int64)
        starts = np.nonzero(np.diff(owners, prepend=-1))[0][:count].tolist()
        for start, end in zip(starts, [*starts[1:], count][: len(starts)], strict=True):
            if not owners[start]:
                continue
            x, y, dx, dy, points = pdfium.direction(text, start)
            turn = round(float(np.arctan2(dy, dx)) / (np.pi / 2)) % 4
            middle = (boxes[start:end, 1] + boxes[start:end, 3]) / 2
            if turn == 0 and end - start > 1 and np.ptp(middle) > 0.7 * points:
                turn = 4
            angle[start:end] = turn
            size[start:end] = points
            base[start:end] = (y, -x, -y, x, y)[turn]
        _part_ligatures(codes, boxes, owners)
        down = _written_down(codes, boxes, size)
        angle[down] = 4
    return Glyphs(codes, boxes, owners, base, size, angle)


def _part_ligatures(codes: Ints, boxes: Floats, owners: Ints) -> None:
    """Give the letters of a ligature, which share its box, parts of it one after another."""
    same = (boxes[1:] == boxes[:-1]).all(axis=1) & (owners[1:] == owners[:-1])
    is_accent = np.isin(codes, ACCENTS)
    same &= (boxes[1:, 2] > boxes[1:, 0]) & ~is_accent[1:] & ~is_accent[:-1]
    starts = np.nonzero(same & ~np.concatenate(([False], same[:-1])))[0]
    for start in starts.tolist():
        end = start + 1
        while end < len(same) and same[end]:
            end += 1
        left, right = boxes[start, 0], boxes[start, 2]
        edges = np.linspace(left, right, end - start + 2)
        boxes[start : end + 1, 0], boxes[start : end + 1, 2] = edges[:-1], edges[1:]


def _written_down(codes: Ints, boxes: Floats, size: Floats) -> npt.NDArray[np.bool_]:
    """Which Chinese and Japanese characters were painted one under the other."""
    at = np.nonzero((codes >= 0x2E80) & (size > 0))[0]
    found = np.zeros(len(codes), np.bool_)
    if len(at) < 3:
        return found
    x, y = (boxes[at, 0] + boxes[at, 2]) / 2, (boxes[at, 1] + boxes[at, 3]) / 2
    below = (np.abs(np.diff(x)) < 0.2 * size[at[1:]]) & (np.diff(y) < -0.6 * size[at[1:]])
    below &= np.diff(y) > -1.7 * size[at[1:]]
    twice = below[1:] & below[:-1]
    for shift in (0, 1, 2):
        found[at[shift : shift + len(twice)][twice]] = True
    return found
