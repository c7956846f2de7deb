"""Numbers as a locale writes them, with what stands beside them: scale, currency, per cent.

Digits of every script are read; what is spelled out only where `spelled` has the language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from generator.verify.figures.claims import Number
from generator.verify.figures.cldr import currencies
from generator.verify.figures.cldr.data import data, is_cased, leaves, primary, tables
from generator.verify.figures.cldr.digits import FIGURES, values
from generator.verify.figures.cldr.words import INFLECTED, PER_CENT, POINTS, SCALES
from generator.verify.figures.neighbours import Figure, with_ranges
from generator.verify.figures.spans import HAS_DIGIT, Spans
from generator.verify.figures.spelled import SpelledNumbers

_GAP = r"[\s\u00a0\u2009\u202f\u200e\u200f-]{0,2}"
_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2})(?:[:]|\s?h\s?)([0-5]\d)(?![\d:])")
_DOTTED_CLOCK = re.compile(r"(?<![\d:.,])(\d{1,2})\.([0-5]\d)(?![\d:.,%])")
_ORDINAL = re.compile(
    r"(?:[ºª°]|-?(?:st|nd|rd|th|er|ère|re|e|ème|ième|de|ste|ος|η|ый|ой|й|го|я|е|ая)\b)"
)


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads numbers of one locale; made by `number_reader`."""

    locale: str
    decimal: str
    group: str
    scales: Mapping[str, int]
    scale: re.Pattern[str]
    per_cent: re.Pattern[str]
    before: re.Pattern[str] | None
    points: re.Pattern[str]
    figure: re.Pattern[str]
    follows: re.Pattern[str]
    words: SpelledNumbers | None
    joined: bool

    def find(self, text: str) -> list[Figure]:
        """Every number in a text whose digits are 0 to 9 and whose dates are blanked, in order."""
        has_digits = HAS_DIGIT.search(text) is not None
        found = list(self._clock(text)) if has_digits else []
        taken = Spans((each.start, each.end) for each in found)
        end = 0
        for match in self.figure.finditer(text) if has_digits else ():
            if match.start() < end or taken.overlap(*match.span()):
                continue
            amounts, end = self._amounts(text, match)
            if amounts:
                figure = self._whole(text, match.start(), end, [Number(each) for each in amounts])
                if taken.overlap(figure.start, figure.end):
                    # A sign that belongs to the number before it.
                    figure = figure._replace(start=match.start(), end=end)
                end = figure.end
                found.append(figure)
                taken.add(figure.start, end)
        if self.words:
            for each in self.words.find(text):
                if not taken.overlap(each.start, each.end):
                    figure = self._whole(text, each.start, each.end, [each.number])
                    if not taken.overlap(figure.start, figure.end):
                        found.append(figure)
                        taken.add(figure.start, figure.end)
        return with_ranges(text, sorted(found)) if found else found

    def _clock(self, text: str) -> Iterator[Figure]:
        patterns = (_CLOCK,) if self.decimal == "." else (_CLOCK, _DOTTED_CLOCK)
        for pattern in patterns:
            for found in pattern.finditer(text):
                hour, minute = int(found[1]), int(found[2])
                if hour < 25:
                    at = Number(Fraction(60 * hour + minute, 10**6))
                    plain = Number(Fraction(int(found[1] + found[2]), 100))
                    readings = (at,) if pattern is _CLOCK else (at, plain)
                    yield Figure(*found.span(), readings, is_time=True)

    def _amounts(self, text: str, match: re.Match[str]) -> tuple[list[Fraction], int]:
        """What figures stand for, with the scale behind them, and where they end."""
        end = match.end()
        amounts = list(values(match[0], self.decimal, self.group))
        if end < len(text) and unicodedata.category(text[end]) == "No":
            part = Fraction(unicodedata.numeric(text[end])).limit_denominator(100)
            if part < 1:
                amounts, end = [each + part for each in amounts], end + 1
        scale = self.scale.match(text, end)
        if scale:
            by = self._scale(scale["scale"])
            amounts, end = [each * by for each in amounts], scale.end()
            if self.joined and amounts:
                return self._compound(text, amounts, by, end)
        return amounts, end

    def _compound(
        self, text: str, amounts: list[Fraction], by: int, end: int
    ) -> tuple[list[Fraction], int]:
        """The amounts with what follows them in smaller units: 2000万 behind 1億."""
        while following := self.follows.match(text, end):
            small = values(following["figure"], self.decimal, self.group)
            unit = self._scale(following["scale"]) if following["scale"] else 1
            if not small or small[0] * unit >= by:
                break
            amounts = [each + small[0] * unit for each in amounts]
            end, by = following.end(), unit
            if unit == 1:
                break
        return amounts, end

    def _scale(self, written: str) -> int:
        small = written.lower().rstrip(".")
        while small not in self.scales:
            small = small[:-1]
        return self.scales[small]

    def _whole(self, text: str, start: int, end: int, numbers: list[Number]) -> Figure:
        """Numbers with the per cent, the currency or the ordinal's ending that stands beside."""
        if points := self.points.match(text, end):
            return Figure(start, points.end(), tuple(n._replace(points=True) for n in numbers))
        if percent := self.per_cent.match(text, end):
            return Figure(start, percent.end(), tuple(n._replace(share=True) for n in numbers))
        if self.before and (percent := self.before.search(text, max(0, start - 12), start)):
            shares = tuple(n._replace(share=True) for n in numbers)
            return Figure(percent.start(), end, shares)
        if ordinal := _ORDINAL.match(text, end):
            return Figure(start, ordinal.end(), tuple(numbers), ordinal=True)
        begin, stop, meant = currencies.beside(text, start, end, self.locale)
        if meant:
            numbers = [number._replace(currencies=meant) for number in numbers]
        return Figure(begin, stop, tuple(numbers))


@lru_cache(maxsize=64)
def number_reader(locale: str, words: SpelledNumbers | None = None) -> NumberReader:
    """The reader of a locale's numbers.

    Args:
        locale: a name of `locale_name`.
        words: reads numbers that are spelled out.
    """
    language, cased = primary(locale), is_cased(locale)
    own = data(locale)
    symbols = own["number_symbols"].get("latn", {})
    scales = _scales(locale) | dict(SCALES.get(language, {})) | dict(words.scales if words else {})
    percents = [re.escape(word).replace(r"\ ", r"[\s\u00a0]") for word in _per_cents(locale)]
    percent = "|".join(percents) or "(?!)"
    points = POINTS.get(language, "(?!)")
    stop = r"(?![^\W\d_])" if cased else ""
    start = r"(?<![^\W_])(?<![^\W\d_]-)" if cased else r"(?<!\d)"
    endings = r"[^\W\d_]{0,3}" if language in INFLECTED else ""
    return NumberReader(
        locale=locale,
        decimal=symbols.get("decimal", "."),
        group=symbols.get("group", ","),
        scales=scales,
        scale=_scale_pattern(scales, endings, stop),
        per_cent=re.compile(rf"{_GAP}(?:[%٪％﹪]|(?:{percent}){stop})", re.IGNORECASE),
        before=_percent_before(language),
        points=re.compile(
            rf"{_GAP}(?:{points}|(?:{percent})-?(?:punk|punt|point|poäng|enhet|poeng|yksik)[^\W\d_]*)",
            re.IGNORECASE,
        ),
        figure=re.compile(rf"{start}(?<![\d.,'’])(?:{FIGURES})"),
        follows=re.compile(rf"(?P<figure>{FIGURES})(?:(?P<scale>{_either(scales)}))?"),
        words=words,
        joined=language in ("ja", "zh", "ko", "yue"),
    )


def _percent_before(language: str) -> re.Pattern[str] | None:
    if language in ("tr", "eu", "ku", "az"):
        return re.compile(r"(?:%|yüzde\s)\s?$", re.IGNORECASE)
    if language in ("zh", "yue"):
        return re.compile("百分之$")
    return None


def _per_cents(locale: str) -> Iterable[str]:
    found: set[str] = {*PER_CENT.get(primary(locale), ())}
    for patterns in tables(locale, "unit_patterns", "concentr-percent"):
        for _, text in leaves(patterns):
            word = text.replace("{0}", "").strip(" \u00a0\u202f\u200e\u200f")
            if len(word) > 1 and "%" not in word:
                found.add(word.lower())
    return sorted(found, key=lambda word: (-len(word), word))


def _scales(locale: str) -> dict[str, int]:
    """Words such as "million" by their value, as CLDR writes compact numbers."""
    found: dict[str, int] = {}
    for width in ("long", "short"):
        for compact in tables(locale, "compact_decimal_formats", width):
            for forms in compact.values():
                for power, pattern in leaves(forms):
                    written = pattern.split(";")[0]
                    zeros = written.count("0")
                    word = re.sub(r"[0'\u200e\u200f]", "", written).strip(" \u00a0\u202f.").lower()
                    if word and zeros and power.isdecimal() and not re.search(r"[\d#¤]", word):
                        found.setdefault(word, int(power) // 10 ** (zeros - 1))
    return found


def _either(words: Iterable[str]) -> str:
    longest = sorted(words, key=lambda each: (-len(each), each))
    return "|".join(map(re.escape, longest)) or "(?!)"


def _scale_pattern(scales: Mapping[str, int], endings: str, stop: str) -> re.Pattern[str]:
    parts = []
    for word in sorted(scales, key=lambda each: (-len(each), each)):
        written = re.escape(word).replace(r"\ ", r"[\s\u00a0]")
        if len(word) == 1 and word.isascii():
            # "5 M" may be metres; "5M" is not.
            parts.append(rf"(?<=\d){written}|{written}(?=\s?[$€£])")
        else:
            parts.append(written + (endings if len(word) > 4 else ""))
    return re.compile(rf"{_GAP}(?P<scale>{'|'.join(parts) or '(?!)'})\.?{stop}", re.IGNORECASE)
