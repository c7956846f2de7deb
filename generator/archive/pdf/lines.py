"""The seen characters of a page → lines: what stands side by side, and no gutter between."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from generator.archive.pdf.glyphs import ACCENTS, Glyphs
from generator.archive.pdf.pdfium import Floats, Ints, Mask

ACCENT_SET = frozenset(ACCENTS.tolist())
BLACKED = 0x2588
"""Stands where characters between seen ones are covered: no words are read across."""

# In the size of the type: what parts words drawn one after another, and what parts others.
_FAR, _NEAR = 1.0, 0.5
# The same within one text object, as justified lines are painted, and with one space between.
_FAR_TOGETHER, _FAR_SPACED = 2.0, 4.0
# Raised or lowered type is smaller, and stands so far off the line.
_SMALLER, _OFF = 0.86, (-0.4, 0.75)
# An initial letter is so much larger than the type beside it.
_INITIAL = 1.8


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a page, all in one direction, in the order of painting.

    Attributes:
        codes: code points; no spaces.
        left, right: where each begins and ends along its line.
        base: the height of its line; higher lines have more.
        size: of its type.
        spaces: how many spaces were painted before it on the page.
        owners: the text object that paints it.
        turn: the direction of its lines, as `Glyphs.angle`.
        has_accents: whether accents were painted by themselves.
    """

    codes: Ints
    left: Floats
    right: Floats
    base: Floats
    size: Floats
    spaces: Ints
    owners: Ints
    turn: int
    has_accents: bool

    @property
    def is_right_to_left(self) -> bool:
        """Whether its script, and with it the order of its columns, begins at the right."""
        hebrew_arabic = ((self.codes >= 0x590) & (self.codes <= 0x8FF)) | (
            (self.codes >= 0xFB1D) & (self.codes <= 0xFEFC)
        )
        return bool(hebrew_arabic.sum() > 0.4 * len(self.codes))


@dataclass(slots=True)
class Piece:
    """Characters that were painted one after another on one line in one size: `at` in a run."""

    at: list[int]
    left: float
    right: float
    base: float
    size: float
    is_accent: bool = False


class Line:
    """Pieces side by side, from left to right.

    Attributes:
        pieces: the pieces, at least one.
        initial: a large letter that it begins with.
        left: where it begins.
        right: where it ends.
        main: the piece whose size and height are those of the line.
    """

    __slots__ = ("initial", "left", "main", "pieces", "right")

    def __init__(self, first: Piece) -> None:
        self.pieces = [first]
        self.initial = ""
        self.left, self.right = first.left, first.right
        self.main = first

    def add(self, *others: Piece) -> None:
        """Append pieces to its right."""
        self.pieces.extend(others)
        self.right = max(self.right, *(each.right for each in others))
        largest = max(each.size for each in self.pieces) * _SMALLER
        self.main = max(
            (each for each in self.pieces if each.size >= largest), key=lambda each: len(each.at)
        )


def runs(page: Glyphs, seen: Mask, covered: Mask) -> list[Run]:
    """The characters of a page, a run for each direction; the most used comes first.

    Args:
        page: all of them.
        seen: which ones are seen.
        covered: which ones stand under a bar that is seen in their place.
    """
    turns, counts = np.unique(page.angle[seen & (page.owners != 0)], return_counts=True)
    order = turns[np.argsort(-counts, kind="stable")].tolist()
    found = [_run(page, seen, covered, turn) for turn in order]
    return [each for each in found if len(each.codes)]


def _run(page: Glyphs, seen: Mask, covered: Mask, turn: int) -> Run:
    painted = (page.codes > ord(" ")) & (page.codes != 0xA0) & (page.codes != 0x3000)
    own = (page.owners != 0) & (page.angle == turn) & painted
    codes = np.where(covered, BLACKED, page.codes)
    keep = np.nonzero(own & (seen | covered))[0]
    spaces = np.cumsum(~painted & (page.boxes[:, 2] > page.boxes[:, 0]))
    x0, y0, x1, y1 = page.boxes[keep].T
    if turn == 4:
        # Vertical writing: a line goes down, the next one stands to the left.
        left, right, base = -y0, -y1, (x0 + x1) / 2
    else:
        left, right = ((x0, x1), (y1, y0), (-x1, -x0), (-y0, -y1))[turn]
        base = page.base[keep]
    has_accents = bool(np.isin(codes[keep], ACCENTS).any())
    run = Run(
        codes[keep],
        left,
        right,
        base,
        np.maximum(page.size[keep], 0.1),
        spaces[keep],
        page.owners[keep],
        turn,
        has_accents,
    )
    return _once(run)


def _once(run: Run) -> Run:
    """Without characters that were painted a second time in the same place, as bold type is."""
    twice = np.zeros(len(run.codes), np.bool_)
    for shift in (0.0, 0.5):
        rows = np.floor(run.base / (0.5 * run.size) + shift)
        order = np.lexsort((np.arange(len(run.codes)), run.left, rows, run.codes))
        a, b = order[:-1], order[1:]
        same = (run.codes[a] == run.codes[b]) & (rows[a] == rows[b])
        same &= np.abs(run.left[a] - run.left[b]) < 0.16 * run.size[a]
        same &= np.abs(run.base[a] - run.base[b]) < 0.16 * run.size[a]
        twice[np.maximum(a, b)[same]] = True
    if not twice.any():
        return run
    keep = ~twice
    return replace(
        run,
        codes=run.codes[keep],
        left=run.left[keep],
        right=run.right[keep],
        base=run.base[keep],
        size=run.size[keep],
        spaces=run.spaces[keep],
        owners=run.owners[keep],
    )


def lines(run: Run) -> list[Line]:
    """The lines of a run, from the left to the right of where each begins."""
    found: list[Line] = []
    ends: dict[int, list[Line]] = defaultdict(list)
    step = max(float(np.median(run.size)), 1.0)
    last: dict[int, Line] = {}
    for piece in sorted(_pieces(run), key=lambda each: (each.left, each.at[0])):
        line = _line_for(piece, ends, last, step)
        if line is None:
            line = Line(piece)
            found.append(line)
        else:
            line.add(piece)
        last[piece.at[-1]] = line
        ends[int(piece.base // step)].append(line)
    return _with_initials(run, found)


def _with_initials(run: Run, found: list[Line]) -> list[Line]:
    """Give large initial letters to the uppermost line that begins beside them."""
    letters = {}
    for at, line in enumerate(found):
        codes = [int(run.codes[each]) for piece in line.pieces for each in piece.at]
        if len(codes) <= 2 and chr(codes[-1]).isupper():
            letters[at] = line, "".join(map(chr, codes))
    for at, (letter, text) in list(letters.items()):
        main = letter.main
        beside = [
            each
            for each in found
            if each.main.size * _INITIAL < main.size
            and -0.3 < (each.left - main.right) / each.main.size < 1.5
            and -0.2 * each.main.size < each.main.base - main.base < 0.8 * main.size
        ]
        if beside:
            first = max(beside, key=lambda each: each.main.base)
            is_word = text in "AIO" and first.left - main.right > 0.45 * first.main.size
            first.initial = text + " " * is_word
        else:
            del letters[at]
    return [line for at, line in enumerate(found) if at not in letters]


def _pieces(run: Run) -> list[Piece]:
    """Cut where the next character stands elsewhere or has another size."""
    size, before = run.size[1:], run.size[:-1]
    gap = run.left[1:] - run.right[:-1]
    cut = np.abs(np.diff(run.base)) > 0.08 * np.maximum(size, before)
    spaces = np.diff(run.spaces)
    one_go = run.owners[1:] == run.owners[:-1]
    far = np.where(one_go, np.where(spaces == 1, _FAR_SPACED, _FAR_TOGETHER), _FAR)
    cut |= (gap > far * before) | (gap < -0.7 * before) | (run.left[1:] < run.left[:-1] - 0.1)
    cut |= np.abs(size - before) > 0.04 * before
    starts = [0, *(np.nonzero(cut)[0] + 1).tolist()]
    found = []
    for start, end in zip(starts, [*starts[1:], len(run.codes)], strict=True):
        left, right = float(run.left[start]), float(run.right[start:end].max())
        base, points = float(run.base[start]), float(run.size[start])
        is_accent = run.has_accents and end - start == 1 and int(run.codes[start]) in ACCENT_SET
        found.append(Piece(list(range(start, end)), left, right, base, points, is_accent))
    return found


def _line_for(
    piece: Piece, ends: dict[int, list[Line]], last: dict[int, Line], step: float
) -> Line | None:
    """The line that a piece continues to the right."""
    best: tuple[float, Line] | None = None
    reach = 1 + int(piece.size // step)
    row = int(piece.base // step)
    for near in range(row - reach, row + reach + 1):
        for line in ends.get(near, ()):
            end = line.pieces[-1]
            gap = piece.left - end.right
            size = max(piece.size, end.size)
            follows = last.get(piece.at[0] - 1) is line
            if max(end.size, piece.size) > _INITIAL * min(end.size, piece.size) and (
                abs(end.base - piece.base) < 0.12 * size
            ):
                continue
            if not _same_line(end, piece) and not _same_line(line.main, piece):
                continue
            is_over = piece.is_accent and line.left < piece.left + 0.1 * size < line.right
            if is_over:
                return line
            if not -0.7 * size < gap < (_FAR if follows else _NEAR) * size:
                continue
            if best is None or abs(gap) < best[0]:
                best = abs(gap), line
    return best[1] if best else None


def _same_line(one: Piece, other: Piece) -> bool:
    """Whether pieces stand on one line, or one of them raised or lowered beside the other."""
    large, small = (one, other) if one.size >= other.size else (other, one)
    off = (small.base - large.base) / large.size
    if abs(off) <= 0.12 or (abs(off) < 0.4 and (one.is_accent or other.is_accent)):
        return True
    return small.size <= _SMALLER * large.size and _OFF[0] <= off <= _OFF[1]
