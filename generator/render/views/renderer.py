"""What all pages are made with, and where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from generator.geography import Atlas
from generator.index import SiteIndex
from generator.model import Quotation, Source, words_language
from generator.prose import plain_text
from generator.render.html import ProseWriter
from generator.render.links import Links
from generator.render.page import Outline, Page
from generator.render.social import site_social
from generator.render.templates import Templates
from generator.render.voices import SupportWords, support_words
from generator.render.wording import Wording
from generator.resolve import Footnote, ResolvedStory, Statement, flat

if TYPE_CHECKING:
    from generator.render.maps.drawing import Drawing

T = TypeVar("T")


@dataclass(slots=True)
class _StoryCache:
    """What was made of one story, by the function that made it."""

    story: ResolvedStory | None = None
    made: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def of(self, story: ResolvedStory) -> dict[Callable[..., Any], Any]:
        """What was made of this story; that of another one is given up."""
        if self.story is not story:
            self.story, self.made = story, {}
        return self.made


@dataclass(slots=True)
class _SupportCache:
    """What supports the statements of one file, in words."""

    file: str = ""
    made: dict[int, tuple[Statement, SupportWords]] = field(default_factory=dict)

    def get(self, statement: Statement) -> SupportWords | None:
        """What was put for this very statement."""
        found = self.made.get(id(statement))
        return found[1] if found and found[0] is statement else None

    def put(self, statement: Statement, words: SupportWords) -> SupportWords:
        """Keep it; what belongs to another file is given up."""
        if statement.place.file != self.file:
            self.file, self.made = statement.place.file, {}
        self.made[id(statement)] = (statement, words)
        return words


@dataclass(frozen=True, slots=True)
class Renderer:
    """What all pages are made with.

    Attributes:
        site: all that may be known of the site.
        links: how links are written.
        wording: the site's language.
        templates: the page templates.
        atlas: boundaries and frames; None if no story has a map.
        is_translation: whether the site is a translation: of its other languages that of the
            originals comes first then.
        drawings: the pictures made so far, by frame and width, which stories share.
        geometries: the countries' shapes as GeoJSON made so far, by code, which stories share.
    """

    site: SiteIndex
    links: Links
    wording: Wording
    templates: Templates
    atlas: Atlas | None = None
    is_translation: bool = False
    drawings: dict[tuple[str, int], Drawing] = field(default_factory=dict)
    geometries: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    _definitions: dict[str, str] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _support: _SupportCache = field(
        default_factory=_SupportCache, init=False, compare=False, repr=False
    )
    _latest: _StoryCache = field(default_factory=_StoryCache, init=False, compare=False, repr=False)

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
            address, self.links, self.wording, by_quotation, self.marks, notes_address, lang,
            lambda statement: self.support(statement).voices,
        )  # fmt: skip

    def support(self, statement: Statement) -> SupportWords:
        """Which reports and voices support a statement, in words.

        All pages and files of a story ask for the same, one after the other.
        """
        found = self._support.get(statement)
        if found is None:
            found = self._support.put(statement, support_words(self.site, self.wording, statement))
        return found

    def marks(self, statement: Statement) -> list[str]:
        """The same for each group of citations; of groups that only compare there is nothing."""
        return self.support(statement).marks


def page_of(renderer: Renderer, outline: Outline) -> Page:
    """A page that belongs to the site as a whole."""
    return Page(
        address=outline.address,
        title=outline.title,
        description=outline.description,
        kind=outline.kind,
        blocks=renderer.templates.blocks(outline.kind, outline.context()),
        origin=renderer.site.place.file,
        updated=renderer.site.newest,
        in_navigation=outline.in_navigation,
        social=site_social(renderer.site),
    )


def story_address(slug: str) -> str:
    """The address of a story's page."""
    return f"stories/{slug}"


def disagreements_address(slug: str) -> str:
    """The address of the page with all disagreements of a story."""
    return f"{story_address(slug)}/disagreements"


def history_address(slug: str) -> str:
    """The address of the page with the versions of a story."""
    return f"{story_address(slug)}/history"


def version_address(slug: str, number: int) -> str:
    """The address of the page of one version of a story."""
    return f"{history_address(slug)}/{number}"


def part_address(slug: str, anchor: str) -> str:
    """The address of the page of a story that has all of what stands at an anchor.

    The story's own page has all anchors of the story, but only names some of its disagreements.
    """
    apart = anchor.startswith(("d.", "disagreement."))
    return disagreements_address(slug) if apart else story_address(slug)


def source_address(id: str) -> str:
    """The address of a source's page."""
    return f"sources/{id}"


def other_language(renderer: Renderer, language: str | None) -> str:
    """A language if it is not the site's, otherwise an empty text."""
    return language if language and language != renderer.site.settings.language else ""


def quotation_lang(renderer: Renderer, quotation: Quotation, source: Source) -> str:
    """The language of a quotation's words if it is not the site's, otherwise an empty text."""
    return other_language(renderer, words_language(quotation, source, renderer.site.settings))


def language_name(renderer: Renderer, language: str | None) -> str:
    """The name of a language if it is not the site's, otherwise an empty text."""
    other = other_language(renderer, language)
    return renderer.wording.language(other) if other else ""
