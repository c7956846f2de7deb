"""Dates, countries and the interface's words in the site's language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal, format_percent

from generator.model.dates import Date, Interval, parse_date
from generator.render.catalogue import translations_for

# CLDR's `delimiters` (quotationStart, quotationEnd), which Babel does not carry; release 45, read
# at https://github.com/unicode-org/cldr-json. French puts narrow spaces that do not break inside,
# as the Lexique of the Imprimerie nationale has it; CLDR leaves spaces out.
_QUOTES = {
    "ar": "”“", "de": "„“", "fa": "«»", "fr": "«\u202f\u202f»", "fr-CH": "«»", "it": "«»",
    "ja": "「」", "nl": "‘’", "pl": "„”", "ru": "«»", "sv": "””", "uk": "«»",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _WordingCache:
    """What was told before, by what it was made from."""

    numbers: dict[int, str] = field(default_factory=dict)
    counts: dict[tuple[int, str, str], str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    words: dict[tuple[type[StrEnum], StrEnum], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """How the site speaks: CLDR data through Babel, interface texts through gettext.

    Babel takes long over a number or a date, and pages tell the same ones again and again: so they
    are kept.
    """

    locale: Locale
    translations: NullTranslations
    _cache: _WordingCache = field(
        default_factory=_WordingCache, init=False, compare=False, repr=False
    )

    def text(self, message: str) -> str:
        """An interface text in the site's language."""
        return self.translations.gettext(message)

    def word(self, value: StrEnum) -> str:
        """What pages call a value that the content format lists, such as a role."""
        # Values of two lists that are written alike are equal.
        key = (type(value), value)
        if key not in self._cache.words:
            context = type(value).__name__
            self._cache.words[key] = self.translations.pgettext(context, english(value))
        return self._cache.words[key]

    def count(self, number: int, one: str, many: str, **values: str) -> str:
        """A number with its noun; `one` and `many` hold `{n}`, and may hold other `values`."""
        if values:
            return self._count(number, one, many, values)
        key = (number, one, many)
        if key not in self._cache.counts:
            self._cache.counts[key] = self._count(number, one, many, values)
        return self._cache.counts[key]

    def _count(self, number: int, one: str, many: str, values: Mapping[str, str]) -> str:
        told = self.translations.ngettext(one, many, number)
        return told.format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        """A whole number, with its thousands told apart."""
        if number not in self._cache.numbers:
            self._cache.numbers[number] = str(format_decimal(number, locale=self.locale))
        return self._cache.numbers[number]

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in percent, without decimals."""
        return format_percent(share, locale=self.locale)

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return self.text(", ")

    @property
    def semicolon(self) -> str:
        """What stands between the items of a list that have commas in them."""
        return self.text("; ")

    def quoted(self, text: str, lang: str = "") -> str:
        """A text in the quotation marks of a language, which is the site's if none is given."""
        start, end = _marks_of(lang) if lang else quotation_marks(self.locale)
        return f"{start}{text}{end}"

    def country(self, code: str) -> str:
        """The country's name."""
        return str(self.locale.territories.get(code, code))

    def region(self, number: str) -> str:
        """The name of a part of the world by its number (UN M49); empty if there is no number."""
        return str(self.locale.territories.get(number, ""))

    def language(self, tag: str) -> str:
        """The name of a language."""
        if tag not in self._cache.languages:
            name = Locale.parse(tag, sep="-").get_display_name(self.locale)
            self._cache.languages[tag] = name or tag
        return self._cache.languages[tag]

    def date(self, text: str) -> str:
        """A date (EDTF) in words."""
        if text not in self._cache.dates:
            when = parse_date(text)
            told = self._date(when) if isinstance(when, Date) else self._interval(when)
            self._cache.dates[text] = told
        return self._cache.dates[text]

    def short_date(self, day: dt.date, *, with_day: bool) -> str:
        """A month, or a day of it, as short as it can be written."""
        if with_day:
            return format_skeleton("MMMd", day, locale=self.locale)
        return format_date(day, "LLL", locale=self.locale)

    def _date(self, when: Date) -> str:
        if when.day:
            shown = format_date(when.first, "long", locale=self.locale)
        elif when.month:
            shown = format_skeleton("yMMMM", when.first, locale=self.locale)
        else:
            shown = format_skeleton("y", when.first, locale=self.locale)
        if when.approximate:
            shown = self.text("about {date}").format(date=shown)
        if when.uncertain:
            shown = self.text("{date} (uncertain)").format(date=shown)
        return shown

    def _interval(self, when: Interval) -> str:
        start, end = when.start, when.end
        if start is None or end is None:
            words = self.text("until {date}") if end else self.text("from {date}")
            known = end or start
            return words.format(date=self._date(known)) if known else ""
        exact = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
        if exact and start.day and end.day:
            return self._days(start.first, end.first)
        if exact and start.month and end.month and not (start.day or end.day):
            return format_interval(start.first, end.first, "yMMMM", locale=self.locale)
        return f"{self._date(start)} – {self._date(end)}"

    def _days(self, start: dt.date, end: dt.date) -> str:
        # CLDR has intervals of days with short months only: the long ones are put in.
        if start == end:
            return format_date(start, "long", locale=self.locale)
        field = "y" if start.year != end.year else "M" if start.month != end.month else "d"
        parts = self.locale.interval_formats["yMMMd"][field]
        days = zip(parts, (start, end), strict=True)
        return "".join(
            format_date(day, re.sub("(?<!M)MMM(?!M)", "MMMM", part), locale=self.locale)
            for part, day in days
        )


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """`rtl` or `ltr`: the direction in which a language is written."""
    return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "ltr"


@lru_cache(maxsize=256)
def _marks_of(language: str) -> tuple[str, str]:
    return quotation_marks(Locale.parse(language, sep="-"))


def english(value: StrEnum) -> str:
    """The text by which catalogues know a value that the content format lists."""
    return value.replace("-", " ")


def quotation_marks(locale: Locale) -> tuple[str, str]:
    """The opening and the closing quotation mark of a language; English ones if unknown."""
    marks = _QUOTES.get(f"{locale.language}-{locale.territory}") or _QUOTES.get(locale.language)
    marks = marks or "“”"
    return marks[: len(marks) // 2], marks[len(marks) // 2 :]


def wording_for(language: str, own: Path | None = None) -> Wording:
    """The wording for a language tag.

    Args:
        language: the tag.
        own: the site's own folder of catalogues, if it has one.

    Raises:
        BadTranslationError: a catalogue of the site's own cannot be used.
    """
    locale = Locale.parse(language, sep="-")
    return Wording(locale, translations_for(locale, own))
