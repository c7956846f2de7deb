"""Boundaries in a frame → the paths of an SVG picture.

What a picture shows of the world is the same for all stories in a frame, so it is drawn once.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.geography import Boundaries, Country, Frame, Point
from generator.geography.rings import Polygon, Ring, area, clip_to_box, extent
from generator.render.maps.land import Land, land_on

Extent = tuple[float, float, float, float]

# In units of the picture, of which a screen shows two or three to a pixel.
_BEYOND = 8  # how far paths run past the edge of the picture, so that no end shows
_ROUGHNESS = 32.0  # the area of a corner that is left out
_SPECK = 70.0  # the area of an island that is left out of the background
_MAIN_PART = 0.25  # how large what counts for a close look is, of the largest part


@dataclass(slots=True)
class Drawing:
    """A frame on paper: `width` and `height` units, y downwards.

    The frame is widened, never cut, to the proportions of the paper.
    """

    frame: Frame
    boundaries: Boundaries
    width: int
    height: int
    _scale: float = field(init=False)
    _corner: Point = field(init=False)
    _reaches: dict[int, Extent] = field(init=False, default_factory=dict)
    _arcs: dict[int, list[Point]] = field(init=False, default_factory=dict)
    _background: tuple[str, str] | None = field(init=False, default=None)
    _countries: dict[str, tuple[str, Extent]] = field(init=False, default_factory=dict)
    _land: Land | None = field(init=False, default=None)

    @property
    def scale(self) -> float:
        """How many units a radius of the globe is long."""
        return self._scale

    def __post_init__(self) -> None:
        """Find scale and corner."""
        left, bottom, right, top = self.frame.rectangle
        self._scale = min(self.width / (right - left), self.height / (top - bottom))
        middle = ((left + right) / 2, (bottom + top) / 2)
        self._corner = (
            middle[0] - self.width / 2 / self._scale,
            middle[1] + self.height / 2 / self._scale,
        )

    def spot(self, place: Point) -> Point:
        """Where a place stands on the paper."""
        return self._on_paper(self.frame.project(place))

    def shows(self, place: Point) -> bool:
        """Whether a place stands on the paper."""
        x, y = self.spot(place)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def background(self) -> tuple[str, str]:
        """The paths of all land and of the borders on it."""
        if self._background is None:
            land = [
                ring
                for country in self.boundaries.countries
                for polygon in country.polygons
                for ring in self._polygon(polygon)
                if abs(area(ring)) >= _SPECK
            ]
            self._background = (_path(land), _path(self._borders(), closed=False))
        return self._background

    def country(self, country: Country) -> tuple[str, Extent]:
        """The path of a country, empty if it has no shape here, and how far it reaches.

        Args:
            country: one of the boundaries'.
        """
        if country.code not in self._countries:
            rings = [r for p in country.polygons for r in self._polygon(p)]
            large = max((abs(area(ring)) for ring in rings), default=0.0)
            rings = [ring for ring in rings if abs(area(ring)) >= min(large, _SPECK)]
            x, y = self.spot(country.label)
            largest = next((ring for ring in rings if abs(area(ring)) == large), [(x, y)])
            box = extent(largest)
            self._countries[country.code] = (_path(rings), box)
        return self._countries[country.code]

    def land(self) -> Land:
        """Whose land lies where on the paper."""
        if self._land is None:
            polygons = (
                (country.code, self._polygon(polygon))
                for country in self.boundaries.countries
                for polygon in country.polygons
            )
            shown = ((code, polygon) for code, polygon in polygons if polygon)
            self._land = land_on(shown, self.width, self.height)
        return self._land

    def main_part(self, country: Country) -> Extent:
        """How far the largest parts of a country reach, on the plane of the projection.

        Far islands and exclaves do not count: a look at France need not show Guadeloupe.

        Args:
            country: one of the boundaries'.
        """
        rings = [
            [p for n in polygon[0] for p in self._plane(n)[1:]] for polygon in country.polygons
        ]
        if not rings:
            x, y = self.frame.project(country.label)
            return x, y, x, y
        sizes = [abs(area(ring)) for ring in rings]
        return _around(
            extent(ring)
            for ring, size in zip(rings, sizes, strict=True)
            if size >= _MAIN_PART * max(sizes)
        )

    def _plane(self, number: int) -> Ring:
        """The points of an arc on the plane of the projection."""
        arc = self.boundaries.projected(max(number, ~number), self.frame.meridian)
        return arc if number >= 0 else arc[::-1]

    def _on_paper(self, point: Point) -> Point:
        (left, top), scale = self._corner, self._scale
        return (point[0] - left) * scale, (top - point[1]) * scale

    def _polygon(self, polygon: Sequence[Sequence[int]]) -> Polygon:
        """A polygon as far as the paper shows it."""
        rings = []
        box = (-_BEYOND, -_BEYOND, self.width + _BEYOND, self.height + _BEYOND)
        for numbers in polygon:
            reach = _around(map(self._reach, numbers))
            # Most of the world lies beside the paper, and is not drawn to be cut away.
            if _beside(reach, box):
                continue
            ring = [p for n in numbers for p in self._arc(n)[1:]]
            if len(ring) > 2 and _around((reach, box)) != box:
                ring = clip_to_box(ring, *box)
            if len(ring) > 2:
                rings.append(ring)
        return rings

    def _points(self, arc: int) -> list[Point]:
        """All points of an arc on the plane of the paper."""
        (left, top), scale = self._corner, self._scale
        plane = self.boundaries.projected(arc, self.frame.meridian)
        return [((x - left) * scale, (top - y) * scale) for x, y in plane]

    def _reach(self, number: int) -> Extent:
        """How far the points of an arc reach."""
        forwards = number if number >= 0 else ~number
        if forwards not in self._reaches:
            points = self._points(forwards)
            self._reaches[forwards] = extent(points)
            # What is on the paper will be drawn; the many points of all other arcs are not kept.
            if self._inside(self._reaches[forwards]):
                self._arcs[forwards] = simpler(points, _ROUGHNESS)
        return self._reaches[forwards]

    def _arc(self, number: int) -> list[Point]:
        """An arc without its flattest corners."""
        forwards = number if number >= 0 else ~number
        if forwards not in self._arcs:
            self._arcs[forwards] = simpler(self._points(forwards), _ROUGHNESS)
        arc = self._arcs[forwards]
        return arc if number >= 0 else arc[::-1]

    def _borders(self) -> Iterator[list[Point]]:
        """The arcs between two countries that reach into the picture."""
        used = Counter(
            number if number >= 0 else ~number
            for country in self.boundaries.countries
            for polygon in country.polygons
            for ring in polygon
            for number in ring
        )
        for number, times in sorted(used.items()):
            if times > 1 and self._inside(self._reach(number)):
                arc = self._arc(number)
                # The corners that went may have been all of it that stood on the paper.
                if self._inside(extent(arc)):
                    yield arc

    def _inside(self, reach: Extent) -> bool:
        """Whether a part of what reaches so far is on the paper."""
        left, top, right, bottom = reach
        return right > 0 and left < self.width and bottom > 0 and top < self.height


def _beside(reach: Extent, box: Extent) -> bool:
    """Whether what reaches so far lies on one side of a box."""
    left, top, right, bottom = reach
    return right < box[0] or left > box[2] or bottom < box[1] or top > box[3]


def _around(boxes: Iterable[Extent]) -> Extent:
    """How far several things reach together."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def simpler(points: list[Point], least: float) -> list[Point]:
    """A line without its flattest corners, ends kept; a closed line keeps four points.

    Source: M. Visvalingam, J. D. Whyatt, “Line generalisation by repeated elimination of points”,
    The Cartographic Journal 30 (1993).

    Args:
        points: the line.
        least: corners of a triangle smaller than this go, the smallest first.
    """
    last = len(points) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    sizes: list[float] = [0.0] * len(points)

    def size(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[at]], points[at], points[after[at]]
        return abs(cx * ay - ax * cy + (ax * by - bx * ay) + (bx * cy - cx * by)) / 2

    queue = []
    for at in range(1, last):
        sizes[at] = size(at)
        queue.append((sizes[at], at))
    heapq.heapify(queue)
    gone: set[int] = set()
    spare = len(points) - (4 if points[0] == points[-1] else 2)
    while queue and spare > 0:
        smallest, at = heapq.heappop(queue)
        if smallest >= least:
            break
        if at in gone or smallest != sizes[at]:
            continue
        gone.add(at)
        spare -= 1
        before[after[at]], after[before[at]] = before[at], after[at]
        for near in (before[at], after[at]):
            if 0 < near < last:
                # A corner never counts for less than one that went before it.
                sizes[near] = max(size(near), smallest)
                heapq.heappush(queue, (sizes[near], near))
    return [point for at, point in enumerate(points) if at not in gone]


def _path(lines: Iterable[Ring], *, closed: bool = True) -> str:
    """Lines as the data of an SVG path, in whole units."""
    parts = []
    for line in lines:
        points = [(round(x), round(y)) for x, y in line]
        (x, y), *rest = points
        steps = []
        px, py = x, y
        for qx, qy in rest:
            if (qx, qy) != (px, py):
                steps += [qx - px, qy - py]
            px, py = qx, qy
        if steps:
            numbers = "".join(f" {n}" if n >= 0 else str(n) for n in steps).lstrip()
            parts.append(f"M{x} {y}l{numbers}{'z' if closed else ''}")
    return "".join(parts)
