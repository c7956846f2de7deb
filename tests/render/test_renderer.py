"""What pages share: made once, for one story or for the site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model import Ruling, Verdict
from generator.pipeline import Compiled
from generator.render.links import Links
from generator.render.templates import open_templates
from generator.render.views import Renderer
from generator.render.views.relations import Relations, relations
from generator.render.wording import wording_for
from generator.resolve import ResolvedStory
from generator.verify.independence import Link, LinkKind, Overlap, Voices
from tests.support import ROOT


@pytest.fixture
def renderer(compiled_demo: Compiled) -> Renderer:
    assert compiled_demo.site
    wording = wording_for("en")
    return Renderer(
        site=compiled_demo.site,
        verification=compiled_demo.verification,
        links=Links(),
        wording=wording,
        templates=open_templates(ROOT, ROOT / "site-templates", wording),
        titles={},
        updated="2031-05-02",
    )


def test_what_belongs_to_a_story_is_made_once(renderer: Renderer) -> None:
    made: list[str] = []

    def words(_: Renderer, story: ResolvedStory) -> str:
        made.append(story.slug)
        return f"words of {story.slug}"

    one = renderer.site.stories[0]
    # A story that is told otherwise is another one, whatever its name.
    other = replace(one, corrections=())
    assert [renderer.once(words, one) for _ in range(3)] == [f"words of {one.slug}"] * 3
    assert len(made) == 1
    renderer.once(words, other)
    renderer.once(words, one)
    assert len(made) == 3


def test_what_is_made_may_need_another_story(renderer: Renderer) -> None:
    one = renderer.site.stories[0]
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

    story = renderer.site.stories[0]
    assert renderer.once(language, story) == "en"
    assert replace(renderer, wording=wording_for("fr")).once(language, story) == "fr"


def test_relations_are_found_out_unless_told(renderer: Renderer) -> None:
    assert renderer.relations == relations(renderer.site, renderer.verification)
    told = {id: Relations() for id in renderer.site.sources}
    assert replace(renderer, relations=told).relations is told


def test_each_source_has_what_names_it(renderer: Renderer) -> None:
    site, (a, b, c) = renderer.site, sorted(renderer.site.sources)[:3]
    link = Link(a, c, LinkKind.ORIGIN, "The Agency", joins=True)
    overlaps = (Overlap(a, b, 9, 0.1, 0.2, ()), Overlap(b, "not-there", 9, 0.1, 0.2, ()))
    ruling = Ruling(other=b, verdict=Verdict.INDEPENDENT, reason="They say so.")
    sources = {
        id: replace(entry, source=entry.source.model_copy(update={"rulings": []}))
        for id, entry in site.sources.items()
    }
    sources[c] = replace(
        sources[c], source=sources[c].source.model_copy(update={"rulings": [ruling]})
    )
    found = relations(
        replace(site, sources=sources),
        replace(renderer.verification, voices=Voices((), (link,), ()), overlaps=overlaps),
    )
    assert found.keys() == site.sources.keys()
    assert found[a] == Relations([link], [], [overlaps[0]])
    assert found[b] == Relations([], [(c, ruling)], list(overlaps))
    assert found[c] == Relations([link], [(c, ruling)], [])
