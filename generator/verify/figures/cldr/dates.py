"""Dates as a locale writes them: months and weekdays of all its variants, numeric dates.

What is read is a date of the Gregorian calendar; Buddhist years are turned into its years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.verify.figures.calendar import Found, before, date_of, day_of, publication
from generator.verify.figures.claims import PartialDate
from generator.verify.figures.cldr.data import data, is_cased, leaves, primary
from generator.verify.figures.cldr.date_patterns import (
    MARKS,
    SHORTEST_STEM,
    THAI_YEAR,
    YEAR,
    either,
    field_order,
    heads_of,
    joins,
    literals,
    month_pattern,
    name_pattern,
    names_of,
    past_pattern,
    with_stems,
)
from generator.verify.figures.cldr.words import RELATIVE_DAYS, SHORT_MONTHS
from generator.verify.figures.spans import HAS_DIGIT, Spans

_BUDDHA = 543
_LAST_OF_OURS = 2199
_DIRECTION = r"[\u200e\u200f]?"
_NUMERIC = re.compile(
    rf"(?<![\w.,/-])(\d{{1,4}}){_DIRECTION}([./-])\s?{_DIRECTION}(\d{{1,2}}){_DIRECTION}\2\s?{_DIRECTION}"
    rf"(\d{{4}}|\d{{2}})(?!\d|[./-]\d)"
)
_ISO_MONTH = re.compile(r"(?<![\w-])((?:1\d|20)\d\d)-(0[1-9]|1[0-2])(?![\w-])")
_DAY_MONTH = re.compile(r"(?<![\w.,:])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)")
_DAY_SLASH_MONTH = re.compile(r"(?<![\w.,:/])(\d{1,2})/(\d{2})(?![\w/]|[.,]\d)")
_SLASHED = ("d/M", "dd/MM", "d/MM", "dd/M")
_NEAR = 12
_LEAST_GUESSED = 6
_MOST_BEHIND = 3


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates of one locale; made by `date_reader`."""

    months: re.Pattern[str]
    weekdays: re.Pattern[str]
    month_heads: re.Pattern[str]
    weekday_heads: re.Pattern[str]
    month_of: Mapping[str, int]
    weekday_of: Mapping[str, int]
    stems: frozenset[str]
    glue: re.Pattern[str]
    day_first: bool
    year_first: bool
    either_order: bool
    dotted: bool
    slashed: bool
    years: re.Pattern[str]
    past: re.Pattern[str] | None
    past_units: tuple[str, ...]
    yesterday: Mapping[str, int]

    def find(self, text: str) -> list[Found]:
        """Every date in a text whose digits are 0 to 9, in order, as far as its words give it.

        Of a numeric date whose order nobody can tell, both readings are given for one place.
        """
        has_digits = HAS_DIGIT.search(text) is not None
        small = text.lower()
        found = list(self.numeric(text)) if has_digits else []
        taken = Spans({(each.start, each.end) for each in found})
        for each in self._with_months(text) if self.month_heads.search(small) else ():
            if not taken.overlap(each.start, each.end):
                found.append(each)
                taken.add(each.start, each.end)
        if self.weekday_heads.search(small):
            found = self._with_weekdays(text, found)
        taken = Spans({(each.start, each.end) for each in found})
        for year in self.years.finditer(text) if has_digits else ():
            if not taken.overlap(*year.span()):
                value = int(year[0])
                when = PartialDate(value if value <= _LAST_OF_OURS else value - _BUDDHA)
                found.append(Found(when, *year.span()))
        return sorted(found, key=lambda each: (each.start, each.end))

    def relative(self, text: str, published: str) -> Iterator[PartialDate]:
        """The days, months and years that a text gives from the day of publication on."""
        when = publication(published)
        today = day_of(when.year, when.month, when.day or 15)
        if today is None:
            return
        small = text.lower()
        for word, days in self.yesterday.items():
            if word in small and when.day:
                yield date_of(type(today).fromordinal(today.toordinal() + days))
        if self.past:
            for found in self.past.finditer(small):
                at = found.lastgroup or ""
                yield from before(today, int(found[at]), self.past_units[int(at[1:])])

    def numeric(self, text: str) -> Iterator[Found]:
        """The dates that are written with digits alone."""
        for found in _NUMERIC.finditer(text):
            one, _, two, three = found.groups()
            for when in self._orders(one, int(two), three):
                yield Found(when, *found.span())
        for found in _ISO_MONTH.finditer(text):
            yield Found(PartialDate(int(found[1]), int(found[2])), *found.span())
        pattern = _DAY_MONTH if self.dotted else _DAY_SLASH_MONTH if self.slashed else None
        if pattern:
            for found in pattern.finditer(text):
                day, month = int(found[1]), int(found[2])
                if day_of(2000, month, day):
                    yield Found(PartialDate(0, month, day), *found.span())

    def _orders(self, one: str, two: int, three: str) -> Iterator[PartialDate]:
        if len(one) == 4:
            if day_of(self._year(one), two, int(three)):
                yield PartialDate(self._year(one), two, int(three))
            return
        if len(one) > 2:
            return
        year, first = self._year(three), int(one)
        orders = [(two, first), (first, two)] if self.day_first else [(first, two), (two, first)]
        given = [PartialDate(year, m, d) for m, d in orders if day_of(year, m, d)]
        yield from given if self.either_order else given[:1]

    def _year(self, written: str) -> int:
        year = int(written)
        if len(written) == 2:
            return year + (2000 if year < 60 else 1900)
        return year if year <= _LAST_OF_OURS else year - _BUDDHA

    def _with_months(self, text: str) -> Iterator[Found]:
        end = 0
        for found in self.months.finditer(text):
            month = self._lookup(found["month"], self.month_of)
            if not month or found.start() < end:
                continue
            yield from self._around(found, month)
            end = found.end()

    def _around(self, found: re.Match[str], month: int) -> Iterator[Found]:
        year = self._year(found["year"] or found["first_year"] or "0000")
        group = "days" if found["days"] else "days_after"
        days = found[group] or ""
        numbers = [n for n in re.finditer(r"\d{1,2}", days) if 1 <= int(n[0]) <= 31]
        if not numbers:
            if year or not self._is_short(found["month"], self.month_of):
                guessed = not year and self._is_guess(found["month"], self.month_of)
                yield Found(PartialDate(year, month), *found.span(), guessed=guessed)
            return
        for at, number in enumerate(numbers):
            start = found.start() if at == 0 else found.start(group) + number.start()
            last = at == len(numbers) - 1
            stop = found.end() if last else found.start(group) + number.end()
            yield Found(PartialDate(year, month, int(number[0])), start, stop)

    def _is_guess(self, word: str, names: Mapping[str, int]) -> bool:
        """Whether only the beginning of a short word is that of a name."""
        small = word.lower()
        return len(small) < _LEAST_GUESSED and not any(
            names.get(small[:length], 0) > 0 and small[:length] not in self.stems
            for length in range(SHORTEST_STEM, len(small) + 1)
        )

    @staticmethod
    def _is_short(word: str, names: Mapping[str, int]) -> bool:
        """Whether it is a month or a weekday only beside a day or a year: "mar." or "sep"."""
        return names.get(word.lower().rstrip("."), 1) < 0

    def _lookup(self, word: str, names: Mapping[str, int]) -> int:
        small = word.lower().rstrip(".")
        for length in range(len(small), SHORTEST_STEM - 2, -1):
            head = small[:length]
            # A stem lacks a letter; a word far longer than the name is another word.
            if head in names and (head not in self.stems or len(small) - length <= _MOST_BEHIND):
                return abs(names[head])
        return 0

    def _with_weekdays(self, text: str, dates: list[Found]) -> list[Found]:
        """The dates, with their weekdays where these stand beside them, and weekdays alone."""
        begin = {each.start: at for at, each in enumerate(dates)}
        stop = {each.end: at for at, each in enumerate(dates)}
        taken = Spans({(each.start, each.end) for each in dates})
        alone: list[Found] = []
        for found in self.weekdays.finditer(text):
            weekday = self._lookup(found[0], self.weekday_of)
            at = self._beside(text, found, taken, begin, stop) if weekday else None
            if at is not None and dates[at].when.day and not dates[at].when.weekday:
                whole = dates[at]
                dates[at] = Found(
                    whole.when._replace(weekday=weekday),
                    min(whole.start, found.start()),
                    max(whole.end, found.end()),
                )
            elif weekday and not (
                self._is_short(found[0], self.weekday_of) or taken.overlap(*found.span())
            ):
                guessed = self._is_guess(found[0], self.weekday_of)
                alone.append(Found(PartialDate(weekday=weekday), *found.span(), guessed=guessed))
        return dates + alone

    def _beside(
        self,
        text: str,
        found: re.Match[str],
        taken: Spans,
        begin: Mapping[int, int],
        stop: Mapping[int, int],
    ) -> int | None:
        """Which date a weekday belongs to, or None."""
        near = taken.next_start(found.end())
        if 0 <= near - found.end() <= _NEAR and self.glue.fullmatch(text, found.end(), near):
            return begin.get(near)
        if self.year_first:
            for gap in range(_NEAR // 3):
                at = stop.get(found.start() - gap)
                if at is not None and self.glue.fullmatch(text, found.start() - gap, found.start()):
                    return at
        return None


@lru_cache(maxsize=64)
def date_reader(locale: str) -> DateReader:
    """The reader of a locale's dates (a name of `locale_name`)."""
    language = primary(locale)
    own = data(locale)
    months = {**names_of(locale, "months"), **SHORT_MONTHS.get(language, {})}
    weekdays = names_of(locale, "days")
    patterns = [pattern for _, pattern in leaves(own["date_formats"])]
    skeletons = own["datetime_skeletons"]
    patterns += [str(skeletons[key]) for key in ("yMMMMd", "MMMMd", "yMMMM") if key in skeletons]
    glue = either(
        {word for pattern in patterns for word in literals(pattern)}
        | {"of", "de", "del", "den", "dem"}
    )
    short = field_order(dict(leaves(own["date_formats"])).get("short", ""))
    long = field_order(dict(leaves(own["date_formats"])).get("long", ""))
    years = THAI_YEAR if language == "th" else YEAR
    past, units = past_pattern(own)
    cased = is_cased(locale)
    return DateReader(
        months=month_pattern(months, glue, joins(own), years, long, language, cased=cased),
        weekdays=name_pattern(weekdays, language, cased=cased),
        month_heads=heads_of(months),
        weekday_heads=heads_of(weekdays),
        month_of=with_stems(months, language),
        weekday_of=with_stems(weekdays, language),
        stems=frozenset(with_stems(months | weekdays, language)) - {*months, *weekdays},
        glue=re.compile(rf"{MARKS}(?:(?:{glue}|[^\W\d_]{{1,3}}){MARKS})?", re.IGNORECASE),
        day_first=short.index("d") < short.index("M") if {"d", "M"} <= set(short) else True,
        year_first=long.startswith("y"),
        either_order=language == "en" and "_" not in locale,
        dotted=str(skeletons.get("Md", "")).count(".") > 1,
        slashed=language != "en" and re.sub("[^dM/]", "", str(skeletons.get("Md", ""))) in _SLASHED,
        years=re.compile(rf"(?<![\d.,:/]){years}(?!\d|[.,]\d|\s?[%٪万億亿兆千만억천])"),
        past=past,
        past_units=units,
        yesterday=RELATIVE_DAYS.get(language, {}),
    )
