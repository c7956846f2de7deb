"""A story's timeline, as a page shows it: its picture, and its events by year."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from math import ceil

from generator.model.dates import parse_date
from generator.render import contexts
from generator.render.html import ProseWriter
from generator.render.strip import Mark, Span, Strip, strip_of
from generator.render.views.renderer import Renderer
from generator.render.wording import Wording
from generator.resolve import ResolvedStory, StoryEvent

# About the widest letters of the picture, and its width on the narrowest phone, in pixels.
_LETTER, _NARROWEST = 6.4, 280


def event_years(
    renderer: Renderer, writer: ProseWriter, story: ResolvedStory
) -> tuple[contexts.EventYear, ...]:
    """A story's events by the year in which they began."""
    names = {operation.id: operation.name for operation in story.story.operations}
    years = groupby(story.events, key=lambda entry: parse_date(entry.event.date).first.year)
    return tuple(
        contexts.EventYear(
            f"year.{year}",
            # Of what is open at its start, nobody knows the year.
            renderer.wording.text("Earlier")
            if year == dt.MINYEAR
            else renderer.wording.date(f"{year:04}"),
            tuple(_event(renderer, writer, entry, names) for entry in entries),
        )
        for year, entries in years
    )


def event_anchor(id: str) -> str:
    """The anchor of an event, on its story's page and on the timeline's."""
    return f"event.{id}"


def _event(
    renderer: Renderer, writer: ProseWriter, entry: StoryEvent, names: dict[str, str]
) -> contexts.EventView:
    event = entry.event
    places = tuple(
        place.name
        if not place.country or place.name == renderer.wording.country(place.country)
        else f"{place.name}{renderer.wording.comma}{renderer.wording.country(place.country)}"
        for place in event.places
    )
    return contexts.EventView(
        id=event_anchor(event.id),
        date=renderer.wording.date(event.date),
        title=event.title,
        text=writer.paragraphs(entry.text),
        places=places,
        operation=names.get(event.operation or "", ""),
    )


def strip(renderer: Renderer, story: ResolvedStory) -> contexts.StripView | None:
    """The picture of a story's timeline; None if there is too little to show."""
    return renderer.once(_strip, story)


def _strip(renderer: Renderer, story: ResolvedStory) -> contexts.StripView | None:
    found, wording = strip_of([entry.event.date for entry in story.events]), renderer.wording
    if found is None:
        return None
    labels = [_label(found, span, wording) for span in found.spans]
    room = _NARROWEST / len(labels)
    every = ceil((max(map(len, labels)) * _LETTER + 3) / room)
    first, last = found.spans[0].first, found.spans[-1].last
    told = wording.count(
        len(story.events),
        "{n} event to scale, {dates}; the list has it in words.",
        "{n} events to scale, {dates}; the list has them in words.",
        dates=_dates(found, first, last, wording),
    )
    kinds = {_kind(mark) for span in found.spans for mark in span.marks}
    return contexts.StripView(
        told=told,
        height=found.axis + (34 if found.unit != "year" else 20),
        axis=found.axis,
        spans=tuple(
            _span(renderer, story, found, at, label, thin=at % every != 0)
            for at, label in enumerate(labels)
        ),
        kinds=tuple(kind for kind in ("sx-on", "sx-some", "sx-about") if kind in kinds)
        if kinds - {"sx-on"}
        else (),
    )


def _span(
    renderer: Renderer, story: ResolvedStory, found: Strip, at: int, label: str, *, thin: bool
) -> contexts.StripSpan:
    span, wording = found.spans[at], renderer.wording
    dates = _dates(found, span.first, span.last, wording)
    counted = wording.count(len(span.events), "{n} event", "{n} events")
    told = wording.text("{dates}: {events}").format(dates=dates, events=counted)
    last = span.marks[-1] if span.marks else None
    top = last.x + last.width / 2 if last else span.x + span.width / 2
    is_new = at == 0 or found.spans[at - 1].first.year != span.first.year
    return contexts.StripSpan(
        x=_per_cent(_start(span.x, span.width, wording)),
        width=_per_cent(span.width),
        start=_per_cent(_start(span.x, 0, wording)),
        label=label,
        year=wording.date(f"{span.first.year:04}") if found.unit != "year" and is_new else "",
        thin=thin,
        href=f"#{event_anchor(story.events[span.events[0]].event.id)}" if span.events else "",
        told=told if span.events else "",
        marks=tuple(_mark(found, mark, wording) for mark in span.marks),
        more=f"+{wording.number(span.more)}" if span.more else "",
        top=_per_cent(_start(top, 0, wording)),
    )


def _mark(found: Strip, mark: Mark, wording: Wording) -> contexts.StripMark:
    # Two bars that follow one another do not touch.
    width = max(mark.width - 0.4, 0.1) if mark.width else 0.0
    return contexts.StripMark(
        x=_per_cent(_start(mark.x, width, wording)),
        y=found.y(mark),
        width=_per_cent(width) if width else "",
        kind=_kind(mark),
    )


def _kind(mark: Mark) -> str:
    if mark.about:
        return "sx-about"
    return "sx-on" if mark.exact else "sx-some"


def _start(x: float, width: float, wording: Wording) -> float:
    """From the picture's left edge, in the direction in which the page is read."""
    return 100 - x - width if wording.locale.text_direction == "rtl" else x


def _label(found: Strip, span: Span, wording: Wording) -> str:
    if found.unit == "year":
        return wording.date(f"{span.first.year:04}")
    return wording.short_date(span.first, with_day=found.unit == "day")


def _dates(found: Strip, first: dt.date, last: dt.date, wording: Wording) -> str:
    """What a span of the picture covers, in words."""
    cut = {"day": 10, "month": 7, "year": 4}[found.unit]
    start, end = first.isoformat()[:cut], last.isoformat()[:cut]
    return wording.date(start if start == end else f"{start}/{end}")


def _per_cent(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0") + "%"
