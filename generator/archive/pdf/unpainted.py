"""Characters whose font the PDF does not bring along, and the library has no stand-in for.

Chinese, Japanese and Korean ones are usual in such PDFs. Nothing of them is painted, so what hides
words cannot be seen: each way to hide them is looked for, and any doubt is against them.
"""

from __future__ import annotations

import numpy as np

from generator.archive.pdf import pdfium
from generator.archive.pdf.canvas import Canvas
from generator.archive.pdf.glyphs import Glyphs
from generator.archive.pdf.pdfium import TEXT, Floats, Mask, Painted, Pixels

Colors = dict[int, tuple[int, int, int, int] | None]
"""In which color each text object is filled: red, green, blue, alpha."""

_CONTRAST = 48
_FIRST = 0x590
# So many text objects of a page are looked at.
_MOST = 2_000


def shown_unpainted(
    canvas: Canvas,
    objects: list[Painted],
    page: Glyphs,
    as_is: Pixels,
    without_ink: Mask,
    colors: Colors,
) -> Mask:
    """Which of the characters without ink a reader with the font would see."""
    found = np.zeros(len(page.codes), np.bool_)
    open_ones = without_ink & (page.codes >= _FIRST) & (page.owners != 0) & (page.size >= 2)
    owners = set(np.unique(page.owners[open_ones]).tolist())
    if not owners or len(owners) > _MOST:
        return found
    for at, each in enumerate(objects):
        if each.address not in owners or each.kind != TEXT or each.depth:
            continue
        color = colors[each.address]
        if color is None or color[3] < 255 or not pdfium.is_filled_everywhere(each.address):
            continue
        own = open_ones & (page.owners == each.address)
        own &= _in_free_place(canvas, as_is, page.boxes, color)
        for other in objects[at + 1 :]:
            placed = None if other.kind == TEXT else pdfium.bounds(other.address)
            if placed:
                own &= ~_within(page.boxes, placed)
            elif other.depth:
                own &= False
        found |= own
    return found


def _in_free_place(
    canvas: Canvas, as_is: Pixels, boxes: Floats, color: tuple[int, int, int, int]
) -> Mask:
    """Which boxes lie on the page, on a ground of another colour than this."""
    x = ((boxes[:, 0] + boxes[:, 2]) / 2 - canvas.left) * canvas.scale
    y = (canvas.top - (boxes[:, 1] + boxes[:, 3]) / 2) * canvas.scale
    on_page = (x >= 0) & (x < canvas.width) & (y >= 0) & (y < canvas.height)
    column, row = np.where(on_page, x, 0).astype(int), np.where(on_page, y, 0).astype(int)
    ground = as_is[row, column, :3].astype(np.int64)
    blue_green_red = np.array(color[2::-1])
    apart: Mask = on_page & (np.abs(ground - blue_green_red).max(axis=1) >= _CONTRAST)
    return apart


def _within(boxes: Floats, placed: tuple[float, float, float, float]) -> Mask:
    left, bottom, right, top = placed
    found: Mask = (boxes[:, 0] < right) & (left < boxes[:, 2])
    found &= (boxes[:, 3] < top) & (bottom < boxes[:, 1])
    return found
