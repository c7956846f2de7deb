"""Rings: what is cut off, what lies within, how far it is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.geography import Point
from generator.geography.rings import (
    area,
    clip,
    clip_to_box,
    contains,
    extent,
    kilometres,
    kilometres_to,
    shifted,
)

SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
# Two arms to the right of a bar.
COMB: list[Point] = [(0, 0), (4, 0), (4, 1), (1, 1), (1, 2), (4, 2), (4, 3), (0, 3)]
NUMBERS = st.integers(-50, 50).map(float)
RINGS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=12)
PLACES = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
QUARTER = 6371 * math.pi / 2


@pytest.mark.parametrize(
    ("axis", "limit", "above", "left"),
    [
        (0, 1, True, 2),
        (0, 1, False, 2),
        (1, 0.5, True, 3),
        (1, 0.5, False, 1),
        (0, 0, True, 4),
        (0, 2, False, 4),
        (0, 3, False, 4),
    ],
)
def test_a_square_is_cut_at_a_line(axis: int, limit: float, above: bool, left: float) -> None:
    cut = clip(SQUARE, axis, limit, keep_above=above)
    assert area(cut) == left
    assert all(point[axis] >= limit if above else point[axis] <= limit for point in cut)


def test_nothing_is_left_on_the_wrong_side() -> None:
    assert clip(SQUARE, 0, 5, keep_above=True) == []
    assert clip_to_box(SQUARE, 5, 5, 6, 6) == []
    assert clip_to_box(SQUARE, 0, 3, 2, 6) == []


def test_a_ring_within_the_box_is_left_as_it_is() -> None:
    assert clip_to_box(COMB, -1, -1, 5, 5) == COMB


def test_a_box_within_a_ring_is_what_is_left() -> None:
    cut = clip_to_box(SQUARE, 0.5, 0.5, 1.5, 1)
    assert area(cut) == 0.5
    assert set(cut) == {(0.5, 0.5), (1.5, 0.5), (1.5, 1), (0.5, 1)}


def test_parts_that_are_cut_apart_keep_their_area() -> None:
    assert area(clip(COMB, 0, 2, keep_above=True)) == 4
    assert area(clip(COMB, 0, 2, keep_above=False)) == 6 - 1


@given(RINGS, NUMBERS, st.integers(0, 1))
def test_both_sides_of_a_cut_make_the_whole(ring: list[Point], limit: float, axis: int) -> None:
    sides = [clip(ring, axis, limit, keep_above=above) for above in (True, False)]
    whole = sum(area(side) for side in sides if side)
    assert whole == pytest.approx(area(ring), abs=1e-6)


@given(RINGS)
def test_a_ring_cut_to_a_box_lies_in_it(ring: list[Point]) -> None:
    cut = clip_to_box(ring, -20, -10, 30, 15)
    assert all(-20 <= x <= 30 and -10 <= y <= 15 for x, y in cut)
    assert clip_to_box(cut, -20, -10, 30, 15) == cut


def test_the_area_tells_which_way_a_ring_runs() -> None:
    assert area(SQUARE) == 4
    assert area(SQUARE[::-1]) == -4
    assert area(COMB) == 9


@given(RINGS, st.integers(-400, 400))
def test_a_shifted_ring_has_the_same_area(ring: list[Point], degrees: int) -> None:
    assert area(shifted(ring, degrees)) == pytest.approx(area(ring), abs=1e-6)


@pytest.mark.parametrize(
    ("place", "within"),
    [((0.5, 1.5), True), ((3, 0.5), True), ((3, 1.5), False), ((-1, 1), False), ((9, 9), False)],
)
def test_a_place_lies_in_a_ring_or_not(place: Point, within: bool) -> None:
    assert contains(COMB, place) is within
    assert contains(COMB[::-1], place) is within


@given(RINGS, st.integers(-50, 50), st.integers(-50, 50))
def test_a_place_beyond_the_extent_is_outside(ring: list[Point], x: int, y: int) -> None:
    left, bottom, right, top = extent(ring)
    assert not contains(ring, (right + 1, y + 0.5))
    assert not contains(ring, (left - 1, y + 0.5))
    assert not contains(ring, (x + 0.5, top + 1))
    assert not contains(ring, (x + 0.5, bottom - 1))


def test_an_extent_holds_all_points() -> None:
    assert extent([(3, -1), (-2, 5), (0, 0)]) == (-2, -1, 3, 5)
    assert extent(iter([(1, 2)])) == (1, 2, 1, 2)


@pytest.mark.parametrize(
    ("a", "b", "away"),
    [
        ((0, 0), (90, 0), QUARTER),
        ((0, 90), (123, 0), QUARTER),
        ((0, 0), (180, 0), 2 * QUARTER),
        ((10, 90), (-120, -90), 2 * QUARTER),
        ((179.5, 0), (-179.5, 0), QUARTER / 90),
        ((179.5, 0), (180.5, 0), QUARTER / 90),
        ((2.3522, 48.8566), (-0.1276, 51.5072), 344),  # Paris, London
        ((-74.006, 40.7128), (139.6917, 35.6895), 10_850),  # New York, Tokyo
        ((7, 7), (7, 7), 0),
    ],
)
def test_distances_are_those_of_the_globe(a: Point, b: Point, away: float) -> None:
    assert kilometres(a, b) == pytest.approx(away, rel=0.002)


@given(PLACES, PLACES)
def test_the_way_back_is_as_long(a: Point, b: Point) -> None:
    assert kilometres(a, b) == pytest.approx(kilometres(b, a))
    assert 0 <= kilometres(a, b) <= 2 * QUARTER + 1


def test_an_edge_is_nearer_than_its_corners() -> None:
    degree = QUARTER / 90
    long = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert kilometres_to(long, (5, -1)) == pytest.approx(degree, rel=0.001)
    assert kilometres_to(long, (5, 1)) == pytest.approx(degree, rel=0.001)
    assert kilometres_to(long, (-1, 0)) == pytest.approx(degree, rel=0.001)
    at_five = degree * math.cos(math.radians(5))
    assert kilometres_to(long, (11, 5)) == pytest.approx(at_five, rel=0.001)


@pytest.mark.parametrize("turn", [-360, 0, 360])
def test_an_edge_past_180_is_as_near(turn: float) -> None:
    ring = shifted([(179.0, 0.0), (181.0, 0.0), (181.0, 2.0), (179.0, 2.0)], turn)
    assert kilometres_to(ring, (-180, -1)) == pytest.approx(QUARTER / 90, rel=0.001)
    assert kilometres_to(ring, (180, -1)) == pytest.approx(QUARTER / 90, rel=0.001)


@given(st.lists(PLACES, min_size=1, max_size=8), PLACES)
def test_a_ring_is_never_farther_than_its_corners(ring: list[Point], place: Point) -> None:
    assert kilometres_to(ring, place) <= min(kilometres(place, corner) for corner in ring)
