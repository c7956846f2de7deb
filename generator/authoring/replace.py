"""Fields of a quotation replaced in its source's file, all else left as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping as ABCMapping

from generator.authoring.insert import InsertError, file_rows, read_source, rows_to_bytes
from generator.authoring.passages import FIELD_ORDER
from generator.authoring.yaml_text import UnwritableError, scalar
from generator.load import Listing, Mapping, Scalar, Style, plain_value

_KEY = "quotations"
# The mark of block text, and the comment behind it.
_BLOCK = re.compile(r"[|>][-+0-9]*(\s+#.*)?$")


def replace_fields(data: bytes, id: str, fields: ABCMapping[str, str]) -> bytes:
    """Give fields of a quotation other texts.

    Args:
        data: the bytes of the source's file.
        id: the quotation's id.
        fields: the new text of each field; a field with an empty text is taken out.

    Returns:
        The file's new bytes: only the lines of these fields are others, and comments behind a text
        stay.

    Raises:
        UnwritableError: a text cannot be written; the message names its field.
        InsertError: the quotation is written in a way that this cannot change.
    """
    wanted = plain_value(read_source(data))
    made = data
    for name, text in fields.items():
        try:
            made = _with_field(made, id, name, text)
        except UnwritableError as error:
            raise UnwritableError(f"'{name}' cannot be written: {error}") from error
    rows = wanted.get(_KEY) if isinstance(wanted, dict) else None
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict) and row.get("id") == id:
            row.update(fields)
            for name in [name for name in fields if not fields[name]]:
                del row[name]
    if plain_value(read_source(made)) != wanted:
        raise InsertError(f"'{id}' is written in a way that cannot be changed: do it by hand")
    return made


def _with_field(data: bytes, id: str, name: str, text: str) -> bytes:
    """The file with one field changed, put in, or taken out."""
    rows, end = file_rows(data)
    item = _item(read_source(data), id)
    if rows[item.line - 1][item.column - 1 : item.column] == "{":
        raise InsertError(f"'{id}' is written in brackets: change it by hand")
    value = item.get(name)
    if value is None:
        if text:
            at = _last_row(rows, item, _before(item, name))
            rows.insert(at, f"{' ' * (item.column - 1)}{name}: {scalar(text)}")
    elif not isinstance(value, Scalar):
        raise InsertError(f"'{name}' of '{id}' is no text: change it by hand")
    elif text:
        _change(rows, item, name, value, text)
    else:
        key = _key(item, name)
        if rows[key.line - 1][: key.column - 1].strip():
            raise InsertError(f"'{name}' stands first in '{id}': change it by hand")
        del rows[key.line - 1 : _last_row(rows, item, name)]
    return rows_to_bytes(rows, end)


def _change(rows: list[str], item: Mapping, name: str, value: Scalar, text: str) -> None:
    """Put another text in the place of one, and leave alone what stands around it."""
    key = _key(item, name)
    row = rows[key.line - 1]
    if value.line == value.last_line == key.line and value.text:
        before = row[: value.column - 1]
    else:
        before = f"{row[: key.column - 1 + key.width]}: "
    if value.style in (Style.LITERAL, Style.FOLDED):
        found = _BLOCK.search(row, key.column - 1 + key.width)
        behind = (found[1] or "") if found else ""
    elif value.text:
        whole = "\n".join(rows).removeprefix("\ufeff")
        end = item.values.ends[item.values.inside(item.number, name) or 0]
        behind = whole[end:].partition("\n")[0]
    else:
        behind = row[key.column - 1 + key.width :].partition(":")[2]
    last = _last_row(rows, item, name)
    rows[key.line - 1 : last] = [f"{before}{scalar(text)}{behind}".rstrip()]


def _item(root: Mapping, id: str) -> Mapping:
    """The quotation with this id."""
    listing = root.get(_KEY)
    for item in listing.items if isinstance(listing, Listing) else ():
        named = item.get("id") if isinstance(item, Mapping) else None
        if isinstance(item, Mapping) and isinstance(named, Scalar) and named.text == id:
            return item
    raise InsertError(f"there is no quotation '{id}' in it")


def _key(item: Mapping, name: str) -> Scalar:
    return next(key for key, _ in item.items if key.text == name)


def _before(item: Mapping, name: str) -> str:
    """The field behind which a new one is put."""
    earlier = FIELD_ORDER[: FIELD_ORDER.index(name)]
    there = [key.text for key, _ in item.items]
    return next((each for each in reversed(earlier) if each in there), there[-1])


def _last_row(rows: list[str], item: Mapping, name: str) -> int:
    """The number of the last row of a field."""
    key, value = next(each for each in item.items if each[0].text == name)
    if isinstance(value, Scalar) and value.style in (Style.PLAIN, Style.QUOTED):
        return value.last_line if value.text else key.line
    at = key.line
    for number in range(key.line + 1, len(rows) + 1):
        row = rows[number - 1]
        if row.strip() and len(row) - len(row.lstrip(" ")) < key.column:
            break
        at = number if row.strip() else at
    return at
