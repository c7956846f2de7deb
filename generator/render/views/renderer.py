"""What all pages are made with, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.geography import Atlas
from generator.render.html import ProseWriter
from generator.render.links import Links
from generator.render.page import Page
from generator.render.social import site_social
from generator.render.templates import Templates
from generator.render.wording import Wording
from generator.resolve import (
    Footnote,
    Site,
)
from generator.verify import Verification

if TYPE_CHECKING:
    from generator.render.maps.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Renderer:
    """What all pages are made with.

    Attributes:
        site: the content.
        verification: what is known of its quotations and sources.
        links: how links are written.
        wording: the site's language.
        templates: the page templates.
        titles: the stories' titles by slug.
        updated: the newest date of the content, `YYYY-MM-DD`.
        atlas: boundaries and frames; None if no story has a map.
        drawings: the pictures made so far, by frame and width, which stories share.
        languages: the stories' languages by slug, where a story says one.
    """

    site: Site
    verification: Verification
    links: Links
    wording: Wording
    templates: Templates
    titles: dict[str, str]
    updated: str
    atlas: Atlas | None = None
    drawings: dict[tuple[str, int], Drawing] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)

    def writer(
        self,
        address: str,
        footnotes: Iterable[Footnote] = (),
        notes_address: str = "",
        language: str | None = None,
    ) -> ProseWriter:
        """A writer for the statements of the page at `address`."""
        by_quotation = {note.quotation: note for note in footnotes}
        lang = other_language(self, language)
        return ProseWriter(
            address, self.links, self.wording, by_quotation, self.support, notes_address, lang
        )

    def support(self, quotations: Iterable[str]) -> str:
        """How many reports and voices stand behind what cites these quotations, in words."""
        sources = {self.site.quotations[id].source for id in quotations}
        voices = self.verification.count_voices(sources)
        reports = self.wording.count(len(sources), "{n} report", "{n} reports")
        heard = self.wording.count(voices, "{n} voice", "{n} voices")
        return f"{reports}{self.wording.comma}{heard}"


def site_page(
    renderer: Renderer,
    kind: str,
    address: str,
    title: str,
    description: str,
    context: Any,
) -> Page:
    """A page that belongs to the site as a whole, and stands in its navigation."""
    return Page(
        address=address,
        title=title,
        description=description,
        kind=kind,
        blocks=renderer.templates.blocks(kind, context),
        origin=renderer.site.place.file,
        updated=renderer.updated,
        in_navigation=True,
        social=site_social(renderer.site),
    )


def story_address(slug: str) -> str:
    """The address of a story's page."""
    return f"stories/{slug}"


def source_address(id: str) -> str:
    """The address of a source's page."""
    return f"sources/{id}"


def other_language(renderer: Renderer, language: str | None) -> str:
    """A language if it is not the site's, otherwise an empty text."""
    return language if language and language != renderer.site.settings.language else ""


def language_name(renderer: Renderer, language: str | None) -> str:
    """The name of a language if it is not the site's, otherwise an empty text."""
    other = other_language(renderer, language)
    return renderer.wording.language(other) if other else ""
