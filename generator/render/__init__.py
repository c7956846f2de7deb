"""render: the site → pages and data files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.geography import Atlas
from generator.memory import FORGETFUL, Memory
from generator.model.dates import parse_date
from generator.pages import WrittenPage
from generator.render import exports, pages
from generator.render.cards import card_files
from generator.render.catalogue import BadTranslationError
from generator.render.links import Links
from generator.render.maps import blank_map, map_files
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
    headings_of,
)  # fmt: skip
from generator.render.parts import Part, PartName, SitePart, all_parts
from generator.render.search import search_files
from generator.render.templates import open_templates
from generator.render.views import Renderer
from generator.render.wording import wording_for
from generator.resolve import Site
from generator.resources import resource
from generator.verify import Verification

__all__ = [
    "CARD_SIZE", "Block", "DataFile", "Fragment", "Heading", "Page", "Rendered", "Social",
    "SocialCard", "headings_of", "render", "render_new",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rendered:
    """All pages and data files of a site, and the words for what is not there."""

    pages: tuple[Page, ...] = ()
    files: tuple[DataFile, ...] = ()
    not_found: Mapping[str, str] = field(default_factory=dict)


def render(  # noqa: PLR0913 - the pipeline alone calls it
    site: Site,
    verification: Verification,
    folder: Path,
    *,
    atlas: Atlas | None = None,
    directory_urls: bool = False,
    base: bytes | None = None,
    memory: Memory = FORGETFUL,
    written: Sequence[WrittenPage] = (),
) -> tuple[Rendered, list[Diagnostic]]:
    """Make all pages.

    Args:
        site: the resolved content.
        verification: what is known of its quotations and sources.
        folder: the site's folder, for templates of its own.
        atlas: boundaries and frames, if a story has a map.
        directory_urls: mkdocs's `use_directory_urls`, which links must follow.
        base: a digest of what all pages depend on besides the content; None keeps no page.
        memory: what was made before. Pages that it keeps are read from there when they are asked
            for, and only as long as it is open.
        written: the hand-written pages, for the search.

    Returns:
        The pages, none if a template or a translation is broken; and what was wrong.
    """
    try:
        renderer = _renderer(site, verification, folder, atlas, directory_urls)
    except BadTranslationError as error:
        return Rendered(), [error.diagnostic]
    others = {**_SITE_PARTS, "search": lambda r: Part((), tuple(search_files(r, written)))}
    parts, problems = all_parts(renderer, base, memory, others)
    if problems:
        return Rendered(), problems
    made = _in_order(parts)
    files = [file for part in parts.values() for file in part.files]
    frames = dict.fromkeys(part.frames for part in parts.values() if part.frames)
    files += map_files(blank_map(renderer, each) for each in frames)
    files += card_files(made, there={file.path for file in files})
    return Rendered(tuple(made), tuple(files), not_found(renderer.wording)), []


def render_new(
    site: Site,
    verification: Verification,
    folder: Path,
    *,
    atlas: Atlas | None = None,
    directory_urls: bool = False,
    base: bytes | None = None,
    memory: Memory = FORGETFUL,
) -> tuple[Rendered, list[Diagnostic]]:
    """Make only those pages of stories and sources that the memory does not keep.

    All is as with `render`, which gives the same pages among the others.
    """
    try:
        renderer = _renderer(site, verification, folder, atlas, directory_urls)
    except BadTranslationError as error:
        return Rendered(), [error.diagnostic]
    parts, problems = all_parts(renderer, base, memory, {}, new_only=True)
    return Rendered(tuple(page for part in parts.values() for page in part.pages)), problems


def _renderer(
    site: Site,
    verification: Verification,
    folder: Path,
    atlas: Atlas | None,
    directory_urls: bool,  # noqa: FBT001 - both callers name it
) -> Renderer:
    wording = wording_for(site.settings.language, folder / "site-templates" / "locale")
    dates = {
        story.slug: _day(story.story.updated or story.story.published) for story in site.stories
    }
    return Renderer(
        site=site,
        verification=verification,
        links=Links(directory_urls),
        wording=wording,
        templates=open_templates(folder, resource("site-templates"), wording),
        titles={story.slug: story.story.title for story in site.stories},
        languages={s.slug: s.story.language for s in site.stories if s.story.language},
        dates=dates,
        updated=_newest(site, dates),
        atlas=atlas,
    )


def _data(renderer: Renderer) -> Part:
    return Part((), (pages.sources_csl(renderer), *exports.site_files(renderer)))


_SITE_PARTS: dict[str, SitePart] = {
    "home": lambda renderer: Part((pages.home_page(renderer),)),
    "lists": lambda renderer: Part(tuple(pages.list_pages(renderer))),
    "glossary": lambda renderer: Part((pages.glossary_page(renderer),)),
    "quotations": lambda renderer: Part((pages.quotations_page(renderer),)),
    "speakers": lambda renderer: Part((pages.speakers_page(renderer),)),
    "sources": lambda renderer: Part((pages.sources_page(renderer),)),
    "disagreements": lambda renderer: Part((pages.disagreements_page(renderer),)),
    "corrections": lambda renderer: Part((pages.corrections_page(renderer),)),
    "data": _data,
}


def _in_order(parts: Mapping[PartName, Part]) -> list[Page]:
    """All pages, in the order in which the navigation lists those that it lists."""
    kinds: dict[str, list[Page]] = {"story": [], "source": []}
    for name, part in parts.items():
        if name.kind in kinds:
            kinds[name.kind] += part.pages
    whole = {name.id: part.pages for name, part in parts.items() if name.kind == "site"}
    first = [*whole["home"], *whole["lists"], *kinds["story"]]
    middle = ("glossary", "quotations", "speakers", "sources")
    first += [page for id in middle for page in whole[id]]
    return [*first, *kinds["source"], *whole["disagreements"], *whole["corrections"]]


def _newest(site: Site, dates: Mapping[str, str]) -> str:
    """The newest date that a story or a source has, the only clock that pages go by."""
    sources = (entry.source for entry in site.sources.values())
    days = (_day(source.accessed or source.published) for source in sources)
    return max([*dates.values(), *days], default="1970-01-01")


def _day(date: str) -> str:
    """The first day that a date of the content may mean, `YYYY-MM-DD`."""
    return parse_date(date).first.isoformat()
