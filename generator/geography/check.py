"""What maps cannot show: countries without a shape, places that do not lie where they should."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Edit
from generator.geography.boundaries import Boundaries, Country
from generator.geography.projection import Point
from generator.geography.rings import Polygon, area, contains, kilometres, kilometres_to
from generator.load import Document, Trail
from generator.load.edits import swap_values
from generator.model import MapPlace, Story

# Coasts are drawn coarsely: a harbour may stand this far from its country's shape.
_NEAR = 100.0  # km
# A country that is only a point may be as large as this.
_NEAR_POINT = 400.0  # km


def check_places(document: Document, story: Story, boundaries: Boundaries) -> list[Diagnostic]:
    """Hold countries and places of a story against the boundaries.

    Returns:
        A problem for each country that has no shape, and for each place that lies outside the
        country it names; where latitude and longitude are swapped, it says so.
    """
    problems: list[Diagnostic] = []
    for at, part in enumerate(story.participations):
        trail: Trail = ("participations", at, "country")
        if not boundaries.country(part.country):
            problems.append(_without_shape(document, trail, part.country))
    for at, place in enumerate(story.places):
        country = boundaries.country(place.country) if place.country else None
        if country:
            problems += _misplaced(document, ("places", at), place, country, boundaries)
        elif place.country:
            problems.append(_without_shape(document, ("places", at, "country"), place.country))
    return problems


def _without_shape(document: Document, trail: Trail, code: str) -> Diagnostic:
    message = f"the map has no shape and no point for '{code}'"
    return document.problem("country-without-shape", document.place(trail), message)


def _misplaced(
    document: Document, trail: Trail, place: MapPlace, country: Country, boundaries: Boundaries
) -> list[Diagnostic]:
    at = (place.longitude, place.latitude)
    away, near = distance(at, country, boundaries), _NEAR if country.polygons else _NEAR_POINT
    if away <= near:
        return []
    swapped = (place.latitude, place.longitude)
    message = (
        f"'{place.name}' ({place.latitude:.12g}, {place.longitude:.12g}) lies about "
        f"{away:,.0f} km from {country.code}"
    )
    fix: tuple[Edit, ...] = ()
    if abs(place.longitude) <= 90 and distance(swapped, country, boundaries) <= near:
        advice = (
            "Latitude and longitude are swapped: write "
            f"'latitude: {place.longitude:.12g}' and 'longitude: {place.latitude:.12g}'."
        )
        fix = swap_values(document, (*trail, "latitude"), (*trail, "longitude"))
    elif code := country_at(at, boundaries):
        advice = f"The point lies in {code}. Correct the country or the coordinates."
    else:
        advice = (
            "No country's shape lies there. Correct the coordinates; if this is an island that "
            "the boundaries leave out, leave 'country' out too."
        )
    where = document.place((*trail, "latitude"))
    return [document.problem("misplaced-place", where, message, advice, fix)]


def distance(at: Point, country: Country, boundaries: Boundaries) -> float:
    """How far a place is from a country, in km: 0 within it, else the way to its nearest edge.

    To a country that is only a point it is the way to that point.
    """
    if not country.polygons:
        return kilometres(at, country.label)
    polygons = boundaries.polygons(country)
    if any(_holds(polygon, at) for polygon in polygons):
        return 0.0
    return min(kilometres_to(ring, at) for polygon in polygons for ring in polygon)


def _holds(polygon: Polygon, at: Point) -> bool:
    # Longitudes of a shape may run past 180; those of a place do not.
    places = [(at[0] + turn, at[1]) for turn in (0.0, 360.0, -360.0)]
    outer, *holes = [any(contains(ring, place) for place in places) for ring in polygon]
    return outer and not any(holes)


def country_at(at: Point, boundaries: Boundaries) -> str:
    """The code of the country in which a place lies, or an empty text.

    Small states lie on top of their neighbours, so the smallest country is the one.
    """
    sizes = [
        (sum(abs(area(polygon[0])) for polygon in polygons), country.code)
        for country in boundaries.countries
        if country.code and (polygons := boundaries.polygons(country))
        if any(_holds(polygon, at) for polygon in polygons)
    ]
    return min(sizes)[1] if sizes else ""
