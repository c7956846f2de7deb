"""Sources, quotations, footnotes and terms, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.prose import plain_text
from generator.render import contexts
from generator.render.html import ProseWriter, note_anchor, quotation_anchor
from generator.render.links import text_fragment
from generator.render.views.renderer import Renderer, other_language, source_address, story_address
from generator.render.wording import direction
from generator.resolve import (
    Footnote,
    QuotationEntry,
    SourceEntry,
    Use,
    flat,
)


def source_line(
    renderer: Renderer, here: str, entry: SourceEntry, stories: tuple[contexts.Anchor, ...] = ()
) -> contexts.SourceLine:
    """A source in one line, for the page `here`; `stories` are those that it is used in."""
    source = entry.source
    return contexts.SourceLine(
        id=entry.id,
        href=renderer.links.href(here, source_address(entry.id)),
        short=source.short,
        title=source.title,
        lang=other_language(renderer, source.language),
        publisher=source.publisher,
        origin=source.origin or "",
        date=renderer.wording.date(source.published),
        kind=renderer.wording.word(source.kind),
        url=source.url,
        archive_url=source.archive_url or "",
        quotations=renderer.wording.count(
            len(source.quotations), "{n} quotation", "{n} quotations"
        ),
        stories=stories,
    )


def quotation_view(
    renderer: Renderer, here: str, id: str, *, with_uses: bool = False
) -> contexts.QuotationView:
    """A quotation for the page `here`; `with_uses` adds the statements that cite it."""
    entry = renderer.site.quotations[id]
    quotation, source = entry.quotation, renderer.site.sources[entry.source]
    lang = other_language(renderer, quotation.language or source.source.language)
    uses = renderer.site.uses[id] if with_uses else ()
    return contexts.QuotationView(
        id=id,
        anchor=quotation_anchor(id),
        href=quotation_href(renderer, here, entry),
        exact=quotation.exact,
        lang=lang,
        dir=direction(lang) if lang else "",
        language=renderer.wording.language(lang) if lang else "",
        translation=quotation.translation or "",
        speaker=quotation.speaker or "",
        role=quotation.role or "",
        attributed_to=quotation.attributed_to or "",
        note=quotation.note or "",
        source=source_line(renderer, here, source),
        live=text_fragment(source.source.url, quotation),
        verified=_verified(renderer, id),
        digest=renderer.verification.digests.get(entry.source, ""),
        same=tuple(_same(renderer, here, other) for other in renderer.site.same_statement[id]),
        uses=tuple(_use(renderer, here, use) for use in uses),
    )


def _verified(renderer: Renderer, id: str) -> str:
    locked = renderer.verification.quotations.get(id)
    return renderer.wording.date(locked.verified) if locked else ""


def quotation_href(renderer: Renderer, here: str, entry: QuotationEntry) -> str:
    """The link from the page `here` to a quotation's own address."""
    anchor = quotation_anchor(entry.quotation.id)
    return renderer.links.href(here, source_address(entry.source), anchor)


def _same(renderer: Renderer, here: str, id: str) -> contexts.Anchor:
    entry = renderer.site.quotations[id]
    text = renderer.site.sources[entry.source].source.short
    return contexts.Anchor(quotation_href(renderer, here, entry), text)


def _use(renderer: Renderer, here: str, use: Use) -> contexts.UseLine:
    text = plain_text(use.statement.nodes)
    if use.term:
        href = renderer.links.href(here, "glossary", use.statement.anchor)
        where = renderer.site.terms[use.term].term.term
        return contexts.UseLine(href, where, text)
    href = renderer.links.href(here, story_address(use.slug), use.statement.anchor)
    return contexts.UseLine(href, renderer.titles[use.slug], text)


def notes(
    renderer: Renderer, here: str, footnotes: Iterable[Footnote]
) -> tuple[contexts.NoteView, ...]:
    """The footnotes of the page `here`."""
    views = []
    for note in footnotes:
        back = tuple(
            contexts.Anchor(f"#{anchor}", renderer.wording.number(at))
            for at, anchor in enumerate(note.cited_by, 1)
        )
        quotation = quotation_view(renderer, here, note.quotation)
        views.append(contexts.NoteView(note.number, note_anchor(note.quotation), quotation, back))
    return tuple(views)


def terms(renderer: Renderer, writer: ProseWriter) -> tuple[contexts.TermLine, ...]:
    """The glossary terms that a page's writer has met, by name."""
    lines = []
    for id in writer.terms:
        entry = renderer.site.terms[id]
        definition = " ".join(plain_text(s.nodes) for s in flat(entry.definition))
        href = renderer.links.href(writer.address, "glossary", f"term.{id}")
        lines.append(contexts.TermLine(id, entry.term.term, definition, href))
    return tuple(sorted(lines, key=lambda line: line.term.casefold()))
