"""A table in the form that TimelineJS reads (CSV) → a draft whose events stand in a timeline.

A cell is text, whatever it begins with: nothing that looks like a formula is worked out.
"""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from generator.importing.draft import Draft, DraftEvent, NoteList, Paragraph, without_marks
from generator.importing.failure import ImportFailure
from generator.importing.reference import edtf, web_address

MAX_ROWS = 2_000
"""How many rows a table may have."""

_SEPARATORS = ",;\t|"
_READ = {
    "year", "month", "day", "end year", "end month", "end day", "start date", "end date",
    "display date", "headline", "text", "type", "link",
}  # fmt: skip
_KNOWN = _READ | {
    "time", "end time", "media", "media credit", "media caption", "media thumbnail", "alt text",
    "group", "background",
}  # fmt: skip
_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div|li|ul|ol|blockquote|h[1-6])\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

Row = Mapping[str, str]


def read_timeline(text: str) -> Draft:
    """Read a table whose first row names its columns.

    Raises:
        ImportFailure: it is no such table, or broken; the message gives the line.
    """
    separator = _separator(text)
    reader = _Reader()
    if separator != ",":
        name = {"\t": "tabs", ";": "semicolons", "|": "vertical lines"}[separator]
        reader.remarks.append(f"Its cells are separated by {name}, not by commas.")
    for number, row in _rows(text, separator):
        reader.take(number, row)
    return reader.draft()


def _separator(text: str) -> str:
    """The sign between cells: the one by which most columns of the first row are known."""
    first = text.partition("\n")[0]
    known = {sign: sum(_name(cell) in _KNOWN for cell in first.split(sign)) for sign in _SEPARATORS}
    best = max(known, key=lambda sign: known[sign])
    names = {_name(cell) for cell in first.split(best)}
    if "headline" not in names or not names & {"year", "start date"}:
        shown = ", ".join(f"'{name[:30]}'" for name in sorted(names)[:10] if name)
        raise ImportFailure(
            f"is no table of TimelineJS: its first row needs 'Year' and 'Headline', and has {shown}"
        )
    return best


def _name(cell: str) -> str:
    return " ".join(cell.strip().strip('"').casefold().split())


def _rows(text: str, separator: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the number of its last line, its cells by the names of their columns."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        names = [_name(cell) for cell in next(reader)]
        for count, cells in enumerate(reader, 1):
            if count > MAX_ROWS:
                raise ImportFailure(f"has more than {MAX_ROWS:,} rows")
            if len(cells) > len(names):
                raise ImportFailure(
                    f"is broken: line {reader.line_num} has {len(cells)} cells, the first row"
                    f" {len(names)}"
                )
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(names, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise ImportFailure(f"is broken: line {reader.line_num}: {error}") from None


class _Reader:
    """Takes row by row; what cannot be taken over is counted or told."""

    def __init__(self) -> None:
        self.title = ""
        self.paragraphs: list[Paragraph] = []
        self.events: list[DraftEvent] = []
        self.remarks: list[str] = []
        self.notes = NoteList()
        self.left_out: Counter[str] = Counter()

    def take(self, number: int, row: Row) -> None:
        self.left_out.update(name for name, cell in row.items() if cell and name not in _READ)
        headline = _plain(row.get("headline", ""))
        kind = row.get("type", "").casefold()
        paragraphs = self._paragraphs(row)
        if kind == "title":
            self.title = self.title or headline
            self.paragraphs += [Paragraph(text) for text in paragraphs]
            return
        date = _interval(row)
        if kind == "era" or not date:
            why = "it is an era" if kind == "era" else "its date cannot be read, or has no year"
            self.remarks.append(f"Line {number}, '{headline[:60]}', was left out: {why}.")
            return
        title = headline or _plain(row.get("display date", "")) or date
        self.events.append(DraftEvent(date, title, tuple(paragraphs) or (title,)))

    def draft(self) -> Draft:
        if not self.events:
            raise ImportFailure("has no event with a date")
        if self.left_out:
            told = ", ".join(f"{name} ({count})" for name, count in sorted(self.left_out.items()))
            self.remarks.append(f"Left out, since an event has no place for it: {told}.")
        return self.notes.draft(self.title, self.paragraphs, self.remarks, self.events)

    def _paragraphs(self, row: Row) -> list[str]:
        text = _LINK.sub(
            lambda found: self._mark(html.unescape(found[1] or found[2] or "")),
            without_marks(row.get("text", "")),
        )
        texts = [_plain(each) for each in _BREAK.sub("\n", text).split("\n")]
        texts = [each for each in texts if each]
        mark = self._mark(row.get("link", ""))
        if mark and not texts:
            texts = [_plain(row.get("headline", ""))]
        if mark and texts:
            texts[-1] += mark
        return texts

    def _mark(self, address: str) -> str:
        url = web_address(address) if address else ""
        return self.notes.put_here(url) if url else ""


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _interval(row: Row) -> str:
    """The date of an event, EDTF; empty if it has none that can be read."""
    start = _day(row, "") if row.get("year") else edtf(row.get("start date", ""))
    end = _day(row, "end ") if row.get("end year") else edtf(row.get("end date", ""))
    if row.get("end year") and not end:
        return ""
    return edtf(f"{start}/{end}" if start and end and start != end else start)


def _day(row: Row, which: str) -> str:
    parts = [row.get(f"{which}{name}", "") for name in ("year", "month", "day")]
    given = [part for part in parts if part]
    if not all(part.isascii() and part.isdigit() for part in given) or len(given[0]) > 4:
        return ""
    if parts[2] and not parts[1]:
        return ""
    year, *others = given
    return "-".join([year.zfill(4), *(part.zfill(2) for part in others)])
