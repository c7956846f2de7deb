"""Where the events of a timeline and their names stand in its picture, which is to scale.

Widths are in per cent, so that the picture is as wide as its place and its letters stay as large
as all others; heights are in pixels. What must not meet is measured at the narrowest picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from generator.model.dates import Date, Interval, parse_date

# The narrowest picture, on a phone, and the narrowest where a screen is wider than that.
NARROW, WIDE = 280, 640
MOST_SPANS = 11
# So many events stand one below the other; the others are counted.
MOST_LANES = 8
MOST_NAMED_LANES = 20
# Each mark can be hit by a finger.
LANE = 24
_FOOT = 6
_MORE = 16
# What is shorter than a dot on the narrowest phone is a dot.
_DOT = 4.0
_FINGER = 100 * LANE / NARROW
GAP = 9
"""Between the middle of a dot, or the end of a bar, and its name, in pixels."""
_BESIDE = 6
# What has no room for this much of a name has room for none.
_LEAST = 90
_STEPS = (
    *(("day", days) for days in (1, 2, 7, 14)),
    *(("month", months) for months in (1, 2, 3, 6)),
    *(("year", years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
_NEVER = dt.date.max.toordinal() + 1
_Extent: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: a dot at `x`, or a bar from there.

    Attributes:
        event: its number.
        x: where it is.
        width: how long the bar is; 0 for a dot.
        lane: counts from the upper edge.
        exact: whether its date is that of the event; otherwise it is some time in it.
        about: whether it is approximate, uncertain or open.
        side: whether its name stands `before` it or `after` it; empty if there is no room.
        room: how wide the name may be in the narrowest picture, in pixels; 0 if it has no room.
    """

    event: int
    x: float
    width: float
    lane: int
    exact: bool
    about: bool
    side: str
    room: float


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the scale, its first and last day.

    `unmarked` are the numbers of the events that began in it and have no mark.
    """

    first: dt.date
    last: dt.date
    x: float
    width: float
    unmarked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture: its spans, what they are (`day`, `month`, `year`), how many to each; its marks."""

    unit: str
    step: int
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]

    @property
    def axis(self) -> int:
        """How far below its upper edge the axis is."""
        lanes = max((mark.lane + 1 for mark in self.marks), default=0)
        return lanes * LANE + _FOOT + (_MORE if any(span.unmarked for span in self.spans) else 0)


def strip_of(
    dates: Sequence[str], names: Sequence[float] = (), important: Set[int] = frozenset()
) -> Strip | None:
    """The picture of events on these dates (EDTF), in their order; None if it would show nothing.

    A date that is open at one end reaches to the edge.

    Args:
        dates: the dates.
        names: how wide the name of each event is, in pixels; without it no event is named.
        important: the numbers of the events whose names come first, if there is no room for all.
    """
    whens = [parse_date(date) for date in dates]
    known = [day for when in whens for day in (when.first, when.last)]
    known = [day for day in known if day not in (dt.date.min, dt.date.max)]
    if len(whens) < 2 or len(set(known)) < 2:
        return None
    unit, step, starts = _scale(min(known), max(known))
    whole = starts[-1] - starts[0]

    def place(ordinal: int) -> float:
        return 100 * (ordinal - starts[0]) / whole

    places = []
    for when in whens:
        start = when.first.toordinal() if when.first != dt.date.min else starts[0]
        end = when.last.toordinal() + 1 if when.last != dt.date.max else starts[-1]
        places.append((place(start), place(end)))
    marks = _marks(whens, places, names, important)
    unmarked = set(range(len(whens))) - {mark.event for mark in marks}
    spans = []
    for a, b in pairwise(starts):
        left, right = place(a), place(b)
        inside = (at for at in sorted(unmarked) if left - 1e-9 <= places[at][0] < right - 1e-9)
        spans.append(Span(_day(a), _day(b - 1), left, right - left, tuple(inside)))
    return Strip(unit, step, tuple(spans), tuple(marks))


def _marks(
    whens: Sequence[Date | Interval],
    places: Sequence[_Extent],
    names: Sequence[float],
    important: Set[int],
) -> list[Mark]:
    """The marks, with all names, or with some, or with none: no name costs an event its mark."""
    everything = set(range(len(names)))
    some, none = everything & important, set[int]()
    for named in (everything, some, none):
        layout = _Layout(MOST_NAMED_LANES if named > some else MOST_LANES)
        marks = [
            layout.mark(at, when, *places[at], names[at] if at in named else 0.0)
            for at, when in enumerate(whens)
        ]
        told = {mark.event for mark in marks if mark and mark.side}
        if all(marks) and (named <= some or some <= told):
            break
    return [mark for mark in marks if mark]


class _Layout:
    """What stands where so far: in each lane the extents of marks and names, wide and narrow."""

    def __init__(self, lanes: int) -> None:
        self.lanes: list[tuple[list[_Extent], list[_Extent]]] = [([], []) for _ in range(lanes)]

    def mark(
        self, event: int, when: Date | Interval, start: float, end: float, name: float
    ) -> Mark | None:
        """The mark in the highest lane that has room for it and its name, which is `name` wide.

        Where no lane has room for both, it has no name; None if there is no room for it either.
        """
        is_dot = end - start < _DOT
        left, right = ((start + end) / 2,) * 2 if is_dot else (start, end)
        mine = _at_least(left, right, _FINGER)
        exact = isinstance(when, Interval) or bool(when.day) or is_dot
        sides = _sides(left, right, name)
        # Also on a phone, then on wide screens alone, then nowhere.
        for side, room in [*sides, *((side, 0.0) for side, _ in sides), ("", 0.0)]:
            wide = _union(mine, _with_name(left, right, side, name, WIDE))
            narrow = _union(mine, _with_name(left, right, side, room, NARROW)) if room else mine
            for lane, (taken, on_phones) in enumerate(self.lanes):
                if _is_free(taken, wide) and _is_free(on_phones, narrow):
                    taken.append(wide)
                    on_phones.append(narrow)
                    about = _is_about(when)
                    return Mark(event, left, right - left, lane, exact, about, side, room)
        return None


def _sides(left: float, right: float, name: float) -> list[tuple[str, float]]:
    """Where a name can stand, and how much room it has in the narrowest picture.

    The side where that has most room comes first.
    """
    found = []
    for side, free in (("after", 100 - right), ("before", left)):
        if 0 < name <= free * WIDE / 100 - GAP:
            room = min(name, free * NARROW / 100 - GAP)
            found.append((side, room if room >= min(name, _LEAST) else 0.0))
    return sorted(found, key=lambda each: -each[1])


def _with_name(left: float, right: float, side: str, name: float, picture: int) -> _Extent:
    """How far a mark and its name reach, and what is kept free beside it."""
    far = 100 * (GAP + name + _BESIDE) / picture if side else 0.0
    return (left - far, right) if side == "before" else (left, right + far)


def _at_least(left: float, right: float, width: float) -> _Extent:
    more = max(width - (right - left), 0) / 2
    return left - more, right + more


def _union(one: _Extent, other: _Extent) -> _Extent:
    return min(one[0], other[0]), max(one[1], other[1])


def _is_free(taken: Sequence[_Extent], box: _Extent) -> bool:
    return all(box[1] <= left + 1e-9 or right <= box[0] + 1e-9 for left, right in taken)


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
