"""A page that is painted again and again with some of its objects left out."""

from __future__ import annotations

from typing import Any

import numpy as np

from generator.archive.pdf import pdfium
from generator.archive.pdf.pdfium import Floats, Ints, Mask, Pixels

Box = tuple[float, float, float, float]
Window = tuple[int, int, int, int]

MAX_PIXELS = 1_500_000
"""What a page is painted with at most: larger ones are painted smaller."""

# Of 255: what counts as a difference to the eye.
_DIFFERENCE = 6


class Canvas:
    """A page that is painted with some of its objects left out."""

    def __init__(self, page: Any, box: Box) -> None:
        self.page = page
        self.left, self.bottom, self.right, self.top = box
        wide, high = max(self.right - self.left, 1e-3), max(self.top - self.bottom, 1e-3)
        self.scale = min(1.0, (MAX_PIXELS / (wide * high)) ** 0.5, 4_000 / wide, 4_000 / high)
        self.width = max(1, round(wide * self.scale))
        self.height = max(1, round(high * self.scale))

    def paint(self, window: Window | None = None) -> Pixels:
        """What is to be seen now, of the page or of a part of it."""
        whole = (0, 0, self.width, self.height)
        return pdfium.paint(self.page, whole[2:], window or whole)

    def window(self, boxes: Floats) -> Window | None:
        """The part of the page that some boxes lie in; None if that is none."""
        x0, x1, y0, y1 = self.cells(boxes)
        part = int(x0.min()), int(y0.min()), int(x1.max()), int(y1.max())
        return part if part[0] < part[2] and part[1] < part[3] else None

    def cells(self, boxes: Floats) -> tuple[Ints, Ints, Ints, Ints]:
        """First and last column and row (exclusive) of boxes: left, top, right, bottom."""
        x0 = np.floor((boxes[:, 0] - self.left) * self.scale)
        x1 = np.ceil((boxes[:, 2] - self.left) * self.scale)
        y0 = np.floor((self.top - boxes[:, 1]) * self.scale)
        y1 = np.ceil((self.top - boxes[:, 3]) * self.scale)
        columns = [np.clip(each, 0, self.width).astype(np.int64) for each in (x0, x1)]
        rows = [np.clip(each, 0, self.height).astype(np.int64) for each in (y0, y1)]
        return columns[0], columns[1], rows[0], rows[1]

    def count(self, mask: Mask, boxes: Floats, window: Window | None = None) -> Ints:
        """How many pixels of a mask (of the page, or of a part of it) lie in each box."""
        left, top = window[:2] if window else (0, 0)
        high, wide = mask.shape
        x0, x1, y0, y1 = self.cells(boxes)
        x0, x1 = np.clip(x0 - left, 0, wide), np.clip(x1 - left, 0, wide)
        y0, y1 = np.clip(y0 - top, 0, high), np.clip(y1 - top, 0, high)
        # Sums may overflow, their differences are right all the same. Rows are added one by one,
        # which is twice as fast as letting the library do it.
        small = ((x1 - x0) * (y1 - y0)).max(initial=0) < 65_536
        kind: Any = np.uint16 if small else np.uint32
        sums: Any = np.zeros((high + 1, wide + 1), kind)
        sums[1:, 1:] = mask
        sums = np.cumsum(sums.ravel(), dtype=kind).reshape(sums.shape)
        for row in range(1, high + 1):
            sums[row] += sums[row - 1]
        found = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
        return np.asarray(found, np.int64)


def differs(one: Pixels, other: Pixels, where: Mask) -> Mask:
    """Where two paintings differ to the eye, within a mask."""
    at = np.flatnonzero(where)
    a, b = one.reshape(-1, 4)[at], other.reshape(-1, 4)[at]
    found = np.zeros(where.size, np.bool_)
    found[at] = ((np.maximum(a, b) - np.minimum(a, b)) >= _DIFFERENCE).any(axis=1)
    return found.reshape(where.shape)
