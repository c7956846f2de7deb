"""Dates as editors know them: a part of EDTF, kept as text.

Accepted is this part of the Extended Date/Time Format (ISO 8601-2:2019, levels 0 and 1,
https://www.loc.gov/standards/datetime/): `2018`, `2018-04`, `2018-04-27`; each with a qualifier
at its end, `?` uncertain, `~` approximate, `%` both; intervals `2018-04-25/2018-04-26`, open
(`2018/..`, `../2018`) ones included. Times of day and zones are no part of it, so no date shifts.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<mark>[?~%])?"
)


@dataclass(frozen=True, slots=True)
class Date:
    """One date of one precision. `month` and `day` are 0 where the text gives none."""

    year: int
    month: int = 0
    day: int = 0
    uncertain: bool = False
    approximate: bool = False

    @property
    def first(self) -> date:
        """The first day that the date covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that the date covers."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another; `None` is an end that is open."""

    start: Date | None
    end: Date | None

    @property
    def first(self) -> date:
        """The first day that the interval covers; the earliest there is if its start is open."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """The last day that the interval covers; the latest there is if its end is open."""
        return self.end.last if self.end else date.max


@lru_cache(maxsize=10_000)
def parse_date(text: str) -> Date | Interval:
    """Read EDTF text.

    Raises:
        ValueError: the text is outside the accepted part of EDTF, or names a day that no
            calendar has; the message says which.
    """
    if "/" not in text:
        return _one_date(text)
    start_text, _, end_text = text.partition("/")
    start = None if start_text == ".." else _one_date(start_text)
    end = None if end_text == ".." else _one_date(end_text)
    if start is None and end is None:
        raise ValueError("an interval needs one end at least")
    if start and end and start.first > end.last:
        raise ValueError("the interval ends before it starts")
    return Interval(start, end)


def _one_date(text: str) -> Date:
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError("it is not written as YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    if year == 0:
        raise ValueError("there is no year 0000")
    if found["month"] and not 1 <= month <= 12:
        raise ValueError(f"there is no month {found['month']}")
    if found["day"] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"{text[:7]} has no day {found['day']}")
    mark = found["mark"] or ""
    return Date(year, month, day, uncertain=mark in ("?", "%"), approximate=mark in ("~", "%"))
