"""Rings of points: where they are cut, whether a place lies in them, how far they are from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import TypeAlias

from generator.geography.projection import Point

Ring: TypeAlias = Sequence[Point]
"""Points in a row; the last one joins the first, which is not repeated."""
Polygon: TypeAlias = Sequence[Ring]
"""An outer ring and the holes in it."""

_EARTH = 6371.0  # km, the mean radius


def clip(ring: Ring, axis: int, limit: float, *, keep_above: bool) -> list[Point]:
    """The part of a ring on one side of a line that is parallel to an axis.

    Source: I. Sutherland, G. Hodgman, “Reentrant polygon clipping”, Communications of the ACM 17
    (1974). Parts that are not connected stay joined along the line, which a fill does not show.

    Args:
        ring: the ring.
        axis: 0 for a line of equal x (or longitude), 1 for one of equal y (or latitude).
        limit: where on that axis the line stands.
        keep_above: whether what is greater than `limit` is kept, or what is less.
    """
    kept: list[Point] = []

    def inside(point: Point) -> bool:
        return point[axis] >= limit if keep_above else point[axis] <= limit

    for before, point in zip((ring[-1], *ring), ring, strict=False):
        if inside(before) != inside(point):
            part = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            kept.append((limit, other) if axis == 0 else (other, limit))
        if inside(point):
            kept.append(point)
    return kept


def clip_to_box(ring: Ring, west: float, south: float, east: float, north: float) -> list[Point]:
    """The part of a ring within a box."""
    kept = list(ring)
    for axis, limit, above in (
        (0, west, True),
        (0, east, False),
        (1, south, True),
        (1, north, False),
    ):
        kept = clip(kept, axis, limit, keep_above=above) if kept else kept
    return kept


def shifted(ring: Ring, degrees: float) -> list[Point]:
    """A ring with other longitudes for the same places."""
    return [(x + degrees, y) for x, y in ring]


def area(ring: Ring) -> float:
    """The area of a ring on a plane; negative if it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip((ring[-1], *ring), ring, strict=False)) / 2


def contains(ring: Ring, place: Point) -> bool:
    """Whether a place lies in a ring, by the number of edges to the east of it."""
    x, y = place
    within = False
    for a, b in zip((ring[-1], *ring), ring, strict=False):
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]):
            within = not within
    return within


def kilometres(a: Point, b: Point) -> float:
    """The way between two places over the globe (the haversine formula), in km."""
    (lon1, lat1), (lon2, lat2) = a, b
    north, east = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    part = sin(north) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(part)))


def kilometres_to(ring: Ring, place: Point) -> float:
    """The way from a place to the edge of a ring, in km; near the place an edge is straight.

    The ring's longitudes may run past 180.
    """
    wide = cos(radians(place[1]))
    shortest = float("inf")
    for a, b in zip((ring[-1], *ring), ring, strict=False):
        # The edge as seen from the place, in degrees of latitude.
        left, up = ((a[0] - place[0] + 180) % 360 - 180) * wide, a[1] - place[1]
        right, rise = (b[0] - a[0]) * wide, b[1] - a[1]
        length = right * right + rise * rise
        part = -(left * right + up * rise) / length if length else 0.0
        part = min(1.0, max(0.0, part))
        foot = (a[0] + part * (b[0] - a[0]), a[1] + part * rise)
        shortest = min(shortest, kilometres(place, b), kilometres(place, foot))
    return shortest


def extent(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """The least x and y and the greatest x and y of points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
