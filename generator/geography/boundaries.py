"""The shapes of the countries: `maps/countries.topojson`, a site's own or the package's.

The format is TopoJSON (https://github.com/topojson/topojson-specification), so that a border
which two countries share is kept, and made simpler, once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from annotated_types import Len
from pydantic import BaseModel, ConfigDict, Field

from generator.geography.projection import Point, equal_earth
from generator.geography.reading import InvalidValueError, read_map_file
from generator.geography.rings import Polygon, Ring, clip, extent, shifted
from generator.model.base import address_problem

FILE = "countries.topojson"

Arcs: TypeAlias = Sequence[Sequence[int]]
"""A polygon's rings as numbers of arcs; `~n` is arc n backwards."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's shape.

    Attributes:
        code: ISO 3166-1 alpha-2; empty for land that no code stands for.
        label: longitude and latitude of the point that stands for it, in its main territory.
        polygons: its polygons as numbers of arcs; none if the point is all that is known.
    """

    code: str
    label: Point
    polygons: Sequence[Arcs]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """All countries, and the arcs that they are drawn with; longitudes may run past 180.

    `origin` says where they come from: title, version, scale, licence, url.
    """

    arcs: Sequence[Ring]
    countries: Sequence[Country]
    origin: Mapping[str, str]
    _by_code: dict[str, Country] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _projected: dict[tuple[int, float], Ring] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def country(self, code: str) -> Country | None:
        """The country with this code, or None."""
        if not self._by_code:
            self._by_code.update((each.code, each) for each in reversed(self.countries))
        return self._by_code.get(code)

    def projected(self, arc: int, meridian: float) -> Ring:
        """The points of an arc on the plane of the projection, worked out once for all pictures.

        Args:
            arc: its number, from 0.
            meridian: the longitude, in degrees, that becomes the map's middle.
        """
        if (arc, meridian) not in self._projected:
            points = [equal_earth(point, meridian) for point in self.arcs[arc]]
            self._projected[arc, meridian] = points
        return self._projected[arc, meridian]

    def polygons(self, country: Country) -> list[Polygon]:
        """A country's polygons as longitudes and latitudes."""
        return [[self.ring(arcs) for arcs in polygon] for polygon in country.polygons]

    def ring(self, arcs: Sequence[int]) -> list[Point]:
        """The points of a ring of arcs, each once."""
        points: list[Point] = []
        for number in arcs:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[1:]
        return points


# ---- The file ----


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


_Number = Annotated[float, Field(allow_inf_nan=False)]
_Pair = tuple[_Number, _Number]
_Longitude = Annotated[float, Field(ge=-360, le=360)]
_Latitude = Annotated[float, Field(ge=-90, le=90)]


class _Properties(_Part):
    label: tuple[_Longitude, _Latitude]


class _Shape(_Part):
    type: Literal["MultiPolygon"]
    id: str = ""
    arcs: list[Annotated[list[Annotated[list[int], Len(1)]], Len(1)]]
    properties: _Properties


class _Spot(_Part):
    type: Literal["Point"]
    id: str
    properties: _Properties


class _Countries(_Part):
    geometries: list[Annotated[_Shape | _Spot, Field(discriminator="type")]]


class _Objects(_Part):
    countries: _Countries


class _Transform(_Part):
    scale: _Pair
    translate: _Pair


class _Topology(_Part):
    type: Literal["Topology"]
    origin: dict[str, str] = {}
    transform: _Transform
    objects: _Objects
    arcs: list[Annotated[list[_Pair], Len(2)]]


def read_boundaries(folder: Path) -> Boundaries:
    """The boundaries of a site: those in its own `maps/`, or else the package's.

    Raises:
        BadMapError: the site's own file cannot be used.
    """
    return read_map_file(folder, FILE, "boundaries", _parse)


@lru_cache(maxsize=4)
def _parse(data: bytes) -> Boundaries:
    file = _Topology.model_validate_json(data)
    # It becomes a link.
    if why := address_problem(file.origin["url"]) if "url" in file.origin else None:
        raise InvalidValueError(("origin", "url"), why)
    arcs = [_points(arc, file.transform) for arc in file.arcs]
    for at, arc in enumerate(arcs):
        if not all(isfinite(x) and abs(x) <= 360 and abs(y) <= 90 for x, y in arc):
            raise InvalidValueError(("arcs", at), "a point lies off the globe")
    countries: dict[str, Country] = {}
    land = []
    for at, each in enumerate(file.objects.countries.geometries):
        country = _country(at, each, len(arcs))
        if country.code in countries:
            trail = ("objects", "countries", "geometries", at, "id")
            raise InvalidValueError(trail, f"'{country.code}' stands twice")
        if country.code:
            countries[country.code] = country
        else:
            land.append(country)
    return Boundaries(arcs, [*countries.values(), *land], file.origin)


def _country(at: int, shape: _Shape | _Spot, arcs: int) -> Country:
    polygons = shape.arcs if isinstance(shape, _Shape) else []
    for p, polygon in enumerate(polygons):
        for r, ring in enumerate(polygon):
            for n, number in enumerate(ring):
                if not -arcs <= number < arcs:
                    trail = ("objects", "countries", "geometries", at, "arcs", p, r, n)
                    raise InvalidValueError(trail, f"there is no arc {number}")
    return Country(shape.id, shape.properties.label, polygons)


def _points(arc: Sequence[_Pair], transform: _Transform) -> list[Point]:
    (a, b), (left, bottom) = transform.scale, transform.translate
    x = y = 0.0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((round(x * a + left, 6), round(y * b + bottom, 6)))
    return points


# ---- Another middle ----


def recentred(boundaries: Boundaries, meridian: float) -> Boundaries:
    """The same shapes with all longitudes within 180 degrees of `meridian`.

    What lies across the opposite meridian is cut there; everything else keeps its shared arcs.
    """
    arcs = list(boundaries.arcs)
    moved: dict[tuple[int, float], int] = {}
    west, east = meridian - 180, meridian + 180

    def move(number: int, degrees: float) -> int:
        forwards = number if number >= 0 else ~number
        if degrees and (forwards, degrees) not in moved:
            moved[forwards, degrees] = len(arcs)
            arcs.append(shifted(boundaries.arcs[forwards], degrees))
        there = moved.get((forwards, degrees), forwards)
        return there if number >= 0 else ~there

    def parts(polygon: Arcs) -> list[Arcs]:
        rings = [boundaries.ring(ring) for ring in polygon]
        left, _, right, _ = extent(rings[0])
        for degrees in (0.0, -360.0, 360.0):
            if west <= left + degrees and right + degrees <= east:
                return [[[move(number, degrees) for number in ring] for ring in polygon]]
        pieces: list[Arcs] = []
        for degrees in (-360.0, 0.0, 360.0):
            numbers = []
            for ring in rings:
                cut = clip(shifted(ring, degrees), 0, west, keep_above=True)
                cut = clip(cut, 0, east, keep_above=False) if cut else cut
                if len(cut) > 2:
                    numbers.append([len(arcs)])
                    arcs.append([*cut, cut[0]])
            if numbers:
                pieces.append(numbers)
        return pieces

    countries = [
        replace(
            country,
            label=_within(country.label, west),
            polygons=[piece for polygon in country.polygons for piece in parts(polygon)],
        )
        for country in boundaries.countries
    ]
    return Boundaries(arcs, countries, boundaries.origin)


def _within(place: Point, west: float) -> Point:
    return (place[0] - west) % 360 + west, place[1]
