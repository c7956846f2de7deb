"""What a story's head and lists say of what it rests on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.render.pages.coverage import agreement, checks, method_href, origins, told_from
from generator.render.views import Renderer
from generator.resolve import ResolvedStory
from tests.compiled import Compiled, renderer_of
from tests.support import ROOT

HERE = "stories/ostermill-bell"


@pytest.fixture
def renderer(compiled_demo: Compiled) -> Renderer:
    assert compiled_demo.site
    return renderer_of(compiled_demo.site, ROOT)


@pytest.fixture
def story(renderer: Renderer) -> ResolvedStory:
    return renderer.site.documents["ostermill-bell"]


def with_first(story: ResolvedStory, **kinds: int) -> ResolvedStory:
    """The story with so many of its disagreements of each kind."""
    kept = [
        entry
        for kind, number in kinds.items()
        for entry in [e for e in story.disagreements if e.disagreement.kind.value == kind][:number]
    ]
    return replace(story, disagreements=tuple(kept))


def test_reports_and_origins_are_counted(renderer: Renderer, story: ResolvedStory) -> None:
    assert told_from(renderer, story) == "Told from 3 reports of 3 origins."
    one = replace(story, footnotes=story.footnotes[:1])
    assert told_from(renderer, one) == "Told from one report."
    assert told_from(renderer, replace(story, footnotes=())) == ""


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        (
            {"contradiction": 2, "difference": 2},
            "They contradict one another on 2 points and differ in detail on 2 points.",
        ),
        ({"contradiction": 1}, "They contradict one another on 1 point."),
        (
            {"difference": 1, "wording": 1},
            "We know of no contradiction between them; they differ in detail on 1 point.",
        ),
        ({"one-report": 1}, "We know of no contradiction between them."),
    ],
)
def test_it_says_on_how_many_points_reports_disagree(
    renderer: Renderer, story: ResolvedStory, kinds: dict[str, int], told: str
) -> None:
    assert agreement(renderer, with_first(story, **kinds), HERE).striptags() == told


def test_one_report_alone_disagrees_with_nobody(renderer: Renderer, story: ResolvedStory) -> None:
    assert agreement(renderer, replace(story, footnotes=story.footnotes[:1]), HERE) == ""


def test_the_numbers_lead_to_the_points(renderer: Renderer, story: ResolvedStory) -> None:
    both = with_first(story, contradiction=1, difference=2)
    first = both.disagreements[0].disagreement.id
    links = re.findall('href="([^"]+)"', agreement(renderer, both, HERE))
    assert links == [f"#disagreement.{first}", "#disagreements"]
    from_home = re.findall('href="([^"]+)"', agreement(renderer, both, ""))
    assert from_home == [f"{HERE}.html{link}" for link in links]


def test_every_report_is_named_once_the_most_quoted_first(
    renderer: Renderer, story: ResolvedStory
) -> None:
    (each,) = origins(renderer, story, HERE)
    assert [report.text for report in each.reports] == ["Tide Post", "Gull Wire", "Harbour leaflet"]
    assert not each.reasons


def test_what_was_checked_is_told_in_whole_sentences(
    renderer: Renderer, story: ResolvedStory
) -> None:
    told = checks(renderer, story)
    assert all(each.endswith(".") for each in told)
    coverage = renderer.site.stories[story.slug].coverage
    assert told[0].startswith(f"{coverage.cited} of the {coverage.statements} sentences")
    assert any(each.startswith(f"{coverage.editor} sentences are the editor’s") for each in told)


def test_the_page_on_how_editors_work_is_linked_where_there_is_one(renderer: Renderer) -> None:
    assert method_href(renderer, HERE) == "../method.html"
    without = replace(renderer.site, written={})  # type: ignore[type-var]
    assert method_href(replace(renderer, site=without), HERE) == ""
