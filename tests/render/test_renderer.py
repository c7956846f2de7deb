"""What pages share: made once, for one story or for the site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.render.views import Renderer
from generator.render.wording import wording_for
from generator.resolve import ResolvedStory
from tests.compiled import Compiled, renderer_of
from tests.support import ROOT


@pytest.fixture
def renderer(compiled_demo: Compiled) -> Renderer:
    assert compiled_demo.site
    return renderer_of(compiled_demo.site, ROOT)


def test_what_belongs_to_a_story_is_made_once(renderer: Renderer) -> None:
    made: list[str] = []

    def words(_: Renderer, story: ResolvedStory) -> str:
        made.append(story.slug)
        return f"words of {story.slug}"

    one = renderer.site.told[0]
    # A story that is told otherwise is another one, whatever its name.
    other = replace(one, corrections=())
    assert [renderer.once(words, one) for _ in range(3)] == [f"words of {one.slug}"] * 3
    assert len(made) == 1
    renderer.once(words, other)
    renderer.once(words, one)
    assert len(made) == 3


def test_what_is_made_may_need_another_story(renderer: Renderer) -> None:
    one = renderer.site.told[0]
    other = replace(one, slug="other")

    def slug(_: Renderer, story: ResolvedStory) -> str:
        return story.slug

    def both(renderer: Renderer, story: ResolvedStory) -> str:
        return story.slug + renderer.once(slug, other)

    assert renderer.once(both, one) == f"{one.slug}other"
    assert renderer.once(slug, other) == "other"
    assert renderer.once(both, one) == f"{one.slug}other"


def test_another_renderer_makes_it_anew(renderer: Renderer) -> None:
    def language(renderer: Renderer, _: ResolvedStory) -> str:
        return str(renderer.wording.locale)

    story = renderer.site.told[0]
    assert renderer.once(language, story) == "en"
    assert replace(renderer, wording=wording_for("fr")).once(language, story) == "fr"
