"""A quotation put into a source's file, all other lines left as they are."""

from __future__ import annotations

from generator.authoring.yaml_text import Fields, mapping_lines
from generator.load import Listing, Mapping, Node, Scalar, Style, plain_value
from generator.load.parse import decode, parse
from generator.load.tree import scalars

_KEY = "quotations"
_BY_HAND = "put the quotation in by hand"


class InsertError(Exception):
    """The file is written in a way that this cannot add to; the message says how."""


def insert_quotation(data: bytes, fields: Fields) -> bytes:
    """Add an entry at the end of a file's `quotations`.

    Args:
        data: the file's bytes.
        fields: the entry.

    Returns:
        The file's new bytes; its line ends are kept, and a byte order mark.

    Raises:
        UnwritableError: a text of the entry cannot be written.
        InsertError: there is no place that this finds for it.
    """
    root = _read(data)
    rows = data.decode("utf-8").split("\n")
    end = "\r" if rows[0].endswith("\r") else ""
    rows = [row.removesuffix("\r") if end else row for row in rows]
    at, new = _lines(rows, root, mapping_lines(fields))
    rows[at:at] = new
    if rows[-1]:
        rows.append("")
    made = f"{end}\n".join(rows).encode()
    _check(root, made, fields)
    return made


def _read(data: bytes) -> Mapping:
    text, problems = decode(data, "")
    root = None
    if not problems:
        root, _, problems = parse(text, "")
    if problems or not isinstance(root, Mapping):
        raise InsertError("the file cannot be read; see what 'explainer check' says of it")
    return root


def _lines(rows: list[str], root: Mapping, entry: list[str]) -> tuple[int, list[str]]:
    """Behind which row what has to be put. `[]` is taken out of its row."""
    listing = root.get(_KEY)
    margin = root.column - 1
    if listing is None:
        filled = max(number for number, row in enumerate(rows, 1) if row.strip())
        return filled, [f"{' ' * margin}{_KEY}:", *_item(entry, margin + 2)]
    if isinstance(listing, Listing) and listing.items:
        return _after_last_item(rows, listing, entry)
    row = listing.line - 1
    before, after = rows[row][: listing.column - 1], rows[row][listing.column - 1 :]
    if isinstance(listing, Listing) and after.startswith("[]"):
        rows[row] = (before.rstrip() + after[2:]).rstrip()
    elif not isinstance(listing, Scalar) or listing.text or listing.style is not Style.PLAIN:
        raise InsertError(f"what stands under '{_KEY}' cannot be added to: {_BY_HAND}")
    key = next(key for key, _ in root.items if key.text == _KEY)
    return key.line, _item(entry, margin + 2)


def _after_last_item(rows: list[str], listing: Listing, entry: list[str]) -> tuple[int, list[str]]:
    dash = listing.column - 1
    if rows[listing.line - 1][dash : dash + 1] != "-":
        raise InsertError(f"'{_KEY}' is written in brackets: {_BY_HAND}")
    last = listing.items[-1]
    at = _last_row(rows, last, dash)
    first = last.line - 1
    has_blank_lines = len(listing.items) > 1 and not rows[first - 1].strip()
    return at, [
        *([""] if has_blank_lines else []),
        *_item(entry, dash, max(2, last.column - 1 - dash)),
    ]


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


def _item(entry: list[str], dash: int, inner: int = 2) -> list[str]:
    first, *rest = entry
    pad = " " * dash
    return [f"{pad}-{' ' * (inner - 1)}{first}", *(f"{pad}{' ' * inner}{line}" for line in rest)]


def _check(before: Mapping, made: bytes, fields: Fields) -> None:
    """Hold the new file against the old one: the entry is there, and nothing else changed."""
    wanted = plain_value(before)
    now = plain_value(_read(made))
    if isinstance(wanted, dict):
        kept = wanted.get(_KEY) or []
        entry = {key: each if isinstance(each, str) else list(each) for key, each in fields.items()}
        wanted[_KEY] = [*kept, entry] if isinstance(kept, list) else [entry]
    if now != wanted:
        raise InsertError(f"no place was found for the quotation: {_BY_HAND}")
