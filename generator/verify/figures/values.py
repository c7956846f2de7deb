"""Numbers and dates against each other: whether what is given is what is claimed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.verify.figures.claims import Number, PartialDate

_MONTHS = {
    "early": (1, 2, 3, 4), "mid": (5, 6, 7, 8), "late": (9, 10, 11, 12),
    "spring": (3, 4, 5, 6), "summer": (6, 7, 8, 9), "autumn": (9, 10, 11, 12),
    "winter": (12, 1, 2, 3),
}  # fmt: skip
_DAYS = {"early": range(1, 11), "mid": range(11, 21), "late": range(21, 32)}


def alike(given: Number, claimed: Number) -> bool:
    """Whether two numbers are of one sort: per cents, points, sums of one currency.

    Currencies differ only where both are given; percentage points are no per cent.
    """
    if given.share != claimed.share:
        return False
    return not (
        given.currencies and claimed.currencies and given.currencies.isdisjoint(claimed.currencies)
    )


def equal(given: Number, claimed: Number) -> bool:
    """Whether a number given is the number claimed.

    "Thousands" is supported by "thousands", and by a number from two of them to below a hundred.
    """
    if not alike(given, claimed):
        return False
    if claimed.vague and not given.vague:
        return 2 * claimed.value <= given.value < 100 * claimed.value
    if given.vague != claimed.vague:
        return False
    # The same object needs no arithmetic.
    return given.value is claimed.value or given.value == claimed.value


def covers(given: PartialDate, claimed: PartialDate) -> bool:
    """Whether a date given is the date claimed, or lies within it."""
    if "decade" in (given.part, claimed.part):
        alike = given.part == claimed.part or (claimed.part == "decade" and given.year > 0)
        return alike and given.year // 10 == claimed.year // 10
    for part in ("year", "month", "day"):
        wanted = getattr(claimed, part)
        if wanted and wanted != getattr(given, part):
            return False
    if claimed.weekday and claimed.weekday != weekday_of(given):
        return False
    return not claimed.part or _within(given, claimed)


def _within(given: PartialDate, claimed: PartialDate) -> bool:
    if given.part == claimed.part and given.month == claimed.month:
        return True
    if claimed.month:
        return given.day in _DAYS.get(claimed.part, ())
    return given.month in _MONTHS.get(claimed.part, ())


def weekday_of(when: PartialDate) -> int:
    """The weekday as given, or as the calendar has it; 0 if neither says."""
    if when.year and when.month and when.day:
        try:
            return date(when.year, when.month, when.day).isoweekday()
        except ValueError:
            return 0
    return when.weekday


def days_named(dates: Iterable[PartialDate]) -> int:
    """How many days a text names, by date or by weekday."""
    return len({(d.year, d.month, d.day, weekday_of(d)) for d in dates if d.day or d.weekday})


def has_wrong_weekday(when: PartialDate) -> int:
    """The weekday that a date has, if it is given with another one; else 0."""
    actual = weekday_of(when) if when.day and when.weekday else 0
    return actual if actual != when.weekday else 0
