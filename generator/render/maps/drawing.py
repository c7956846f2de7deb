"""Boundaries in a frame → the paths of an SVG picture.

What a picture shows of the world is the same for all stories in a frame, so it is drawn once.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.geography import Boundaries, Country, Frame, Point, equal_earth
from generator.geography.rings import Polygon, Ring, area, clip_to_box, extent

Extent = tuple[float, float, float, float]

# In units of the picture, of which a screen shows two or three to a pixel.
_BEYOND = 8  # how far paths run past the edge of the picture, so that no end shows
_ROUGHNESS = 7.0  # the area of a corner that is left out
_SPECK = 14.0  # the area of an island that is left out of the background


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
    _arcs: dict[int, list[Point]] = field(init=False, default_factory=dict)
    _background: tuple[str, str] | None = field(init=False, default=None)
    _countries: dict[str, tuple[str, Extent]] = field(init=False, default_factory=dict)

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

    def _on_paper(self, point: Point) -> Point:
        (left, top), scale = self._corner, self._scale
        return (point[0] - left) * scale, (top - point[1]) * scale

    def _polygon(self, polygon: Sequence[Sequence[int]]) -> Polygon:
        """A polygon as far as the paper shows it."""
        rings = []
        for numbers in polygon:
            ring = [p for n in numbers for p in self._arc(n)[1:]]
            if len(ring) > 2:
                box = (-_BEYOND, -_BEYOND, self.width + _BEYOND, self.height + _BEYOND)
                ring = clip_to_box(ring, *box)
            if len(ring) > 2:
                rings.append(ring)
        return rings

    def _arc(self, number: int) -> list[Point]:
        forwards = number if number >= 0 else ~number
        if forwards not in self._arcs:
            meridian = self.frame.meridian
            points = [
                self._on_paper(equal_earth(place, meridian))
                for place in self.boundaries.arcs[forwards]
            ]
            self._arcs[forwards] = simpler(points, _ROUGHNESS)
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
            arc = self._arc(number)
            left, top, right, bottom = extent(arc)
            inside = right > 0 and left < self.width and bottom > 0 and top < self.height
            if times > 1 and inside:
                yield arc


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
        return abs(area((points[before[at]], points[at], points[after[at]])))

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
