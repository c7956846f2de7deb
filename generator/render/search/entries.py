"""The site → what can be found in it: one entry for each address that a reader may look for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.folding.words import words
from generator.prose import plain_text
from generator.render.html import quotation_anchor
from generator.render.search.handwritten import found_pages
from generator.render.views import (
    SPEAKERS,
    Renderer,
    other_language,
    quotation_lang,
    source_address,
    speakers,
    story_address,
)  # fmt: skip
from generator.render.views.disagreements import disagreement_anchor
from generator.resolve import ResolvedStory, SourceEntry, Statement, TermEntry, flat

# What a reader sees of a standfirst or of a definition below its title.
_EXCERPT = 160
# Under how many roles a speaker is shown and found.
_ROLES = 3


class Place(NamedTuple):
    """A page on which entries stand: its address, its title, its language if not the site's."""

    address: str
    title: str
    lang: str = ""


class Entry(NamedTuple):
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


class Indexed(NamedTuple):
    """An entry as it goes into the files.

    `shown` is what is shown of it, as a part of a JSON list; `size` about how many bytes that has,
    `words` the words by which it is found, each once.
    """

    size: int
    shown: str
    words: str


class Run(NamedTuple):
    """Entries of one kind in a row that stand on one page, which is that of what they belong to."""

    place: Place
    entries: tuple[Indexed, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Entries of one kind, which stand in a row in the index.

    `weight` ranks them against others. `of` is the row of what they belong to; a row without it
    holds titles. The entries are given one by one, or by what reads them run by run, each time
    anew: those of each story, source, term or page in turn.
    """

    kind: str
    weight: int
    entries: Sequence[Entry] | Callable[[], Iterable[Run]]
    of: int | None = None

    def runs(self) -> Iterator[tuple[int, Run]]:
        """The entries in their order, each run with the number of what it belongs to."""
        if callable(self.entries):
            yield from enumerate(self.entries())
        else:
            for entry in self.entries:
                yield entry.head, Run(entry.place, (indexed(entry),))


def indexed(entry: Entry) -> Indexed:
    """An entry as it goes into the files."""
    shown = [entry.anchor, entry.text, entry.note, entry.lang]
    while shown and not shown[-1]:
        shown.pop()
    size = len(entry.text.encode("utf-8", "surrogatepass"))
    size += len(entry.note.encode("utf-8", "surrogatepass")) + len(entry.anchor) + 12
    own = dict.fromkeys(words(f"{entry.text} {entry.found}"))
    return Indexed(size, script_json(shown)[1:-1], " ".join(own))


def script_json(value: Any) -> str:
    """A value as JSON that is safe in any script: nothing in it ends the script or its lines."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text


STORY, TERM, SOURCE, PAGE = range(4)
"""The rows of titles that other rows belong to."""


def rows(renderer: Renderer) -> tuple[Row, ...]:
    """All entries of a site, titles before texts."""
    site = renderer.site
    pages = found_pages(site.written.values(), directory_urls=renderer.links.directory_urls)
    terms, glossary = _in_order(site.terms.values()), Place("glossary", "")
    written = [Place(page.address, page.title) for page in pages]

    def stored(name: str) -> Callable[[], Iterable[Run]]:
        return lambda: site.search[name]

    return (
        Row("story", 8, stored("story")),
        Row("term", 9, list(_terms(renderer, terms, glossary))),
        Row("source", 5, stored("source")),
        Row("page", 6, list(_pages(written, [page.description for page in pages]))),
        Row("speaker", 7, list(_speakers(renderer))),
        Row("section", 5, stored("section"), STORY),
        Row("event", 4, stored("event"), STORY),
        Row("disagreement", 5, stored("disagreement"), STORY),
        Row("term", 2, list(_definitions(terms, glossary)), TERM),
        Row("page", 2, list(_texts(written, [page.text for page in pages])), PAGE),
        Row("statement", 3, stored("statement"), STORY),
        Row("quotation", 3, stored("quotation"), SOURCE),
    )


def story_entries(renderer: Renderer, story: ResolvedStory) -> dict[str, Run]:
    """What the search finds in a story, by the name of the row that it stands in."""
    lang = other_language(renderer, story.story.language)
    place = Place(story_address(story.slug), story.story.title, lang)
    note = _excerpt(_plain(flat(story.standfirst)))
    topics = " ".join(story.story.topics)
    head = Entry(place, place.title, note=note, found=topics, lang=lang)
    texts: dict[str, Iterable[tuple[str, str]]] = {
        "section": ((section.id, section.title) for section in story.sections),
        "event": ((f"event.{each.event.id}", each.event.title) for each in story.events),
        "disagreement": (
            (disagreement_anchor(each.disagreement.id), each.disagreement.question)
            for each in story.disagreements
        ),
        "statement": ((said.anchor, plain_text(said.nodes)) for said in story.statements()),
    }
    runs = {
        name: tuple(indexed(Entry(place, text, anchor, lang=lang)) for anchor, text in found)
        for name, found in texts.items()
    }
    return {name: Run(place, run) for name, run in {"story": (indexed(head),), **runs}.items()}


def source_entries(renderer: Renderer, entry: SourceEntry) -> dict[str, Run]:
    """What the search finds in a source, by the name of the row that it stands in."""
    source, place = entry.source, Place(source_address(entry.id), entry.source.title)
    names = [source.publisher, *source.author, source.origin or ""]
    shown = [*dict.fromkeys(filter(None, names)), renderer.wording.date(source.published)]
    found = " ".join([*names, source.short])
    lang = other_language(renderer, source.language)
    head = Entry(place, place.title, note=" · ".join(shown), found=found, lang=lang)
    quotations = tuple(map(indexed, _quotations(renderer, entry, place)))
    return {"source": Run(place, (indexed(head),)), "quotation": Run(place, quotations)}


def _in_order(terms: Iterable[TermEntry]) -> list[TermEntry]:
    """The terms with the fewest words first: whoever types `server` means no longer term."""
    return sorted(terms, key=lambda entry: len(words(entry.term.term)))


def _terms(renderer: Renderer, terms: Sequence[TermEntry], glossary: Place) -> Iterator[Entry]:
    for entry in terms:
        names = renderer.wording.comma.join(entry.term.aliases)
        note = " · ".join(filter(None, (names, _excerpt(_plain(flat(entry.definition))))))
        yield Entry(glossary, entry.term.term, f"term.{entry.id}", note, names)


def _definitions(terms: Sequence[TermEntry], glossary: Place) -> Iterator[Entry]:
    for at, entry in enumerate(terms):
        for said in flat(entry.definition):
            text = plain_text(said.nodes)
            yield Entry(glossary, text, said.anchor, note=entry.term.term, head=at)


def _speakers(renderer: Renderer) -> Iterator[Entry]:
    place = Place(SPEAKERS, "")
    found = sorted(speakers(renderer), key=lambda speaker: len(words(speaker.name)))
    for at, (anchor, name, roles, ids) in enumerate(found):
        number = renderer.wording.count(len(ids), "{n} quotation", "{n} quotations")
        note = " · ".join((*roles[:_ROLES], number))
        yield Entry(place, name, anchor, note, " ".join(roles[:_ROLES]), head=at)


def _pages(places: Sequence[Place], descriptions: Sequence[str]) -> Iterator[Entry]:
    for at, (place, description) in enumerate(zip(places, descriptions, strict=True)):
        yield Entry(place, place.title, note=_excerpt(description), found=description, head=at)


def _texts(places: Sequence[Place], texts: Sequence[str]) -> Iterator[Entry]:
    """The texts of hand-written pages, which are found by their titles too."""
    for at, (place, text) in enumerate(zip(places, texts, strict=True)):
        yield Entry(place, text, found=place.title, head=at)


def _quotations(renderer: Renderer, entry: SourceEntry, place: Place) -> Iterator[Entry]:
    for q in entry.source.quotations:
        said = [q.translation, q.speaker, q.role, q.attributed_to]
        shown = " · ".join(filter(None, said))
        note = " · ".join(filter(None, (shown, entry.source.short)))
        lang = quotation_lang(renderer, q, entry.source)
        yield Entry(place, q.exact, quotation_anchor(q.id), note, shown, lang)


def _plain(statements: Iterable[Statement]) -> str:
    return " ".join(plain_text(statement.nodes) for statement in statements)


def _excerpt(text: str) -> str:
    if len(text) <= _EXCERPT:
        return text
    whole, space, _ = text[:_EXCERPT].rpartition(" ")
    return f"{whole if space else text[:_EXCERPT]} …"
