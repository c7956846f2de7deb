"""What the last look found on live pages, as readers are told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.digests import sha256_label
from generator.index import LeftWords
from generator.model import RecheckedQuotation, RecheckedSource, Source, WordsState
from generator.model.dates import parse_date
from generator.render import contexts
from generator.render.links import passage_address
from generator.render.views.renderer import Renderer
from generator.resolve import QuotationEntry, SourceEntry

# The moment of a copy, as it stands in the addresses of the Internet Archive and its like.
_MOMENT = re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)\d{6}[a-z_]*/")


def left_view(
    renderer: Renderer, entry: QuotationEntry, *, with_dates: bool
) -> contexts.LeftView | None:
    """What is said of a quotation whose words have left the live page; None of others.

    Args:
        renderer: what pages are made with.
        entry: the quotation.
        with_dates: whether it is told when; a page that does so is made again after each look.
    """
    left = renderer.site.left_page.get(entry.source, {}).get(entry.quotation.id)
    if left is None or left.words != sha256_label(entry.quotation.exact):
        return None
    known = _known(renderer, entry) if with_dates else None
    return contexts.LeftView(tuple(_told(renderer, left, known)), _runs(entry, left))


def _told(renderer: Renderer, left: LeftWords, known: RecheckedQuotation | None) -> Iterator[str]:
    text, date = renderer.wording.text, renderer.wording.date
    if known is None or not known.since:
        if left.state is WordsState.CHANGED:
            yield text("The report has other words here by now:")
        else:
            yield text("The report is without these words by now.")
        return
    if known.seen:
        yield text("Last seen on the live page on {date}.").format(date=date(known.seen))
    if left.state is WordsState.CHANGED:
        told = text("Since {date} at the latest the report reads:")
    else:
        told = text("Since {date} at the latest the report is without these words.")
    yield told.format(date=date(known.since))


def _runs(entry: QuotationEntry, left: LeftWords) -> tuple[tuple[str, bool], ...]:
    """The live page's words, run by run."""
    if not left.reads:
        return ()
    from generator.verify.near_miss import word_runs  # noqa: PLC0415 - hardly a page needs it

    return word_runs(entry.quotation.exact, left.reads)


def _known(renderer: Renderer, entry: QuotationEntry) -> RecheckedQuotation | None:
    """What is known of a quotation, if it still has the words that were looked for."""
    source = renderer.site.rechecked.get(entry.source)
    known = source.quotations.get(entry.quotation.id) if source else None
    return known if known and known.words == sha256_label(entry.quotation.exact) else None


def passage_in_copy(renderer: Renderer, entry: QuotationEntry, source: Source) -> str:
    """The passage in the public copy, where the live page does not have it; else nothing."""
    found = _looked_at(renderer, entry.source, source)
    if not source.archive_url or found is None:
        return ""
    known = found.quotations.get(entry.quotation.id)
    is_left = known is not None and known.state.has_left and _known(renderer, entry) is not None
    if not is_left and not found.live.page.is_absent:
        return ""
    return passage_address(source.archive_url, entry.quotation)


def _looked_at(renderer: Renderer, id: str, source: Source) -> RecheckedSource | None:
    """What was found at the addresses that a source has now."""
    found = renderer.site.rechecked.get(id)
    return found if found and found.live.url == source.url else None


def addresses_view(renderer: Renderer, entry: SourceEntry) -> contexts.AddressesView:
    """Where a source can be read, and what was found there."""
    source = entry.source
    found = _looked_at(renderer, entry.id, source)
    ids = {each.id: sha256_label(each.exact) for each in source.quotations}
    known = {
        id: each
        for id, each in (found.quotations if found else {}).items()
        if ids.get(id) == each.words
    }
    has_left = any(each.state.has_left for each in known.values())
    return contexts.AddressesView(
        url=source.url,
        archive_url=source.archive_url or "",
        version_date=_version_date(source),
        copy_first=bool(source.archive_url and found and (has_left or found.live.page.is_absent)),
        live=tuple(_live(renderer, found, list(known.values()))) if found else (),
        copy=tuple(_copy(renderer, found, source, list(known.values()))) if found else (),
    )


def _version_date(source: Source) -> str:
    """The day of the public copy, by its address; else the day on which the source was seen."""
    moment = _MOMENT.search(source.archive_url or "")
    if moment:
        return "-".join(moment.groups())
    return parse_date(source.accessed or source.published).first.isoformat()


def _live(
    renderer: Renderer, found: RecheckedSource, known: list[RecheckedQuotation]
) -> Iterator[str]:
    text, date = renderer.wording.text, renderer.wording.date
    page = found.live
    looked = date(page.looked)
    if page.page.is_absent:
        yield text("On {date} the report was no longer there.").format(date=looked)
    elif page.seen == page.looked and known:
        stand = sum(each.state.stands and each.seen == page.looked for each in known)
        yield _counted(renderer, stand, len(known), looked)
    elif page.seen != page.looked:
        told = text("On {date} no program could read the page. That says nothing of the report.")
        yield told.format(date=looked)


def _copy(
    renderer: Renderer, found: RecheckedSource, source: Source, known: list[RecheckedQuotation]
) -> Iterator[str]:
    copy = found.archive
    if copy and copy.url == source.archive_url and copy.seen and known:
        stand = sum(each.archived == copy.seen for each in known)
        yield _counted(renderer, stand, len(known), renderer.wording.date(copy.seen))


def _counted(renderer: Renderer, stand: int, of: int, date: str) -> str:
    return renderer.wording.count(
        of,
        "{done} of {n} quotation stood there on {date}, word for word.",
        "{done} of {n} quotations stood there on {date}, word for word.",
        done=renderer.wording.number(stand),
        date=date,
    )
