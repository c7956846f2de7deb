"""English dates, as the words give them and as a day of publication completes them.

A weekday is the last one on or before the day of publication ("next Friday" the first after it);
a day or month without a year is the nearest to it. Future weekdays without "next" are read wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from datetime import timedelta
from fractions import Fraction
from itertools import chain

from generator.verify.figures.approximate import rounding
from generator.verify.figures.calendar import (
    Found,
    before,
    completed,
    date_of,
    day_of,
    publication,
)  # fmt: skip
from generator.verify.figures.claims import Claim, Kind, Number, PartialDate
from generator.verify.figures.cldr.dates import date_reader
from generator.verify.figures.english.tokens import blank, matches, may_have_digits
from generator.verify.figures.units import unit_behind
from generator.verify.figures.word_lists import words_in

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {"sept": 9} | {name[:3].lower(): at for at, name in enumerate(_MONTHS, 1)}
_FULL = "|".join(_MONTHS)
_MONTH = rf"(?:{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY_LIST = rf"{_DAY}(?:\s*(?:,|and|or|to|&|[–-])\s*{_DAY})*"
_YEAR = r"(?:1[0-9]|20)\d\d"
_PART = (
    r"(?i:early|mid|late|the\ (?:start|beginning|middle|end)\ of|spring|summer|autumn|fall|winter)"
)
_PARTS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late", "fall": "autumn"}
_DATE = re.compile(
    rf"""
    \b(?P<iso>{_YEAR}-\d\d(?:-\d\d)?)\b(?!-)
    | (?:\b(?P<weekday>{"|".join(_DAYS)}),?\s+(?:the\s+)?)?(?:
        \b(?P<days>{_DAY_LIST})\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR})\b)?
      | \b(?P<month_us>{_MONTH})\s+(?P<days_us>{_DAY_LIST})\b(?!\d)(?:,?\s+(?P<year_us>{_YEAR})\b)?
      )
    | \b(?:(?P<part>{_PART})[\s-]+(?:of\s+|in\s+)?)?(?P<only_month>{_MONTH})(?:,?\s+(?:of\s+)?
        (?P<month_year>{_YEAR})\b)?(?!\w)
    | (?:\b(?P<when>next|last|this)\s+)?\b(?P<only_day>{"|".join(_DAYS)})s?\b
    | \b(?:(?P<year_part>{_PART})[\s-]+(?:of\s+|in\s+)?)?(?<![$€£\d.,])(?P<only_year>{_YEAR})
        (?P<decade>s\b)?(?![\w%]|[,.]\d)
    """,
    re.VERBOSE,
)
_RELATIVE = re.compile(
    r"\b(?:(yesterday|today|tonight|tomorrow)|(last|this|next|previous) (month|year)"
    r"|(a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,6}) (day|week|month|year)s? "
    r"(?:ago|earlier))\b",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|last|this|next|early|late|mid|by|from|to|and|or|through|during|"
    r"before|after|on|for|every|each|back|as)[\s-]+$",
    re.IGNORECASE,
)
_OF_SOURCE = re.compile(
    r"\b(?:reports?|articles?|stor(?:y|ies)|texts?|published|printed|appeared|headlines?)\b"
    r"(?:\s+(?:of|from|on|dated|in))?[\s,]*(?:\w+day,?\s+)?$",
    re.IGNORECASE,
)
_COUNT = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
# Every date has one of these words, or a year, or a day before a month that may be glued to the
# next word; it begins with a digit, one of these words, or one of the others.
_IN_DIGITS = re.compile(rf"\d(?:\d{{3}}|(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_FULL}))")
DATE_WORDS = frozenset(
    {*map(str.lower, _MONTHS), *_SHORT, *map(str.lower, _DAYS), *(f"{d.lower()}s" for d in _DAYS)}
)
_FIRST = DATE_WORDS | words_in("early mid late the spring summer autumn fall winter next last this")
RELATIVE_WORDS = words_in("yesterday today tonight tomorrow month year ago earlier")
_NEAR = 60
_AMBIGUOUS = ("March", "May", "August")


def find_dates(text: str) -> Iterator[Claim]:
    """Every date in a text, as far as its own words give it."""
    readings: dict[tuple[int, int], list[PartialDate]] = {}
    for found in written_dates(text):
        readings.setdefault((found.start, found.end), []).append(found.when)
    for (start, end), (when, *also) in readings.items():
        of_source = bool(_OF_SOURCE.search(text[max(0, start - _NEAR) : start]))
        meanings: list[PartialDate | Number] = [*also]
        if when.year and not (when.month or when.part):
            meanings.append(Number(Fraction(when.year)))
        yield Claim(
            Kind.DATE,
            text[start:end],
            start,
            end,
            when,
            of_source=of_source,
            also=tuple(meanings),
            rounded=rounding(text, start, end, "en"),
            unit=unit_behind(text, end),
        )


def dates_given(
    text: str, published: str, written: Iterable[Found], runs: Set[str]
) -> frozenset[PartialDate]:
    """Every date that a text gives, completed by the day on which it was published.

    Args:
        text: the text.
        published: the day, as EDTF.
        written: the `written_dates` of the text.
        runs: its `small_runs`, at least those among `RELATIVE_WORDS`.
    """
    day = publication(published)
    dates = set(chain.from_iterable(completed(found, day) for found in written))
    if not runs.isdisjoint(RELATIVE_WORDS):
        dates.update(_relative(text, day))
    return frozenset(dates)


def may_have_dates(text: str, runs: Set[str]) -> bool:
    """Whether there may be a date in a text.

    Args:
        text: the text.
        runs: its `small_runs`, at least those among `DATE_WORDS`.
    """
    return not runs.isdisjoint(DATE_WORDS) or (
        may_have_digits(runs) and bool(_IN_DIGITS.search(text))
    )


def written_dates(text: str) -> Iterator[Found]:
    """Every date in a text, as far as its own words give it.

    Of a numeric date whose order nobody can tell, both readings are given for one place.
    """
    numeric = list(date_reader("en").numeric(text))
    yield from numeric
    text = blank(text, {(each.start, each.end) for each in numeric})
    for found in matches(_DATE, text, _FIRST):
        if found["iso"]:
            year, month, day = (*map(int, found["iso"].split("-")), 0)[:3]
            yield Found(PartialDate(year, month, day), *found.span())
        elif found["days"]:
            yield from _days(found, "days", found["month"], found["year"])
        elif found["days_us"]:
            yield from _days(found, "days_us", found["month_us"], found["year_us"])
        elif found["only_month"]:
            if found["month_year"] or found["part"] or _is_month(found, text):
                year = int(found["month_year"] or 0)
                when = PartialDate(year, month_of(found["only_month"]), part=_part(found["part"]))
                yield Found(when, *found.span())
        elif found["only_day"]:
            when = PartialDate(weekday=_DAYS.index(found["only_day"]) + 1)
            yield Found(when, found.start("only_day"), found.end(), found["when"] or "")
        else:
            part = "decade" if found["decade"] else _part(found["year_part"])
            yield Found(PartialDate(int(found["only_year"]), part=part), *found.span())


def _days(found: re.Match[str], group: str, month: str, year: str | None) -> Iterator[Found]:
    numbers = list(re.finditer(_DAY, found[group]))
    weekday = _DAYS.index(found["weekday"]) + 1 if found["weekday"] else 0
    for at, number in enumerate(numbers):
        day = int(re.sub(r"\D", "", number[0]))
        when = PartialDate(int(year or 0), month_of(month), day, 0 if at else weekday)
        start = found.start() if at == 0 else found.start(group) + number.start()
        last = at == len(numbers) - 1
        end = found.end() if last else found.start(group) + number.end()
        yield Found(when, start, end)


def _is_month(found: re.Match[str], text: str) -> bool:
    """Whether a bare "May" or "Mar" is a month and not a word or a name."""
    name = found["only_month"]
    if name in _MONTHS and name not in _AMBIGUOUS:
        return True
    return bool(_BEFORE_MONTH.search(text[max(0, found.start() - _NEAR) : found.start()]))


def month_of(name: str) -> int:
    """A month's number by its English name or abbreviation."""
    return _SHORT[name.rstrip(".")[:3].lower()]


def _part(words: str | None) -> str:
    word = next((word for word in (words or "").lower().split() if word not in ("the", "of")), "")
    return _PARTS.get(word, word)


def _relative(text: str, published: PartialDate) -> Iterator[PartialDate]:
    day = day_of(published.year, published.month, published.day or 15)
    if day is None:
        return
    for found in _RELATIVE.finditer(text):
        if found[1]:
            if published.day:
                step = {"yesterday": -1, "tomorrow": 1}.get(found[1].lower(), 0)
                yield date_of(day + timedelta(days=step))
            continue
        if found[3]:
            count, unit = {"this": 0, "next": -1}.get(found[2].lower(), 1), found[3].lower()
        else:
            word, unit = found[4].lower(), found[5].lower()
            count = _COUNT[word] if word in _COUNT else int(word)
        yield from before(day, count, unit)
