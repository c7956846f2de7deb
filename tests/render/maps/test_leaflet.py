"""The script that folium writes: nothing in it but shapes, which are those of the boundaries."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.geography import Point, open_atlas
from generator.render.maps.drawing import Drawing
from generator.render.maps.files import CANVAS
from generator.render.maps.leaflet import shapes_of, world_script
from tests.support import ROOT

ATLAS = open_atlas(Path("/no/site"))
FRAMES = {frame.id: frame for frame in ATLAS.frames}


def drawing(frame: str) -> Drawing:
    return Drawing(FRAMES[frame], ATLAS.around(FRAMES[frame].meridian), 1280, 800)


@pytest.fixture(scope="module", params=["europe", "north-atlantic", "pacific-world"])
def world(request: pytest.FixtureRequest) -> Drawing:
    return drawing(request.param)


@pytest.fixture(scope="module")
def script(world: Drawing) -> str:
    return world_script(world, CANVAS)


def handed_over(script: str) -> dict[str, Any]:
    """What the script hands to the page's own."""
    (shapes,) = re.findall(r"explainerMap\(\w+, (\{.*\})\);", script)
    found: dict[str, Any] = json.loads(shapes)
    return found


def decoded(steps: list[int], grid: float) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * grid, y * grid))
    return points


def test_the_script_is_the_same_each_time(world: Drawing, script: str) -> None:
    assert world_script(world, CANVAS) == script
    assert world_script(drawing(world.frame.id), CANVAS) == script


def test_the_script_is_the_same_in_another_process() -> None:
    program = (
        "import sys; from tests.render.maps.test_leaflet import CANVAS, drawing, world_script; "
        "sys.stdout.write(world_script(drawing('europe'), CANVAS))"
    )
    run = [sys.executable, "-c", program]
    other = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    assert other.stdout == world_script(drawing("europe"), CANVAS)


@pytest.mark.parametrize(
    "word",
    ["http", "//", "jquery", "bootstrap", "awesome", "tileLayer", "eval", "innerHTML", "<", "`"],
)
def test_the_script_asks_for_nothing_and_runs_no_text(script: str, word: str) -> None:
    assert word.lower() not in script.lower()


def test_the_ids_are_fixed(script: str) -> None:
    assert f'L.map(\n"{CANVAS}",' in script
    assert f"explainerMap({CANVAS}, " in script
    assert not re.search(r"[0-9a-f]{32}", script)
    assert script.startswith("(() => {\n")
    assert script.endswith("\n})();\n")


def test_the_map_leaves_keys_and_wheel_to_the_page(script: str) -> None:
    for option in ("zoomControl", "attributionControl", "keyboard", "scrollWheelZoom"):
        assert re.search(rf'"?{option}"?: false', script), option
    assert "L.CRS.EqualEarth" in script


def test_the_script_hands_over_the_shapes(world: Drawing, script: str) -> None:
    shapes = handed_over(script)
    assert shapes == json.loads(json.dumps(shapes_of(world)))
    assert set(shapes) == {"grid", "arcs", "countries", "land"}
    assert set(shapes["countries"]) <= {c.code for c in ATLAS.boundaries.countries}


def test_the_shapes_are_the_boundaries_within_the_grid(world: Drawing, script: str) -> None:
    shapes = handed_over(script)
    grid, arcs = shapes["grid"], [decoded(arc, shapes["grid"]) for arc in shapes["arcs"]]
    boundaries = world.boundaries
    known = [shape for polygon in shapes["countries"].values() for shape in polygon]
    assert known
    for code, polygons in shapes["countries"].items():
        country = boundaries.country(code)
        assert country
        originals = list(country.polygons)
        for polygon in polygons:
            # The polygons keep their order; those that are far away are left out.
            while not _same(polygon, originals.pop(0), arcs, boundaries.arcs, grid):
                assert originals, code


def _same(polygon: Any, original: Any, arcs: Any, of: Any, grid: float) -> bool:
    numbers = [n for ring in polygon for n in ring]
    others = [n for ring in original for n in ring]
    return [len(ring) for ring in polygon] == [len(ring) for ring in original] and all(
        (number < 0) is (other < 0)
        and _near(arcs[max(number, ~number)], of[max(other, ~other)], grid)
        for number, other in zip(numbers, others, strict=True)
    )


def _near(arc: list[Point], original: list[Point], grid: float) -> bool:
    """Whether an arc runs through the original's points in their order, half a step off at most."""
    at = 0
    for x, y in original:
        while at < len(arc) and not (
            abs(arc[at][0] - x) <= grid / 2 + 1e-9 and abs(arc[at][1] - y) <= grid / 2 + 1e-9
        ):
            at += 1
        if at == len(arc):
            return False
    return True


def test_what_the_frame_shows_is_there(world: Drawing) -> None:
    shapes = shapes_of(world)
    for country in world.boundaries.countries:
        if country.code and country.polygons and world.frame.shows(country.label):
            assert country.code in shapes["countries"]


def test_what_is_far_from_the_frame_is_not_there() -> None:
    countries = shapes_of(drawing("europe"))["countries"]
    assert "NO" in countries
    assert not {"NZ", "AU", "AR", "JP"} & set(countries)


def test_each_arc_is_there_once_and_used(world: Drawing) -> None:
    shapes = shapes_of(world)
    polygons = [p for each in shapes["countries"].values() for p in each] + shapes["land"]
    used = {max(number, ~number) for p in polygons for ring in p for number in ring}
    assert used == set(range(len(shapes["arcs"])))
    assert len({tuple(arc) for arc in shapes["arcs"]}) > 0.99 * len(shapes["arcs"])
