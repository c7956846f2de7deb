"""What all pages are made with, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from generator.geography import Atlas
from generator.prose import plain_text
from generator.render.html import ProseWriter
from generator.render.links import Links
from generator.render.page import Page
from generator.render.social import site_social
from generator.render.templates import Templates
from generator.render.views.relations import Relations, relations
from generator.render.wording import Wording
from generator.resolve import Footnote, ResolvedStory, Site, flat
from generator.verify import Verification

if TYPE_CHECKING:
    from generator.render.maps.drawing import Drawing

T = TypeVar("T")
_NOT_TOLD: Mapping[str, Relations] = MappingProxyType({})


@dataclass(slots=True)
class _Latest:
    """What was made of one story, by the function that made it."""

    story: ResolvedStory | None = None
    made: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def of(self, story: ResolvedStory) -> dict[Callable[..., Any], Any]:
        """What was made of this story; that of another one is given up."""
        if self.story is not story:
            self.story, self.made = story, {}
        return self.made


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
        dates: the days on which the stories last changed, by slug.
        geometries: the countries' shapes as GeoJSON made so far, by code, which stories share.
        relations: what each source has to do with others, by its id; found out if not told.
    """

    site: Site
    verification: Verification
    links: Links
    wording: Wording
    templates: Templates
    titles: Mapping[str, str]
    updated: str
    atlas: Atlas | None = None
    drawings: dict[tuple[str, int], Drawing] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    geometries: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    relations: Mapping[str, Relations] = field(default_factory=lambda: _NOT_TOLD)
    _definitions: dict[str, str] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _latest: _Latest = field(default_factory=_Latest, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Find out how sources are related, if that is not told."""
        if self.relations is _NOT_TOLD:
            object.__setattr__(self, "relations", relations(self.site, self.verification))

    def definition(self, term: str) -> str:
        """What the glossary says of a term (by its id), as plain text."""
        if term not in self._definitions:
            said = flat(self.site.terms[term].definition)
            self._definitions[term] = " ".join(plain_text(each.nodes) for each in said)
        return self._definitions[term]

    def once(self, make: Callable[[Renderer, ResolvedStory], T], story: ResolvedStory) -> T:
        """What `make` gives for a story, made once for all its pages and files.

        These are made one after the other, so that only what belongs to one story is kept.
        """
        made = self._latest.of(story)
        if make not in made:
            made[make] = make(self, story)
        result: T = made[make]
        return result

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
