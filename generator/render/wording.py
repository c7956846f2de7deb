"""Dates, countries and the interface's words in the site's language."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from generator.model.dates import Date, Interval, parse_date


@dataclass(frozen=True, slots=True)
class Wording:
    """How the site speaks: CLDR data through Babel, interface texts through gettext."""

    locale: Locale
    translations: NullTranslations

    def text(self, message: str) -> str:
        """An interface text in the site's language."""
        return self.translations.gettext(message)

    def count(self, number: int, one: str, many: str) -> str:
        """A number with its noun; `one` and `many` hold `{n}`."""
        return self.translations.ngettext(one, many, number).format(n=number)

    def country(self, code: str) -> str:
        """The country's name."""
        return str(self.locale.territories.get(code, code))

    def region(self, number: str) -> str:
        """The name of a part of the world by its number (UN M49); empty if there is no number."""
        return str(self.locale.territories.get(number, ""))

    def language(self, tag: str) -> str:
        """The name of a language."""
        return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag

    def date(self, text: str) -> str:
        """A date (EDTF) in words."""
        when = parse_date(text)
        return self._date(when) if isinstance(when, Date) else self._interval(when)

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
            known, words = (end, "until {date}") if end else (start, "from {date}")
            return self.text(words).format(date=self._date(known)) if known else ""
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


def direction(language: str) -> str:
    """`rtl` or `ltr`: the direction in which a language is written."""
    return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "ltr"


def wording_for(language: str) -> Wording:
    """The wording for a language tag."""
    return Wording(Locale.parse(language, sep="-"), NullTranslations())
