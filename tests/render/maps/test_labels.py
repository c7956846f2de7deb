"""Names in a picture: readable, on the paper, beside what they name."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.lettering import text_width
from generator.render.maps.labels import SIZE, Box, Label, Name, place_labels
from generator.render.maps.land import CELL, land_on

PAPER = (1280, 800)
SPOTS = st.tuples(st.floats(-50, 1330), st.floats(-50, 850))
NAMES = st.lists(
    st.builds(
        lambda text, spot, away, inside: Name(text, "country", text, *spot, away, inside),
        st.text("abcdefgh ÄØ中", min_size=1, max_size=24),
        SPOTS,
        st.floats(5, 60),
        st.booleans(),
    ),
    max_size=9,
)
TAKEN = st.lists(SPOTS.map(lambda spot: (spot[0] - 13, spot[1] - 13, spot[0] + 13, spot[1] + 13)))


def name(text: str, x: float, y: float, away: float = 20, *, inside: bool = False) -> Name:
    return Name(text, "country", "BE", x, y, away, inside)


def box(label: Label) -> Box:
    """The room that the letters of a label take, from what the picture says of it."""
    wide = text_width(label.name.text, SIZE)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return left, label.y - 0.8 * SIZE, left + wide, label.y + 0.25 * SIZE


def points_of(label: Label) -> list[tuple[float, float]]:
    """Points along the line that leads to a label, beyond its marker."""
    assert label.leader
    x, y, to_x, to_y = label.leader
    points = [(x + (to_x - x) * n / 40, y + (to_y - y) * n / 40) for n in range(41)]
    return [p for p in points if dist(p, (label.name.x, label.name.y)) > 1.5 * label.name.mark + 10]


def inside(point: tuple[float, float], box: Box) -> bool:
    """Whether a point lies well within a box."""
    return box[0] + 1 < point[0] < box[2] - 1 and box[1] + 1 < point[1] < box[3] - 1


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than the unit that rounding may cost."""
    return a[0] + 1 < b[2] and b[0] + 1 < a[2] and a[1] + 1 < b[3] and b[1] + 1 < a[3]


@given(NAMES, TAKEN)
def test_labels_never_stand_on_each_other_or_on_markers(
    names: list[Name], taken: list[Box]
) -> None:
    boxes = [box(label) for label in place_labels(names, taken, PAPER)]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert not any(overlap(a, b) for a in boxes for b in taken)


@given(NAMES, TAKEN)
def test_labels_never_leave_the_paper(names: list[Name], taken: list[Box]) -> None:
    for label in place_labels(names, taken, PAPER):
        left, top, right, bottom = box(label)
        assert left >= -1
        assert top >= -1
        assert right <= PAPER[0] + 1
        assert bottom <= PAPER[1] + 1


@given(NAMES, TAKEN)
def test_labels_keep_their_order_and_each_stands_once(names: list[Name], taken: list[Box]) -> None:
    placed = [label.name for label in place_labels(names, taken, PAPER)]
    rest = iter(names)
    assert all(any(each is other for other in rest) for each in placed)


@given(NAMES)
def test_a_name_stands_beside_what_it_names_or_a_line_leads_there(names: list[Name]) -> None:
    for label in place_labels(names, [], PAPER):
        left, top, right, bottom = box(label)
        x, y, reach = label.name.x, label.name.y, label.name.away + 3 * SIZE
        if label.leader:
            start, end = label.leader[:2], label.leader[2:]
            assert dist(start, (x, y)) <= label.name.mark + 1
            assert left - 7 <= end[0] <= right + 7
            assert top - 7 <= end[1] <= bottom + 7
            reach = label.name.away + 12 * SIZE
        assert left - reach <= x <= right + reach
        assert top - reach <= y <= bottom + reach


@given(NAMES, TAKEN)
def test_lines_run_through_no_name(names: list[Name], taken: list[Box]) -> None:
    placed = place_labels(names, taken, PAPER)
    for label, other in permutations(placed, 2):
        if label.leader:
            assert not any(inside(point, box(other)) for point in points_of(label))


@given(NAMES, st.integers(0, 200), st.integers(1, 120))
def test_names_stand_on_no_other_land(names: list[Name], first: int, wide: int) -> None:
    strip = [(4.0 * first, -1.0), (4.0 * (first + wide), -1.0)]
    ring = [*strip, *((x, 801.0) for x, _ in reversed(strip))]
    land = land_on([("FR", [ring])], *PAPER)
    own = [replace(each, on="FR" if at % 2 else "DE") for at, each in enumerate(names)]
    for label in place_labels(own, [], PAPER, land):
        if label.name.on == "DE":
            left, _, right, _ = box(label)
            assert right <= strip[0][0] + CELL or left >= strip[1][0] - CELL


def test_a_name_that_is_hemmed_in_chooses_first() -> None:
    """The first name could stand where only the second one can."""
    taken = [(0.0, 0.0, 560.0, 800.0), (0.0, 430.0, 1280.0, 800.0), (0.0, 0.0, 1280.0, 370.0)]
    hemmed = replace(name("Belgium " * 4, 590, 400, 10), text="B" * 33)
    placed = place_labels([name("Bell", 590, 400, 10), hemmed], taken, PAPER)
    assert hemmed in [label.name for label in placed]


def test_a_name_with_a_line_stands_on_the_sea_rather_than_on_its_own_land() -> None:
    ring = [(400.0, 300.0), (800.0, 300.0), (800.0, 500.0), (400.0, 500.0)]
    spots = [(620, 400), (560, 400), (560, 380), (560, 430), (640, 430)]
    taken = [(x - 1.0, y - 1.0, x + 1.0, y + 1.0) for x, y in spots]
    land = land_on([("BE", [ring])], *PAPER)
    belgium = replace(name("Belgium", 600, 400, 10), on="BE")
    (label,) = place_labels([belgium], taken, PAPER, land)
    assert label.leader
    assert land.is_free(box(label), "")


def test_a_name_with_room_stands_on_its_point() -> None:
    (label,) = place_labels([name("Belgium", 600, 400, inside=True)], [], PAPER)
    assert (label.x, label.anchor) == (600, "middle")
    assert box(label)[1] < 400 < box(label)[3]


def test_a_name_without_room_stands_to_the_right() -> None:
    (label,) = place_labels([name("Belgium", 600, 400)], [], PAPER)
    assert (label.x, label.anchor) == (620, "start")
    assert box(label)[1] < 400 < box(label)[3]


def test_at_the_right_edge_it_stands_to_the_left() -> None:
    (label,) = place_labels([name("Belgium", 1270, 400)], [], PAPER)
    assert (label.x, label.anchor) == (1250, "end")


@pytest.mark.parametrize("corner", [(0, 0), (1280, 0), (0, 800), (1280, 800)])
def test_in_a_corner_there_is_still_a_place(corner: tuple[int, int]) -> None:
    assert len(place_labels([name("Belgium", *corner)], [], PAPER)) == 1


def test_a_name_that_fits_nowhere_is_left_out() -> None:
    assert place_labels([name("Belgium", 600, 400)], [(0, 0, *PAPER)], PAPER) == []
    assert place_labels([name("B" * 100, 600, 400)], [], PAPER) == []


def test_two_names_at_one_point_both_stand() -> None:
    one, other = place_labels([name("Belgium", 600, 400), name("Bell", 600, 400)], [], PAPER)
    assert not overlap(box(one), box(other))
