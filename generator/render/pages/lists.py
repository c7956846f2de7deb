"""Lists of stories: all of them by year, and by topic."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from generator.model import Status
from generator.model.dates import parse_date
from generator.render import contexts
from generator.render.page import Page
from generator.render.views import (
    Renderer,
    language_name,
    other_language,
    site_page,
    story_address,
)  # fmt: skip
from generator.render.wording import Wording
from generator.resolve import ResolvedStory

# The home page shows so many and stays light with a thousand; if that is all, the list of stories
# needs no entry in the navigation beside it.
NEWEST = 20
# A page that shows something in full for the whole site is an index beyond this, so that it stays a
# page that a phone can open: of quotations, and of stories.
MOST_QUOTATIONS = 500
MOST_STORIES = 100


def list_pages(renderer: Renderer) -> list[Page]:
    """The pages that list stories, as far as there is something to list."""
    site = renderer.site
    made = [_stories_page(renderer)] if site.stories else []
    if any(story.story.topics for story in site.stories):
        made.append(_topics_page(renderer))
    return made


def _stories_page(renderer: Renderer) -> Page:
    """Every story in a line, the newest first, by year."""
    here, text = "stories", renderer.wording.text
    groups = tuple(
        contexts.StoryGroup(
            anchor=f"year.{year}",
            title=renderer.wording.date(f"{year:04d}"),
            stories=tuple(_line(renderer, here, story) for story in stories),
        )
        for year, stories in groupby(renderer.site.stories, key=_year)
    )
    topics = any(story.story.topics for story in renderer.site.stories)
    context = contexts.StoriesPage(
        count=_count(renderer, len(renderer.site.stories)),
        years=groups,
        topics=renderer.links.href(here, "topics") if topics else "",
    )
    title = text("All stories")
    page = site_page(
        renderer, "stories", here, title, text("Every story of this site, by year."), context
    )
    return replace(page, in_navigation=len(renderer.site.stories) > NEWEST)


def _topics_page(renderer: Renderer) -> Page:
    """Every topic with its stories."""
    text, here = renderer.wording.text, "topics"
    by_topic: dict[str, list[ResolvedStory]] = {}
    for story in renderer.site.stories:
        for anchor in dict.fromkeys(map(topic_anchor, story.story.topics)):
            by_topic.setdefault(anchor, []).append(story)
    context = contexts.TopicsPage(
        tuple(
            contexts.StoryGroup(
                anchor=topic.anchor,
                title=topic.name,
                stories=tuple(_line(renderer, here, story) for story in by_topic[topic.anchor]),
            )
            for topic in topics_of(renderer, here)
        ),
        renderer.links.href(here, "stories"),
    )
    page = site_page(
        renderer,
        "topics",
        here,
        text("Topics"),
        text("The stories by what they are about."),
        context,
    )
    return replace(page, in_navigation=False)


def topics_of(renderer: Renderer, here: str) -> list[contexts.TopicLine]:
    """All topics by name, with how many stories each has."""
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for story in renderer.site.stories:
        anchors = {topic_anchor(topic): topic for topic in story.story.topics}
        for anchor, topic in anchors.items():
            names.setdefault(anchor, topic)
            numbers[anchor] = numbers.get(anchor, 0) + 1
    return [
        contexts.TopicLine(
            anchor=anchor,
            href=renderer.links.href(here, "topics", anchor),
            name=name,
            number=numbers[anchor],
            stories=_count(renderer, numbers[anchor]),
        )
        for anchor, name in sorted(names.items(), key=lambda row: row[1].casefold())
    ]


def topic_anchor(topic: str) -> str:
    """The anchor of a topic on the topics page, the same whatever other topics there are.

    Topics that differ only in capitals are one. Where the anchor's letters do not tell all of the
    topic, a digest does.
    """
    name = topic.casefold()
    words = re.findall("[a-z0-9]+", name)
    if name != " ".join(words):
        words.append(hashlib.sha256(name.encode()).hexdigest()[:8])
    return f"topic.{'-'.join(words)}"


def story_anchors(
    renderer: Renderer, here: str, slugs: Iterable[str]
) -> tuple[contexts.Anchor, ...]:
    """Links from the page `here` to stories; those that are not shown are left out."""
    return tuple(
        contexts.Anchor(
            renderer.links.href(here, story_address(slug)),
            renderer.titles[slug],
            other_language(renderer, renderer.languages.get(slug)),
        )
        for slug in slugs
        if slug in renderer.titles
    )


def newest_of(slugs: Iterable[str], wording: Wording) -> tuple[list[str], str]:
    """The first of many stories, and how many more there are, in words; empty if none."""
    every = list(slugs)
    if len(every) <= MOST_STORIES:
        return every, ""
    more = wording.count(
        len(every) - NEWEST,
        "and {n} more story, by the search",
        "and {n} more stories, by the search",
    )
    return every[:NEWEST], more


def _line(renderer: Renderer, here: str, story: ResolvedStory) -> contexts.StoryLine:
    model = story.story
    return contexts.StoryLine(
        href=renderer.links.href(here, story_address(story.slug)),
        title=model.title,
        lang=other_language(renderer, model.language),
        language=language_name(renderer, model.language),
        date=renderer.wording.date(model.published),
        edtf=model.published,
        draft=model.status is Status.DRAFT,
    )


def _year(story: ResolvedStory) -> int:
    return parse_date(story.story.published).first.year


def _count(renderer: Renderer, number: int) -> str:
    return renderer.wording.count(number, "{n} story", "{n} stories")
