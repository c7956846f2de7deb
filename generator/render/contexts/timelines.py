"""The parts that a timeline is made of."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of a timeline; `date` is in words."""

    id: str
    date: str
    title: str
    text: Markup
    places: tuple[str, ...]
    operation: str


@dataclass(frozen=True, slots=True)
class EventYear:
    """The events of one year, which is their heading."""

    anchor: str
    title: str
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class StripMark:
    """An event in the picture of a timeline: a dot at `x`, or a bar from there, `width` long.

    Attributes:
        href: leads to the event.
        told: its date and its title.
        x: where the mark is, in per cent of the picture's width.
        y: how far its middle is below the upper edge, in pixels.
        width: the length of a bar, in per cent; empty for a dot.
        middle: the middle of the mark, in per cent.
        kind: its class: `sx-on` for what happened on that day, `sx-lasting` for what lasted so
            long, `sx-some` for some time in that span, `sx-about` where the date is approximate,
            uncertain or open.
        name: the title, in short if it is long, where there is room for it.
        rest: the end of the name for which a phone has no room.
        end: the end of the mark beside which the name stands, in per cent.
        gap: how far from there it stands, in pixels to the right.
        side: `before` or `after`, in the page's direction.
        narrow: whether a phone has room for the name.
    """

    href: str
    told: str
    x: str
    y: int
    width: str
    middle: str
    kind: str
    name: str
    rest: str
    end: str
    gap: int
    side: str
    narrow: bool


@dataclass(frozen=True, slots=True)
class StripSpan:
    """A span of the picture's scale, such as a year.

    `label` stands below `start` (per cent), where the span begins in the page's direction; `year`
    below that, where the label does not say it; `thin` says whether a phone has no room for the
    label. `more` counts the events of the span for which there is no room, and stands at `middle`;
    `href` leads to the first of them and `told` says how many they are. All are empty if there are
    none.
    """

    start: str
    label: str
    year: str
    thin: bool
    more: str
    href: str
    told: str
    middle: str


@dataclass(frozen=True, slots=True)
class StripView:
    """The picture of a timeline, to scale: `height` pixels high, the axis at `axis`.

    `told` says in words what it shows; `lang` is the language of the names, if the story has one of
    its own; `kinds` are the kinds of its marks, if they need a word.
    """

    told: str
    height: int
    axis: int
    spans: tuple[StripSpan, ...]
    marks: tuple[StripMark, ...]
    lang: str
    kinds: tuple[str, ...]
