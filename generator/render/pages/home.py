"""The home page, and the card that stands for a story there and heads its own page."""

from __future__ import annotations

from generator.model import Status
from generator.render import contexts
from generator.render.html import ProseWriter
from generator.render.page import Page
from generator.render.views import Renderer, other_language, site_page, story_address
from generator.resolve import ResolvedStory
from generator.verify import figures_are_checked, story_coverage


def coverage_in_words(renderer: Renderer, story: ResolvedStory) -> contexts.Coverage:
    """How well a story is sourced."""
    numbers = story_coverage(renderer.site, story, renderer.verification)
    sources = {renderer.site.quotations[note.quotation].source for note in story.footnotes}
    count = renderer.wording.count

    def some(number: int, one: str, many: str) -> str:
        return count(number, one, many) if number else ""

    whole = numbers.cited and numbers.verified == numbers.cited
    voices = renderer.verification.count_voices(sources)
    return contexts.Coverage(
        statements=count(numbers.statements, "{n} statement", "{n} statements"),
        cited=count(numbers.cited, "{n} with sources", "{n} with sources"),
        verified=renderer.wording.text("all of these verified")
        if whole
        else count(numbers.verified, "{n} verified", "{n} verified"),
        two_voices=some(numbers.two_voices, "{n} by two voices", "{n} by two voices or more"),
        primary=some(numbers.primary, "{n} with a speaker", "{n} from a primary source or speaker"),
        editor=some(numbers.editor, "{n} in the editor’s words", "{n} in the editor’s words"),
        derived=some(numbers.derived, "{n} worked out", "{n} worked out"),
        quotations=count(len(story.footnotes), "{n} quotation", "{n} quotations"),
        reports=", ".join(
            (
                count(len(sources), "{n} report", "{n} reports"),
                count(voices, "{n} voice", "{n} voices"),
            )
        ),
        disagreements=some(len(story.disagreements), "{n} disagreement", "{n} disagreements"),
        unchecked=""
        if figures_are_checked(renderer.site, story)
        else renderer.wording.text("figures and names not checked in this language"),
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
        coverage=coverage_in_words(renderer, story),
        timeline=href(here, f"{address}/timeline") if story.events else "",
        map=href(here, f"{address}/map") if story.has_map else "",
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
