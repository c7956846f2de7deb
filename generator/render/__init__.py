"""render: the site → pages and data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.geography import Atlas
from generator.model.dates import parse_date
from generator.render import exports, pages
from generator.render.cards import card_files
from generator.render.catalogue import BadTranslationError
from generator.render.links import Links
from generator.render.maps import map_files, story_map
from generator.render.missing import not_found
from generator.render.page import (
    CARD_SIZE,
    Block,
    DataFile,
    Fragment,
    Heading,
    Page,
    Social,
    SocialCard,
)  # fmt: skip
from generator.render.search import search_files
from generator.render.templates import BadTemplateError, open_templates
from generator.render.views import Renderer
from generator.render.wording import wording_for
from generator.resolve import Site
from generator.resources import resource
from generator.verify import Verification

__all__ = [
    "CARD_SIZE", "Block", "DataFile", "Fragment", "Heading", "Page", "Rendered", "Social",
    "SocialCard", "render",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """All pages and data files of a site, and the words for what is not there."""

    pages: tuple[Page, ...] = ()
    files: tuple[DataFile, ...] = ()
    not_found: Mapping[str, str] = field(default_factory=dict)


def render(
    site: Site,
    verification: Verification,
    folder: Path,
    *,
    atlas: Atlas | None = None,
    directory_urls: bool = False,
) -> tuple[Rendered, list[Diagnostic]]:
    """Make all pages.

    Args:
        site: the resolved content.
        verification: what is known of its quotations and sources.
        folder: the site's folder, for templates of its own.
        atlas: boundaries and frames, if a story has a map.
        directory_urls: mkdocs's `use_directory_urls`, which links must follow.

    Returns:
        The pages, none if a template or a translation is broken; and what was wrong.
    """
    try:
        wording = wording_for(site.settings.language, folder / "site-templates" / "locale")
    except BadTranslationError as error:
        return Rendered(), [error.diagnostic]
    renderer = Renderer(
        site=site,
        verification=verification,
        links=Links(directory_urls),
        wording=wording,
        templates=open_templates(folder, resource("site-templates"), wording),
        titles={story.slug: story.story.title for story in site.stories},
        languages={s.slug: s.story.language for s in site.stories if s.story.language},
        updated=_newest(site),
        atlas=atlas,
    )
    try:
        made = list(_pages(renderer))
    except BadTemplateError as error:
        return Rendered(), [error.diagnostic]
    positions = {id: (q.start, q.end) for id, q in verification.quotations.items()}
    files = [pages.sources_csl(renderer), *exports.site_files(renderer)]
    for story in site.stories:
        files += exports.story_files(renderer, story, positions)
    files += map_files(shown for s in site.stories if (shown := story_map(renderer, s)))
    files += card_files(made)
    files += search_files(renderer, folder)
    return Rendered(tuple(made), tuple(files), not_found(wording)), []


def _pages(renderer: Renderer) -> list[Page]:
    made = [pages.home_page(renderer), *pages.list_pages(renderer)]
    for story in renderer.site.stories:
        made.append(pages.story_page(renderer, story))
        if story.events:
            made.append(pages.timeline_page(renderer, story))
        if story.has_map:
            made.append(pages.map_page(renderer, story))
    made.append(pages.glossary_page(renderer))
    made.append(pages.quotations_page(renderer))
    made.append(pages.speakers_page(renderer))
    made.append(pages.sources_page(renderer))
    made += [pages.source_page(renderer, entry) for entry in renderer.site.sources.values()]
    made.append(pages.disagreements_page(renderer))
    made.append(pages.corrections_page(renderer))
    return made


def _newest(site: Site) -> str:
    """The newest date that a story or a source has, the only clock that pages go by."""
    dates = [story.story.updated or story.story.published for story in site.stories]
    dates += [entry.source.accessed or entry.source.published for entry in site.sources.values()]
    return max((parse_date(text).first.isoformat() for text in dates), default="1970-01-01")
