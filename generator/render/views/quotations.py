"""Sources, quotations, footnotes and terms, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.model import Caveat, Locator
from generator.prose import plain_text
from generator.render import contexts
from generator.render.html import ProseWriter, quotation_anchor
from generator.render.links import passage_address
from generator.render.views.rechecks import left_view, passage_in_copy
from generator.render.views.renderer import (
    Renderer,
    other_language,
    part_address,
    quotation_lang,
    source_address,
)
from generator.render.views.stamps import quotation_stamped
from generator.render.wording import direction
from generator.resolve import QuotationEntry, SourceEntry, Use, flat


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


def quotation_views(
    renderer: Renderer, here: str, ids: Iterable[str], *, with_uses: bool = False
) -> tuple[contexts.QuotationView, ...]:
    """Quotations for the page `here`; `with_uses` adds the statements that cite them."""
    site = renderer.site
    entries = [site.quotations[id] for id in ids]
    # A page shows several quotations of few sources.
    lines = {
        id: source_line(renderer, here, site.sources[id])
        for id in dict.fromkeys(entry.source for entry in entries)
    }
    return tuple(
        _quotation(renderer, here, entry, lines[entry.source], with_uses=with_uses)
        for entry in entries
    )


def _quotation(
    renderer: Renderer,
    here: str,
    entry: QuotationEntry,
    line: contexts.SourceLine,
    *,
    with_uses: bool,
) -> contexts.QuotationView:
    quotation, source = entry.quotation, renderer.site.sources[entry.source]
    id = quotation.id
    lang = quotation_lang(renderer, quotation, source.source)
    uses = renderer.site.uses[id] if with_uses else ()
    return contexts.QuotationView(
        id=id,
        anchor=quotation_anchor(id),
        href=quotation_href(renderer, here, entry),
        exact=quotation.exact,
        lang=lang,
        dir=direction(lang) if lang else "",
        language=_language_name(renderer, lang),
        translation=quotation.translation or "",
        speaker=quotation.speaker or "",
        role=quotation.role or "",
        attributed_to=quotation.attributed_to or "",
        note=quotation.note or "",
        source=line,
        live=passage_address(source.source.url, quotation, locator_of(renderer, id)),
        place=place_words(renderer, id),
        verified=_verified(renderer, id),
        caveats=_caveats(renderer, id),
        replaced=_replaced(renderer, id),
        digest=renderer.site.digests.get(entry.source, ""),
        same=tuple(_same(renderer, here, other) for other in renderer.site.same_statement[id]),
        used=len(uses),
        uses=tuple(_uses(renderer, here, uses)),
        left=left_view(renderer, entry, with_dates=with_uses),
        in_copy=passage_in_copy(renderer, entry, source.source) if with_uses else "",
        stamped=quotation_stamped(renderer, here, entry) if with_uses else None,
    )


def _language_name(renderer: Renderer, lang: str) -> str:
    """What a quotation's language is called, if it is another one than the site's."""
    is_other = lang.partition("-")[0] != renderer.site.settings.language.partition("-")[0]
    return renderer.wording.language(lang) if lang and is_other else ""


def _verified(renderer: Renderer, id: str) -> str:
    locked = renderer.site.verified.get(id)
    return renderer.wording.date(locked.verified) if locked else ""


def locator_of(renderer: Renderer, id: str) -> Locator | None:
    """Where a verified quotation stands in its source, if its copy has pages, times or the like."""
    locked = renderer.site.verified.get(id)
    return locked.locator if locked else None


def place_words(renderer: Renderer, id: str) -> str:
    """Where a quotation stands, in words such as “p. 14”; empty if that is not known."""
    locator, text = locator_of(renderer, id), renderer.wording.text
    if locator is None:
        return ""
    told = []
    if locator.page:
        told.append(text("p. {page}").format(page=locator.page))
    if locator.time is not None:
        told.append(text("at {time}").format(time=clock_time(locator.time)))
    if locator.paragraph is not None and not told:
        number = renderer.wording.number(locator.paragraph)
        told.append(text("paragraph {number}").format(number=number))
    return ", ".join(told)


def clock_time(seconds: int) -> str:
    """A time in a recording, `12:31` or `1:02:03`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _caveats(renderer: Renderer, id: str) -> tuple[str, ...]:
    locked, text = renderer.site.verified.get(id), renderer.wording.text
    if locked is None:
        return ()
    told = {
        Caveat.MACHINE_READ: text("Machine-read from a picture of the page"),
        Caveat.ALTERNATIVE: text("Words that stand for a picture"),
        Caveat.LINE_END_HYPHEN_KEPT: text(
            "The hyphen stands at the end of a line and may be none of the word’s"
        ),
    }
    return tuple(told[each] for each in locked.caveats if each in told)


def _replaced(renderer: Renderer, id: str) -> tuple[contexts.ReplacedWord, ...]:
    locked = renderer.site.verified.get(id)
    return tuple(
        contexts.ReplacedWord(f"[{each.inserted}]", each.replaced or each.covers)
        for each in (locked.insertions if locked else ())
        if each.replaced or each.covers
    )


def quotation_href(renderer: Renderer, here: str, entry: QuotationEntry) -> str:
    """The link from the page `here` to a quotation's own address."""
    anchor = quotation_anchor(entry.quotation.id)
    return renderer.links.href(here, source_address(entry.source), anchor)


def _same(renderer: Renderer, here: str, id: str) -> contexts.Anchor:
    entry = renderer.site.quotations[id]
    text = renderer.site.sources[entry.source].source.short
    return contexts.Anchor(quotation_href(renderer, here, entry), text)


def _uses(renderer: Renderer, here: str, uses: Iterable[Use]) -> Iterator[contexts.UsesOnPage]:
    """The statements by the story or the term that they belong to."""
    for (slug, term), group in groupby(uses, key=lambda use: (use.slug, use.term)):
        title = renderer.site.terms[term].term.term if term else renderer.site.stories[slug].title
        yield contexts.UsesOnPage(
            title,
            tuple(
                contexts.Anchor(
                    renderer.links.href(
                        here, "glossary" if term else part_address(slug, use.anchor), use.anchor
                    ),
                    use.text,
                )
                for use in group
            ),
        )


def terms(renderer: Renderer, writer: ProseWriter) -> tuple[contexts.TermLine, ...]:
    """The glossary terms that a page's writer has met, by name."""
    lines = []
    for id in writer.terms:
        name = renderer.site.terms[id].term.term
        href = renderer.links.href(writer.address, "glossary", f"term.{id}")
        first = next(flat(renderer.site.terms[id].definition), None)
        said = plain_text(first.nodes) if first else ""
        lines.append(contexts.TermLine(id, name, said, href))
    return tuple(sorted(lines, key=lambda line: line.term.casefold()))
