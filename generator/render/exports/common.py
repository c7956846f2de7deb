"""What the exports share: addresses, dates, the parts of a story, and how JSON is written."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from generator.prose import plain_text, term_uses
from generator.render.links import Links
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.resolve import (
    ResolvedStory,
    SourceEntry,
    Statement,
    flat,
)  # fmt: skip

Json: TypeAlias = dict[str, Any]
"""An object of a JSON file."""
Positions: TypeAlias = Mapping[str, tuple[int, int]]
"""Where quotations stand: id → start and end, counted in characters of the archived text."""

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses as the file at `here` writes them.

    With a site address they are absolute. Without one they are relative to the file, which every
    reader of JSON-LD resolves against the place that it was read from.

    Attributes:
        links: how links are written.
        base: the site's address with a slash at its end, or an empty text.
        here: the path of the file that the addresses stand in.
        known: the pages' addresses that have been written so far; a file names few, but often.
    """

    links: Links
    base: str
    here: str
    known: dict[str, str] = field(default_factory=dict)

    def page(self, address: str, anchor: str = "") -> str:
        """The address of a page, or of an anchor on it."""
        if address not in self.known:
            self.known[address] = self._page(address)
        return f"{self.known[address]}#{anchor}" if anchor else self.known[address]

    def _page(self, address: str) -> str:
        if not self.base:
            return posixpath.relpath(self.links.file(address), self._folder)
        return self.base + (self.links.href("", address) if address else "")

    def file(self, path: str) -> str:
        """The address of a data file."""
        return self.base + path if self.base else posixpath.relpath(path, self._folder)

    @property
    def _folder(self) -> str:
        return posixpath.dirname(self.here) or "."


def addresses(renderer: Renderer, here: str) -> Addresses:
    """The addresses for the file at `here`."""
    return Addresses(renderer.links, base_address(renderer), here)


def base_address(renderer: Renderer) -> str:
    """The site's address with a slash at its end; empty if the site has none."""
    address = renderer.site.settings.address
    return f"{address.partition('#')[0].rstrip('/')}/" if address else ""


def story_path(story: ResolvedStory, ending: str) -> str:
    """The path of a data file beside a story's page."""
    return f"{story_address(story.slug)}.{ending}"


def json_file(path: str, value: object, story: ResolvedStory, *, depth: int = 2) -> DataFile:
    """A JSON file of a story: UTF-8, in the order in which `value` was put together.

    Down to `depth`, every entry stands in a line of its own, so that what changed can be seen;
    what lies deeper is written without white space, which would be a quarter of the file.
    """
    return DataFile(path, f"{_rows(value, depth)}\n".encode(), story.place.file)


def _rows(value: object, depth: int) -> str:
    if depth and isinstance(value, list) and value:
        return "[\n" + ",\n".join(_rows(item, depth - 1) for item in value) + "\n]"
    if depth and isinstance(value, dict) and value:
        rows = (f"{_COMPACT.encode(key)}:{_rows(item, depth - 1)}" for key, item in value.items())
        return "{\n" + ",\n".join(rows) + "\n}"
    return _COMPACT.encode(value)


def filled(**values: Any) -> Json:
    """An object without what is empty or None."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def iso_date(text: str | None) -> str | None:
    """A date as ISO 8601 has it, if the content is sure of it; otherwise None.

    Dates that are uncertain, approximate or an interval are not made to look exact.
    """
    return text if text and _ISO.fullmatch(text) else None


def sentence(statement: Statement) -> str:
    """The words of a statement, without marks and citations."""
    return plain_text(statement.nodes)


def summary(story: ResolvedStory) -> str:
    """The story's standfirst as one line of text."""
    return " ".join(sentence(statement) for statement in flat(story.standfirst))


def language(renderer: Renderer, story: ResolvedStory) -> str:
    """The language that a story is written in."""
    return story.story.language or renderer.site.settings.language


def cited_quotations(story: ResolvedStory) -> list[str]:
    """The ids of the quotations that a story cites, in the order of their footnotes."""
    return [note.quotation for note in story.footnotes]


def cited_sources(renderer: Renderer, story: ResolvedStory) -> list[SourceEntry]:
    """The sources that a story cites, in the order of their first footnote."""
    site = renderer.site
    ids = dict.fromkeys(site.quotations[id].source for id in cited_quotations(story))
    return [site.sources[id] for id in ids]


def sources_of(renderer: Renderer, statement: Statement) -> list[str]:
    """The ids of the sources that a statement rests on, each once, in the order of citation."""
    quotations = renderer.site.quotations
    return list(dict.fromkeys(quotations[id].source for id in statement.quotations))


def parts(story: ResolvedStory) -> Iterator[tuple[str, Statement]]:
    """Every statement in reading order, with the part of the page that it stands in.

    A part is a section's id or, of the page's own parts, `standfirst`, `key-points`, `timeline`,
    `who-took-part` or `disagreements`; no section may take one of the latter four for its id.
    """
    sections = {
        statement.anchor: section.id
        for section in story.sections
        for statement in flat(section.body)
    }
    own = {
        "s": "standfirst", "k": "key-points", "e": "timeline",
        "o": "who-took-part", "p": "who-took-part", "m": "who-took-part", "d": "disagreements",
    }  # fmt: skip
    for statement in story.statements():
        kind = statement.anchor.partition(".")[0]
        yield sections.get(statement.anchor) or own[kind], statement


def terms_of(story: ResolvedStory) -> list[str]:
    """The ids of the glossary terms that stand in a story, in the order in which they appear."""
    return list(
        dict.fromkeys(
            term for statement in story.statements() for term in term_uses(statement.nodes)
        )
    )
