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

    `x` and `width` are per cent of the picture's width, `y` is in pixels; a dot has no width.
    `kind` is its class: `sx-on` for what happened then, `sx-some` for some time in that span,
    `sx-about` where the date is approximate, uncertain or open.
    """

    x: str
    y: int
    width: str
    kind: str


@dataclass(frozen=True, slots=True)
class StripSpan:
    """A span of the picture's scale, such as a year, with the marks of what began in it.

    `x` and `width` are per cent. `label` stands below `start`, where the span begins in the page's
    direction; `year` below that, where the label does not say it; `thin` says whether a phone has
    no room for the label. `href` leads to its first event and `told` says what it is and how many
    events it has; both are empty where it has none. `more` counts the events for which there is no
    room, and stands at `top`.
    """

    x: str
    width: str
    start: str
    label: str
    year: str
    thin: bool
    href: str
    told: str
    marks: tuple[StripMark, ...]
    more: str
    top: str


@dataclass(frozen=True, slots=True)
class StripView:
    """The picture of a timeline, to scale: `height` pixels high, the axis at `axis`.

    `told` says in words what it shows; `kinds` are those of its marks that need a word.
    """

    told: str
    height: int
    axis: int
    spans: tuple[StripSpan, ...]
    kinds: tuple[str, ...]
