"""All quotations, by source and by speaker, with a filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from generator.render import contexts, views
from generator.render.page import Outline
from generator.render.pages.lists import MOST_QUOTATIONS, NEWEST, more_reports
from generator.render.views import Renderer
from generator.render.wording import Wording


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of quotations before it is known what all have in common, as in its context."""

    anchor: str
    title: str
    lang: str
    name: str
    note: tuple[str, ...]
    href: str
    quotations: tuple[contexts.QuotationView, ...]
    sources: tuple[contexts.Anchor, ...] = ()
    more: str = ""


def quotations_page(renderer: Renderer) -> Outline:
    """All quotations by source; the pages of the sources have them where there are very many."""
    text = renderer.wording.text
    title = text("Quotations")
    intro = text("Every passage that the stories cite, word for word, by the report it stands in.")
    other = text("The same by speaker"), views.SPEAKERS
    context = partial(_quotations, renderer, "quotations", title, intro, other, _by_source)
    return Outline("quotations", "quotations", title, intro, context)


def speakers_page(renderer: Renderer) -> Outline:
    """The quotations that are somebody's own words, by speaker."""
    text, here = renderer.wording.text, views.SPEAKERS
    title = text("Quotations by speaker")
    intro = text("Words that a report gives as somebody’s own, by who said or wrote them.")
    other = text("All quotations by source"), "quotations"
    context = partial(_quotations, renderer, here, title, intro, other, _by_speaker)
    return Outline("quotations", here, title, intro, context, in_navigation=False)


def _by_source(renderer: Renderer, here: str) -> Iterator[_Group]:
    site = renderer.site
    for entry in site.sources.values() if site.totals.quotations <= MOST_QUOTATIONS else ():
        line = views.source_line(renderer, here, entry)
        ids = [quotation.id for quotation in entry.source.quotations]
        note = tuple(dict.fromkeys(filter(None, (line.publisher, line.origin, line.date))))
        quotations = views.quotation_views(renderer, here, ids, with_uses=True)
        yield _Group(
            f"source.{entry.id}", line.title, line.lang, line.short, note, line.href, quotations
        )


def _by_speaker(renderer: Renderer, here: str) -> Iterator[_Group]:
    speakers = views.speakers(renderer)
    is_index = sum(len(speaker.ids) for speaker in speakers) > MOST_QUOTATIONS
    for anchor, speaker, _, ids in speakers:
        counted = renderer.wording.count(len(ids), "{n} quotation", "{n} quotations")
        yield _Group(
            anchor,
            speaker,
            "",
            speaker,
            (counted,),
            "",
            () if is_index else views.quotation_views(renderer, here, ids, with_uses=True),
            *(_sources(renderer, here, ids) if is_index else ()),
        )


def _sources(
    renderer: Renderer, here: str, ids: Iterable[str]
) -> tuple[tuple[contexts.Anchor, ...], str]:
    """The sources of many quotations, each a link to the first one in it, and how many more."""
    site = renderer.site
    first: dict[str, str] = {}
    for id in ids:
        first.setdefault(site.quotations[id].source, id)
    anchors = tuple(
        contexts.Anchor(
            views.quotation_href(renderer, here, site.quotations[id]),
            site.sources[source].source.short,
        )
        for source, id in islice(first.items(), NEWEST)
    )
    return anchors, more_reports(renderer.wording, len(first))


def _quotations(
    renderer: Renderer,
    here: str,
    title: str,
    intro: str,
    other: tuple[str, str],
    groups: Callable[[Renderer, str], Iterable[_Group]],
) -> contexts.QuotationsPage:
    wording, number = renderer.wording, renderer.site.totals.quotations
    elsewhere = wording.count(
        number,
        "{n} quotation is too much for one page: the page of each report has its own.",
        "{n} quotations are too many for one page: the page of each report has its own.",
    )
    found = [group for group in groups(renderer, here) if group.quotations or group.sources]
    shown = [quotation for group in found for quotation in group.quotations]
    date = _usual_date(shown)
    return contexts.QuotationsPage(
        title=title,
        intro=intro,
        other=contexts.Anchor(renderer.links.href(here, other[1]), other[0]),
        checked=_checked(wording, shown, date) if shown else "",
        total=wording.number(len(shown)),
        by_source=_chips(quotation.source.short for quotation in shown),
        # Where the speakers are the headings, they need not be chosen from a list.
        by_speaker=_chips(
            quotation.speaker
            for group in found
            if group.href
            for quotation in group.quotations
            if quotation.speaker
        ),
        elsewhere=elsewhere if number > MOST_QUOTATIONS else "",
        sources=contexts.Anchor(renderer.links.href(here, "sources"), wording.text("All reports")),
        groups=tuple(_finished(wording, group, date) for group in found),
    )


def _finished(wording: Wording, group: _Group, date: str) -> contexts.QuotationGroup:
    """A group with what is to be said of each quotation and not of all."""
    listed = (
        contexts.ListedQuotation(
            quotation,
            _checked(wording, [quotation], quotation.verified)
            if quotation.verified != date
            else "",
            _has_more(quotation),
        )
        for quotation in group.quotations
    )
    return contexts.QuotationGroup(
        group.anchor,
        group.title,
        group.lang,
        group.name,
        group.note,
        group.href,
        tuple(listed),
        group.sources,
        group.more,
    )


def _has_more(quotation: contexts.QuotationView) -> bool:
    return bool(
        quotation.caveats
        or quotation.replaced
        or quotation.note
        or quotation.same
        or quotation.in_copy
    )


def _usual_date(quotations: Iterable[contexts.QuotationView]) -> str:
    """The day on which most of them were compared with copies; empty if most were not."""
    counted = Counter(quotation.verified for quotation in quotations)
    return max(counted, key=lambda date: counted[date], default="")


def _checked(wording: Wording, quotations: Iterable[contexts.QuotationView], date: str) -> str:
    """When quotations were compared with copies, where it was on this day for most of them."""
    quotations = list(quotations)
    if not date:
        return wording.text("Not yet compared with a copy")
    if len(quotations) == 1:
        return wording.text("compared on {date}").format(date=date)
    if all(quotation.verified == date for quotation in quotations):
        told = wording.text("All were compared word for word with our copies on {date}.")
    else:
        told = wording.text(
            "They were compared word for word with our copies on {date}, unless it says otherwise."
        )
    return told.format(date=date)


def _chips(names: Iterable[str]) -> tuple[contexts.Chip, ...]:
    """The choices of a filter, those that leave most first; none if there is nothing to choose."""
    counted = Counter(names)
    chips = sorted(counted.items(), key=lambda row: (-row[1], row[0].casefold()))
    return tuple(contexts.Chip(*chip) for chip in chips) if len(chips) > 1 else ()
