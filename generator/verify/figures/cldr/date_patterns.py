"""Patterns for the dates of a locale, made from what CLDR says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.verify.figures.cldr.data import inner, leaves, tables
from generator.verify.figures.cldr.words import FROM_TO, INFLECTED

YEAR = r"(?:1\d{3}|2[01]\d\d)"
THAI_YEAR = r"(?:1\d{3}|2[0156]\d\d)"
MARKS = r"[\s.,،/\u200e\u200f’'-]{0,3}"
SHORTEST_STEM = 3
_ORDINAL = r"(?:[.ºª°]|-?[^\W\d_]{1,3}(?![^\W\d_]))?"
_DAY = rf"\d{{1,2}}(?!\d){_ORDINAL}"
_LETTERS = re.compile(r"[^\W\d_]+")


def names_of(locale: str, table: str) -> dict[str, int]:
    """By their names in small letters the numbers of months or days; abbreviations are negative."""
    found: dict[str, int] = {}
    for width, sign in (("wide", 1), ("abbreviated", -1)):
        for own in tables(locale, table):
            for context in ("format", "stand-alone"):
                for key, name in leaves(inner(own, context, width)):
                    small = name.lower().rstrip(".").strip()
                    if small and (len(small) > 1 or sign > 0) and not small.isdecimal():
                        found.setdefault(small, sign * (int(key) + (table == "days")))
    return found


def heads_of(names: Mapping[str, int]) -> re.Pattern[str]:
    """A quick pattern for how names begin, in small letters: most texts have none of them."""
    bare = {re.sub(r"^[\d\s]+", "", name) for name in names} - {""}
    heads = {name[:SHORTEST_STEM] for name in bare if len(name) >= SHORTEST_STEM}
    short = {name for name in bare if len(name) < SHORTEST_STEM}
    if any(not name.isascii() for name in short):
        return re.compile(either(heads | short))
    return re.compile(rf"{either(heads)}|(?<![^\W_])(?:{either(short)})(?![^\W_])")


def with_stems(names: Mapping[str, int], language: str) -> Mapping[str, int]:
    """The names, and what is left of them where an ending takes the place of their last letter."""
    if language not in INFLECTED:
        return names
    stems = {name[:-1]: value for name, value in names.items() if len(name) > SHORTEST_STEM}
    return {**stems, **names}


def literals(pattern: str) -> Iterator[str]:
    """The words of a date pattern that are no fields."""
    quoted = re.findall(r"'([^']+)'", pattern)
    bare = re.findall(r"[^\x00-\x7f\W\d]+", re.sub(r"'[^']*'", "", pattern))
    for text in (*quoted, *bare):
        yield from _LETTERS.findall(text)


def field_order(pattern: str) -> str:
    """The fields of a pattern in order: "dMy"."""
    return "".join(dict.fromkeys(re.sub(r"[^dMy]", "", re.sub(r"'[^']*'", "", pattern))))


def joins(own: Mapping[str, object]) -> str:
    """What may stand between two days of one month."""
    words = {word for _, text in leaves(own["list_patterns"]) for word in _LETTERS.findall(text)}
    return either({word for word in words if len(word) < 6} | FROM_TO)


def either(words: set[str] | frozenset[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or "(?!)"


def _written(names: Mapping[str, int], language: str) -> str:
    """A pattern for the names, and for forms of them with another ending."""
    parts = []
    for name in sorted(names, key=lambda each: (-len(each), each)):
        written = re.escape(name).replace(r"\ ", r"\s")
        if name[-1:].isdecimal():
            written += r"(?!\d)"
        elif names[name] < 0:
            written += r"(?![^\W\d_])\.?"
        elif language in INFLECTED and len(name) > SHORTEST_STEM:
            written = rf"{re.escape(name[:-1])}[^\W\d_]{{0,5}}"
        if name[:1].isdecimal():
            written = rf"(?<!\d){written}"
        parts.append(written)
    return "|".join(parts) or "(?!)"


def _boundary(*, cased: bool) -> tuple[str, str]:
    # Other scripts write prepositions and the article in one with the word, or no spaces at all.
    return (r"(?<![^\W_])", r"(?![^\W\d_])") if cased else ("", "")


def month_pattern(
    names: Mapping[str, int],
    glue: str,
    joins: str,
    years: str,
    long: str,
    language: str,
    *,
    cased: bool,
) -> re.Pattern[str]:
    """A pattern for a month with the days and the year that stand beside it."""
    begin, stop = _boundary(cased=cased)
    gap = rf"{MARKS}(?:(?:{glue}){MARKS})?"
    days = rf"{_DAY}(?:\s{{0,2}}(?:[,،–/-]|{joins})\s{{0,2}}{_DAY}){{0,5}}"
    month = rf"(?P<month>{_written(names, language)}){stop}"
    year = rf"(?P<year>{years})(?!\d|[.,]\d)"
    first = (
        rf"(?:(?<!\d)(?P<first_year>{years}){gap})?"
        if long.startswith("y")
        else "(?P<first_year>(?!))?"
    )
    after = (
        rf"(?:{gap}(?P<days_after>{days}))?"
        if not long.startswith("d")
        else "(?P<days_after>(?!))?"
    )
    if long.startswith("y"):
        # The year stands before it, and may be written in one with it.
        begin = ""
    return re.compile(
        rf"{first}(?:(?<![\d.,:/])(?P<days>{days}){gap})?{begin}"
        rf"{month}{after}(?:{gap}{year})?",
        re.IGNORECASE,
    )


def name_pattern(names: Mapping[str, int], language: str, *, cased: bool) -> re.Pattern[str]:
    """A pattern for weekdays, with what is written in one word with them."""
    begin, _ = _boundary(cased=cased)
    # "Freitagabend", "vendredis": what follows a long name belongs to it.
    tail = r"[^\W\d_]{0,8}" if cased else ""
    return re.compile(rf"{begin}(?:{_written(names, language)}){tail}", re.IGNORECASE)


def past_pattern(own: Mapping[str, object]) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """How the language says "3 days ago", and the unit of each way."""
    units: list[tuple[str, str]] = []
    fields: Mapping[str, Mapping[str, object]] = own["date_fields"]  # type: ignore[assignment]
    for unit in ("day", "week", "month", "year"):
        if unit not in fields or "past" not in fields[unit]:
            continue
        for _, text in leaves(fields[unit]["past"]):
            if "{0}" in text:
                units.append((unit, text))
    seen = dict.fromkeys(units)
    written = [
        re.escape(text.lower()).replace(r"\{0\}", rf"(?P<n{at}>\d{{1,4}})")
        for at, (_, text) in enumerate(seen)
    ]
    pattern = re.compile("|".join(written)) if written else None
    return pattern, tuple(unit for unit, _ in seen)
