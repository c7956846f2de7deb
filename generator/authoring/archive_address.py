"""The address of a public archive's copy, put into a source's file; all else stays as it is."""

from __future__ import annotations

from generator.authoring.insert import InsertError, file_rows, read_source, rows_to_bytes
from generator.authoring.yaml_text import scalar
from generator.load import Scalar, plain_value

_KEY, _BEHIND = "archive_url", "url"


def with_archive_address(data: bytes, address: str) -> bytes:
    """A source's file with the address of a copy, behind its own address.

    Args:
        data: the file's bytes.
        address: the copy's.

    Raises:
        UnwritableError: the address cannot be written.
        InsertError: the file has such an address already, or no place for one that this finds.
    """
    root = read_source(data)
    wanted = plain_value(root)
    url = root.get(_BEHIND)
    if root.get(_KEY) is not None:
        raise InsertError(f"it has an '{_KEY}' already")
    if not isinstance(url, Scalar) or not isinstance(wanted, dict):
        raise InsertError(f"there is no '{_BEHIND}' in it")
    rows, end = file_rows(data)
    rows.insert(url.last_line, f"{' ' * (root.column - 1)}{_KEY}: {scalar(address)}")
    made = rows_to_bytes(rows, end)
    try:
        fits = plain_value(read_source(made)) == wanted | {_KEY: address}
    except InsertError:
        fits = False
    if not fits:
        raise InsertError(f"no place was found for '{_KEY}': put it in by hand")
    return made
