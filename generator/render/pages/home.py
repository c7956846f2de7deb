"""The home page."""

from __future__ import annotations

from functools import partial

from generator.render import contexts
from generator.render.database import DATABASE_PATH
from generator.render.exports import FEED_PATH, LLMS_PATH
from generator.render.exports.dataset import dataset
from generator.render.page import Outline
from generator.render.pages.cards import story_card
from generator.render.pages.lists import NEWEST, topics_of
from generator.render.views import Renderer, story_address

_TOPICS = 24


def home_page(renderer: Renderer) -> Outline:
    """The home page: the newest stories; their footnotes stand on their own pages."""
    title, description = renderer.wording.text("Home"), renderer.site.settings.description
    return Outline("home", "", title, description, partial(_home, renderer))


def _home(renderer: Renderer) -> contexts.HomePage:
    site, href, wording = renderer.site, renderer.links.href, renderer.wording
    cards = []
    lines = list(site.stories.values())
    for line in lines[:NEWEST]:
        story = site.documents[line.slug]
        writer = renderer.writer(
            "", story.footnotes, story_address(story.slug), story.story.language
        )
        cards.append(story_card(renderer, writer, story))
    # Topics of one story alone lead nowhere else.
    found = topics_of(renderer, "", lines) if len(lines) > 1 else ()
    topics = sorted(found, key=lambda topic: -topic.number)
    return contexts.HomePage(
        title=site.settings.title,
        description=site.settings.description,
        stories=tuple(cards),
        all_stories=href("", "stories"),
        more=wording.count(len(lines), "{n} story, by year", "All {n} stories, by year")
        if len(lines) > NEWEST
        else "",
        topics=tuple(topics[:_TOPICS]),
        all_topics=href("", "topics") if len(topics) > _TOPICS else "",
        glossary=href("", "glossary"),
        quotations=href("", "quotations"),
        sources=href("", "sources"),
        corrections=href("", "corrections"),
        feed=renderer.links.to_file("", FEED_PATH) if site.settings.address else "",
        database=renderer.links.to_file("", DATABASE_PATH) if site.settings.database else "",
        dataset=dataset(renderer),
        llms=renderer.links.to_file("", LLMS_PATH),
        publisher=site.settings.publisher.name,
        publisher_address=site.settings.publisher.address or "",
        licence=site.settings.licence or "",
        licence_address=site.settings.licence_address or "",
        contact=site.settings.contact,
    )
