"""The small pictures of stories: what they show, and that they are nothing but pictures."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from generator.render.pictures import picture_size, story_picture
from generator.render.views import Renderer
from generator.render.wording import wording_for
from generator.resolve import ResolvedStory
from tests.compiled import Compiled, renderer_of
from tests.support import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def renderer(compiled_demo: Compiled) -> Renderer:
    assert compiled_demo.site
    return renderer_of(compiled_demo.site, ROOT)


@pytest.fixture
def story(renderer: Renderer) -> ResolvedStory:
    return renderer.site.documents["ostermill-bell"]


def drawn(renderer: Renderer, story: ResolvedStory) -> ET.Element:
    return ET.fromstring(story_picture(renderer, story).data)  # noqa: S314


def only_events(story: ResolvedStory, *dates: str) -> ResolvedStory:
    """The story without its map, with events of these dates."""
    entry = story.events[0]
    events = tuple(
        replace(entry, event=entry.event.model_copy(update={"date": date})) for date in dates
    )
    return replace(story, events=events, participations=(), places=())


def bars(picture: ET.Element) -> list[tuple[float, float, float]]:
    """Where the events stand: left, top and width."""
    return [
        (float(each.attrib["x"]), float(each.attrib["y"]), float(each.attrib["width"]))
        for each in picture.iter(f"{SVG}rect")
    ]


def years(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


def test_a_picture_has_the_size_that_pages_reserve(
    renderer: Renderer, story: ResolvedStory
) -> None:
    picture = drawn(renderer, story)
    size = int(picture.attrib["width"]), int(picture.attrib["height"])
    assert size == picture_size(story)
    assert picture.attrib["viewBox"] == "0 0 {} {}".format(*size)


def test_a_picture_asks_for_nothing_and_runs_nothing(
    renderer: Renderer, story: ResolvedStory
) -> None:
    picture = drawn(renderer, story)
    tags = {each.tag.removeprefix(SVG) for each in picture.iter()}
    assert tags <= {"svg", "g", "style", "path", "circle", "rect", "text"}
    assert not [key for each in picture.iter() for key in each.attrib if "href" in key]


def test_a_picture_is_small_and_the_same_again(renderer: Renderer, story: ResolvedStory) -> None:
    made = story_picture(renderer, story)
    assert made == story_picture(renderer, story)
    assert len(made.data) < 30_000


def test_events_stand_to_scale(renderer: Renderer, story: ResolvedStory) -> None:
    found = bars(drawn(renderer, only_events(story, "2011", "2012-01-01", "2014-12-31")))
    (first, _, wide), (second, _, _), (third, _, narrow) = found
    assert wide > 4 * narrow
    assert second - first == pytest.approx((third - first) / 4, abs=2)


def test_events_of_one_time_stand_above_each_other(
    renderer: Renderer, story: ResolvedStory
) -> None:
    dates = ["2011-05-05"] * 3 + ["2012-05-05"]
    found = bars(drawn(renderer, only_events(story, *dates)))
    assert len({(left, top) for left, top, _ in found}) == 4


def test_time_runs_from_the_right_where_writing_does(
    renderer: Renderer, story: ResolvedStory
) -> None:
    told = only_events(story, "2011-05-05", "2011-06-05", "2012-05-05")
    settings = renderer.site.settings.model_copy(update={"language": "ar"})
    site = replace(renderer.site, settings=settings)  # type: ignore[type-var]
    arabic = replace(renderer, site=site, wording=wording_for("ar"))
    there = sorted(left for left, _, _ in bars(drawn(renderer, told)))
    here = sorted(left for left, _, _ in bars(drawn(arabic, told)))
    assert there[1] - there[0] < there[2] - there[1]
    assert here[2] - here[1] < here[1] - here[0]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2011-05-05", "2011-06-05"), ["2011"]),
        (("2011-05-05", "2013-06-05"), ["2011", "2012", "2013"]),
        (("2011/..", "../2013"), ["2011", "2012", "2013"]),
    ],
)
def test_years_are_named(
    renderer: Renderer, story: ResolvedStory, dates: tuple[str, ...], expected: list[str]
) -> None:
    assert years(drawn(renderer, only_events(story, *dates))) == expected


def test_centuries_are_not_named_year_by_year(renderer: Renderer, story: ResolvedStory) -> None:
    named = years(drawn(renderer, only_events(story, "1011", "2011-06-05")))
    assert 2 <= len(named) <= 9


def test_one_day_alone_makes_no_picture(story: ResolvedStory) -> None:
    assert picture_size(only_events(story, "2011-05-05"))[1] == 0
    assert picture_size(only_events(story))[1] == 0
