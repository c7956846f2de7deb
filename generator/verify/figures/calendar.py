"""Dates as a day of publication completes them; nothing here knows a language.

A weekday is the last one on or before the day of publication ("next" is the first after it); a day
or month without a year is the nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from generator.model.dates import Date, parse_date
from generator.verify.figures.claims import PartialDate

_FAR = 4


class Found(NamedTuple):
    """A date as the words give it, its place, and "next" or "last" where that is said.

    `guessed` marks a word that may be another one than a month or a weekday.
    """

    when: PartialDate
    start: int
    end: int
    direction: str = ""
    guessed: bool = False


@lru_cache(maxsize=1024)
def publication(published: str) -> PartialDate:
    """A publication date (EDTF) as far as it is given; nothing for an interval."""
    try:
        when = parse_date(published)
    except ValueError:
        return PartialDate()
    return PartialDate(when.year, when.month, when.day) if isinstance(when, Date) else PartialDate()


def complete(when: PartialDate, published: PartialDate, direction: str = "") -> PartialDate:
    """A date with what the day of publication adds to it."""
    if when.year or not published.year:
        return when
    if when.weekday and not when.day:
        return _weekday(when, published, direction)
    if not when.month or not published.month:
        return when
    if when.day and not published.day:
        return when
    middle = day_of(published.year, published.month, published.day or 15)
    candidates = [
        (day, year)
        for year in (published.year, published.year - 1, published.year + 1)
        if (day := day_of(year, when.month, when.day or 15)) and middle
    ]
    if not candidates or not middle:
        return when
    _, year = min(candidates, key=lambda candidate: abs((candidate[0] - middle).days))
    return when._replace(year=year)


def completed(found: Found, published: PartialDate) -> Iterator[PartialDate]:
    """A date as `complete` gives it; of a day half a year from then, in the next year as well."""
    when = complete(found.when, published, found.direction)
    yield when
    if when.month and not found.when.year and when.year and published.month:
        months = 12 * (when.year - published.year) + when.month - published.month
        if months <= -_FAR:
            yield when._replace(year=when.year + 1)


def _weekday(when: PartialDate, published: PartialDate, direction: str) -> PartialDate:
    day = day_of(published.year, published.month, published.day)
    if day is None:
        return when
    back = (day.isoweekday() - when.weekday) % 7
    if direction == "next":
        back -= 7
    elif direction == "last" and back == 0:
        back = 7
    return date_of(day - timedelta(days=back))


def before(day: date, count: int, unit: str) -> Iterator[PartialDate]:
    """The day, month or year that lies so many units before a day."""
    if count > 10_000:
        return
    if unit == "year":
        if count < day.year:
            yield PartialDate(day.year - count)
    elif unit == "month":
        months = 12 * day.year + day.month - 1 - count
        if months >= 12:
            yield PartialDate(months // 12, months % 12 + 1)
    elif (ago := day.toordinal() - count * (7 if unit == "week" else 1)) > 0:
        # Two weeks ago need not be to the day.
        then = date.fromordinal(ago)
        yield PartialDate(then.year, then.month) if unit == "week" else date_of(then)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of(day: date) -> PartialDate:
    """A day as a date of which everything is given."""
    return PartialDate(day.year, day.month, day.day)
