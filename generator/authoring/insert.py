"""Quotations put into a source's file, all other lines left as they are."""

from __future__ import annotations

from collections.abc import Sequence

from generator.authoring.yaml_text import Fields, mapping_lines
from generator.load import Listing, Mapping, Node, Scalar, Style, plain_value
from generator.load.parse import MAX_BYTES, decode, parse
from generator.load.tree import scalars

_KEY = "quotations"
_BY_HAND = "put the quotation in by hand"


class InsertError(Exception):
    """The file is written in a way that this cannot add to; the message says how."""


def insert_quotation(data: bytes, fields: Fields) -> bytes:
    """Add an entry at the end of a file's `quotations`; see `insert_quotations`."""
    return insert_quotations(data, [fields])


def insert_quotations(data: bytes, entries: Sequence[Fields]) -> bytes:
    """Add entries at the end of a file's `quotations`.

    Args:
        data: the file's bytes.
        entries: what is added, in this order.

    Returns:
        The file's new bytes; its line ends are kept, and a byte order mark.

    Raises:
        UnwritableError: a text of an entry cannot be written.
        InsertError: there is no place that this finds for them, or the file would be too large.
    """
    root = read_source(data)
    rows, end = file_rows(data)
    at, new = _lines(rows, root, [mapping_lines(fields) for fields in entries])
    rows[at:at] = new
    if rows[-1]:
        rows.append("")
    made = rows_to_bytes(rows, end)
    if len(made) > MAX_BYTES:
        raise InsertError(f"it would have {len(made):,} bytes; {MAX_BYTES:,} are allowed")
    _check(root, made, entries)
    return made


def file_rows(data: bytes) -> tuple[list[str], str]:
    """The rows of a file without their ends, and what stands before the LF that ends them."""
    rows = data.decode("utf-8").split("\n")
    end = "\r" if rows[0].endswith("\r") else ""
    return [row.removesuffix("\r") if end else row for row in rows], end


def rows_to_bytes(rows: Sequence[str], end: str) -> bytes:
    """The bytes of a file, from what `file_rows` gives."""
    return f"{end}\n".join(rows).encode()


def read_source(data: bytes) -> Mapping:
    """What a source's file holds.

    Raises:
        InsertError: it cannot be read, or holds something else than keys with values.
    """
    text, problems = decode(data, "")
    root = None
    if not problems:
        root, _, problems = parse(text, "")
    if problems or not isinstance(root, Mapping):
        raise InsertError("the file cannot be read; see what 'explainer check' says of it")
    return root


def _lines(rows: list[str], root: Mapping, entries: list[list[str]]) -> tuple[int, list[str]]:
    """Behind which row what has to be put. `[]` is taken out of its row."""
    listing = root.get(_KEY)
    margin = root.column - 1
    if listing is None:
        filled = max(number for number, row in enumerate(rows, 1) if row.strip())
        return filled, [f"{' ' * margin}{_KEY}:", *_items(entries, margin + 2)]
    if isinstance(listing, Listing) and listing.items:
        return _after_last_item(rows, listing, entries)
    row = listing.line - 1
    before, after = rows[row][: listing.column - 1], rows[row][listing.column - 1 :]
    if isinstance(listing, Listing) and after.startswith("[]"):
        rows[row] = (before.rstrip() + after[2:]).rstrip()
    elif not isinstance(listing, Scalar) or listing.text or listing.style is not Style.PLAIN:
        raise InsertError(f"what stands under '{_KEY}' cannot be added to: {_BY_HAND}")
    key = next(key for key, _ in root.items if key.text == _KEY)
    return key.line, _items(entries, margin + 2)


def _after_last_item(
    rows: list[str], listing: Listing, entries: list[list[str]]
) -> tuple[int, list[str]]:
    dash = listing.column - 1
    if rows[listing.line - 1][dash : dash + 1] != "-":
        raise InsertError(f"'{_KEY}' is written in brackets: {_BY_HAND}")
    last = listing.items[-1]
    at = _last_row(rows, last, dash)
    first = last.line - 1
    has_blank_lines = len(listing.items) > 1 and not rows[first - 1].strip()
    gap = [""] if has_blank_lines else []
    return at, _items(entries, dash, max(2, last.column - 1 - dash), gap)


def _last_row(rows: list[str], item: Node, dash: int) -> int:
    """The number of the item's last row; comments that are set in like the item belong to it."""
    at = max((each.last_line for each in scalars(item)), default=item.line)
    at = min(at, len(rows))
    while at > item.line and not _is_inside(rows[at - 1], dash):
        at -= 1  # block text counts as reaching to what follows it
    while at < len(rows) and _is_inside(rows[at], dash):
        at += 1
    return at


def _is_inside(row: str, dash: int) -> bool:
    return bool(row.strip()) and len(row) - len(row.lstrip(" ")) > dash


def _items(
    entries: list[list[str]], dash: int, inner: int = 2, gap: Sequence[str] = ()
) -> list[str]:
    """The entries as items of a list, what parts them before each."""
    pad, made = " " * dash, []
    for first, *rest in entries:
        made += [*gap, f"{pad}-{' ' * (inner - 1)}{first}"]
        made += [f"{pad}{' ' * inner}{line}" for line in rest]
    return made


def _check(before: Mapping, made: bytes, entries: Sequence[Fields]) -> None:
    """Hold the new file against the old one: the entries are there, and nothing else changed."""
    wanted = plain_value(before)
    now = plain_value(read_source(made))
    if isinstance(wanted, dict):
        kept = wanted.get(_KEY) or []
        new = [
            {key: each if isinstance(each, str) else list(each) for key, each in fields.items()}
            for fields in entries
        ]
        wanted[_KEY] = [*kept, *new] if isinstance(kept, list) else new
    if now != wanted:
        raise InsertError(f"no place was found for the quotation: {_BY_HAND}")
