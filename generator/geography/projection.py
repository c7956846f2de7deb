"""Equal Earth, the projection of all maps: areas on paper are in the proportions of the globe.

Source: B. Šavrič, T. Patterson, B. Jenny, “The Equal Earth map projection”, International Journal
of Geographical Information Science 33 (2019), equations 1 to 3. `theme/assets/map/map.js` has the
same formula and its inverse.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or x and y of a plane, as the name of the value says."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


def equal_earth(place: Point, meridian: float) -> Point:
    """Project a place.

    Args:
        place: longitude and latitude in degrees; the longitude may run past 180.
        meridian: the longitude, in degrees, that becomes the map's middle.

    Returns:
        x to the right and y upwards, in radii of the globe.
    """
    angle = asin(_M * sin(radians(place[1])))
    square = angle * angle
    sixth = square * square * square
    x = (
        radians(place[0] - meridian)
        * cos(angle)
        / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    )
    return x, angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
