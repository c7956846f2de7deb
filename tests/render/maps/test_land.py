"""Land: each cell has the country in its middle, and boxes are held against the cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.geography import open_atlas
from generator.geography.rings import contains
from generator.render.maps.drawing import Drawing
from generator.render.maps.land import CELL, NOBODY, SEA, land_on

ATLAS = open_atlas(Path("/no/site"))
FRAMES = {frame.id: frame for frame in ATLAS.frames}
NUMBERS = st.floats(-20, 140, width=32).map(float)
RINGS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=8)


@given(RINGS)
def test_a_cell_is_whose_its_middle_is(ring: list[tuple[float, float]]) -> None:
    land = land_on([("FR", [ring])], 120, 80)
    assert (len(land.rows), len(land.rows[0])) == (80 / CELL, 120 / CELL)
    for number, row in enumerate(land.rows):
        for column, whose in enumerate(row):
            middle = ((column + 0.5) * CELL, (number + 0.5) * CELL)
            # A middle on the very edge may count either way.
            near = [(middle[0] + d, middle[1]) for d in (-0.001, 0.001)]
            assert (whose == "FR") in {contains(ring, point) for point in near}


def test_holes_are_no_land_and_later_land_lies_on_earlier() -> None:
    outer = [(0.0, 0.0), (120.0, 0.0), (120.0, 80.0), (0.0, 80.0)]
    hole = [(40.0, 20.0), (80.0, 20.0), (80.0, 60.0), (40.0, 60.0)]
    land = land_on([("IT", [outer, hole]), ("VA", [hole]), ("", [hole])], 120, 80)
    assert land.at(10, 10) == "IT"
    assert land.at(60, 40) == NOBODY
    assert land_on([("IT", [outer, hole])], 120, 80).at(60, 40) == SEA
    assert land.at(-1, 10) == land.at(10, 900) == SEA


def test_boxes_are_free_on_the_sea_and_on_their_own_land() -> None:
    west = [(0.0, 0.0), (40.0, 0.0), (40.0, 80.0), (0.0, 80.0)]
    east = [(80.0, 0.0), (120.0, 0.0), (120.0, 80.0), (80.0, 80.0)]
    land = land_on([("FR", [west]), ("DE", [east])], 120, 80)
    assert land.is_free((10, 10, 70, 30), "FR")
    assert not land.is_free((10, 10, 70, 30), "DE")
    assert not land.is_free((10, 10, 90, 30), "FR")
    assert land.is_free((45, 10, 75, 30), "")
    assert not land.is_free((10, 10, 70, 30), "")
    assert land.is_within((5, 5, 35, 30), "FR")
    assert not land.is_within((5, 5, 50, 30), "FR")


@pytest.mark.parametrize("frame", ["europe", "north-atlantic", "world"])
def test_countries_lie_where_they_are_drawn(frame: str) -> None:
    each = FRAMES[frame]
    drawing = Drawing(each, ATLAS.around(each.meridian), 1280, 800)
    land = drawing.land()
    for code in ("FR", "DE", "ES", "PL", "NO"):
        country = drawing.boundaries.country(code)
        assert country
        assert land.at(*drawing.spot(country.label)) == code
    assert land.at(*drawing.spot((-25.0, 45.0))) == SEA
