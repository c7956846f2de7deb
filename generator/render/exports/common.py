"""What the exports share: addresses, dates, the parts of a story, and how JSON is written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pydantic_core import to_json

from generator.prose import plain_text, term_uses
from generator.render.links import Links, relative_path
from generator.render.page import DataFile
from generator.render.views import Renderer, story_address
from generator.resolve import (
    ResolvedStory,
    SourceEntry,
    Statement,
    event_statements,
    flat,
    map_statements,
)  # fmt: skip

Json: TypeAlias = dict[str, Any]
"""An object of a JSON file."""
Positions: TypeAlias = Mapping[str, tuple[int, int]]
"""Where quotations stand: id → start and end, counted in characters of the archived text."""

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level1"
"""The datatype of a date that is uncertain, approximate or an interval."""
# A noncharacter, which no content holds: so no text is taken for what stands between two.
_BETWEEN = "\ufdd2"
_COMMA = f',"{_BETWEEN}",'.encode()
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses as the file at `here` writes them.

    With a site address they are absolute, or relative to it where the file says it once. Without
    one they are relative to the file, which every reader of JSON-LD resolves against the place that
    it was read from.

    Attributes:
        links: how links are written.
        base: the site's address with a slash at its end, or an empty text.
        here: the path of the file that the addresses stand in.
        base_told: whether the file says the site's address, so that pages are named without it.
        known: the pages' addresses that have been written so far; a file names few, but often.
    """

    links: Links
    base: str
    here: str
    base_told: bool = False
    known: dict[str, str] = field(default_factory=dict)

    def page(self, address: str, anchor: str = "") -> str:
        """The address of a page, or of an anchor on it."""
        if address not in self.known:
            self.known[address] = self._page(address)
        return f"{self.known[address]}#{anchor}" if anchor else self.known[address]

    def _page(self, address: str) -> str:
        if not self.base:
            return relative_path(self.links.file(address), self._folder)
        if not address:
            return self.base
        return ("" if self.base_told else self.base) + self.links.href("", address)

    def file(self, path: str) -> str:
        """The address of a data file."""
        return self.base + path if self.base else relative_path(path, self._folder)

    @property
    def _folder(self) -> str:
        return posixpath.dirname(self.here)


def addresses(renderer: Renderer, here: str, *, base_told: bool = False) -> Addresses:
    """The addresses for the file at `here`."""
    return Addresses(renderer.links, base_address(renderer), here, base_told)


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
    return DataFile(path, _rows(value, depth) + b"\n", story.place.file)


def _rows(value: object, depth: int) -> bytes:
    if not (depth and value and isinstance(value, list | dict)):
        return to_json(value)
    items = value if isinstance(value, list) else value.values()
    rows = _each(items) if depth == 1 else [_rows(item, depth - 1) for item in items]
    if isinstance(value, list):
        return b"[\n" + b",\n".join(rows) + b"\n]"
    named = map(b":".join, zip(_each(value), rows, strict=True))
    return b"{\n" + b",\n".join(named) + b"\n}"


def _each(values: Iterable[object]) -> list[bytes]:
    """Each value as JSON; they are written at once, for each start takes long."""
    row = to_json([each for value in values for each in (_BETWEEN, value)])
    return row[len(_COMMA) : -1].split(_COMMA)


def without_empty(**values: Any) -> Json:
    """An object without what is empty or None."""
    return {
        name: value for name, value in values.items() if value or value not in (None, "", [], {})
    }


def iso_date(text: str | None) -> str | None:
    """A date as ISO 8601 has it, if the content is sure of it; otherwise None.

    Dates that are uncertain, approximate or an interval are not made to look exact.
    """
    return text if text and _ISO.fullmatch(text) else None


def schema_date(text: str | None) -> str | Json | None:
    """A date for schema.org: ISO 8601, or a value of EDTF's type where that would be too exact."""
    if not text:
        return None
    return iso_date(text) or {"@type": EDTF, "@value": text}


def sentences(renderer: Renderer, story: ResolvedStory) -> dict[str, str]:
    """The words of each statement by its anchor, without marks and citations."""
    return renderer.once(_sentences, story)


def _sentences(_: Renderer, story: ResolvedStory) -> dict[str, str]:
    return {statement.anchor: plain_text(statement.nodes) for statement in story.statements()}


def summary(story: ResolvedStory) -> str:
    """The story's standfirst as one line of text."""
    return " ".join(plain_text(statement.nodes) for statement in flat(story.standfirst))


def language(renderer: Renderer, story: ResolvedStory) -> str:
    """The language that a story is written in."""
    return story.story.language or renderer.site.settings.language


def cited_quotations(story: ResolvedStory) -> list[str]:
    """The ids of the quotations that a story cites, in the order of their footnotes."""
    return [note.quotation for note in story.footnotes]


def cited_sources(renderer: Renderer, story: ResolvedStory) -> list[SourceEntry]:
    """The sources that a story cites, in the order of their first footnote."""
    return renderer.once(_cited_sources, story)


def _cited_sources(renderer: Renderer, story: ResolvedStory) -> list[SourceEntry]:
    site = renderer.site
    ids = dict.fromkeys(site.quotations[id].source for id in cited_quotations(story))
    return [site.sources[id] for id in ids]


def sources_of(renderer: Renderer, statement: Statement) -> list[str]:
    """The ids of the sources that a statement rests on, each once, in the order of citation.

    What it cites only to compare is no source of it.
    """
    quotations = renderer.site.quotations
    return list(dict.fromkeys(quotations[id].source for id in statement.supporting))


def parts(story: ResolvedStory) -> Iterator[tuple[str, Statement]]:
    """Every statement in reading order, with the part of the page that it stands in.

    A part is a section's id or, of the page's own parts, `standfirst`, `key-points`, `timeline`,
    `who-took-part` or `disagreements`; no section may take one of the latter four for its id.
    """
    # Where a sentence stands its address does not say: it may have been moved there.
    known = {each.anchor: "standfirst" for each in flat(story.standfirst)}
    known |= {each.anchor: "key-points" for each in story.key_points}
    for section in story.sections:
        known |= {each.anchor: section.id for each in flat(section.body)}
    known |= {each.anchor: "timeline" for each in event_statements(story.events)}
    took_part = map_statements(story.operations, story.participations, story.places)
    known |= {each.anchor: "who-took-part" for each in took_part}
    for statement in story.statements():
        yield known.get(statement.anchor, "disagreements"), statement


def terms_of(renderer: Renderer, story: ResolvedStory) -> list[str]:
    """The ids of the glossary terms that stand in a story, in the order in which they appear."""
    return renderer.once(_terms_of, story)


def _terms_of(_: Renderer, story: ResolvedStory) -> list[str]:
    return list(
        dict.fromkeys(
            term for statement in story.statements() for term in term_uses(statement.nodes)
        )
    )
