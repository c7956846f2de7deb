"""Which source gives which answer: the table of answers × sources above the disagreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.prose import plain_text
from generator.render import contexts
from generator.render.html import ProseWriter, note_anchor
from generator.render.views.renderer import Renderer, source_address
from generator.resolve import Paragraphs, StoryDisagreement, flat

MOST_LINKS = 40
"""So many links of a table stand in the way of nobody who reads with the keyboard."""
_LONGEST = 120
"""Characters of an answer at the head of a row."""


def said_by(renderer: Renderer, answer: Paragraphs) -> dict[str, str]:
    """The sources that give an answer, each with the first of its quotations that support it.

    Those that the answer cites only to compare do not give it.
    """
    quotations = renderer.site.quotations
    first: dict[str, str] = {}
    for statement in flat(answer):
        for id in statement.supporting:
            first.setdefault(quotations[id].source, id)
    return first


def matrix(
    renderer: Renderer,
    writer: ProseWriter,
    rows: Sequence[tuple[contexts.QuestionLine, StoryDisagreement]],
    sources: Sequence[str],
    id: str,
    title: str,
    *,
    elsewhere: str = "",
) -> contexts.MatrixView | None:
    """The table for some disagreements of a story; None if nobody gives an answer.

    Args:
        renderer: what all pages are made with.
        writer: the page's own.
        rows: the disagreements, as a link and as they are.
        sources: the ids of all sources that the story cites.
        id: the anchor of its title.
        title: what the page calls it.
        elsewhere: the address of the page that has the footnotes that this one lacks.
    """
    said = [[said_by(renderer, answer) for answer in entry.answers] for _, entry in rows]
    heard = {source for answers in said for answer in answers for source in answer}
    if not heard:
        return None
    columns = [source for source in sources if source in heard]
    links = sum(len(answer) for answers in said for answer in answers)
    return contexts.MatrixView(
        id=id,
        title=title,
        closed=links > MOST_LINKS,
        sources=_links(renderer, writer, columns),
        questions=tuple(
            contexts.MatrixQuestion(
                line=line,
                answers=tuple(_rows(renderer, writer, entry, answers, columns, elsewhere)),
            )
            for (line, entry), answers in zip(rows, said, strict=True)
        ),
        silent=_links(renderer, writer, [source for source in sources if source not in heard]),
    )


def _links(
    renderer: Renderer, writer: ProseWriter, sources: Sequence[str]
) -> tuple[contexts.Anchor, ...]:
    href, known = renderer.links.href, renderer.site.sources
    return tuple(
        contexts.Anchor(href(writer.address, source_address(id)), known[id].source.short)
        for id in sources
    )


def _rows(
    renderer: Renderer,
    writer: ProseWriter,
    entry: StoryDisagreement,
    answers: Sequence[dict[str, str]],
    columns: Sequence[str],
    elsewhere: str,
) -> Iterator[contexts.MatrixRow]:
    anywhere: dict[str, str] = {}
    for said in answers:
        anywhere = said | anywhere
    for text, said in zip(entry.answers, answers, strict=True):
        cells = []
        for source in columns:
            quotation = said.get(source) or anywhere.get(source)
            href = _note(renderer, writer, quotation, elsewhere) if quotation else ""
            cells.append(contexts.MatrixCell(href, says=source in said))
        yield contexts.MatrixRow(_in_short(text), tuple(cells))


def _note(renderer: Renderer, writer: ProseWriter, quotation: str, elsewhere: str) -> str:
    """Where the footnote of a quotation stands; on this page, the anchor alone."""
    anchor = note_anchor(quotation)
    page = writer.notes_address if quotation in writer.footnotes else elsewhere
    return renderer.links.href(writer.address, page, anchor) if page else f"#{anchor}"


def _in_short(answer: Paragraphs) -> str:
    """An answer's first sentence, cut at the end of a word if it is long."""
    text = plain_text(next(flat(answer)).nodes).strip()
    if len(text) <= _LONGEST:
        return text
    kept = text[:_LONGEST].rsplit(None, 1)[0]
    return kept.rstrip(" ,;:–—-(“„«") + "…"
