"""Lists of stories: all of them by year, and by topic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import groupby

from generator.digests import sha256_hex
from generator.index import StoryLine
from generator.render import contexts
from generator.render.page import Outline
from generator.render.views import (
    Renderer,
    language_name,
    other_language,
    story_address,
)  # fmt: skip
from generator.render.wording import Wording

# The home page shows so many and stays light with a thousand.
NEWEST = 20
# A page that shows something in full for the whole site is an index beyond this, so that it stays a
# page that a phone can open: of quotations, and of stories.
MOST_QUOTATIONS = 500
MOST_STORIES = 100


def stories_page(renderer: Renderer) -> Outline | None:
    """Every story in a line, the newest first, by year; None if there is none."""
    text = renderer.wording.text
    if not renderer.site.stories:
        return None
    return Outline(
        "stories",
        "stories",
        text("Stories"),
        text("Every story of this site, by year."),
        partial(_stories, renderer),
    )


def _stories(renderer: Renderer) -> contexts.StoriesPage:
    here, lines = "stories", list(renderer.site.stories.values())
    groups = tuple(
        contexts.StoryGroup(
            anchor=f"year.{year}",
            title=renderer.wording.date(f"{year:04d}"),
            stories=tuple(_line(renderer, here, story) for story in stories),
        )
        for year, stories in groupby(lines, key=lambda line: line.year)
    )
    topics = any(line.topics for line in lines)
    return contexts.StoriesPage(
        count=_count(renderer, len(lines)),
        years=groups,
        topics=renderer.links.href(here, "topics") if topics else "",
    )


def topics_page(renderer: Renderer) -> Outline | None:
    """Every topic with its stories; None if there is none."""
    text = renderer.wording.text
    if not any(line.topics for line in renderer.site.stories.values()):
        return None
    description = text("The stories by what they are about.")
    context = partial(_topics, renderer)
    return Outline("topics", "topics", text("Topics"), description, context)


def _topics(renderer: Renderer) -> contexts.TopicsPage:
    here, lines = "topics", list(renderer.site.stories.values())
    by_topic: dict[str, list[StoryLine]] = {}
    for line in lines:
        for anchor in dict.fromkeys(map(topic_anchor, line.topics)):
            by_topic.setdefault(anchor, []).append(line)
    return contexts.TopicsPage(
        tuple(
            contexts.StoryGroup(
                anchor=topic.anchor,
                title=topic.name,
                stories=tuple(_line(renderer, here, story) for story in by_topic[topic.anchor]),
            )
            for topic in topics_of(renderer, here, lines)
        ),
        renderer.links.href(here, "stories"),
    )


def topics_of(
    renderer: Renderer, here: str, lines: Iterable[StoryLine]
) -> list[contexts.TopicLine]:
    """All topics by name, with how many stories each has."""
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for line in lines:
        anchors = {topic_anchor(topic): topic for topic in line.topics}
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
        words.append(sha256_hex(name)[:8])
    return f"topic.{'-'.join(words)}"


def story_anchors(
    renderer: Renderer, here: str, slugs: Iterable[str]
) -> tuple[contexts.Anchor, ...]:
    """Links from the page `here` to stories; those that are not shown are left out."""
    lines = (renderer.site.stories.get(slug) for slug in slugs)
    return tuple(
        contexts.Anchor(
            renderer.links.href(here, story_address(line.slug)),
            line.title,
            other_language(renderer, line.language),
        )
        for line in lines
        if line
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


def more_reports(wording: Wording, number: int) -> str:
    """How many reports there are besides those that a list names."""
    more = wording.count(
        number - NEWEST, "and {n} more report, by the search", "and {n} more reports, by the search"
    )
    return more if number > NEWEST else ""


def _line(renderer: Renderer, here: str, line: StoryLine) -> contexts.StoryLine:
    return contexts.StoryLine(
        href=renderer.links.href(here, story_address(line.slug)),
        title=line.title,
        lang=other_language(renderer, line.language),
        language=language_name(renderer, line.language),
        date=renderer.wording.date(line.published),
        edtf=line.published,
        draft=line.is_draft,
    )


def _count(renderer: Renderer, number: int) -> str:
    return renderer.wording.count(number, "{n} story", "{n} stories")
