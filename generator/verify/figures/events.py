"""The date of an event held against the days that its own text names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.model.dates import Date, Interval, parse_date
from generator.verify.figures.calendar import day_of
from generator.verify.figures.claims import Claim, Language, PartialDate


def other_day(language: Language, texts: Iterable[str], when: str) -> Claim | None:
    """The one day that the text of an event names, if it is none of the event's.

    Texts also name days before and after what they tell of. So nothing is said of an event if some
    date in its text fits, if there are several days, or if its own date is about.

    Args:
        language: reads the texts.
        texts: the event's title and its sentences.
        when: the event's date (EDTF).
    """
    own = parse_date(when)
    if isinstance(own, Date) and own.approximate:
        return None
    days: dict[tuple[int, int, int], Claim] = {}
    for text in texts:
        for claim in language.dates_claimed(text):
            for meaning in (claim.meaning, *claim.also):
                if isinstance(meaning, PartialDate) and meaning.month:
                    if _fits(meaning, own):
                        return None
                    days.setdefault(meaning[:3], claim)
    if len({claim.start for claim in days.values()}) != 1 or not all(day for *_, day in days):
        return None
    return next(iter(days.values()))


def _fits(named: PartialDate, own: Date | Interval) -> bool:
    """Whether a date that may lack its year lies within the event's, or the other way round."""
    first, last = own.first, own.last
    years: Iterable[int] = [named.year]
    if not named.year:
        # Each day of the year comes within two years.
        years = {first.year, min(first.year + 1, last.year), last.year}
    return any(_overlap(year, named, first, last) for year in years)


def _overlap(year: int, named: PartialDate, first: date, last: date) -> bool:
    begin = day_of(year, named.month, named.day or 1)
    end = day_of(year, named.month, named.day) if named.day else _last_of(year, named.month)
    return bool(begin and end and begin <= last and first <= end)


def _last_of(year: int, month: int) -> date | None:
    return next((day for at in (31, 30, 29, 28) if (day := day_of(year, month, at))), None)
