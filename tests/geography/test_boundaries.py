"""Boundaries: the package's and a site's own, broken ones, and ones around another meridian."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.geography import Atlas, BadMapError, Boundaries, Country, open_atlas
from generator.geography.boundaries import read_boundaries, recentred
from generator.geography.rings import area, contains

NOWHERE = Path("/no/site")
WHOLE = read_boundaries(NOWHERE)
# A country of one square and a hole, one that is only a point, and land without a code.
TINY: dict[str, Any] = {
    "type": "Topology",
    "origin": {"title": "The Bell Atlas", "url": "https://bell-atlas.example/"},
    "transform": {"scale": [0.5, 0.5], "translate": [-10, -10]},
    "objects": {
        "countries": {
            "geometries": [
                {
                    "type": "MultiPolygon",
                    "id": "BE",
                    "arcs": [[[0, 1], [2]]],
                    "properties": {"label": [-9.5, -9.5]},
                },
                {"type": "MultiPolygon", "arcs": [[[-3]]], "properties": {"label": [-7, -7]}},
                {"type": "Point", "id": "VA", "properties": {"label": [12.45, 41.9]}},
            ]
        }
    },
    "arcs": [
        [[0, 0], [8, 0], [0, 8]],
        [[8, 8], [-8, 0], [0, -8]],
        [[2, 2], [0, 4], [4, 0], [0, -4], [-4, 0]],
    ],
}
Change = Callable[[dict[str, Any]], Any]


def own(folder: Path, data: bytes | dict[str, Any]) -> Path:
    """A site with boundaries of its own."""
    (folder / "maps").mkdir()
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    (folder / "maps" / "countries.topojson").write_bytes(data)
    return folder


def named(boundaries: Boundaries, code: str) -> Country:
    country = boundaries.country(code)
    assert country
    return country


def size(boundaries: Boundaries, country: Country) -> float:
    """A country's area in square degrees, its holes left out."""
    return sum(area(ring) for polygon in boundaries.polygons(country) for ring in polygon)


# ---- The files ----


def test_a_site_without_boundaries_gets_the_packages() -> None:
    assert len(WHOLE.countries) > 240
    assert WHOLE.country("XX") is None
    assert "Natural Earth" in WHOLE.origin["title"]


def test_a_sites_own_boundaries_are_used(tmp_path: Path) -> None:
    boundaries = open_atlas(own(tmp_path, TINY)).boundaries
    belgium, land, vatican = named(boundaries, "BE"), named(boundaries, ""), named(boundaries, "VA")
    square, hole = boundaries.polygons(belgium)[0]
    assert set(square) == {(-10, -10), (-6, -10), (-6, -6), (-10, -6)}
    assert set(hole) == {(-9, -9), (-9, -7), (-7, -7), (-7, -9)}
    assert (area(square), area(hole)) == (16, -4)
    assert [area(ring) for polygon in boundaries.polygons(land) for ring in polygon] == [4]
    assert (vatican.label, list(vatican.polygons)) == ((12.45, 41.9), [])
    assert boundaries.origin["title"] == "The Bell Atlas"


def test_each_point_of_a_ring_stands_once() -> None:
    for country in WHOLE.countries:
        for polygon in WHOLE.polygons(country):
            for ring in polygon:
                assert all(a != b for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


# ---- Broken ones ----


def first(file: dict[str, Any]) -> dict[str, Any]:
    shape: dict[str, Any] = file["objects"]["countries"]["geometries"][0]
    return shape


BROKEN: dict[str, tuple[Change, str]] = {
    "no topology": (lambda f: f.update(type="Feature"), "type: "),
    "another object": (lambda f: f.update(objects={"land": {}}), "objects.countries: "),
    "no transform": (lambda f: f.pop("transform"), "transform: "),
    "a wrong type": (lambda f: first(f).update(type="Polygon"), "geometries.0: "),
    "arcs that are text": (lambda f: first(f).update(arcs="all"), "geometries.0.arcs: "),
    "no label": (lambda f: first(f).update(properties={}), "properties.label: "),
    "a label off the globe": (
        lambda f: first(f)["properties"].update(label=[0, 91]),
        "properties.label.1: ",
    ),
    "an arc too many": (lambda f: first(f).update(arcs=[[[3]]]), "arcs.0.0.0: there is no arc 3"),
    "an arc too few": (lambda f: first(f).update(arcs=[[[0, -4]]]), "there is no arc -4"),
    "an empty ring": (lambda f: first(f).update(arcs=[[[]]]), "geometries.0.arcs.0.0: "),
    "an empty polygon": (lambda f: first(f).update(arcs=[[]]), "geometries.0.arcs.0: "),
    "an arc of one point": (lambda f: f["arcs"].append([[0, 0]]), "arcs.3: "),
    "no number": (lambda f: f["arcs"].append([[0, 0], [float("nan"), 1]]), "arcs.3.1.0: "),
    "no end": (lambda f: f["arcs"].append([[0, 0], [1, float("inf")]]), "arcs.3.1.1: "),
    "a sum without end": (lambda f: f["arcs"].append([[1e308, 0], [1e308, 0]]), "arcs.3: "),
    "a point past the pole": (lambda f: f["arcs"].append([[0, 0], [0, 201]]), "arcs.3: a point"),
    "a scale without end": (
        lambda f: f.update(transform={"scale": [float("inf"), 1], "translate": [0, 0]}),
        "transform.scale.0: ",
    ),
    "a code twice": (
        lambda f: f["objects"]["countries"]["geometries"].append(first(f)),
        "geometries.3.id: 'BE' stands twice",
    ),
    "a link that runs": (lambda f: f["origin"].update(url="javascript:alert(1)"), "origin.url: "),
    "an origin that is no text": (lambda f: f["origin"].update(title=1), "origin.title: "),
}


def refused(folder: Path) -> str:
    """The message about the boundaries of a site, which must point at a place in the file."""
    with pytest.raises(BadMapError) as caught:
        open_atlas(folder)
    diagnostic = caught.value.diagnostic
    assert diagnostic.code == "bad-map"
    assert diagnostic.place.file == "maps/countries.topojson"
    assert diagnostic.place.line > 0
    assert diagnostic.place.column > 0
    return diagnostic.message


@pytest.mark.parametrize("name", BROKEN)
def test_broken_boundaries_are_refused(tmp_path: Path, name: str) -> None:
    change, said = BROKEN[name]
    file = copy.deepcopy(TINY)
    change(file)
    message = refused(own(tmp_path, file))
    assert message.startswith("the boundaries cannot be used: ")
    assert said in message


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"null", b"[]", b"\xff\xfe\x00", b'{"type": "\xff"}', b"[" * 10_000, b"no: json"],
)
def test_what_is_no_topology_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "the boundaries cannot be used: " in refused(own(tmp_path, data))


def test_what_is_wrong_is_pointed_at(tmp_path: Path) -> None:
    text = json.dumps(TINY, indent=1).replace('"BE"', "5")
    with pytest.raises(BadMapError) as caught:
        open_atlas(own(tmp_path, text.encode()))
    diagnostic = caught.value.diagnostic
    assert diagnostic.source_line.strip() == '"id": 5,'
    assert diagnostic.source_line[diagnostic.place.column - 1] == "5"


@given(st.integers(0, 10_000), st.sampled_from('0123456789[]{}",:-.eNxy'))
def test_a_changed_character_is_refused_or_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, at: int, char: str
) -> None:
    text = json.dumps(TINY)
    at %= len(text)
    folder = own(tmp_path_factory.mktemp("site"), (text[:at] + char + text[at + 1 :]).encode())
    result: object
    try:
        result = open_atlas(folder).around(150).countries
    except BadMapError as error:
        result = error.diagnostic.place.line
    finally:
        shutil.rmtree(folder)
    assert result


# ---- Another middle ----


@pytest.fixture(scope="module", params=[150, -100, 180, -180, 0, 11])
def middle(request: pytest.FixtureRequest) -> tuple[float, Boundaries]:
    return request.param, recentred(WHOLE, request.param)


def test_all_longitudes_are_around_the_middle(middle: tuple[float, Boundaries]) -> None:
    meridian, boundaries = middle
    for country in boundaries.countries:
        rings = [ring for polygon in boundaries.polygons(country) for ring in polygon]
        for x, _ in [country.label, *(point for ring in rings for point in ring)]:
            assert meridian - 180 <= x <= meridian + 180, country.code


def test_no_country_loses_or_gains_area(middle: tuple[float, Boundaries]) -> None:
    _, boundaries = middle
    for before, after in zip(WHOLE.countries, boundaries.countries, strict=True):
        assert after.code == before.code
        assert size(boundaries, after) == pytest.approx(size(WHOLE, before), rel=1e-9)
        assert len(after.polygons) >= len(before.polygons)


def test_labels_stay_in_their_countries(middle: tuple[float, Boundaries]) -> None:
    _, boundaries = middle
    for country in boundaries.countries:
        outer = [polygon[0] for polygon in boundaries.polygons(country)]
        assert not outer or any(contains(ring, country.label) for ring in outer), country.code


def test_outer_rings_and_holes_turn_as_before(middle: tuple[float, Boundaries]) -> None:
    _, boundaries = middle
    for country in boundaries.countries:
        for polygon in boundaries.polygons(country):
            assert all((area(ring) < 0) is bool(at) for at, ring in enumerate(polygon))


@pytest.mark.parametrize(
    ("code", "meridian", "more"),
    [
        ("RU", 150, 0), ("RU", 11, 0), ("RU", -100, 1), ("RU", 0, 2),
        ("FJ", 150, 0), ("FJ", -100, 0), ("FJ", 0, 1),
        ("GL", 150, 1), ("US", 11, 1), ("FR", 150, 0),
    ],
)  # fmt: skip
def test_a_country_is_whole_unless_the_cut_goes_through_it(
    code: str, meridian: float, more: int
) -> None:
    boundaries = recentred(WHOLE, meridian)
    now, before = named(boundaries, code), named(WHOLE, code)
    assert len(now.polygons) == len(before.polygons) + more
    edges = {meridian - 180, meridian + 180}
    outer = [polygon[0] for polygon in boundaries.polygons(now)]
    cut = [ring for ring in outer if edges & {x for x, _ in ring}]
    assert bool(cut) is bool(more)


def test_neighbours_that_move_together_still_share_their_border() -> None:
    boundaries = recentred(WHOLE, 150)
    for one, other in (("US", "CA"), ("BR", "AR"), ("CN", "VN")):
        numbers, others = (
            {
                number
                for polygon in named(boundaries, code).polygons
                for r in polygon
                for number in r
            }
            for code in (one, other)
        )
        assert {~number for number in numbers} & others, (one, other)


def test_boundaries_around_a_meridian_are_made_once() -> None:
    atlas = Atlas(WHOLE, [])
    assert atlas.around(150) is atlas.around(150)
    assert atlas.around(150) is not atlas.around(11)
