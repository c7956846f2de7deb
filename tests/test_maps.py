"""The boundaries in `maps/` keep what their README promises, and the script's functions work."""

from __future__ import annotations

import gzip
import importlib
import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import pytest

from generator.model.base import COUNTRY_CODES
from tests.support import ROOT

MAPS = ROOT / "maps"
sys.path.insert(0, str(MAPS))
make = importlib.import_module("make_boundaries")
rings = importlib.import_module("rings_and_arcs")

Ring: TypeAlias = list[tuple[float, float]]
DATA = (MAPS / "countries.topojson").read_bytes()
FILE = json.loads(DATA)
GEOMETRIES = FILE["objects"]["countries"]["geometries"]
BY_CODE = {each["id"]: each for each in GEOMETRIES if "id" in each}
SQUARE = [(0, 0), (2, 0), (2, 2), (0, 2)]


def arc(number: int) -> Ring:
    x = y = 0
    scale, (left, bottom) = FILE["transform"]["scale"][0], FILE["transform"]["translate"]
    points = []
    for dx, dy in FILE["arcs"][number if number >= 0 else ~number]:
        x, y = x + dx, y + dy
        points.append((round(x * scale + left, 6), round(y * scale + bottom, 6)))
    return points if number >= 0 else points[::-1]


def ring_of(numbers: Sequence[int]) -> Ring:
    """The points of a ring, the first one again at the end."""
    points: Ring = []
    for number in numbers:
        part = arc(number)
        assert not points or points[-1] == part[0], "an arc starts where the one before it ends"
        points += part[1:] if points else part
    return points


def polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    return [[ring_of(numbers) for numbers in polygon] for polygon in geometry.get("arcs", [])]


def arc_numbers(geometry: dict[str, Any]) -> list[int]:
    return [number for polygon in geometry["arcs"] for ring in polygon for number in ring]


def holder(longitude: float, latitude: float) -> set[str]:
    """The codes of the countries that a place lies in."""
    return {
        code
        for code, each in BY_CODE.items()
        if any(rings.contains(polygon, (longitude, latitude)) for polygon in polygons(each))
    }


# ---- The file ----


def test_every_country_has_a_shape_or_a_point() -> None:
    assert set(BY_CODE) == COUNTRY_CODES
    assert len(BY_CODE) == sum("id" in each for each in GEOMETRIES), "each code stands once"
    points = {code for code, each in BY_CODE.items() if each["type"] == "Point"}
    assert points == {"BV", "GI", "TV", "UM", "VA"}


def test_it_is_sorted_by_code_and_land_without_a_code_has_a_name() -> None:
    codes = [each.get("id") for each in GEOMETRIES]
    assert codes == [*sorted(BY_CODE), None, None]
    assert [g["properties"]["name"] for g in GEOMETRIES[-2:]] == ["N. Cyprus", "Somaliland"]


def test_it_says_where_it_comes_from() -> None:
    assert set(FILE["origin"]) == {"title", "version", "scale", "licence", "url"}
    readme = (MAPS / "README.md").read_text("utf-8")
    for key in ("version", "licence", "url"):
        assert FILE["origin"][key] in readme


def test_it_is_small_and_each_arc_and_geometry_has_its_line() -> None:
    assert len(gzip.compress(DATA, 9)) <= 34 * 1024
    lines = [line.rstrip(",") for line in DATA.decode().splitlines()]
    for each in (*GEOMETRIES, *FILE["arcs"]):
        assert json.dumps(each, ensure_ascii=False, separators=(",", ":")) in lines


def test_rings_are_closed_and_turn_the_right_way() -> None:
    for each in GEOMETRIES:
        for polygon in polygons(each):
            for at, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                assert area < 0 if at else area > 0, each


def test_no_arc_is_empty_unused_or_there_twice() -> None:
    arcs = [tuple(arc(number)) for number in range(len(FILE["arcs"]))]
    assert all(a != b for each in arcs for a, b in pairwise(each))
    assert len({min(each, each[::-1]) for each in arcs}) == len(arcs)
    used = {max(n, ~n) for each in GEOMETRIES if "arcs" in each for n in arc_numbers(each)}
    assert used == set(range(len(arcs)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("BE", "NL"), ("FR", "ES"), ("ZA", "LS"), ("GF", "BR"), ("XK", "RS"), ("RU", "UA")],
)
def test_neighbours_share_arcs(one: str, other: str) -> None:
    shared = {~number for number in arc_numbers(BY_CODE[one])} & set(arc_numbers(BY_CODE[other]))
    assert shared


def test_no_border_runs_within_a_country() -> None:
    for each in GEOMETRIES:
        numbers = set(arc_numbers(each)) if "arcs" in each else set()
        assert not numbers & {~number for number in numbers}, each


@pytest.mark.parametrize(
    ("longitude", "latitude", "codes"),
    [
        (2.35, 48.85, {"FR"}),
        (-53, 4, {"GF"}),
        (-61.68, 16.15, {"GP"}),
        (55.5, -21.15, {"RE"}),
        (10.7, 60, {"NO"}),
        (16, 78.5, {"SJ"}),
        (-68.29, 12.2, {"BQ"}),
        (105.65, -10.49, {"CX"}),
        (21, 42.6, {"XK"}),
        (35.2, 31.8, {"PS"}),
        (34.1, 45, {"UA"}),  # Crimea
        (30.5, 50.4, {"UA"}),
        (20.5, 54.7, {"RU"}),
        (28.3, -29.5, {"LS"}),
        (185, 67, {"RU"}),  # Chukotka
        (0, -89, {"AQ"}),
        (45, 9.6, set()),  # Somaliland
        (-30, 30, set()),
    ],
)
def test_places_lie_in_their_countries(longitude: float, latitude: float, codes: set[str]) -> None:
    assert holder(longitude, latitude) == codes


def test_gaza_is_part_of_palestine() -> None:
    assert "PS" in holder(34.35, 31.4)


@pytest.mark.parametrize("code", ["RU", "FJ"])
def test_longitudes_run_on_past_180(code: str) -> None:
    every = [ring for polygon in polygons(BY_CODE[code]) for ring in polygon]
    assert all(x > 0 for ring in every for x, _ in ring)
    assert max(x for ring in every for x, _ in ring) > 180
    assert not [ring for ring in every for a, b in pairwise(ring) if a[0] == b[0] == 180]


def test_only_antarctica_goes_all_around() -> None:
    wide = {
        each.get("id")
        for each in GEOMETRIES
        for polygon in polygons(each)
        for a, b in pairwise(polygon[0])
        if abs(a[0] - b[0]) > 90
    }
    assert wide == {"AQ"}


def test_labels_lie_in_their_own_country() -> None:
    for each in GEOMETRIES:
        label = tuple(each["properties"]["label"])
        if each["type"] == "MultiPolygon":
            assert rings.contains(polygons(each)[0], label), each
        else:
            scale, (left, bottom) = FILE["transform"]["scale"][0], FILE["transform"]["translate"]
            x, y = each["coordinates"]
            assert label == pytest.approx(
                (x * scale + left, y * scale + bottom), abs=scale / 2 + 1e-9
            )


@pytest.mark.parametrize(
    ("code", "west", "south", "east", "north"),
    [
        ("US", -110, 30, -85, 48),
        ("FR", -1, 44, 6, 49),
        ("NO", 6, 58, 12, 63),
        ("RU", 70, 55, 125, 72),
        ("UA", 22, 46, 40, 52),
    ],
)
def test_labels_stand_in_the_main_territory(
    code: str, west: float, south: float, east: float, north: float
) -> None:
    x, y = BY_CODE[code]["properties"]["label"]
    assert west < x < east
    assert south < y < north


# ---- The script's functions ----


def test_a_ring_across_180_is_made_continuous() -> None:
    ring = [(170, 0), (-170, 0), (-170, 5), (170, 5)]
    assert rings.continuous(ring, 360, -90) == [(170, 0), (190, 0), (190, 5), (170, 5)]
    from_the_east = [(-170, 0), (-170, 5), (170, 5), (170, 0)]
    assert rings.continuous(from_the_east, 360, -90) == [(190, 0), (190, 5), (170, 5), (170, 0)]
    assert rings.continuous(SQUARE, 360, -90) == SQUARE


def test_a_ring_around_the_pole_is_closed_below() -> None:
    ring = [(-180, -80), (-60, -70), (60, -70), (180, -80)]
    assert rings.continuous(ring, 360, -90) == [*ring, (180, -90), (-180, -90)]


@pytest.mark.parametrize(
    ("ring", "left"),
    [
        ([(0, 0), (0, 0), (2, 0), (2, 2), (0, 2), (0, 0)], SQUARE),
        ([(0, 0), (2, 0), (5, 0), (2, 0), (2, 2), (0, 2)], SQUARE),
        ([(-3, 0), (0, 0), (2, 0), (2, 2), (0, 2), (0, 0)], SQUARE),
        ([(0, 0), (2, 0), (2, 2), (0, 2), (0, 0), (-3, 0)], SQUARE),
        ([(0, 0), (2, 0), (0, 0)], []),
        ([(0, 0), (1, 0), (2, 0)], []),
        ([], []),
    ],
)
def test_repeated_points_and_spikes_are_dropped(ring: Any, left: Any) -> None:
    cleaned = rings.cleaned(ring)
    assert set(cleaned) == set(left)
    assert rings.signed_area(cleaned) == rings.signed_area(left)


def test_polygons_with_a_common_edge_become_one() -> None:
    beside = [(2, 0), (2, 2), (4, 2), (4, 0)]  # clockwise
    (union,) = rings.united([[SQUARE], [beside]])
    assert len(union) == 1
    assert rings.signed_area(union[0]) == 16
    assert {(2, 0), (2, 2)} <= set(union[0])


def test_a_hole_stays_with_its_polygon_and_turns_clockwise() -> None:
    around = [(-2, -2), (6, -2), (6, 6), (-2, 6)]
    elsewhere = [(20, 0), (22, 0), (22, 2), (20, 2)]
    assert rings.united([[elsewhere], [around, SQUARE]]) == [[elsewhere], [around, SQUARE[::-1]]]
    assert rings.united([[around, SQUARE], [SQUARE]]) == [[around]]


def test_neighbours_are_cut_where_they_part() -> None:
    beside = [(2, 0), (4, 0), (4, 2), (2, 2)]
    arcs = rings.Arcs([SQUARE, beside])
    one, other = arcs.add(SQUARE), arcs.add(beside)
    assert len({max(n, ~n) for n in one + other}) == 3
    assert {~n for n in one} & set(other)
    assert arcs.deltas()[one[0]] == [(2, 0), (0, 2)]


def test_a_hole_and_what_fills_it_are_one_arc() -> None:
    arcs = rings.Arcs([SQUARE[::-1], SQUARE[1:] + SQUARE[:1]])
    (hole,) = arcs.add(SQUARE[::-1])
    assert arcs.add(SQUARE[1:] + SQUARE[:1]) == [~hole]
    assert len(arcs.deltas()) == 1


def test_points_on_a_straight_way_are_left_out() -> None:
    assert rings.straightened([(0, 0), (1, 1), (3, 3), (3, 4)]) == [(0, 0), (3, 3), (3, 4)]
    assert rings.straightened([(0, 0), (1, 1)]) == [(0, 0), (1, 1)]


def test_the_inmost_point_lies_where_there_is_most_room() -> None:
    pan = [(0, 0), (4, 0), (4, 1.9), (20, 1.9), (20, 2.1), (4, 2.1), (4, 4), (0, 4)]
    assert rings.inmost([pan]) == pytest.approx((2, 2), abs=0.05)
    hole = [(1.5, 1), (1.5, 3), (4, 3), (4, 1)]
    x, _ = rings.inmost([[(0, 0), (4, 0), (4, 4), (0, 4)], hole])
    assert x < 1.5


def test_areas_are_those_of_the_globe() -> None:
    def cell(south: float) -> float:
        return float(rings.globe_area([(0, south), (1, south), (1, south + 1), (0, south + 1)]))

    assert cell(59.5) == pytest.approx(cell(-0.5) / 2, rel=0.001)


def topology(**countries: Any) -> dict[str, Any]:
    """A topology with a country per name: its numeric code and the rings of its polygons."""
    arcs: list[Any] = []
    geometries = []
    for name, (code, shapes) in countries.items():
        numbers = []
        for shape in shapes:
            numbers.append([[len(arcs)]])
            steps = pairwise([*shape, shape[0]])
            arcs.append([shape[0], *([b[0] - a[0], b[1] - a[1]] for a, b in steps)])
        properties = {"name": name.replace("_", " ")}
        each = {"type": "MultiPolygon", "arcs": numbers, "properties": properties}
        geometries.append({**each, "id": code} if code else each)
    return {
        "transform": {"scale": [0.5, 0.5], "translate": [0, 0]},
        "objects": {"countries": {"geometries": geometries}},
        "arcs": arcs,
    }


def square(x: int, y: int, size: int = 2) -> Ring:
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def test_polygons_go_to_the_code_of_their_territory() -> None:
    found = make.by_code(topology(
        France=("250", [square(4, 90), square(-108, 6)]),
        Kosovo=(None, [square(41, 84)]),
        Somaliland=(None, [square(90, 20)]),
    ))  # fmt: skip
    assert set(found) == {("FR", ""), ("GF", ""), ("XK", ""), ("", "Somaliland")}
    assert found["GF", ""] == [[[(-54, 3), (-53, 3), (-53, 4), (-54, 4)]]]


def test_each_country_comes_from_the_coarsest_scale_that_has_it() -> None:
    palestine = ("275", [square(70, 64)])
    with_gaza = ("275", [square(68, 62, 1), square(70, 64)])
    malta, tuvalu = ("470", [square(28, 70), square(40, 70)]), ("798", [square(350, -16)])
    coarse = topology(Palestine=palestine, Somaliland=(None, [square(90, 20)]))
    fine = topology(Palestine=with_gaza, Malta=malta)
    made = make.countries(
        {"110m": coarse, "50m": fine, "10m": topology(Malta=malta, Tuvalu=tuvalu)}
    )
    assert [(each.code, each.source, len(each.polygons)) for each in made] == [
        ("MT", "50m", 2), ("PS", "110m, 50m", 2), ("TV", "10m", 0), ("", "110m", 1),
    ]  # fmt: skip
    assert made[2].label == pytest.approx((175.5, -7.5), abs=0.01)
    file = json.loads(make.written(made))
    assert [each["type"] for each in file["objects"]["countries"]["geometries"]] == [
        "MultiPolygon", "MultiPolygon", "Point", "MultiPolygon",
    ]  # fmt: skip
    assert file["objects"]["countries"]["geometries"][2]["coordinates"] == [17775, 4125]


def test_islands_lost_beside_the_largest_are_left_out() -> None:
    islands = [
        [[(x / 2, y / 2) for x, y in square(at * 30, 0, size)]] for at, size in enumerate((1, 9, 2))
    ]
    assert make.largest(islands) == [islands[1], islands[2]]
    assert len(make.largest([islands[0]] * 20)) == 12


def test_a_label_is_as_fine_as_it_must_be() -> None:
    assert make.label([[(0, 0), (4, 0), (4, 4), (0, 4)]]) == pytest.approx((2, 2), abs=0.02)
    small = [[(0.001, 0.001), (0.009, 0.001), (0.009, 0.009), (0.001, 0.009)]]
    assert rings.contains(small, make.label(small))


def test_another_package_is_refused(tmp_path: Any) -> None:
    other = tmp_path / "other.tgz"
    other.write_bytes(b"other")
    with pytest.raises(ValueError, match=r"is not world-atlas 2\.0\.2"):
        make.read_package(other)
