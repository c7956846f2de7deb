"""Dates as people write them: each date that may be meant, as EDTF.

Names of months are read in every language. Digits are read as a language of CLDR has them: with
dots the day comes before the month everywhere, with slashes and hyphens either may.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Literal

from generator.model.cldr_names import Names, folded, names_in, names_in_all_languages
from generator.model.dates import Date, parse_date

# What these call a month is that month, whatever it is in a language of fewer readers.
_FIRST = ("en", "fr", "de", "es", "it", "nl", "pt")
_LONGEST = 60
# Outside of these the year is another calendar's: Thailand's 2561, Iran's 1397.
_YEARS = range(1600, 2400)

_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")
_ABOUT = re.compile(
    r"(?:~ ?|(?:circa|ca|c|about|around|approximately|approx|etwa|ungefähr|um|vers|environ|hacia|"
    r"alrededor de|verso|omstreeks|rond|cerca de|około|около|cca|omkring)\.? ?(?=\b))(?=\S)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:,? (?:at |um |à |om |alle )?|T)"
    r"[0-2]?[0-9][:.h][0-5][0-9](?:[:.][0-5][0-9](?:[.,][0-9]+)?)?"
    r"(?: ?(?:[ap]\.?m\.?|uhr|uur|h|z|utc|gmt|cet|cest|e[sd]t|[+-][0-9]{2}:?[0-9]{2}))*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:on|le|am|den|el|il|op|ngày) ", re.IGNORECASE)
_WEEKDAY = re.compile(r"([^\d,]+?)(?:\.,|[.,])? (?=\d)|([^\d,]+?)(?:\.,|[.,]) ")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})\.?")
_YEAR_AND_MONTH = re.compile(r"(\d{4})-(\d)")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_CHINESE = re.compile(r"(\d{4}) ?[年년] ?(?:(\d{1,2}) ?[月월] ?(?:(\d{1,2}) ?[日号號일])?)?")
_VIETNAMESE = re.compile(r"(?:(\d{1,2}) )?tháng (\d{1,2})(?:,|,? năm)? (\d{4})", re.IGNORECASE)
_OF_YEAR = r"(?: ?(?:г|года|р|року|m|g|r|roku|god|godine)\.?)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|ère|re|ste|de|e|º|ª|°|-?го|-е|\.)?"
_NAMED = (
    # Day, month, year; month, day, year; year, month, day: the groups stand in this order.
    (re.compile(rf"{_DAY} ?(\D+?) ?(\d{{4}}){_OF_YEAR}", re.IGNORECASE), (3, 2, 1)),
    (re.compile(rf"(\D+?) {_DAY},? (\d{{4}})", re.IGNORECASE), (3, 1, 2)),
    (re.compile(rf"(\d{{4}})(?:[.,]| m\.)? (\D+?) {_DAY}(?: d\.)?", re.IGNORECASE), (1, 2, 3)),
    (re.compile(rf"(\D+?) ?(\d{{4}}){_OF_YEAR}", re.IGNORECASE), (2, 1, 0)),
    (re.compile(r"(\d{4})(?:[.,]| m\.)? (\D+)", re.IGNORECASE), (1, 2, 0)),
)
# Small words beside a month's name, and the sign that ends an abbreviation.
_BESIDE = re.compile(r"^(?:of|de|del|di|d'|năm|ngày|month of) ?|[.,]? ?(?:de|del|of|năm)?$")
_DECADE = re.compile(r"(?:the )?(\d{3}0)(?:'?s|er|er jahre)", re.IGNORECASE)
_SEASON = re.compile(r"(\D+?),? (?:of |de |di )?(\d{4})")
_SEASONS = {
    "spring": 3, "frühling": 3, "frühjahr": 3, "printemps": 3, "primavera": 3, "lente": 3,
    "voorjaar": 3, "summer": 6, "sommer": 6, "été": 6, "verano": 6, "estate": 6, "zomer": 6,
    "verão": 6, "autumn": 9, "fall": 9, "herbst": 9, "automne": 9, "otoño": 9, "autunno": 9,
    "herfst": 9, "najaar": 9, "outono": 9, "winter": 12, "hiver": 12, "invierno": 12,
    "inverno": 12,
}  # fmt: skip
_DAYS_OF_MONTH = re.compile(r"(\D+ )(\d{1,2}) ?- ?(\d{1,2}),? (\d{4})")
_FROM = re.compile(r"(?:from|von|vom|du|del|van|dal|de) ", re.IGNORECASE)
_MARKS = {(False, False): "", (False, True): "~", (True, False): "?", (True, True): "%"}
_BETWEEN = re.compile(r" - | (?:to|until|till|bis|au|al|hasta|tot|a|até) |-", re.IGNORECASE)


def possible_dates(text: str) -> tuple[str, ...]:
    """Return each date that a text may mean, as EDTF; nothing if it reads as none.

    A season begins in other months south of the equator, and a month and a day in digits may stand
    either way round: then there is more than one.
    """
    plain = _DASHES.sub(lambda dash: " - " if " " in dash[0] else "-", _with_digits(text))
    plain = " ".join(plain.split())
    if len(plain) > _LONGEST:
        return ()
    about = _ABOUT.match(plain)
    is_doubtful = plain.endswith("?")
    rest = plain[about.end() if about else 0 : -1 if is_doubtful else None].strip()
    found = _one_date(rest) or _decade(rest) or _season(rest) or _interval(rest)
    if mark := _MARKS[is_doubtful, about is not None]:
        found = tuple(f"{each}{mark}" for each in found if "/" not in each)
    return tuple(dict.fromkeys(filter(_is_date, found)))


def _with_digits(text: str) -> str:
    """The text with the digits of any script as those of ASCII."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _one_date(text: str) -> tuple[str, ...]:
    """The readings of a single date, with what may stand before and behind it."""
    if before := _BEFORE.match(text):
        text = text[before.end() :]
    if time := _TIME.search(text):
        text = text[: time.start()]
    found = _dates(text)
    if found:
        return found
    weekday = _WEEKDAY.match(text)
    if not weekday:
        return ()
    days = _meaning("weekdays", weekday[1] or weekday[2])
    return tuple(each for each in _dates(text[weekday.end() :]) if _weekday(each) in days)


def _weekday(written: str) -> int | None:
    when = parse_date(written)
    return when.first.weekday() if isinstance(when, Date) and when.day else None


def _dates(text: str) -> tuple[str, ...]:
    written = (_edtf(*parts) for parts in _parts(text))
    found = tuple(each for each in written if each and _is_date(each))
    return found or ((text,) if "/" not in text and _is_date(text) else ())


def _edtf(year: int, month: int, day: int) -> str:
    if year not in _YEARS:
        return ""
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _parts(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of each reading; month and day are 0 where there is none."""
    if found := _YEAR_FIRST.fullmatch(text):
        yield int(found[1]), int(found[3]), int(found[4])
    elif found := _YEAR_AND_MONTH.fullmatch(text):
        yield int(found[1]), int(found[2]), 0
    elif found := _MONTH_AND_YEAR.fullmatch(text):
        yield int(found[2]), int(found[1]), 0
    elif found := _CHINESE.fullmatch(text):
        yield int(found[1]), int(found[2] or 0), int(found[3] or 0)
    elif found := _VIETNAMESE.fullmatch(text):
        yield int(found[3]), int(found[2]), int(found[1] or 0)
    elif found := _YEAR_LAST.fullmatch(text):
        year, first, second = int(found[4]), int(found[1]), int(found[3])
        yield year, second, first
        if found[2] != ".":
            yield year, first, second
    else:
        yield from _named(text)


def _named(text: str) -> Iterator[tuple[int, int, int]]:
    """The readings of a date in which the month has a name."""
    for pattern, (year, month, day) in _NAMED:
        found = pattern.fullmatch(text)
        if not found or (day and not int(found[day])):
            continue
        months = _meaning("months", found[month])
        for number in sorted(months):
            yield int(found[year]), number, int(found[day]) if day else 0
        if months:
            return


def _meaning(kind: Literal["months", "weekdays"], name: str) -> frozenset[int]:
    """What a name of a month or a weekday means."""
    key = folded(_BESIDE.sub("", name.strip().casefold()))
    in_some = _numbers(names_in(*_FIRST), kind, key)
    if len(in_some) == 1 or not key:
        return in_some
    return in_some | _numbers(names_in_all_languages(), kind, key)


def _numbers(names: Names, kind: Literal["months", "weekdays"], key: str) -> frozenset[int]:
    table = names.months if kind == "months" else names.weekdays
    return table.get(key, frozenset())


def _decade(text: str) -> tuple[str, ...]:
    found = _DECADE.fullmatch(text)
    return (f"{found[1]}/{int(found[1]) + 9}",) if found and int(found[1]) in _YEARS else ()


def _season(text: str) -> tuple[str, ...]:
    found = _SEASON.fullmatch(text)
    month = _SEASONS.get(found[1].casefold(), 0) if found else 0
    if not (found and month and int(found[2]) in _YEARS):
        return ()
    year = int(found[2])
    north, south = [(year, month)], [(year, (month + 6) % 12 or 12)]
    # A season over the turn of the year may be meant at either of its ends.
    if month == 12:
        north.insert(0, (year - 1, month))
    elif month == 6:
        south.insert(0, (year - 1, 12))
    return tuple(_three_months(*each) for each in chain(north, south))


def _three_months(year: int, month: int) -> str:
    last = (year + 1, 2) if month == 12 else (year, month + 2)
    return f"{year}-{month:02}/{last[0]}-{last[1]:02}"


def _interval(text: str) -> tuple[str, ...]:
    """From one date to another, of which the first may leave out what the second says."""
    if found := _DAYS_OF_MONTH.fullmatch(text):
        first, second = (f"{found[1]}{day}, {found[4]}" for day in (found[2], found[3]))
        return _joined(_one_date(first), _one_date(second))
    if found := _FROM.match(text):
        text = text[found.end() :]
    for between in _BETWEEN.finditer(text):
        first, second = text[: between.start()].strip(), text[between.end() :].strip()
        end = _one_date(second)
        if len(end) != 1 or not first:
            continue
        for missing in ("", second.lstrip("0123456789"), f" {second[-4:]}"):
            if found_here := _joined(_one_date(first + missing), end):
                return found_here
    return ()


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{first[0]}/{second[0]}",) if len(first) == len(second) == 1 else ()
