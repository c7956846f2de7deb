"""The files that a page with a map asks for."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.geography import open_atlas
from generator.render.maps import StoryMap, map_files
from generator.render.maps.drawing import Drawing
from generator.render.maps.files import (
    LEAFLET,
    LEAFLET_STYLE,
    LIVE,
    SCRIPT,
    STYLE,
    backdrop_path,
    world_path,
)
from tests.compiled import Compiled
from tests.support import ROOT, elements, page_html

ATLAS = open_atlas(Path("/no/site"))
PACKAGE = files("xstatic.pkg.leaflet") / "data"


def drawing(frame: str, width: int = 1280) -> Drawing:
    shown = next(each for each in ATLAS.frames if each.id == frame)
    return Drawing(shown, ATLAS.around(shown.meridian), width, 800)


def shown(main: Drawing, inset: Drawing | None = None) -> StoryMap:
    return StoryMap((), (), main, inset)


def test_without_a_map_there_are_no_files() -> None:
    assert map_files([]) == []
    assert map_files(iter(())) == []


def test_leaflet_is_as_it_was_published() -> None:
    made = {file.path: file.data for file in map_files([shown(drawing("europe"))])}
    assert made[LEAFLET_STYLE] == (PACKAGE / "leaflet.css").read_bytes()
    published = (PACKAGE / "leaflet.js").read_bytes()
    end = b"\n//# sourceMappingURL=leaflet.js.map"
    assert published.endswith(end)
    assert made[LEAFLET] == published.removesuffix(end)
    assert b"Leaflet 1.9" in made[LEAFLET]
    assert b"sourceMappingURL" not in made[LEAFLET]


def test_each_frame_has_one_script_and_each_picture_one_backdrop() -> None:
    africa, close, europe = drawing("africa"), drawing("europe", 720), drawing("europe")
    maps = [shown(europe), shown(africa, close), shown(drawing("europe"))]
    made = [file.path for file in map_files(maps)]
    worlds = [world_path(africa), world_path(europe)]
    backdrops = [backdrop_path(africa), backdrop_path(europe), backdrop_path(close)]
    assert made == [LEAFLET, LEAFLET_STYLE, *worlds, *backdrops]
    assert map_files(maps) == map_files(reversed(maps))


def test_a_backdrop_is_the_drawing_and_asks_for_nothing() -> None:
    europe = drawing("europe")
    svg = {file.path: file.data for file in map_files([shown(europe)])}[backdrop_path(europe)]
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox") == "0 0 1280 800"
    paths = [each.get("d") for each in root.iter("{http://www.w3.org/2000/svg}path")]
    land, borders = europe.background()
    assert {land, borders} < set(paths)
    assert not re.search(rb"href|<script|<style|@import|url\((?!#)", svg)


@pytest.mark.parametrize("id", ["map", "leaflet", "live", "world"])
def test_no_frame_takes_the_name_of_another_file(id: str) -> None:
    other = drawing("europe")
    named = Drawing(other.frame.model_copy(update={"id": id}), other.boundaries, 1280, 800)
    assert world_path(named) not in (STYLE, SCRIPT, LIVE, LEAFLET, LEAFLET_STYLE)
    assert re.fullmatch(r"assets/map/[a-z0-9-]+\.js", world_path(named))


def test_the_theme_has_what_the_pages_ask_for() -> None:
    for path in (STYLE, SCRIPT, LIVE):
        assert (ROOT / "site-templates" / "theme" / path).is_file()


def test_the_demo_has_each_file_once_and_those_its_pages_show(compiled_demo: Compiled) -> None:
    paths = [file.path for file in compiled_demo.rendered.files]
    assert len(paths) == len(set(paths))
    assert {LEAFLET, LEAFLET_STYLE} < set(paths)
    page = next(
        page for page in compiled_demo.rendered.pages if page.address == "stories/ostermill-bell"
    )
    images = [a["href"] for name, a, _ in elements(page_html(page)) if name.endswith("image")]
    assert images
    assert {image.removeprefix("../") for image in images} <= set(paths)
