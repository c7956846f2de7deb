"""Statements and quotations as tables: CSV (RFC 4180) in UTF-8, a header in the first line.

A spreadsheet program takes a cell for a formula that begins with `=`, `+`, `-` or `@`, and may
run it. Such a cell gets an apostrophe before it, as does one that begins with a tab, a line break,
a full-width form of these signs, or an apostrophe of its own. To have the text as it is: take one
apostrophe away from every cell that begins with one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from generator.model import Disagreement
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
from generator.render.views.reviews import is_read, state_of
from generator.resolve import ResolvedStory, Statement, flat

STATEMENT_COLUMNS = (
    "anchor", "section", "text", "quotations", "sources", "editor", "url",
    "compared", "disagreement", "kind", "voices", "voice_names", "second_reading", "last_read",
)  # fmt: skip
QUOTATION_COLUMNS = (
    "id", "exact", "translation", "speaker", "role", "attributed_to", "source", "title",
    "publisher", "date", "source_url", "digest", "url",
)  # fmt: skip
_DANGEROUS = tuple("=+-@\t\r\n＝＋－＠'")
_BEFORE_DANGER = frozenset((*_DANGEROUS, " "))


def statements_csv(renderer: Renderer, story: ResolvedStory) -> DataFile:
    """`stories/SLUG.statements.csv`: every statement in reading order.

    Ids in one cell stand apart by a space; `editor` is `yes` for the editor's own words. `compared`
    are those of the quotations that are cited only to compare. `disagreement` is the disagreement
    that the statement belongs to or touches, and `kind` what the sources do to one another in it;
    those of a story come in the order in which its page shows them. `voices` is how many voices
    support the whole statement, `voice_names` says which, and why some reports are one, a line for
    each part that is cited for.
    `second_reading` is `yes` where a second reader has found the statement supported by what it
    cites, the last of them on `last_read`; it is empty where nothing is cited.
    """
    path = story_path(story, "statements.csv")
    to, page = addresses(renderer, path), story_address(story.slug)
    words = sentences(renderer, story)
    differs = {**story.differs, **dict(_in_disagreements(story))}
    rows = [
        (
            statement.anchor,
            part,
            words[statement.anchor],
            " ".join(statement.quotations),
            " ".join(sources_of(renderer, statement)),
            "yes" if statement.editor else "no",
            to.page(page, statement.anchor),
            " ".join(statement.compared),
            *(
                (found.id, found.kind.value)
                if (found := differs.get(statement.anchor))
                else ("", "")
            ),
            str(renderer.support(statement).voices),
            "\n".join(renderer.support(statement).parts),
            *_reading(renderer, story, statement),
        )
        for part, statement in parts(story)
    ]
    return DataFile(path, table(STATEMENT_COLUMNS, rows), story.place.file)


def _in_disagreements(story: ResolvedStory) -> Iterator[tuple[str, Disagreement]]:
    """The address of each statement of a disagreement, with the disagreement."""
    for entry in story.disagreements:
        for text in (*entry.answers, entry.reading):
            for statement in flat(text):
                yield statement.anchor, entry.disagreement


def _reading(renderer: Renderer, story: ResolvedStory, statement: Statement) -> tuple[str, str]:
    state = state_of(renderer, story.slug, statement.anchor)
    if state is None:
        return "", ""
    return ("yes", state.last) if is_read(state) else ("no", "")


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
    if cell[:1] not in _BEFORE_DANGER:
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(_DANGEROUS) else cell
