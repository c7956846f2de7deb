"""Every type of page and data file that a site has, in the order of the navigation.

Whatever is to be made stands here: `make` works from this list and from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.render import exports, pages
from generator.render.cards import card_files
from generator.render.database import database_files, source_rows, story_rows
from generator.render.embeds import embed_files
from generator.render.exports.common import cited_quotations
from generator.render.maps import blank_map, map_files, story_map
from generator.render.page import DataFile, LargeFile, Outline, Page
from generator.render.pictures import picture_size, story_picture
from generator.render.search import search_files, source_entries, story_entries
from generator.render.social import site_social
from generator.render.views import Renderer, page_of
from generator.resolve import ResolvedStory, SourceEntry


@dataclass(frozen=True, slots=True)
class Made:
    """What one unit makes: its pages, its files one after the other, and rows for the index.

    Attributes:
        pages: the pages.
        files: the data files, each made when it is asked for.
        rows: what the site's own pages will want to know: table, key, value and sort key.
    """

    pages: tuple[Page, ...] = ()
    files: Iterable[DataFile | LargeFile] = ()
    rows: tuple[tuple[str, str, Any, str], ...] = ()


def make_story(renderer: Renderer, slug: str) -> Made:
    """Everything that belongs to one story.

    Raises:
        KeyError: no such story is shown.
    """
    story = renderer.site.documents[slug]
    made = tuple(page for each in STORY_PAGES if (page := each(renderer, story)))
    made += tuple(page for each in STORY_SERIES for page in each(renderer, story))
    sort = renderer.site.stories[slug].sort
    rows: list[tuple[str, str, Any, str]] = [
        ("search", name, run, sort) for name, run in story_entries(renderer, story).items()
    ]
    if renderer.site.settings.database and (data := story_rows(renderer, story)):
        rows.append(("data", "", data, sort))
    if shown := story_map(renderer, story):
        rows.append(("map frame", slug, shown.frames, sort))
    return Made(made, _story_files(renderer, story, made), tuple(rows))


def _story_files(
    renderer: Renderer, story: ResolvedStory, made: Iterable[Page]
) -> Iterator[DataFile]:
    verified = renderer.site.verified
    positions = {
        id: (locked.start, locked.end)
        for id in cited_quotations(story)
        if (locked := verified.get(id))
    }
    yield from exports.story_files(renderer, story, positions)
    yield from embed_files(renderer, story)
    yield from card_files(made)
    if picture_size(story)[1]:
        yield story_picture(renderer, story)


def make_source(renderer: Renderer, id: str) -> Made:
    """Everything that belongs to one source.

    Raises:
        KeyError: there is no such source.
    """
    entry = renderer.site.sources[id]
    sort = entry.place.file.rpartition("/")[2]
    runs = source_entries(renderer, entry)
    rows: list[tuple[str, str, Any, str]] = [
        ("search", name, run, sort) for name, run in runs.items()
    ]
    if renderer.site.settings.database:
        rows.append(("data", "", source_rows(renderer, entry), sort))
    return Made(tuple(each(renderer, entry) for each in SOURCE_PAGES), (), tuple(rows))


def make_page(renderer: Renderer, name: str) -> Made:
    """A page of the site as a whole; nothing if there is nothing for it.

    Raises:
        KeyError: there is no such page.
    """
    outline = SITE_PAGES[name](renderer)
    return Made((page_of(renderer, outline),)) if outline else Made()


def make_files(renderer: Renderer, name: str) -> Made:
    """Data files of the site as a whole.

    Raises:
        KeyError: there are no such files.
    """
    return Made(files=SITE_FILES[name](renderer))


def outlines(renderer: Renderer) -> dict[str, Outline]:
    """What the navigation shows of the pages of the site as a whole, by name."""
    found = {name: outline(renderer) for name, outline in SITE_PAGES.items()}
    return {name: outline for name, outline in found.items() if outline}


def _map_files(renderer: Renderer) -> list[DataFile]:
    frames = dict.fromkeys(renderer.site.map_frames.values())
    return map_files(blank_map(renderer, each) for each in frames)


def _site_card(renderer: Renderer) -> Iterable[DataFile]:
    """The picture that the site's own pages share."""
    page = Page("", "", "", "", (), renderer.site.place.file, "", social=site_social(renderer.site))
    return card_files([page])


STORY_PAGES: tuple[Callable[[Renderer, ResolvedStory], Page | None], ...] = (
    pages.story_page,
    pages.timeline_page,
    pages.map_page,
    pages.story_disagreements_page,
    pages.history_page,
)
"""The pages of a story; one that a story has nothing for is None."""
STORY_SERIES: tuple[Callable[[Renderer, ResolvedStory], Iterable[Page]], ...] = (
    pages.version_pages,
)
"""The pages of a story of which there may be any number."""
SOURCE_PAGES: tuple[Callable[[Renderer, SourceEntry], Page], ...] = (pages.source_page,)
"""The pages of a source."""
SITE_PAGES: dict[str, Callable[[Renderer], Outline | None]] = {
    "home": pages.home_page,
    "stories": pages.stories_page,
    "disagreements": pages.disagreements_page,
    "quotations": pages.quotations_page,
    "speakers": pages.speakers_page,
    "sources": pages.sources_page,
    "glossary": pages.glossary_page,
    "topics": pages.topics_page,
    "corrections": pages.corrections_page,
    "time-stamps": pages.time_stamps_page,
}
"""The pages of the site as a whole, by name; one that there is nothing for is None."""
SITE_FILES: dict[str, Callable[[Renderer], Iterable[DataFile | LargeFile]]] = {
    "sources.csl": lambda renderer: [pages.sources_csl(renderer)],
    "exports": exports.site_files,
    "maps": _map_files,
    "card": _site_card,
    "search": search_files,
    "database": database_files,
    "time-stamps": pages.stamp_files,
}
"""The data files of the site as a whole, by name."""
