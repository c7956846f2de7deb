"""The history of a story: its versions with what was changed, and each as it was."""

from __future__ import annotations

from collections.abc import Iterator

from generator.index import StoryHistory
from generator.model.dates import parse_date
from generator.model.history import TITLE
from generator.render import contexts, views
from generator.render.exports.common import base_address
from generator.render.page import Page
from generator.render.views import Renderer, history_address, story_address, version_address
from generator.render.views import history as shown
from generator.resolve import ResolvedStory


def history_page(renderer: Renderer, story: ResolvedStory) -> Page | None:
    """The versions of a story and what was changed in each; None if none is kept."""
    history = renderer.site.histories.get(story.slug)
    if history is None:
        return None
    address = history_address(story.slug)
    context = contexts.StoryHistoryPage(
        story=_story(renderer, story, address),
        pending=shown.pending(renderer, history),
        versions=shown.version_lines(renderer, story, history, address),
    )
    text = renderer.wording.text
    return Page(
        address=address,
        title=text("History: {title}").format(title=story.story.title),
        description=text("The published versions of this story, and what was changed in each."),
        kind="story-history",
        blocks=renderer.templates.blocks("story-history", context),
        origin=history.path,
        updated=_day(history.versions[-1].date),
    )


def version_pages(renderer: Renderer, story: ResolvedStory) -> Iterator[Page]:
    """Each version of a story as it was published."""
    history = renderer.site.histories.get(story.slug)
    if history:
        for version in shown.version_states(history):
            yield _version_page(renderer, story, history, version)


def _version_page(
    renderer: Renderer, story: ResolvedStory, history: StoryHistory, version: shown.Version
) -> Page:
    address, text = version_address(story.slug, version.number), renderer.wording.text
    name, date = (
        views.version_name(renderer, version.number),
        renderer.wording.date(version.version.date),
    )
    numbers: dict[str, int] = {}
    parts = shown.version_parts(renderer, story, version.says, numbers)
    title = version.says[TITLE]
    lang = views.other_language(renderer, story.story.language)
    context = contexts.StoryVersionPage(
        story=_story(renderer, story, address),
        title=contexts.Anchor("", title, lang),
        name=name,
        notice=_notice(renderer, history, version.number, date),
        note=version.version.note or "",
        history=contexts.Anchor(
            renderer.links.href(address, history_address(story.slug), f"version.{version.number}"),
            text("All versions, and what was changed"),
        ),
        before=_other(renderer, story, history, address, version.number - 1),
        behind=_other(renderer, story, history, address, version.number + 1),
        parts=parts,
        quotations=tuple(shown.cited_then(renderer, address, numbers)),
        cite=_citation(renderer, story, version, name, date),
        digest=version.version.digest,
    )
    of = text("{title} (version {n}, {date})")
    return Page(
        address=address,
        title=of.format(title=title, n=renderer.wording.number(version.number), date=date),
        description=_notice(renderer, history, version.number, date),
        kind="story-version",
        blocks=renderer.templates.blocks("story-version", context),
        origin=history.path,
        updated=_day(version.version.date),
        is_indexed=False,
    )


def _notice(renderer: Renderer, history: StoryHistory, number: int, date: str) -> str:
    """Of which day a version is, and whether the story says something else by now."""
    text = renderer.wording.text
    if number < len(history.versions):
        return text("This is the story as of {date}. It has changed since.").format(date=date)
    if history.waiting:
        told = text("This is the story as of {date}, its last version. It has changed since.")
        return told.format(date=date)
    return text("This is the story as of {date}, as it stands now.").format(date=date)


def _other(
    renderer: Renderer, story: ResolvedStory, history: StoryHistory, here: str, number: int
) -> contexts.Anchor | None:
    if not 1 <= number <= len(history.versions):
        return None
    href = renderer.links.href(here, version_address(story.slug, number))
    return contexts.Anchor(href, views.version_name(renderer, number))


def _story(renderer: Renderer, story: ResolvedStory, here: str) -> contexts.Anchor:
    href = renderer.links.href(here, story_address(story.slug))
    return contexts.Anchor(
        href, story.story.title, views.other_language(renderer, story.story.language)
    )


def _citation(
    renderer: Renderer, story: ResolvedStory, version: shown.Version, name: str, date: str
) -> str:
    """How to cite a version, as one line of text."""
    settings = renderer.site.settings
    title = renderer.wording.quoted(version.says[TITLE])
    as_of = renderer.wording.text("as of {date}").format(date=date)
    which = f"{name}{renderer.wording.comma}{as_of}"
    parts = [settings.publisher.name, title, settings.title, which]
    if base := base_address(renderer):
        page = version_address(story.slug, version.number)
        parts.append(f"{base}{renderer.links.href('', page)}")
    return ". ".join(parts) + "."


def _day(date: str) -> str:
    return parse_date(date).first.isoformat()
