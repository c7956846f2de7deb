"""Equal Earth: the values that its authors give, and that areas stay in proportion."""

from __future__ import annotations

from math import asin, cos, pi, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.geography import equal_earth

LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-90, 90)


# The extreme of y as D3's tests have it; those of x follow from equation 1 of the paper.
@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (0, 0, 0, 0),
        (0, 90, 0, 1.3173627591574),
        (0, -90, 0, -1.3173627591574),
        (180, 0, 2 * pi / (sqrt(3) * 1.340264), 0),
        (-180, 0, -2 * pi / (sqrt(3) * 1.340264), 0),
        (90, 0, pi / (sqrt(3) * 1.340264), 0),
    ],
)
def test_known_places_lie_where_the_authors_have_them(
    longitude: float, latitude: float, x: float, y: float
) -> None:
    assert equal_earth((longitude, latitude), 0) == pytest.approx((x, y), abs=1e-12)


def test_the_poles_are_lines_of_a_known_length() -> None:
    x, y = equal_earth((180, 90), 0)
    # The paper: the pole line is 0.59 as long as the equator, the map 2.05 times as wide as high.
    equator, _ = equal_earth((180, 0), 0)
    assert x / equator == pytest.approx(0.59, abs=0.005)
    assert equator / y == pytest.approx(2.05, abs=0.005)


@given(LONGITUDES, LATITUDES)
def test_north_and_south_east_and_west_are_alike(longitude: float, latitude: float) -> None:
    x, y = equal_earth((longitude, latitude), 0)
    assert equal_earth((-longitude, latitude), 0) == (-x, y)
    assert equal_earth((longitude, -latitude), 0) == (x, -y)


@given(st.integers(-180, 180), LATITUDES, st.integers(-180, 180))
def test_the_meridian_only_turns_the_globe(longitude: int, latitude: float, meridian: int) -> None:
    turned = equal_earth((longitude + meridian, latitude), meridian)
    assert turned == equal_earth((longitude, latitude), 0)


@given(LATITUDES, st.floats(0.01, 180))
def test_parallels_are_straight_and_evenly_spaced(latitude: float, longitude: float) -> None:
    x, y = equal_earth((longitude, latitude), 0)
    half, same = equal_earth((longitude / 2, latitude), 0)
    assert same == y
    assert half == pytest.approx(x / 2)
    assert x > 0


@given(LONGITUDES, st.floats(-89.5, 89.5))
def test_areas_are_those_of_the_globe(longitude: float, latitude: float) -> None:
    step = 1e-3
    west, east = (equal_earth((longitude + s, latitude), 0) for s in (-step, step))
    south, north = (equal_earth((longitude, latitude + s), 0) for s in (-step, step))
    a, b = east[0] - west[0], north[0] - south[0]
    c, d = east[1] - west[1], north[1] - south[1]
    on_paper = a * d - b * c
    on_globe = (2 * radians(step)) ** 2 * cos(radians(latitude))
    assert on_paper == pytest.approx(on_globe, rel=1e-4)


@given(st.floats(-89, 88), st.floats(0.01, 1))
def test_a_place_farther_north_is_higher(latitude: float, more: float) -> None:
    _, low = equal_earth((0, latitude), 0)
    _, high = equal_earth((0, latitude + more), 0)
    assert high > low


def test_a_place_is_computed_by_the_published_formula() -> None:
    latitude, longitude = radians(52.08), radians(4.31)
    angle = asin(sqrt(3) / 2 * sin(latitude))
    a = (1.340264, -0.081106, 0.000893, 0.003796)
    powers = (1, 3, 7, 9)
    x = 2 * sqrt(3) * longitude * cos(angle)
    x /= 3 * sum(n * k * angle ** (n - 1) for n, k in zip(powers, a, strict=True))
    y = sum(k * angle**n for n, k in zip(powers, a, strict=True))
    assert equal_earth((4.31, 52.08), 0) == pytest.approx((x, y), rel=1e-12)
