"""The site → what can be found in it: one entry for each address that a reader may look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.pages import WrittenPage
from generator.prose import plain_text
from generator.render.html import quotation_anchor
from generator.render.search.handwritten import found_pages
from generator.render.views import Renderer, other_language, source_address, story_address
from generator.render.views.stories import disagreement_anchor
from generator.resolve import ResolvedStory, Site, Statement, flat

# What a reader sees of a standfirst or of a definition below its title.
_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which entries stand: its address, its title, its language if not the site's."""

    address: str
    title: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found.

    Attributes:
        place: the page it stands on.
        text: what is shown of it, and found.
        anchor: its anchor on the page; empty for the page itself.
        note: what is shown below; if there is none, and the text is not the page's title, that is.
        found: more text by which it is found.
        lang: the text's language, if it is not the site's.
        head: the number of the story, term, source or page that it belongs to, among its like.
    """

    place: Place
    text: str
    anchor: str = ""
    note: str = ""
    found: str = ""
    lang: str = ""
    head: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Entries of one kind, which stand in a row in the index.

    `weight` ranks them against others. `of` is the row of what they belong to; a row without it
    holds titles.
    """

    kind: str
    weight: int
    entries: tuple[Entry, ...]
    of: int | None = None


STORY, TERM, SOURCE, PAGE = range(4)
"""The rows that others belong to."""


def rows(renderer: Renderer, hand_written: Sequence[WrittenPage]) -> tuple[Row, ...]:
    """All entries of a site, titles before texts.

    Args:
        renderer: what the pages are made with.
        hand_written: the hand-written pages.
    """
    site = renderer.site
    pages = found_pages(hand_written, directory_urls=renderer.links.directory_urls)
    stories = [
        Place(story_address(s.slug), s.story.title, other_language(renderer, s.story.language))
        for s in site.stories
    ]
    glossary = Place("glossary", "")
    sources = [Place(source_address(e.id), e.source.title) for e in site.sources.values()]
    written = [Place(page.address, page.title) for page in pages]

    def parts(titles: Iterable[tuple[int, str, str]]) -> tuple[Entry, ...]:
        return tuple(
            Entry(stories[at], title, anchor, lang=stories[at].lang, head=at)
            for at, anchor, title in titles
        )

    return (
        Row("story", 8, tuple(map(_story, stories, site.stories))),
        Row("term", 8, tuple(_terms(renderer, glossary))),
        Row("source", 5, tuple(_sources(renderer, sources))),
        Row("page", 6, tuple(Entry(place, place.title) for place in written)),
        Row("section", 5, parts(_sections(site)), STORY),
        Row("event", 4, parts(_events(site)), STORY),
        Row("disagreement", 5, parts(_disagreements(site)), STORY),
        Row("term", 2, tuple(_definitions(site, glossary)), TERM),
        Row("page", 2, _texts(written, [page.text for page in pages]), PAGE),
        Row("statement", 3, tuple(_statements(site, stories)), STORY),
        Row("quotation", 3, tuple(_quotations(renderer, sources)), SOURCE),
    )


def _story(place: Place, story: ResolvedStory) -> Entry:
    note = _excerpt(_plain(flat(story.standfirst)))
    return Entry(place, place.title, note=note, found=" ".join(story.story.topics), lang=place.lang)


def _terms(renderer: Renderer, glossary: Place) -> Iterator[Entry]:
    for entry in renderer.site.terms.values():
        names = renderer.wording.comma.join(entry.term.aliases)
        note = " · ".join(filter(None, (names, _excerpt(_plain(flat(entry.definition))))))
        yield Entry(glossary, entry.term.term, f"term.{entry.id}", note, names)


def _sources(renderer: Renderer, places: Sequence[Place]) -> Iterator[Entry]:
    for place, entry in zip(places, renderer.site.sources.values(), strict=True):
        source = entry.source
        names = [source.publisher, *source.author, source.origin or ""]
        shown = [*dict.fromkeys(filter(None, names)), renderer.wording.date(source.published)]
        found = " ".join([*names, source.short])
        lang = other_language(renderer, source.language)
        yield Entry(place, place.title, note=" · ".join(shown), found=found, lang=lang)


def _sections(site: Site) -> Iterator[tuple[int, str, str]]:
    for at, story in enumerate(site.stories):
        for section in story.sections:
            yield at, section.id, section.title


def _events(site: Site) -> Iterator[tuple[int, str, str]]:
    for at, story in enumerate(site.stories):
        for entry in story.events:
            yield at, f"event.{entry.event.id}", entry.event.title


def _disagreements(site: Site) -> Iterator[tuple[int, str, str]]:
    for at, story in enumerate(site.stories):
        for entry in story.disagreements:
            question = entry.disagreement.question
            yield at, disagreement_anchor(entry.disagreement.id), question


def _definitions(site: Site, glossary: Place) -> Iterator[Entry]:
    for at, entry in enumerate(site.terms.values()):
        for said in flat(entry.definition):
            text = plain_text(said.nodes)
            yield Entry(glossary, text, said.anchor, note=entry.term.term, head=at)


def _texts(places: Sequence[Place], texts: Sequence[str]) -> tuple[Entry, ...]:
    """The texts of hand-written pages, which are found by their titles too."""
    return tuple(
        Entry(place, text, found=place.title, head=at)
        for at, (place, text) in enumerate(zip(places, texts, strict=True))
    )


def _statements(site: Site, places: Sequence[Place]) -> Iterator[Entry]:
    for at, (place, story) in enumerate(zip(places, site.stories, strict=True)):
        for said in story.statements():
            yield Entry(place, plain_text(said.nodes), said.anchor, lang=place.lang, head=at)


def _quotations(renderer: Renderer, places: Sequence[Place]) -> Iterator[Entry]:
    for at, (place, entry) in enumerate(zip(places, renderer.site.sources.values(), strict=True)):
        for q in entry.source.quotations:
            said = [q.translation, q.speaker, q.role, q.attributed_to]
            shown = " · ".join(filter(None, said))
            note = " · ".join(filter(None, (shown, entry.source.short)))
            lang = other_language(renderer, q.language or entry.source.language)
            yield Entry(place, q.exact, quotation_anchor(q.id), note, shown, lang, at)


def _plain(statements: Iterable[Statement]) -> str:
    return " ".join(plain_text(statement.nodes) for statement in statements)


def _excerpt(text: str) -> str:
    if len(text) <= _EXCERPT:
        return text
    whole, space, _ = text[:_EXCERPT].rpartition(" ")
    return f"{whole if space else text[:_EXCERPT]} …"
