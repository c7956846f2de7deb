"""Tables of passages to quote: CSV, TSV or a list in YAML → rows that know their line.

A cell is text and nothing else, whatever it begins with: there are no formulas here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics.record import did_you_mean
from generator.load import Listing, Node, Scalar
from generator.load import Mapping as YamlMapping
from generator.load.parse import decode, parse

MAX_TABLE_BYTES = 10_000_000
MAX_ROWS = 10_000
COLUMNS = (
    "words", "source", "place", "id", "speaker", "role", "attributed_to", "language",
    "translation", "note",
)  # fmt: skip
"""What a row can say; `exact` is another name for `words`."""

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_SEP_LINE = re.compile(r'"?sep=(.)"?\s*')
_SPACES = re.compile(r"[ \t\n]+")


class TableError(Exception):
    """The file is no table that can be read; the message says why, and in which line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One passage to quote.

    `line` is where it begins in the file, `fields` what its filled cells say, each in one line;
    `problem` is what is wrong with the row by itself, or empty.
    """

    line: int
    fields: Mapping[str, str]
    problem: str = ""

    @property
    def words(self) -> str:
        """The words to look for."""
        return self.fields.get("words", "")

    @property
    def place(self) -> int | None:
        """Which of several places is meant, from 1."""
        return int(self.fields["place"]) if "place" in self.fields else None


def read_table(data: bytes, name: str) -> list[Row]:
    """Read a table of passages.

    Args:
        data: the file's bytes, in UTF-8.
        name: the file's name; with `.yml` or `.yaml` at its end it is a list in YAML, else its
            first row names the columns, and a comma, a semicolon or a tab parts them.

    Returns:
        The rows that are not empty, in their order.

    Raises:
        TableError: it cannot be read as such a table.
    """
    if data.startswith(b"PK\x03\x04"):
        raise TableError("this is no text; save the table as CSV, in UTF-8")
    text, problems = decode(data, "", MAX_TABLE_BYTES)
    for problem in problems:
        advice = "; save it as UTF-8" if problem.code == "not-utf8" else ""
        raise _error(problem.place.line, f"{problem.message}{advice}")
    if (at := text.find("\0")) >= 0:
        message = "a NUL character stands here; save the table as plain text in UTF-8"
        raise _error(text.count("\n", 0, at) + 1, message)
    is_yaml = name.lower().endswith((".yml", ".yaml"))
    rows: list[Row] = []
    for row in _yaml_rows(text) if is_yaml else _delimited_rows(text, name):
        if len(rows) == MAX_ROWS:
            raise _error(row.line, f"there are more than {MAX_ROWS:,} rows; make several tables")
        rows.append(row)
    if not rows:
        raise TableError("there is no row with words to quote in it")
    return rows


def _error(line: int, message: str) -> TableError:
    return TableError(f"line {line}: {message}" if line else message)


def _delimited_rows(text: str, name: str) -> Iterator[Row]:
    first, separator = _header(text, "\t" if name.lower().endswith((".tsv", ".tab")) else ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[str] = []
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if line < first or not any(map(str.strip, cells)):
                continue
            if columns:
                yield _row(line, columns, cells, separator)
            else:
                columns = _columns(line, cells)
    except csv.Error as error:
        raise _error(start, _csv_problem(str(error))) from None


def _header(text: str, usual: str) -> tuple[int, str]:
    """The line that names the columns, and what parts them there: in doubt what is usual."""
    lines = text.split("\n", 1_000)
    filled = [number for number, line in enumerate(lines, 1) if line.strip(" \t,;")]
    if not filled:
        raise TableError("the table is empty")
    said = _SEP_LINE.fullmatch(lines[filled[0] - 1])
    if said:  # what spreadsheets write so that others know
        filled = filled[1:]
        if said[1] not in _SEPARATORS or not filled:
            raise _error(1, "a comma, a semicolon or a tab has to part the columns")
        return filled[0], said[1]
    line = lines[filled[0] - 1]

    def fits(separator: str) -> tuple[int, int]:
        names = [_name(cell) for cell in line.split(separator)]
        return sum(name in COLUMNS for name in names), len(names)

    best = max([usual, *_SEPARATORS], key=fits)
    if not fits(best)[0]:
        message = "the first row names the columns, with a comma, a semicolon or a tab between them"
        raise _error(filled[0], f"{message}; known are {', '.join(COLUMNS)}")
    return filled[0], best


def _name(cell: str) -> str:
    """A column's name however it is written."""
    name = re.sub(r"[\s_-]+", "_", cell.strip().strip('"').strip().casefold())
    return "words" if name == "exact" else name


def _columns(line: int, cells: Sequence[str]) -> list[str]:
    names = [_name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    for number, name in enumerate(names):
        _check_name(line, name or f"(the {number + 1}th)")
        if name in names[:number]:
            raise _error(line, f"the column '{name}' stands twice")
    if "words" not in names:
        raise _error(line, "there is no column 'words'")
    return names


def _check_name(line: int, name: str) -> None:
    if name not in COLUMNS:
        advice = did_you_mean(name, COLUMNS) or f"Known are {', '.join(COLUMNS)}."
        raise _error(line, f"there is no column '{name[:60]}'. {advice}")


def _row(line: int, columns: Sequence[str], cells: Sequence[str], separator: str) -> Row:
    filled = [*cells]
    while len(filled) > len(columns) and not filled[-1].strip():
        filled.pop()
    texts = dict(zip(columns, filled, strict=False))
    sign = _SEPARATORS[separator]
    problem = ""
    if len(filled) > len(columns):
        counted = f"{len(filled)} cells for {len(columns)} column{'s' if len(columns) > 1 else ''}"
        problem = f"there are {counted}: a text with a {sign} in it stands in double quotes"
    elif len(columns) > 1 and len(cells) == 1:
        others = [each for each in _SEPARATORS if each != separator and each in cells[0]]
        if others:
            parted = " or a ".join(_SEPARATORS[each] for each in others)
            problem = f"a {sign} parts the columns above, not a {parted}"
    return _checked(line, texts, problem)


def _checked(line: int, texts: Mapping[str, str], problem: str = "") -> Row:
    fields = {name: _SPACES.sub(" ", text).strip(" ") for name, text in texts.items()}
    fields = {name: text for name, text in fields.items() if text}
    place = fields.get("place", "1")
    if not problem and "words" not in fields:
        problem = "there are no words"
    elif not problem and not re.fullmatch(r"[1-9][0-9]{0,5}", place):
        problem = f"'{place[:60]}' is no place: say which of several, from 1"
    return Row(line, fields, problem)


def _csv_problem(error: str) -> str:
    """What Python's reader says, in plain words."""
    if "field larger" in error:
        return f"a cell has more than {csv.field_size_limit():,} characters: is a quote left open?"
    if "unexpected end" in error:
        return "a double quote is opened in the last row and never closed"
    return "behind the closing quote of a cell stands more; a quote within one is doubled"


def _yaml_rows(text: str) -> Iterator[Row]:
    root, _, problems = parse(text, "")
    for problem in problems:
        raise _error(problem.place.line, problem.message)
    if not isinstance(root, Listing):
        raise TableError("there is no list of passages, each with a dash and its 'words'")
    for item in root.items:
        yield _yaml_row(item)


def _yaml_row(item: Node) -> Row:
    if not isinstance(item, YamlMapping):
        return Row(item.line, {}, "'words:' is wanted here, and a text behind it")
    texts: dict[str, str] = {}
    for key, value in item.items:
        name = _name(key.text)
        _check_name(key.line, name)
        if name in texts:
            return Row(item.line, {}, f"'{name}' stands twice")
        if not isinstance(value, Scalar):
            return Row(item.line, {}, f"'{name}' is no text")
        texts[name] = value.text
    return _checked(item.line, texts)
