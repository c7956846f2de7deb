"""Drawings: whole units, within the paper, simpler than the boundaries, always the same."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.geography import Atlas, Point, equal_earth, open_atlas
from generator.geography.rings import area, clip_to_box
from generator.render.maps.drawing import Drawing, simpler

ATLAS = open_atlas(Path("/no/site"))
FRAMES = {frame.id: frame for frame in ATLAS.frames}
SHOWN = ("world-and-antarctica", "pacific", "europe", "north-atlantic")
PATH = re.compile(r"(?:M-?\d+ -?\d+l-?\d+(?:[ -]\d+| -\d+)*z?)*")
BEYOND = 8
ROUGHNESS, SPECK = 32.0, 70.0
NUMBERS = st.integers(-30, 30).map(float)
LINES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=20)


def drawing(frame: str, width: int = 1280, height: int = 800, atlas: Atlas = ATLAS) -> Drawing:
    return Drawing(FRAMES[frame], atlas.around(FRAMES[frame].meridian), width, height)


def lines(path: str) -> list[list[Point]]:
    """The lines of a path, in points of the paper."""
    found = []
    for part in filter(None, path.split("M")):
        start, _, rest = part.rstrip("z").partition("l")
        x, y = map(int, start.split())
        points: list[Point] = [(x, y)]
        steps = [int(number) for number in re.findall(r"-?\d+", rest)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


@pytest.fixture(scope="module", params=SHOWN)
def world(request: pytest.FixtureRequest) -> Drawing:
    return drawing(request.param)


def test_paths_are_in_whole_units_and_hardly_leave_the_paper(world: Drawing) -> None:
    land, borders = world.background()
    shapes = [world.country(country)[0] for country in world.boundaries.countries]
    for path in (land, *shapes):
        assert PATH.fullmatch(path)
        for x, y in (point for line in lines(path) for point in line):
            assert -BEYOND <= x <= world.width + BEYOND
            assert -BEYOND <= y <= world.height + BEYOND
    assert PATH.fullmatch(borders)
    assert "z" not in borders
    for line in lines(borders):
        assert min(x for x, _ in line) <= world.width
        assert max(x for x, _ in line) >= 0


def test_no_path_stands_still(world: Drawing) -> None:
    land, borders = world.background()
    for line in lines(land) + lines(borders):
        assert all(a != b for a, b in pairwise(line))
        assert len(line) > 1


def whole_arcs(world: Drawing) -> list[list[Point]]:
    """All arcs on the plane of the paper, without their flattest corners; none is left out."""
    left, bottom, right, top = world.frame.rectangle
    scale = min(world.width / (right - left), world.height / (top - bottom))
    west = (left + right) / 2 - world.width / 2 / scale
    north = (bottom + top) / 2 + world.height / 2 / scale
    plane = (
        [equal_earth(point, world.frame.meridian) for point in arc] for arc in world.boundaries.arcs
    )
    return [
        simpler([((x - west) * scale, (north - y) * scale) for x, y in arc], ROUGHNESS)
        for arc in plane
    ]


def on_paper(rings: list[list[Point]], smallest: float) -> list[list[Point]]:
    """The rings that are not too small, in whole units, as a path has them."""
    whole = [
        [point for point, _ in groupby((round(x), round(y)) for x, y in ring)]
        for ring in rings
        if abs(area(ring)) >= smallest
    ]
    return [ring for ring in whole if len(ring) > 1]


def test_leaving_out_what_lies_beside_the_paper_changes_nothing(world: Drawing) -> None:
    box = (-BEYOND, -BEYOND, world.width + BEYOND, world.height + BEYOND)
    arcs = whole_arcs(world)
    land = []
    for country in world.boundaries.countries:
        rings = [
            [p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])[1:]]
            for polygon in country.polygons
            for ring in polygon
        ]
        cut = [clip_to_box(ring, *box) for ring in rings if len(ring) > 2]
        shown = [ring for ring in cut if len(ring) > 2]
        land += shown
        if country.code:
            large = max((abs(area(ring)) for ring in shown), default=0.0)
            assert lines(world.country(country)[0]) == on_paper(shown, min(large, SPECK))
    assert lines(world.background()[0]) == on_paper(land, SPECK)


def test_a_frame_is_drawn_the_same_each_time(world: Drawing) -> None:
    again = Drawing(
        world.frame, open_atlas(Path("/no/site")).around(world.frame.meridian), 1280, 800
    )
    # In another order, too.
    countries = [country for country in world.boundaries.countries if country.code]
    for country in reversed(countries):
        again.country(country)
    assert again.background() == world.background()
    assert all(again.country(country) == world.country(country) for country in countries)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (720, 800), (300, 900)])
def test_the_whole_frame_is_on_the_paper(frame: str, width: int, height: int) -> None:
    each = drawing(frame, width, height)
    west, south, east, north = each.frame.box
    middle = ((west + east) / 2, (south + north) / 2)
    meridian = each.frame.meridian
    corners = [
        (west + 0.01, middle[1]),
        (east - 0.01, middle[1]),
        (meridian, south + 0.01),
        (meridian, north - 0.01),
    ]
    spots = [each.spot(corner) for corner in corners]
    assert all(map(each.shows, [middle, *corners]))
    # One way or the other, it fills the paper.
    wide, high = spots[1][0] - spots[0][0], spots[2][1] - spots[3][1]
    assert wide == pytest.approx(width, rel=0.01) or high == pytest.approx(height, rel=0.01)


def test_north_is_up_and_east_is_right() -> None:
    europe = drawing("europe")
    (x, y), (right, _), (_, up) = map(europe.spot, [(10, 50), (20, 50), (10, 60)])
    assert right > x
    assert up < y


def test_countries_are_drawn_where_they_lie() -> None:
    europe = drawing("europe")
    for code in ("FR", "DE", "PL", "ES"):
        country = europe.boundaries.country(code)
        assert country
        path, (left, top, right, bottom) = europe.country(country)
        x, y = europe.spot(country.label)
        assert left < x < right
        assert top < y < bottom
        assert path
    assert europe.country(country) is europe.country(country)


def test_a_country_beyond_the_paper_has_no_path() -> None:
    europe = drawing("europe")
    for code in ("NZ", "BR", "VA"):
        country = europe.boundaries.country(code)
        assert country
        path, box = europe.country(country)
        assert path == ""
        assert (box[0], box[1]) == (box[2], box[3]) == europe.spot(country.label)


def test_shapes_lie_on_the_land() -> None:
    """What is drawn of a country is the land's own lines, so that no edge stands twice."""
    europe = drawing("europe")
    land, _ = europe.background()
    for code in ("FR", "DE", "PL"):
        country = europe.boundaries.country(code)
        assert country
        assert set(lines_as_text(europe.country(country)[0])) <= set(lines_as_text(land))


def lines_as_text(path: str) -> list[str]:
    return [part.rstrip("z") for part in path.split("M") if part]


def test_a_picture_is_small(world: Drawing) -> None:
    land, borders = world.background()
    assert 1_000 < len(land) + len(borders) < 30_000


def test_the_main_part_of_a_country_leaves_out_what_is_far_and_small() -> None:
    europe = drawing("europe")
    parts = {}
    for code in ("FR", "DK", "US", "VA"):
        country = europe.boundaries.country(code)
        assert country
        parts[code] = europe.main_part(country)
        label = europe.frame.project(country.label)
        left, bottom, right, top = parts[code]
        assert left <= label[0] <= right
        assert bottom <= label[1] <= top
    # The mainland of France, without Corsica; Denmark with its largest island; Vatican a point.
    assert parts["FR"][2] < europe.frame.project((8.6, 42.0))[0]
    assert parts["DK"][2] > europe.frame.project((12.0, 55.5))[0]
    assert parts["VA"][0] == parts["VA"][2]
    # Without Alaska.
    assert parts["US"][0] > europe.frame.project((-150.0, 60.0))[0]


# ---- Simpler lines ----


def test_flat_corners_go_and_sharp_ones_stay() -> None:
    line: list[Point] = [(0, 0), (5, 0.1), (10, 0), (10, 10), (10.1, 15), (10, 20)]
    assert simpler(line, 7) == [(0, 0), (10, 0), (10, 20)]


def test_a_closed_line_keeps_four_points() -> None:
    ring: list[Point] = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1), (0, 0)]
    kept = simpler(ring, 1e9)
    assert len(kept) == 4
    assert kept[0] == kept[-1] == (0, 0)
    assert abs(area(kept[:-1])) > 0


def test_an_open_line_may_become_its_ends() -> None:
    assert simpler([(0, 0), (1, 1), (2, 0), (3, 1), (4, 0)], 1e9) == [(0, 0), (4, 0)]
    assert simpler([(0, 0), (1, 1)], 1e9) == [(0, 0), (1, 1)]


@given(LINES, st.floats(0, 500))
def test_a_simpler_line_has_the_same_ends_and_no_new_points(
    line: list[Point], least: float
) -> None:
    kept = simpler(line, least)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in kept), "the order is kept"
    if line[0] == line[-1]:
        assert len(kept) >= min(4, len(line))


@given(LINES, st.floats(0, 500))
def test_no_flat_corner_is_left(line: list[Point], least: float) -> None:
    kept = simpler(line, least)
    flat = [c for c in zip(kept, kept[1:], kept[2:], strict=False) if abs(area(c)) < least]
    assert not flat or (line[0] == line[-1] and len(kept) <= 4)
    assert simpler(kept, least) == kept


@given(LINES, st.floats(0, 500), st.floats(0, 500))
def test_rougher_is_never_longer(line: list[Point], one: float, other: float) -> None:
    fine, rough = sorted((one, other))
    assert set(simpler(line, rough)) <= set(simpler(line, fine))


@given(LINES)
def test_nothing_goes_if_nothing_is_too_small(line: list[Point]) -> None:
    assert simpler(line, 0) == line
