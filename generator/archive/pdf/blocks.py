"""Lines of a page → blocks that belong together, in the order in which they are read."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from generator.archive.pdf.gutters import LEADING, joined_across, split_at_gutters
from generator.archive.pdf.lines import Line, Piece, Run

# The lines of a block differ in size by this factor at most.
_SIZES = 1.3
# More blocks than this on one page are read line by line: ordering them takes too long.
_MAX_BLOCKS = 300


@dataclass(frozen=True, slots=True)
class Block:
    """Lines one under the other."""

    lines: tuple[Line, ...]
    left: float
    right: float
    top: float
    bottom: float
    size: float


def blocks(run: Run, found: list[Line], *, right_to_left: bool) -> list[Block]:
    """The blocks of a run in reading order.

    Args:
        run: the characters.
        found: their lines.
        right_to_left: whether the column on the right is read first.
    """
    parts = joined_across(run, split_at_gutters(run, found))
    made = [_block(each) for each in _chains(parts)]
    if len(made) > _MAX_BLOCKS:
        return sorted(made, key=lambda each: (-each.top, each.left))
    return _ordered(made, right_to_left=right_to_left)


def _block(parts: list[Line]) -> Block:
    left, right = min(each.left for each in parts), max(each.right for each in parts)
    size = statistics.median(each.main.size for each in parts)
    top = max(each.main.base + 0.75 * each.main.size for each in parts)
    bottom = min(each.main.base - 0.2 * each.main.size for each in parts)
    return Block(tuple(parts), left, right, top, bottom, size)


def _overlap(one: Line, other: Line) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _chains(parts: list[Line]) -> list[list[Line]]:
    """Lines one under the other, where each has one line above it and one below it, and no more."""
    order = sorted(range(len(parts)), key=lambda at: -parts[at].main.base)
    mains = [each.main for each in parts]
    below: dict[int, list[int]] = {}
    above: dict[int, list[int]] = {}
    for place, at in enumerate(order):
        nearest: float | None = None
        for other in order[place + 1 :]:
            off = mains[at].base - mains[other].base
            size = max(mains[at].size, mains[other].size)
            if off > LEADING * 1.5 * mains[at].size + size or (
                nearest is not None and off > nearest + 0.4 * size
            ):
                break
            if off < 0.4 * size or _overlap(parts[at], parts[other]) <= 0:
                continue
            nearest = off if nearest is None else nearest
            below.setdefault(at, []).append(other)
            above.setdefault(other, []).append(at)
    chains: list[list[Line]] = []
    placed: dict[int, list[Line]] = {}
    for at in order:
        over = above.get(at, [])
        one = over[0] if len(over) == 1 and len(below[over[0]]) == 1 else None
        if one is not None and _one_block(mains[one], mains[at]):
            chain = placed[one]
        else:
            chain = []
            chains.append(chain)
        chain.append(parts[at])
        placed[at] = chain
    return chains


def _one_block(upper: Piece, lower: Piece) -> bool:
    small, large = sorted((upper.size, lower.size))
    return large <= _SIZES * small and upper.base - lower.base <= LEADING * small


def _ordered(found: list[Block], *, right_to_left: bool) -> list[Block]:
    """Sort so that a block follows what stands above it, and the column before its own.

    After T. M. Breuel, "High performance document layout analysis" (2003).
    """
    start = sorted(
        range(len(found)),
        key=lambda at: (-found[at].top, -found[at].right if right_to_left else found[at].left),
    )
    before: dict[int, list[int]] = {at: [] for at in start}
    for a in start:
        for b in start:
            if a != b and _precedes(found, a, b, right_to_left=right_to_left):
                before[b].append(a)
    order: list[int] = []
    state: dict[int, bool] = {}
    for first in start:
        stack = [first]
        while stack:
            at = stack[-1]
            if at not in state:
                state[at] = False
                stack.extend(each for each in reversed(before[at]) if each not in state)
                continue
            stack.pop()
            if not state[at]:
                state[at] = True
                order.append(at)
    return [found[at] for at in order]


def _precedes(found: list[Block], a: int, b: int, *, right_to_left: bool) -> bool:
    one, other = found[a], found[b]
    if one.left < other.right and other.left < one.right:
        return one.top > other.top
    if (one.left > other.right) if not right_to_left else (one.right < other.left):
        return False
    low, high = min(one.bottom, other.bottom), max(one.top, other.top)
    return not any(
        low < each.bottom and each.top < high
        and each.left < min(one.right, other.right)
        and each.right > max(one.left, other.left)
        for at, each in enumerate(found)
        if at not in (a, b)
    )  # fmt: skip
