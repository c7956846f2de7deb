"""A story's timeline, as a page shows it: its picture, and its events by year."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from math import ceil

from generator.model import Event
from generator.model.dates import parse_date
from generator.render import contexts
from generator.render.html import ProseWriter
from generator.render.lettering import fitted, text_width
from generator.render.strip import GAP, LANE, NARROW, WIDE, Mark, Span, Strip, strip_of
from generator.render.views.renderer import Renderer
from generator.render.wording import Wording
from generator.resolve import ResolvedStory, StoryEvent

# About the widest letters of the scale, the height of those of names, and how wide a name may be:
# what there is room for beside the middle of the picture of a wide screen. In pixels.
_LETTER, _NAME_SIZE, _LONGEST_NAME = 6.4, 12, 0.42 * WIDE
_KINDS = ("sx-on", "sx-lasting", "sx-some", "sx-about")


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
    wording, events = renderer.wording, [entry.event for entry in story.events]
    names = [fitted(event.title, _NAME_SIZE, _LONGEST_NAME) for event in events]
    found = strip_of(
        [event.date for event in events],
        [text_width(name, _NAME_SIZE) for name in names],
        {at for at, event in enumerate(events) if event.operation},
    )
    if found is None:
        return None
    labels = [_label(found, span, wording) for span in found.spans]
    every = ceil((max(map(len, labels)) * _LETTER + 3) * len(labels) / NARROW)
    told = wording.count(
        len(events),
        "{n} event to scale, {dates}; the list has it in words.",
        "{n} events to scale, {dates}; the list has them in words.",
        dates=_dates(found, found.spans[0].first, found.spans[-1].last, wording),
    )
    kinds = {_kind(mark) for mark in found.marks}
    return contexts.StripView(
        told=told,
        height=found.axis + (37 if found.unit != "year" else 20),
        axis=found.axis,
        spans=tuple(
            _span(renderer, story, found, at, label, thin=at % every != 0)
            for at, label in enumerate(labels)
        ),
        marks=tuple(
            _mark(mark, events[mark.event], names[mark.event], wording) for mark in found.marks
        ),
        lang=story.story.language or "",
        kinds=tuple(kind for kind in _KINDS if kind in kinds) if kinds - {"sx-on"} else (),
    )


def _span(
    renderer: Renderer, story: ResolvedStory, found: Strip, at: int, label: str, *, thin: bool
) -> contexts.StripSpan:
    span, wording = found.spans[at], renderer.wording
    dates = _dates(found, span.first, span.last, wording)
    counted = wording.count(len(span.unmarked), "{n} event", "{n} events")
    is_new = at == 0 or found.spans[at - 1].first.year != span.first.year
    return contexts.StripSpan(
        start=_per_cent(_start(span.x, 0, wording)),
        label=label,
        year=wording.date(f"{span.first.year:04}") if found.unit != "year" and is_new else "",
        thin=thin,
        more=f"+{wording.number(len(span.unmarked))}" if span.unmarked else "",
        href=_href(story.events[span.unmarked[0]].event) if span.unmarked else "",
        told=_told(dates, counted, wording) if span.unmarked else "",
        middle=_per_cent(_start(span.x, span.width / 2, wording)),
    )


def _mark(mark: Mark, event: Event, name: str, wording: Wording) -> contexts.StripMark:
    # Two bars that follow one another do not touch.
    width = max(mark.width - 0.4, 0.1) if mark.width else 0.0
    # Cut at a word, and what is cut off, which only wide screens show.
    short = fitted(name, _NAME_SIZE, mark.room) if mark.room else ""
    kept = len(short) - 1 if short and short != name else len(name)
    end = mark.x if mark.side == "before" else mark.x + width
    is_left = (mark.side == "before") is not (wording.locale.text_direction == "rtl")
    return contexts.StripMark(
        href=_href(event),
        told=_told(wording.date(event.date), event.title, wording),
        x=_per_cent(_start(mark.x, width, wording)),
        y=mark.lane * LANE + LANE // 2,
        width=_per_cent(width) if width else "",
        middle=_per_cent(_start(mark.x + width / 2, 0, wording)),
        kind=_kind(mark),
        name=name[:kept] if mark.side else "",
        rest=name[kept:] if mark.side else "",
        end=_per_cent(_start(end, 0, wording)),
        gap=-GAP if is_left else GAP,
        side=mark.side,
        narrow=bool(mark.room),
    )


def _href(event: Event) -> str:
    return f"#{event_anchor(event.id)}"


def _told(dates: str, what: str, wording: Wording) -> str:
    return wording.text("{dates}: {events}").format(dates=dates, events=what)


def _kind(mark: Mark) -> str:
    if mark.about:
        return "sx-about"
    if not mark.exact:
        return "sx-some"
    return "sx-lasting" if mark.width else "sx-on"


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
