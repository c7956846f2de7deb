"""Which characters of a page a reader sees, and which a machine read from its picture.

The page is painted as it is (A), without its text (B), and with nothing but its text, in black on
white (C). C shows the ink that a character has, A against B the ink that a reader sees: what is
covered, off, clipped away, of the colour of its ground or not painted at all makes no difference
between A and B. So nothing is decided by how something was hidden.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from generator.archive.pdf import pdfium
from generator.archive.pdf.canvas import Canvas, Window, differs
from generator.archive.pdf.glyphs import ACCENTS, Glyphs
from generator.archive.pdf.pdfium import IMAGE, TEXT, Floats, Ints, Mask, Painted, Pixels
from generator.archive.pdf.unpainted import Colors, shown_unpainted

MIN_SIZE = 2.0
"""Type smaller than that (in points, and in half pixels) is read by nobody."""
# Of 255: what counts as ink of a black letter.
_INK = 32
# Text of at most this in each colour is dark; so few other objects are looked at one by one.
_DARK, _FEW = 80, 60
# This share of a character's ink has to be seen.
_SHARE = 0.5
# A picture that covers this share of a page is a scan if little else stands on it; it differs by so
# much within a line of text.
_SCAN, _CONTRAST = 0.5, 48


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of each character of a page.

    Attributes:
        seen: a reader sees it.
        covered: a bar is seen in its place.
        machine_read: a machine read it from a picture that is seen in its place.
    """

    seen: Mask
    covered: Mask
    machine_read: Mask


def find_visible(canvas: Canvas, objects: list[Painted], page: Glyphs, budget: Budget) -> Seen:
    """Decide what is seen of a page; its objects are changed by that.

    Args:
        canvas: the page, to be painted.
        objects: what it paints.
        page: its characters.
        budget: how many objects may still be painted alone.
    """
    texts = [each.address for each in objects if each.kind == TEXT]
    others = [each.address for each in objects if each.kind != TEXT]
    boxes = page.ink_boxes
    nothing = np.zeros(len(page.codes), np.bool_)
    if not texts or not len(nothing):
        return Seen(nothing, nothing, nothing)
    as_is = canvas.paint()
    colors = {each: pdfium.fill_color(each) for each in texts}
    crossed = _crossed(page)
    if not crossed and _is_plain(objects, boxes, colors):
        has_ink = canvas.count(as_is[:, :, 1] < 255 - _INK, boxes)
        seen = (has_ink > 0) & (page.size * min(1.0, 2 * canvas.scale) >= MIN_SIZE)
        _keep_small_marks(page, has_ink, seen)
        seen |= shown_unpainted(canvas, objects, page, as_is, has_ink == 0, colors)
        return Seen(seen, nothing, nothing)
    alone = _without(canvas, as_is, page.owners, boxes, crossed[: budget.take(len(crossed))])
    pdfium.set_active(texts, on=False)
    without = canvas.paint()
    pdfium.set_active(texts, on=True)
    pdfium.set_active(others, on=False)
    pdfium.blacken(texts)
    ink = canvas.paint()[:, :, 0] < 255 - _INK
    has_ink = canvas.count(ink, boxes)
    seen = has_ink > 0
    lost = ink & ~differs(as_is, without, ink)
    if lost.any():
        seen &= canvas.count(lost, boxes) <= (1 - _SHARE) * has_ink
    seen &= ~np.isin(page.owners, crossed)
    pdfium.set_active(texts, on=False)
    for owner, (part, difference) in alone.items():
        own = page.owners == owner
        pdfium.set_active([owner], on=True)
        ink = canvas.paint(part)[:, :, 0] < 255 - _INK
        pdfium.set_active([owner], on=False)
        has_ink[own] = canvas.count(ink, boxes[own], part)
        got = canvas.count(ink & difference, boxes[own], part)
        seen[own] = (has_ink[own] > 0) & (got >= _SHARE * has_ink[own])
    seen &= page.size * min(1.0, 2 * canvas.scale) >= MIN_SIZE
    _keep_small_marks(page, has_ink, seen)
    unpainted = (has_ink == 0) & ~np.isin(page.owners, crossed)
    seen |= shown_unpainted(canvas, objects, page, as_is, unpainted, colors)
    hidden = ~seen & (page.owners != 0) & (page.codes > ord(" "))
    covered = _covered(canvas, as_is, boxes, hidden & (has_ink > 0))
    # What is painted together with seen words leaves a gap in them, whatever covers it.
    covered |= hidden & (has_ink > 0) & np.isin(page.owners, page.owners[seen])
    return Seen(seen, covered, _machine_read(canvas, objects, as_is, boxes, hidden, seen))


def _is_plain(objects: list[Painted], boxes: Floats, colors: Colors) -> bool:
    """Whether all text is dark, on white, with nothing else in its place: then A shows its ink."""
    others = [each for each in objects if each.kind != TEXT]
    if len(others) > _FEW or any(each.depth for each in others):
        return False
    for text in objects:
        if text.kind == TEXT:
            color = colors[text.address]
            is_dark = color is not None and max(color[:3]) <= _DARK and color[3] == 255
            if not is_dark or pdfium.render_mode(text.address):
                return False
    for each in others:
        placed = pdfium.bounds(each.address)
        if placed is None:
            return False
        left, bottom, right, top = placed
        crosses = (boxes[:, 0] < right) & (left < boxes[:, 2])
        if (crosses & (boxes[:, 3] < top + 1) & (bottom - 1 < boxes[:, 1])).any():
            return False
    return True


@dataclass
class Budget:
    """How many text objects of a document may be painted alone."""

    left: int = 3_000

    def take(self, count: int) -> int:
        """As many as are left of so many."""
        taken = min(count, self.left)
        self.left -= taken
        return taken


def _crossed(page: Glyphs) -> list[int]:
    """The text objects that have characters in the place of other characters of other objects.

    The same character painted twice, as some programs do for bold type, is one to the reader; an
    accent belongs to the letter under it.
    """
    held = np.nonzero((page.owners != 0) & (page.codes > ord(" ")) & ~np.isin(page.codes, ACCENTS))[
        0
    ]
    if not len(held):
        return []
    boxes, owners, codes = page.boxes[held], page.owners[held], page.codes[held]
    x, wide = (boxes[:, 0] + boxes[:, 2]) / 2, np.maximum(boxes[:, 2] - boxes[:, 0], 0.1)
    y = (boxes[:, 1] + boxes[:, 3]) / 2
    size = max(float(np.median(page.size[held])), 0.5)
    found: dict[int, None] = {}
    for shift_x, shift_y in ((0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)):
        cell = np.floor(x / (0.5 * size) + shift_x) * 100_003 + np.floor(y / (1.6 * size) + shift_y)
        order = np.lexsort((y, cell))
        a, b = order[1:], order[:-1]
        bad = (cell[a] == cell[b]) & (owners[a] != owners[b]) & (codes[a] != codes[b])
        bad &= np.abs(x[a] - x[b]) < 0.6 * np.minimum(wide[a], wide[b])
        bad &= np.abs(y[a] - y[b]) < 0.8 * np.minimum(page.size[held[a]], page.size[held[b]])
        found |= dict.fromkeys(owners[np.concatenate((a[bad], b[bad]))].tolist())
    return list(found)


def _without(
    canvas: Canvas, as_is: Pixels, owners: Ints, boxes: Floats, chosen: list[int]
) -> dict[int, tuple[Window, Mask]]:
    """For each of some text objects: where it stands, and where the page differs without it."""
    found = {}
    for owner in chosen:
        part = canvas.window(boxes[owners == owner])
        if part is None:
            continue
        pdfium.set_active([owner], on=False)
        x0, y0, x1, y1 = part
        before = np.ascontiguousarray(as_is[y0:y1, x0:x1])
        found[owner] = (
            part,
            differs(before, canvas.paint(part), np.ones(before.shape[:2], np.bool_)),
        )
        pdfium.set_active([owner], on=True)
    return found


_SMALL = np.array([ord(each) for each in ".,'’‘`´-‐–—·:;\"“”„ˈ·|()[]!"])


def _keep_small_marks(page: Glyphs, has_ink: Ints, seen: Mask) -> None:
    """Points and commas too small to leave ink are seen if what stands before them is."""
    for at in np.nonzero((has_ink == 0) & np.isin(page.codes, _SMALL))[0]:
        seen[at] = at > 0 and seen[at - 1] and page.owners[at] == page.owners[at - 1]


def _covered(canvas: Canvas, as_is: Pixels, boxes: Floats, hidden: Mask) -> Mask:
    """Which hidden characters have a bar in their place: one colour, and not that of the page."""
    found = np.zeros(len(hidden), np.bool_)
    at = np.nonzero(hidden)[0]
    if not len(at):
        return found
    flat = as_is.reshape(-1, 4)[:: max(1, canvas.width * canvas.height // 4_000)]
    ground = np.median(flat, axis=0)
    for each, x0, x1, y0, y1 in zip(at, *canvas.cells(boxes[at]), strict=True):
        part = as_is[y0:y1, x0:x1].reshape(-1, 4)
        if len(part):
            middle = np.median(part, axis=0)
            is_even = (np.abs(part - middle).max(axis=1) < _CONTRAST).mean() > 0.7
            found[each] = is_even and np.abs(middle - ground).max() >= _CONTRAST
    return found


def _machine_read(
    canvas: Canvas,
    objects: list[Painted],
    as_is: Pixels,
    boxes: Floats,
    hidden: Mask,
    seen: Mask,
) -> Mask:
    """Which hidden characters stand over or under the picture of a scanned page, in its writing."""
    none = np.zeros(len(hidden), np.bool_)
    if hidden.sum() <= 3 * seen.sum():
        return none
    area = (canvas.right - canvas.left) * (canvas.top - canvas.bottom)
    scans = []
    for each in objects:
        placed = pdfium.bounds(each.address) if each.kind == IMAGE else None
        if placed and (placed[2] - placed[0]) * (placed[3] - placed[1]) >= _SCAN * area:
            scans.append(placed)
    if not scans:
        return none
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    over = none.copy()
    for left, bottom, right, top in scans:
        over |= (left <= x) & (x <= right) & (bottom <= y) & (y <= top)
    # An edge somewhere in the word's surroundings: a blank picture shows no words.
    grey = as_is[:, :, 1].astype(np.int16)
    edges = np.zeros(grey.shape, np.bool_)
    edges[:, 1:] = np.abs(np.diff(grey, axis=1)) >= _CONTRAST
    edges[1:] |= np.abs(np.diff(grey, axis=0)) >= _CONTRAST
    return hidden & over & (canvas.count(edges, boxes) > 0)
