"""Where the names stand in a picture: beside what they name, never on each other, never abroad."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import TypeAlias

from generator.render.lettering import text_width
from generator.render.maps.land import Land

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Line: TypeAlias = tuple[int, int, int, int]
"""Where it starts and where it ends: x, y, x, y."""

SIZE = 34
"""The height of the letters, in units of the picture."""
INSET_SIZE = 31
"""The same in the closer look."""
SMALL_SCREEN_SIZE = 56
"""The same where a picture is no wider than a phone."""
# How far from its country a name may stand, in heights of its letters, if a line leads to it.
_FAR, _STEP = 11.0, 0.8
_DIRECTIONS = 32
_STEEP = 0.7  # the cosine of directions that count as up or down
# How far a name within its country may be from the point that stands for it, the nearest first.
_SHIFTS = sorted(
    ((right / 2, down / 2) for right in range(-4, 5) for down in range(-6, 7)),
    key=lambda shift: (hypot(*shift), shift),
)
_ATTEMPTS = 6  # to find places for all names
_ENOUGH = 50  # places for one name to choose from
_SLACK = 0.25  # what the width of a text is taken for too much, at either end, in heights
_GAP = 6.0  # between a line and the letters, and around it


@dataclass(frozen=True, slots=True)
class Name:
    """What is to be written: around which point, how far from it, and what it stands beside.

    Attributes:
        text: the name.
        kind: `country` or `place`.
        of: the code of the country or the anchor of the place.
        x: of the point that stands for it.
        y: of that point.
        away: how far from the point a name that stands beside it begins.
        inside: whether there is room for the name at the point itself.
        on: the code of the country on whose land the name may stand.
        mark: the radius of the marker at the point, 0 if there is none.
    """

    text: str
    kind: str
    of: str
    x: float
    y: float
    away: float
    inside: bool
    on: str = ""
    mark: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place: the point on the base line, and SVG's `text-anchor` there.

    A name that stands farther off has a `leader`, the line from what it names.
    """

    name: Name
    x: int
    y: int
    anchor: str
    leader: Line | None = None


def place_labels(
    names: Sequence[Name],
    taken: Sequence[Box],
    paper: tuple[int, int],
    land: Land | None = None,
    size: int = SIZE,
) -> list[Label]:
    """Find a place for each name; countries that have the fewest come first.

    Args:
        names: the names.
        taken: where nothing may stand, such as markers.
        paper: width and height of the picture.
        land: whose land lies where; without it names may stand anywhere.
        size: the height of the letters.

    Returns:
        The labels, in the order of the names; a name that fits nowhere is left out.
    """
    shown = {name.on for name in names if name.kind == "country"}
    options = [_options(name, shown - {name.on}, taken, paper, land, size) for name in names]
    order = sorted(range(len(names)), key=lambda at: (names[at].kind == "place", len(options[at])))
    best: dict[int, Label] = {}
    for _ in range(_ATTEMPTS):
        placed = _placed(names, options, order, taken)
        if not best or _score(placed) > _score(best):
            best = placed
        missing = [at for at in order if at not in placed and options[at]]
        if not missing:
            break
        # What found its places taken chooses first next time.
        order = missing + [at for at in order if at not in missing]
    return [best[at] for at in sorted(best)]


def _score(placed: Mapping[int, Label]) -> tuple[int, int]:
    """How many countries have a label, and how many names altogether."""
    return sum(label.name.kind == "country" for label in placed.values()), len(placed)


def _placed(
    names: Sequence[Name],
    options: Sequence[Sequence[Spot]],
    order: Sequence[int],
    taken: Sequence[Box],
) -> dict[int, Label]:
    """The labels, by the number of their names, if the names choose in this order."""
    boxes = list(taken)
    placed: dict[int, Label] = {}
    for at in order:
        for spot in options[at]:
            line = _along(spot.leader, names[at]) if spot.leader else []
            if any(_overlap(box, other) for box in (spot.box, *line) for other in boxes):
                continue
            placed[at] = Label(names[at], round(spot.x), round(spot.base), spot.anchor, spot.leader)
            boxes += [spot.box, *line]
            break
    return placed


def _options(
    name: Name,
    others: Set[str],
    taken: Sequence[Box],
    paper: tuple[int, int],
    land: Land | None,
    size: int,
) -> list[Spot]:
    """Where a name may stand as far as the other names let it, the best place first.

    Args:
        name: the name.
        others: the codes of the other countries that are named.
        taken: where nothing may stand.
        paper: width and height of the picture.
        land: whose land lies where.
        size: the height of the letters.
    """
    ranked: tuple[list[Spot], list[Spot], list[Spot]] = ([], [], [])
    for spot in _spots(name, size):
        if not _fits(spot, name, taken, paper, land, size):
            continue
        ranked[_rank(spot, name, others, land)].append(spot)
        if len(ranked[0]) == _ENOUGH:
            break
    return [spot for spots in ranked for spot in spots]


def _rank(spot: Spot, name: Name, others: Set[str], land: Land | None) -> int:
    """How good a spot is, 0 the best: a line crosses no other country, its name hides no land."""
    if not (land and spot.leader):
        return 0
    middles = (((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in _along(spot.leader, name))
    if any(land.at(*middle) in others for middle in middles):
        return 2
    return 0 if land.is_free(spot.box, "") else 1


def _fits(
    spot: Spot,
    name: Name,
    taken: Sequence[Box],
    paper: tuple[int, int],
    land: Land | None,
    size: int,
) -> bool:
    left, top, right, bottom = spot.box
    if left < 0 or top < 0 or right > paper[0] or bottom > paper[1]:
        return False
    if any(_overlap(spot.box, other) for other in taken):
        return False
    if land is None:
        return True
    if spot.within:
        return land.is_within(_narrowed(spot.box, _SLACK * size), name.on)
    return land.is_free(spot.box, name.on)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the base line at which a name may be written, and the room it takes there.

    `within` says that all of it is to be on the country's own land.
    """

    x: float
    base: float
    anchor: str
    box: Box
    leader: Line | None = None
    within: bool = False


def _spot(
    name: Name,
    size: int,
    at: tuple[float, float, str],
    leader: Line | None = None,
    *,
    within: bool = False,
) -> Spot:
    x, base, anchor = at
    wide = text_width(name.text, size)
    start = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    box = (start, base - size * 0.8, start + wide, base + size * 0.25)
    return Spot(x, base, anchor, box, leader, within)


def _spots(name: Name, size: int) -> Iterator[Spot]:
    """Where a name may stand, the best place first."""
    if name.inside:
        for right, down in _SHIFTS:
            x, y = name.x + right * size, name.y + (0.35 + down) * size
            yield _spot(name, size, (x, y, "middle"), within=True)
    for at in _beside(name, size):
        yield _spot(name, size, at)
    away = name.away + _STEP * size
    while away < name.away + _FAR * size:
        yield from _around(name, away, size)
        away += _STEP * size


def _beside(name: Name, size: int) -> list[tuple[float, float, str]]:
    """Eight places around a point, the base line on either side of it first."""
    x, y, away, drop = name.x, name.y, name.away, size * 0.35
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


def _around(name: Name, away: float, size: int) -> Iterator[Spot]:
    """Places farther from a point, with the lines that lead there."""
    for number in range(_DIRECTIONS):
        right, down = cos(2 * pi * number / _DIRECTIONS), sin(2 * pi * number / _DIRECTIONS)
        x, y = name.x + away * right, name.y + away * down
        leader = (
            round(name.x + name.mark * right),
            round(name.y + name.mark * down),
            round(x - _GAP * right),
            round(y - _GAP * down),
        )
        # Above and below a point a name may begin, end or have its middle there.
        anchors = ["start"] * (right > -_STEEP) + ["end"] * (right < _STEEP)
        if abs(right) < _STEEP:
            anchors.insert(0, "middle")
        for anchor in anchors:
            yield _spot(name, size, (x, y + size * 0.35 * (1 + down), anchor), leader)


def _along(line: Line, name: Name) -> list[Box]:
    """The room that a line takes, without what its own marker takes already."""
    x, y, to_x, to_y = line
    steps = max(1, round(hypot(to_x - x, to_y - y) / _GAP))
    spots = ((x + (to_x - x) * at / steps, y + (to_y - y) * at / steps) for at in range(steps + 1))
    near = 1.5 * name.mark
    return [
        (a - _GAP / 2, b - _GAP / 2, a + _GAP / 2, b + _GAP / 2)
        for a, b in spots
        if hypot(a - name.x, b - name.y) > near + _GAP
    ]


def _narrowed(box: Box, by: float) -> Box:
    return box[0] + by, box[1], box[2] - by, box[3]


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
