"""Lines of a page: parted where a gutter runs through them, joined over wide spaces."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from generator.archive.pdf.lines import Line, Piece, Run

LEADING = 2.1
"""So far apart, in sizes of type, the lines of a block lie at most."""

# A gap within a line is a gutter if gaps in so many lines one under the other have this in common.
_GUTTER, _GUTTER_LINES = 0.55, 3


@dataclass(slots=True)
class _Gap:
    """A space within a line."""

    line: int
    left: float
    right: float
    base: float
    size: float


def split_at_gutters(run: Run, found: list[Line]) -> list[Line]:
    """Cut lines where a gutter runs through them: a program painted both columns in one go."""
    gaps = [each for number, line in enumerate(found) for each in _gaps(run, number, line)]
    gaps += _gaps_between(found)
    gaps.sort(key=lambda each: -each.base)
    cuts: dict[int, list[_Gap]] = {}
    for at, gap in enumerate(gaps):
        if gap.line >= 0 and _in_gutter(gaps, at):
            cuts.setdefault(gap.line, []).append(gap)
    out = []
    for number, line in enumerate(found):
        rest = line
        for gap in sorted(cuts.get(number, ()), key=lambda each: each.left):
            first, after = _cut(rest, gap, run)
            if first and after:
                out.append(first)
                rest = after
        out.append(rest)
    return out


def _gaps(run: Run, number: int, line: Line) -> list[_Gap]:
    """The spaces in a line that are wider than its others."""
    at = np.array([each for piece in line.pieces for each in piece.at])
    size = line.main.size
    ends = np.maximum.accumulate(run.right[at])
    wide = np.nonzero(run.left[at[1:]] - ends[:-1] > 0.15 * size)[0]
    base = line.main.base
    spaces = [
        _Gap(number, float(ends[each]), float(run.left[at[each + 1]]), base, size)
        for each in wide.tolist()
    ]
    if not spaces:
        return []
    widths = sorted(each.right - each.left for each in spaces)
    usual = widths[len(widths) // 2] if len(widths) > 3 else widths[0]
    is_only = len(widths) == 1
    return [
        each
        for each in spaces
        if each.right - each.left > _GUTTER * each.size
        and (is_only or each.right - each.left > 1.6 * usual)
    ]


def _gaps_between(found: list[Line]) -> list[_Gap]:
    """The spaces between lines that stand side by side, which are part of a gutter too."""
    order = sorted(found, key=lambda each: (-each.main.base, each.left))
    gaps = []
    for one, other in pairwise(order):
        size = other.main.size
        if abs(one.main.base - other.main.base) < 0.1 * size and one.right < other.left:
            gaps.append(_Gap(-1, one.right, other.left, other.main.base, size))
    return gaps


def _in_gutter(gaps: list[_Gap], at: int) -> bool:
    """Whether gaps above and below it have enough in common with it."""
    count = 1
    for step in (-1, 1):
        left, right, base = gaps[at].left, gaps[at].right, gaps[at].base
        other = at + step
        while 0 <= other < len(gaps) and abs(gaps[other].base - base) < LEADING * gaps[at].size:
            low, high = max(left, gaps[other].left), min(right, gaps[other].right)
            apart = abs(gaps[other].base - base) > 0.5 * gaps[at].size
            if apart and high - low > 0.5 * gaps[at].size:
                left, right, base = low, high, gaps[other].base
                count += 1
            other += step
    return count >= _GUTTER_LINES


def _cut(line: Line, gap: _Gap, run: Run) -> tuple[Line | None, Line | None]:
    """Two lines: what stands before a gap, and the rest."""
    parts: tuple[list[Piece], list[Piece]] = [], []
    for piece in line.pieces:
        for side in (0, 1):
            at = [each for each in piece.at if (run.left[each] >= gap.right - 0.01) == side]
            if at:
                left, right = float(run.left[at[0]]), float(max(run.right[each] for each in at))
                parts[side].append(Piece(at, left, right, piece.base, piece.size))
    before, after = (_line(each) for each in parts)
    return before, after


def _line(pieces: list[Piece]) -> Line | None:
    if not pieces:
        return None
    line = Line(pieces[0])
    if pieces[1:]:
        line.add(*pieces[1:])
    return line


def joined_across(run: Run, parts: list[Line]) -> list[Line]:
    """Join what wide spaces parted in a justified line.

    Its lines above and below run across them, or all its spaces are equally wide.
    """
    parts = sorted(parts, key=lambda each: (-each.main.base, each.left))
    out: list[Line] = []
    for row in _rows(run, parts):
        if _is_even(run, row):
            row[0].add(*(piece for line in row[1:] for piece in line.pieces))
            out.append(row[0])
        else:
            out.extend(row)
    parts, out = out, []
    for line in parts:
        before = out[-1] if out else None
        if before is not None and _is_next(before, line, 1.8) and _runs_across(parts, before, line):
            before.add(*line.pieces)
        else:
            out.append(line)
    return out


def _is_next(one: Line, other: Line, far: float) -> bool:
    size = other.main.size
    is_level = abs(one.main.base - other.main.base) < 0.1 * size
    return is_level and 0 < other.left - one.right < far * size


def _rows(run: Run, parts: list[Line]) -> list[list[Line]]:
    """Parts of a line that were painted one after another, with a space between."""
    rows: list[list[Line]] = []
    for line in parts:
        before = rows[-1][-1] if rows else None
        if before is not None and _is_next(before, line, 4.0):
            last, first = before.pieces[-1].at[-1], line.pieces[0].at[0]
            if first == last + 1 and run.spaces[first] - run.spaces[last] == 1:
                rows[-1].append(line)
                continue
        rows.append([line])
    return rows


def _is_even(run: Run, row: list[Line]) -> bool:
    """Whether all spaces between words of a row are equally wide."""
    at = np.array([each for line in row for piece in line.pieces for each in piece.at])
    gaps = run.left[at[1:]] - np.maximum.accumulate(run.right[at])[:-1]
    gaps = gaps[gaps > 0.15 * row[0].main.size]
    return len(row) > 1 and len(gaps) > 1 and bool(gaps.max() < 1.25 * gaps.min())


def _runs_across(parts: list[Line], one: Line, other: Line) -> bool:
    base, size = one.main.base, one.main.size
    above = below = False
    for each in parts:
        off = each.main.base - base
        if each.left < one.right - size and each.right > other.left + size:
            above |= 0.5 * size < off < LEADING * size
            below |= 0.5 * size < -off < LEADING * size
    return above and below
