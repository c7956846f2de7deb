"""Atom: read by feedparser, and valid against a RELAX NG schema written after RFC 4287."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from generator.model import Correction
from generator.render.exports import FEED_PATH, site_files
from generator.render.links import Links
from generator.render.views import Renderer
from generator.resolve import ResolvedStory
from generator.resolve.site import StoryCorrection
from tests.render.exports.conftest import Exports

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def feed_of(renderer: Renderer) -> Any:
    """The feed as feedparser reads it; it must be valid."""
    file, *_ = site_files(renderer)
    assert file.path == FEED_PATH
    SCHEMA.assertValid(etree.fromstring(file.data))
    feed = feedparser.parse(file.data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def with_story(renderer: Renderer, story: ResolvedStory) -> Renderer:
    stories = tuple(story if s.slug == story.slug else s for s in renderer.site.told)
    return replace(renderer, site=renderer.site.with_stories(stories))


def correction(**changed: str) -> StoryCorrection:
    fields = {"date": "2031-05-03", "was": "a", "now": "b", "why": "c"} | changed
    return StoryCorrection(Correction(**fields), ())


def ids(renderer: Renderer) -> list[str]:
    return [entry.id for entry in feed_of(renderer).entries]


def test_stories_and_corrections_are_in_it(made: Exports) -> None:
    if not made.site.settings.address:
        assert FEED_PATH not in [file.path for file in site_files(made.renderer)]
        return
    feed = feed_of(made.renderer)
    corrections = sum(len(story.corrections) for story in made.site.told)
    assert len(feed.entries) == len(made.site.told) + corrections
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert feed.feed.title == made.site.settings.title
    assert {entry.title for entry in feed.entries} >= {s.story.title for s in made.site.told}
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.feed.updated == updated[0]
    assert all(re.fullmatch(r"[\d-]{10}T00:00:00Z", date) for date in updated)


def test_ids_stay_when_the_form_of_addresses_changes(demo_exports: Callable[..., Exports]) -> None:
    renderer = demo_exports().renderer
    folders = replace(renderer, links=Links(directory_urls=True))
    assert ids(renderer) == ids(folders)
    assert [e.link for e in feed_of(renderer).entries] != [e.link for e in feed_of(folders).entries]


def test_ids_stay_when_corrections_are_added_or_put_otherwise(
    demo_exports: Callable[..., Exports],
) -> None:
    made = demo_exports()
    before = ids(made.renderer)
    added = replace(made.story, corrections=(correction(), *made.story.corrections))
    after = ids(with_story(made.renderer, added))
    assert set(before) < set(after)
    assert len(after) == len(before) + 1
    reason = replace(made.story, corrections=(correction(why="d"), *made.story.corrections))
    assert ids(with_story(made.renderer, reason)) == after


def test_a_correction_makes_its_story_newer(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    story = replace(made.story, corrections=(correction(date="2032-01"),))
    feed = feed_of(with_story(made.renderer, story))
    entry = next(e for e in feed.entries if e.title == story.story.title)
    assert entry.updated == "2032-01-01T00:00:00Z"
    assert entry.published == "2031-05-01T00:00:00Z"


def test_text_stays_text(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    hostile = "]]></title><script>&amp; \"x\" 'y'"
    content = made.story.story.model_copy(update={"title": hostile, "topics": [hostile]})
    renderer = with_story(made.renderer, replace(made.story, story=content))
    feed_of(renderer)
    root = etree.fromstring(site_files(renderer)[0].data)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert hostile in root.xpath("//a:entry/a:title/text()", namespaces=names)
    assert hostile in root.xpath("//a:category/@term", namespaces=names)


def test_a_story_in_another_language_says_so(demo_exports: Callable[..., Exports]) -> None:
    root = etree.fromstring(site_files(demo_exports().renderer)[0].data)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert root.get(lang) == "en"
    assert {entry.get(lang) for entry in root.iter("{*}entry")} == {None, "fr"}


def test_a_site_of_thousands_of_stories_has_a_short_feed(
    demo_exports: Callable[..., Exports],
) -> None:
    made = demo_exports()
    many = tuple(replace(made.story, slug=f"story-{n}", corrections=()) for n in range(500))
    renderer = replace(made.renderer, site=made.site.with_stories(many))
    assert len(ids(renderer)) == 100


def test_a_site_without_stories_has_an_empty_feed(demo_exports: Callable[..., Exports]) -> None:
    made = demo_exports()
    renderer = replace(made.renderer, site=made.site.with_stories(()))
    feed = feed_of(renderer)
    assert feed.entries == []
    assert feed.feed.updated == f"{renderer.site.newest}T00:00:00Z"
