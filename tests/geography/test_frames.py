"""Frames: the part of the world that a map shows, the package's and a site's own."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.geography import (
    Atlas,
    BadMapError,
    Frame,
    Point,
    inset_frame,
    main_frame,
    open_atlas,
)
from generator.geography.frames import read_frames

NOWHERE = Path("/no/site")
GOOD = {"id": "pond", "meridian": 0, "box": [-10, 40, 10, 60]}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas(NOWHERE)


def labels(atlas: Atlas, codes: str) -> list[Point]:
    found = [atlas.boundaries.country(code) for code in codes.split()]
    assert all(found)
    return [country.label for country in found if country]


def own(folder: Path, text: str) -> Path:
    (folder / "maps").mkdir()
    (folder / "maps" / "frames.json").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("codes", "main", "inset"),
    [
        ("BE NL FR DE", "europe", None),
        ("NO ES BG", "europe", None),
        ("US BE NL FR BG", "north-atlantic", "europe"),
        ("US CA BE", "north-atlantic", None),
        ("JP US", "pacific", None),
        ("CN JP", "eastern-asia", None),
        ("ZA EG", "africa", None),
        ("BR AR", "south-america", None),
        ("FJ WS TV", "oceania", None),
        ("AQ", "world-and-antarctica", None),
    ],
)
def test_the_frames_fit_the_countries(
    atlas: Atlas, codes: str, main: str, inset: str | None
) -> None:
    spots = labels(atlas, codes)
    frame = main_frame(atlas.frames, spots)
    assert frame.id == main
    close = inset_frame(atlas.frames, frame, spots)
    assert (close.id if close else None) == inset


def test_all_countries_together_are_shown(atlas: Atlas) -> None:
    spots = [country.label for country in atlas.boundaries.countries]
    frame = main_frame(atlas.frames, spots)
    assert all(map(frame.shows, spots))
    assert frame is atlas.frames[-1]


def test_any_two_countries_are_shown_by_the_smallest_frame_that_can(atlas: Atlas) -> None:
    spots = [country.label for country in atlas.boundaries.countries]
    for pair in combinations(spots, 2):
        frame = main_frame(atlas.frames, pair)
        smaller = atlas.frames[: atlas.frames.index(frame)]
        assert all(map(frame.shows, pair))
        assert not any(all(map(other.shows, pair)) for other in smaller)


def test_a_closer_look_is_small_and_shows_two_places(atlas: Atlas) -> None:
    spots = labels(atlas, "BE NL FR BG US")
    main = main_frame(atlas.frames, spots)
    close = inset_frame(atlas.frames, main, spots)
    assert close
    assert close.size <= 0.25 * main.size
    assert sum(map(close.shows, spots)) == 4
    assert inset_frame(atlas.frames, main, spots[:1]) is None
    assert inset_frame(atlas.frames, main, []) is None
    assert inset_frame(atlas.frames, main, spots, share=0.01) is None


def test_frames_come_by_size(atlas: Atlas) -> None:
    sizes = [frame.size for frame in atlas.frames]
    assert sizes == sorted(sizes)
    assert len({frame.id for frame in atlas.frames}) == len(sizes)


@given(st.integers(-180, 180), st.floats(-90, 90), st.sampled_from([-360, 360, 720]))
def test_a_longitude_counts_whatever_its_turn(longitude: int, latitude: float, turn: int) -> None:
    for frame in read_frames(NOWHERE):
        turned = (longitude + turn, latitude)
        assert frame.project(turned) == frame.project((longitude, latitude))
        assert frame.shows(turned) is frame.shows((longitude, latitude))


def test_a_frame_shows_its_middle_and_nothing_behind_the_globe(atlas: Atlas) -> None:
    for frame in atlas.frames:
        west, south, east, north = frame.box
        assert frame.shows(((west + east) / 2, (south + north) / 2))
        assert not frame.shows(((west + east) / 2, north + 1))
        if east - west < 300:
            assert not frame.shows(((west + east) / 2 + 180, (south + north) / 2))


def test_a_sites_own_frames_are_used(tmp_path: Path) -> None:
    large = {**GOOD, "id": "sea", "box": [-90, 0, 90, 80], "region": "150"}
    frames = open_atlas(own(tmp_path, json.dumps([large, GOOD]))).frames
    assert [frame.id for frame in frames] == ["pond", "sea"]
    assert main_frame(frames, [(0, 50)]).id == "pond"
    assert main_frame(frames, [(60, 50)]).id == "sea"
    assert main_frame(frames, [(170, -50)]).id == "sea"
    assert frames[1] == Frame(id="sea", meridian=0, box=(-90, 0, 90, 80), region="150")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", (1, 1), "no JSON"),
        ('[\n {"id": oops}]', (2, 9), "no JSON"),
        ("[]", (1, 1), "at least 1 item"),
        ("{}", (1, 1), "valid array"),
        (json.dumps([{**GOOD, "id": "../up"}]), (1, 9), "0.id: '../up' is not an id"),
        (json.dumps([{**GOOD, "id": 7}]), (1, 9), "0.id"),
        (json.dumps([{**GOOD, "meridian": float("nan")}]), (1, 29), "0.meridian"),
        (json.dumps([{**GOOD, "meridian": 200}]), (1, 29), "0.meridian"),
        (json.dumps([{**GOOD, "box": [-10, 40, 10]}]), (1, 39), "0.box.3"),
        (json.dumps([{**GOOD, "box": [10, 40, -10, 60]}]), (1, 2), "west, south, east, north"),
        (json.dumps([{**GOOD, "box": [-10, 60, 10, 60]}]), (1, 2), "west, south, east, north"),
        (json.dumps([{**GOOD, "box": [-200, 40, 10, 60]}]), (1, 2), "of the meridian"),
        (json.dumps([{**GOOD, "box": [-10, 40, 10, 95]}]), (1, 53), "0.box.3"),
        (json.dumps([{**GOOD, "bux": 1}]), (1, 65), "0.bux"),
        (f"[{json.dumps(GOOD)},\n {json.dumps(GOOD)}]", (2, 9), "1.id: 'pond' stands twice"),
    ],
)
def test_broken_frames_are_refused(
    tmp_path: Path, text: str, place: tuple[int, int], said: str
) -> None:
    with pytest.raises(BadMapError) as caught:
        read_frames(own(tmp_path, text))
    diagnostic = caught.value.diagnostic
    assert diagnostic.code == "bad-map"
    assert diagnostic.place.file == "maps/frames.json"
    assert (diagnostic.place.line, diagnostic.place.column) == place
    assert said in diagnostic.message
    assert diagnostic.message.startswith("the frames cannot be used: ")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    folder = own(tmp_path, "")
    (folder / "maps" / "frames.json").write_bytes(b'[{"id": "\xff\xfe"}]')
    with pytest.raises(BadMapError, match="no JSON"):
        read_frames(folder)
