"""Statements and quotations as tables: CSV (RFC 4180) in UTF-8, a header in the first line.

A spreadsheet program takes a cell for a formula that begins with `=`, `+`, `-` or `@`, and may
run it. Such a cell gets an apostrophe before it, as does one that begins with a tab, a line break,
a full-width form of these signs, or an apostrophe of its own. To have the text as it is: take one
apostrophe away from every cell that begins with one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from generator.render.exports.common import (
    addresses,
    cited_quotations,
    parts,
    sentences,
    sources_of,
    story_path,
)
from generator.render.html import quotation_anchor
from generator.render.page import DataFile
from generator.render.views import Renderer, source_address, story_address
from generator.resolve import ResolvedStory

STATEMENT_COLUMNS = ("anchor", "section", "text", "quotations", "sources", "editor", "url")
QUOTATION_COLUMNS = (
    "id", "exact", "translation", "speaker", "role", "attributed_to", "source", "title",
    "publisher", "date", "source_url", "digest", "url",
)  # fmt: skip
_DANGEROUS = tuple("=+-@\t\r\n＝＋－＠'")


def statements_csv(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.statements.csv`: every statement in reading order.

    Ids in one cell stand apart by a space; `editor` is `yes` for the editor's own words.
    """
    path = story_path(story, "statements.csv")
    to, page = addresses(renderer, path), story_address(story.slug)
    words = sentences(renderer, story)
    rows = [
        (
            statement.anchor,
            part,
            words[statement.anchor],
            " ".join(statement.quotations),
            " ".join(sources_of(renderer, statement)),
            "yes" if statement.editor else "no",
            to.page(page, statement.anchor),
        )
        for part, statement in parts(story)
    ]
    return DataFile(path, table(STATEMENT_COLUMNS, rows), story.place.file)


def quotations_csv(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.quotations.csv`: every quotation that the story cites, by footnote."""
    path = story_path(story, "quotations.csv")
    to = addresses(renderer, path)
    rows = []
    for id in cited_quotations(story):
        entry = renderer.site.quotations[id]
        quotation, source = entry.quotation, renderer.site.sources[entry.source].source
        rows.append((
            id,
            quotation.exact,
            quotation.translation or "",
            quotation.speaker or "",
            quotation.role or "",
            quotation.attributed_to or "",
            entry.source,
            source.title,
            source.publisher,
            source.published,
            source.url,
            source.digest or "",
            to.page(source_address(entry.source), quotation_anchor(id)),
        ))  # fmt: skip
    return DataFile(path, table(QUOTATION_COLUMNS, rows), story.place.file)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV: every cell in quotation marks, lines ended by CR and LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell's text so that no spreadsheet program takes it for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell
