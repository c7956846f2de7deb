"""The home page, and the card that stands for a story there and heads its own page."""

from __future__ import annotations

from generator.model import Status
from generator.render import contexts
from generator.render.html import ProseWriter
from generator.render.page import Page
from generator.render.views import Renderer, other_language, site_page, story_address
from generator.resolve import ResolvedStory


def coverage(renderer: Renderer, story: ResolvedStory) -> contexts.Coverage:
    """How well a story is sourced."""
    statements = list(story.claims())
    editor = sum(not statement.quotations for statement in statements)
    sources = {renderer.site.quotations[note.quotation].source for note in story.footnotes}
    count = renderer.wording.count
    return contexts.Coverage(
        statements=count(len(statements), "{n} statement", "{n} statements"),
        cited=count(len(statements) - editor, "{n} with sources", "{n} with sources"),
        editor=count(editor, "{n} in the editor’s words", "{n} in the editor’s words")
        if editor
        else "",
        quotations=count(len(story.footnotes), "{n} quotation", "{n} quotations"),
        reports=count(len(sources), "{n} report", "{n} reports"),
        disagreements=count(len(story.disagreements), "{n} disagreement", "{n} disagreements")
        if story.disagreements
        else "",
    )


def story_card(renderer: Renderer, writer: ProseWriter, story: ResolvedStory) -> contexts.StoryCard:
    """What stands for a story in a list, and at the head of its page."""
    here, address = writer.address, story_address(story.slug)
    href, model = renderer.links.href, story.story
    return contexts.StoryCard(
        href=href(here, address),
        title=model.title,
        lang=other_language(renderer, model.language),
        standfirst=writer.paragraphs(story.standfirst),
        date=renderer.wording.date(model.published),
        edtf=model.published,
        updated=renderer.wording.date(model.updated) if model.updated else "",
        draft=model.status is Status.DRAFT,
        topics=tuple(model.topics),
        coverage=coverage(renderer, story),
        timeline=href(here, f"{address}/timeline") if story.events else "",
        map=href(here, f"{address}/map") if story.participations else "",
    )


def home_page(renderer: Renderer) -> Page:
    """The home page: the stories, newest first; their footnotes stand on their own pages."""
    site, href = renderer.site, renderer.links.href
    cards = []
    for story in site.stories:
        writer = renderer.writer(
            "", story.footnotes, story_address(story.slug), story.story.language
        )
        cards.append(story_card(renderer, writer, story))
    context = contexts.HomePage(
        title=site.settings.title,
        description=site.settings.description,
        stories=tuple(cards),
        glossary=href("", "glossary"),
        quotations=href("", "quotations"),
        sources=href("", "sources"),
        corrections=href("", "corrections"),
        publisher=site.settings.publisher.name,
        publisher_address=site.settings.publisher.address or "",
        licence=site.settings.licence or "",
        licence_address=site.settings.licence_address or "",
        contact=site.settings.contact,
    )
    return site_page(
        renderer, "home", "", renderer.wording.text("Home"), site.settings.description, context
    )
