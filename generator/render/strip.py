"""Where the events of a timeline stand in its picture, which is to scale.

Widths are in per cent, so that the picture is as wide as its place and its letters stay as large
as all others; heights are in pixels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.model.dates import Date, Interval, parse_date

# A span of the scale is a link: on the narrowest phone a twelfth of the picture is 24 pixels.
MOST_SPANS = 11
# So many events stand one above the other; the others are counted.
MOST_LANES = 8
LANE = 14
_ABOVE = 8
_MORE = 16
# What is shorter than a dot on the narrowest phone is a dot.
_DOT = 4.0
_STEPS = (
    *(("day", days) for days in (1, 2, 7, 14)),
    *(("month", months) for months in (1, 2, 3, 6)),
    *(("year", years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
_NEVER = dt.date.max.toordinal() + 1


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: a dot at `x`, or a bar from there; `lane` counts from the axis upwards.

    `exact` says whether its date is that of the event; otherwise it is some time in it. `about`
    says whether it is approximate, uncertain or open.
    """

    x: float
    width: float
    lane: int
    exact: bool
    about: bool


@dataclass(slots=True)
class Span:
    """A piece of the scale, its first and last day, and what began in it.

    `events` are the numbers of its events, in their order; `more` of them have no mark.
    """

    first: dt.date
    last: dt.date
    x: float
    width: float
    events: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture: its spans, what they are (`day`, `month`, `year`) and how many to each."""

    unit: str
    step: int
    spans: tuple[Span, ...]
    lanes: int

    @property
    def axis(self) -> int:
        """How far below its upper edge the axis is."""
        return _ABOVE + self.lanes * LANE + (_MORE if any(span.more for span in self.spans) else 0)

    def y(self, mark: Mark) -> int:
        """How far below its upper edge the middle of a mark is."""
        return self.axis - LANE * mark.lane - LANE // 2 - 2


def strip_of(dates: Sequence[str]) -> Strip | None:
    """The picture of events on these dates (EDTF), in their order; None if it would show nothing.

    A date that is open at one end reaches to the edge.
    """
    whens = [parse_date(date) for date in dates]
    known = [day for when in whens for day in (when.first, when.last)]
    known = [day for day in known if day not in (dt.date.min, dt.date.max)]
    if len(whens) < 2 or min(known) == max(known):
        return None
    unit, step, starts = _scale(min(known), max(known))
    whole = starts[-1] - starts[0]

    def place(ordinal: int) -> float:
        return 100 * (ordinal - starts[0]) / whole

    spans = [Span(_day(a), _day(b - 1), place(a), place(b) - place(a)) for a, b in pairwise(starts)]
    ends: list[float] = []
    for at, when in enumerate(whens):
        start = when.first.toordinal() if when.first != dt.date.min else starts[0]
        end = when.last.toordinal() + 1 if when.last != dt.date.max else starts[-1]
        span = next(span for span in reversed(spans) if span.x <= place(start) + 1e-9)
        span.events.append(at)
        mark = _mark(when, place(start), place(end), ends)
        if mark:
            span.marks.append(mark)
        else:
            span.more += 1
    return Strip(unit, step, tuple(spans), len(ends))


def _mark(when: Date | Interval, start: float, end: float, ends: list[float]) -> Mark | None:
    """The mark in the lowest lane that has room for it; `ends` says how far each one is full."""
    is_dot = end - start < _DOT
    middle = (start + end) / 2
    left, right = (middle - _DOT / 2, middle + _DOT / 2) if is_dot else (start, end)
    lane = next((at for at, full in enumerate(ends) if full <= left + 1e-9), len(ends))
    if lane == MOST_LANES:
        return None
    ends[lane : lane + 1] = [right]
    exact = isinstance(when, Interval) or bool(when.day) or is_dot
    width = 0.0 if is_dot else end - start
    return Mark(middle if is_dot else start, width, lane, exact, _is_about(when))


def _is_about(when: Date | Interval) -> bool:
    if isinstance(when, Date):
        return when.approximate or when.uncertain
    return not when.start or not when.end or _is_about(when.start) or _is_about(when.end)


def _scale(first: dt.date, last: dt.date) -> tuple[str, int, list[int]]:
    """The finest scale that has few enough spans: its unit, its step, where each span begins."""
    for unit, step in _STEPS:
        starts = list(_starts(unit, step, first, last))
        if len(starts) <= MOST_SPANS + 1:
            break
    return unit, step, starts


def _starts(unit: str, step: int, first: dt.date, last: dt.date) -> Iterator[int]:
    """The first day of each span, and the day behind the last one; no more than are needed."""
    per = {"day": 1, "month": 12, "year": 1}[unit]
    if unit == "day":
        number = -(-((last - first).days + 1) // step)
        for at in range(min(number, MOST_SPANS + 1) + 1):
            yield min(first.toordinal() + at * step, _NEVER)
        return
    begin = first.year * per + (first.month - 1 if unit == "month" else 0)
    begin -= begin % step
    for at in range(begin, begin + (MOST_SPANS + 2) * step, step):
        year, month = divmod(at, per)
        day = _NEVER if year > dt.MAXYEAR else dt.date(max(year, 1), month + 1, 1).toordinal()
        yield day
        if day > last.toordinal():
            return


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)
