"""Rings on a grid of whole numbers, and the arcs that they share: what `make_boundaries` needs.

A ring is a list of points without the first one repeated at its end. The outer ring of a polygon
runs counter-clockwise, its holes clockwise.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, inf, radians, sin, sqrt
from typing import TypeAlias

Point: TypeAlias = tuple[int, int]
Ring: TypeAlias = list[Point]
Polygon: TypeAlias = list[Ring]
"""An outer ring and the holes in it."""
Place: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""


def edges(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Each point of a ring with the one after it, the last with the first."""
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def signed_area(ring: Sequence[Point]) -> int:
    """Twice the area of a ring on the grid; negative if it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(ring))


def globe_area(places: Sequence[Place]) -> float:
    """The area of a ring of longitudes and latitudes on a globe of radius 1."""
    following = [*places[1:], *places[:1]]
    return abs(
        sum(
            radians(b[0] - a[0]) * (sin(radians(a[1])) + sin(radians(b[1]))) / 2
            for a, b in zip(places, following, strict=True)
        )
    )


def contains(rings: Iterable[Sequence[Place]], place: Place) -> bool:
    """Whether a place lies in a polygon, by the number of its edges to the east of the place."""
    x, y = place
    within = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                within = not within
    return within


# ---- Putting rings right ----


def continuous(ring: Ring, turn: int, pole: int) -> Ring:
    """Let the longitudes of a ring run on where they jump from one end of the map to the other.

    Args:
        ring: a ring with x from -turn/2 to turn/2.
        turn: how far it is around the globe.
        pole: the y of the South Pole.

    Returns:
        The ring, past turn/2 if it crosses that meridian. A ring around the pole stays as it is
        and gets the two corners that close it along the lower edge of the map.
    """
    run: Ring = []
    for x, y in ring:
        jump = round((x - run[-1][0]) / turn) if run else 0
        run.append((x - jump * turn, y))
    if abs(run[-1][0] - run[0][0]) > turn / 2:
        return [*ring, (ring[-1][0], pole), (ring[0][0], pole)]
    behind = min(x for x, _ in run) < -turn / 2
    return [(x + turn, y) for x, y in run] if behind else run


def cleaned(ring: Ring) -> Ring:
    """Drop points that repeat the one before, and spikes: ways there and straight back.

    Returns:
        The ring, or an empty one if no area is left.
    """
    kept: Ring = []
    for point in ring:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and point == kept[-2]:
            kept.pop()
            continue
        kept.append(point)
    while len(kept) > 2 and (kept[0] == kept[-1] or kept[1] == kept[-1] or kept[0] == kept[-2]):
        # Where the ring starts, too, a point may repeat or a spike stand.
        kept = kept[1:] if kept[1] == kept[-1] else kept[:-1]
    return kept if len(kept) > 2 and signed_area(kept) else []


def united(polygons: Iterable[Polygon]) -> list[Polygon]:
    """Make one polygon of those that have edges in common.

    An edge that two rings run through in opposite directions lies within the union; what is left
    is chained to rings again.

    Returns:
        The polygons, turned as they should be, in the order in which their outer rings start.
    """
    wound = [
        ring if (signed_area(ring) > 0) == (at == 0) else ring[::-1]
        for polygon in polygons
        for at, ring in enumerate(polygon)
    ]
    every = {edge for ring in wound for edge in edges(ring)}
    if not any((b, a) in every for a, b in every):
        rings = wound
    else:
        rings = _chained([(a, b) for ring in wound for a, b in edges(ring) if (b, a) not in every])
    whole = [[ring] for ring in rings if signed_area(ring) > 0]
    for hole in (ring for ring in rings if signed_area(ring) < 0):
        middle = ((hole[0][0] + hole[1][0]) / 2, (hole[0][1] + hole[1][1]) / 2)
        next(each for each in whole if contains(each[:1], middle)).append(hole)
    return whole


def _chained(left: Iterable[tuple[Point, Point]]) -> list[Ring]:
    after: dict[Point, list[Point]] = defaultdict(list)
    for a, b in left:
        after[a].append(b)
    rings = []
    for start in list(after):
        while after[start]:
            ring = [start]
            while (point := after[ring[-1]].pop(0)) != start:
                ring.append(point)
            rings.append(ring)
    return rings


# ---- A point that stands for a shape ----


def inmost(polygon: Sequence[Sequence[Place]], precision: float = 0.002) -> Place:
    """The point in a polygon that is farthest from its edges, its pole of inaccessibility.

    Squares are halved again and again, the most promising one first (the way of Mapbox's
    polylabel). Degrees of longitude count as short as they are in the middle of the polygon.

    Args:
        polygon: an outer ring and holes, as longitudes and latitudes.
        precision: how much farther from the edges, as a part of the polygon's size, another
            point may be.
    """
    ys = [y for _, y in polygon[0]]
    narrow = cos(radians((min(ys) + max(ys)) / 2))
    rings = [[(x * narrow, y) for x, y in ring] for ring in polygon]
    xs = [x for x, _ in rings[0]]
    half = max(max(xs) - min(xs), max(ys) - min(ys)) / 2
    enough = precision * half
    best, found = -inf, (0.0, 0.0)
    squares = [(-inf, half, (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)]
    while squares:
        bound, half, x, y = heapq.heappop(squares)
        if -bound <= best + enough:
            break
        for dx, dy in ((-half, -half), (-half, half), (half, -half), (half, half)):
            middle = (x + dx / 2, y + dy / 2)
            away = _depth(rings, middle)
            if away > best:
                best, found = away, middle
            heapq.heappush(squares, (-(away + half / 2 * sqrt(2)), half / 2, *middle))
    return found[0] / narrow, found[1]


def _depth(rings: Sequence[Sequence[Place]], place: Place) -> float:
    x, y = place
    least = inf
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            part = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
            least = min(least, hypot(x - ax - part * dx, y - ay - part * dy))
    return least if contains(rings, place) else -least


# ---- Arcs ----


def junctions(rings: Iterable[Ring]) -> set[Point]:
    """The points where rings part: not everyone that passes has the same two neighbours there."""
    beside: dict[Point, set[Point]] = {}
    parting = set()
    for ring in rings:
        for at, point in enumerate(ring):
            pair = {ring[at - 1], ring[(at + 1) % len(ring)]}
            if beside.setdefault(point, pair) != pair:
                parting.add(point)
    return parting


def cut(ring: Ring, parting: set[Point]) -> list[tuple[Point, ...]]:
    """Cut a ring at junctions into arcs, each with both its ends.

    A ring without a junction is one arc from its least point, so that another ring of the same
    points gives the same arc.
    """
    ends = [at for at, point in enumerate(ring) if point in parting] or [ring.index(min(ring))]
    again = ring + ring
    stops = [*ends[1:], ends[0] + len(ring)]
    return [tuple(again[a : b + 1]) for a, b in zip(ends, stops, strict=True)]


def straightened(arc: Sequence[Point]) -> list[Point]:
    """An arc without the points that lie on the straight way between those around them."""
    kept = list(arc[:2])
    for point in arc[2:]:
        (ax, ay), (bx, by), (x, y) = kept[-2], kept[-1], point
        if (bx - ax) * (y - by) == (by - ay) * (x - bx):
            kept.pop()
        kept.append(point)
    return kept


class Arcs:
    """The arcs of a topology, each kept once; `add` gives the numbers that a ring is made of."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        self._parting = junctions(rings)
        self._numbers: dict[tuple[Point, ...], int] = {}

    def add(self, ring: Ring) -> list[int]:
        """The numbers of a ring's arcs; `~n` is arc n backwards."""
        return [self._number(arc) for arc in cut(ring, self._parting)]

    def _number(self, arc: tuple[Point, ...]) -> int:
        if arc[::-1] in self._numbers:
            return ~self._numbers[arc[::-1]]
        return self._numbers.setdefault(arc, len(self._numbers))

    def deltas(self) -> list[list[Point]]:
        """All arcs: the first point, then the way from each point to the next."""
        return [
            [arc[0], *((bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(straightened(arc)))]
            for arc in self._numbers
        ]
