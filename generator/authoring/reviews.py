"""Reviews put into a story's file of reviews, and taken out of it.

Each stands on a line of its own, sorted by digest: two people who review on branches of their own
add lines at different places, and Git merges them. With `merge=union` in .gitattributes it does so
wherever the lines stand; it may then leave the same line twice, which counts once. An entry that
somebody has laid out in another way stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from generator.authoring.insert import InsertError
from generator.authoring.yaml_text import flow_mapping
from generator.files import ReadError, atomic_write, file_lock, read_file
from generator.load import Listing, Mapping, Node, Scalar, plain_value
from generator.load.parse import decode, parse
from generator.load.text import MAX_BYTES
from generator.load.tree import scalars
from generator.model import Review
from generator.model.review import SHORTEST_DIGEST
from generator.schema import modeline
from generator.verify.reviews import same_person

_KEY = "reviews"
_HEAD = (
    f"{modeline('reviews', 'content/reviews/slug.yml')}\n"
    "# Who has read which sentence against its sources. `explainer review` writes this.\n"
)
_UNREADABLE = "the file of reviews cannot be read; see what 'explainer check' says of it"
_BY_HAND = "it is written in a way that this cannot add to: put the review in by hand"

Entry: TypeAlias = dict[str, object]


def review_path(folder: Path, slug: str) -> Path:
    """The file of a story's reviews in their folder, whichever ending it has, or shall have."""
    other = folder / f"{slug}.yaml"
    path = folder / f"{slug}.yml"
    return other if not os.path.lexists(path) and os.path.lexists(other) else path


def put_review(path: Path, review: Review) -> None:
    """Write a review into a file; a review of the same sentence by the same person gives way.

    The file is read anew and replaced as a whole while others wait, so that none of several
    programs loses what another one writes.

    Args:
        path: the file, made if it is not there.
        review: the review.

    Raises:
        InsertError: the file cannot be read, or has no place for a review that this finds.
        UnwritableError: a text of the review cannot be written.
        OSError: the file cannot be written; what stood there still does.
    """
    fields = {
        name: " ".join(str(value).split())
        for name, value in review.model_dump(mode="json", exclude_none=True).items()
    }
    line = flow_mapping(fields)
    path.parent.mkdir(parents=True, exist_ok=True)
    with file_lock(path):
        file = _File(path)
        same = [at for at, each in enumerate(file.entries) if _is_same(each, review)]
        if same:
            file.remove(same[1:])
            _replace(file.rows, file.items[same[0]], line)
            file.entries[same[0]] = dict(fields)
        else:
            file.entries.insert(_put_in(file, line, fields), dict(fields))
        file.write()


def prune_reviews(path: Path, is_leftover: Callable[[str], bool]) -> int:
    """Take out the reviews whose digest is left over.

    Args:
        path: the file.
        is_leftover: whether a review with this digest is.

    Returns:
        How many were taken out.

    Raises:
        InsertError: the file cannot be read, or a review stands where this cannot take it out.
        OSError: the file cannot be written; what stood there still does.
    """
    with file_lock(path):
        file = _File(path)
        gone = [at for at, each in enumerate(file.entries) if is_leftover(str(each.get("of")))]
        if gone:
            file.remove(gone)
            file.write()
    return len(gone)


class _File:
    """A file of reviews: its rows, which are changed, and what they shall say then.

    Rows keep the carriage return of files that have one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        data = _data(path)
        root = _root(data)
        self._before = _value(root)
        self.rows = data.decode("utf-8").split("\n")
        self.end = "\r" if self.rows[0].endswith("\r") else ""
        if self.rows[-1].strip():
            self.rows[-1] += self.end
            self.rows.append("")
        node = root.get(_KEY)
        is_empty = node is None or (isinstance(node, Scalar) and not node.text)
        if not is_empty and not isinstance(node, Listing):
            raise InsertError(_UNREADABLE)
        self.listing = node if isinstance(node, Listing) and node.items else None
        self.items = self.listing.items if self.listing else ()
        self.entries = list(_entries(self._before))
        if len(self.entries) != len(self.items):
            raise InsertError(_UNREADABLE)

    def remove(self, gone: list[int]) -> None:
        """Take out the entries with these numbers, which are in order."""
        for at in reversed(gone):
            first, last = _extent(self.rows, self.items[at])
            del self.rows[first:last]
            del self.entries[at]

    def write(self) -> None:
        """Replace the file, once it is certain that it says what it shall and nothing else."""
        made = "\n".join(self.rows).encode()
        now = _value(_root(made))
        kept = [{key: each[key] for key in each if key != _KEY} for each in (self._before, now)]
        if list(_entries(now)) != self.entries or kept[0] != kept[1]:
            raise InsertError(_BY_HAND)
        atomic_write(self.path, made)


def _data(path: Path) -> bytes:
    try:
        found = read_file(path, inside=path.parent, at_most=MAX_BYTES)
    except ReadError as error:
        if os.path.lexists(path):
            raise InsertError(_UNREADABLE) from error
        found = b""
    return found or f"{_HEAD}{_KEY}:\n".encode()


def _root(data: bytes) -> Mapping:
    text, problems = decode(data, "")
    root = None
    if not problems:
        root, _, problems = parse(text, "")
    if problems or not isinstance(root, Mapping):
        raise InsertError(_UNREADABLE)
    return root


def _value(root: Mapping) -> Entry:
    value = plain_value(root)
    return value if isinstance(value, dict) else {}


def _entries(value: Entry) -> Iterator[Entry]:
    listing = value.get(_KEY)
    return (
        each for each in (listing if isinstance(listing, list) else ()) if isinstance(each, dict)
    )


def _is_same(entry: Entry, review: Review) -> bool:
    of = str(entry.get("of", ""))[:SHORTEST_DIGEST]
    return of == review.of[:SHORTEST_DIGEST] and same_person(str(entry.get("by", "")), review.by)


def _put_in(file: _File, line: str, fields: dict[str, str]) -> int:
    """Put the line of a review where it belongs; returns how many stand before it."""
    rows, listing = file.rows, file.listing
    if listing is None:
        rows.insert(_row_of_key(rows, file.end) + 1, f"  - {line}{file.end}")
        return 0
    dash = listing.column - 1
    if rows[listing.line - 1][dash : dash + 1] != "-":
        raise InsertError(_BY_HAND)
    keys = [(str(each.get("of", "")), str(each.get("by", ""))) for each in file.entries]
    own = fields["of"], fields["by"]
    at = next((number for number, key in enumerate(keys) if key > own), len(keys))
    # Behind the entry before it, so that comments above the next one stay with that.
    row = _extent(rows, file.items[at - 1])[1] if at else listing.line - 1
    rows.insert(row, f"{' ' * dash}- {line}{file.end}")
    return at


def _row_of_key(rows: list[str], end: str) -> int:
    """The row of the key, with nothing behind it but a comment; it is added if it is missing."""
    for at, row in enumerate(rows):
        if row.startswith(f"{_KEY}:"):
            rest = row[len(_KEY) + 1 :].strip().removeprefix("[]").strip()
            if rest and not rest.startswith("#"):
                raise InsertError(_BY_HAND)
            rows[at] = f"{_KEY}:{f'  {rest}' if rest else ''}{end}"
            return at
    rows.insert(len(rows) - 1, f"{_KEY}:{end}")
    return len(rows) - 2


def _extent(rows: list[str], item: Node) -> tuple[int, int]:
    """The rows of an entry: the first, and the one behind the last."""
    first = item.line - 1
    if rows[first][: item.column - 1].strip() != "-":
        raise InsertError(_BY_HAND)
    dash = rows[first].index("-")
    last = max((min(each.last_line, len(rows)) for each in scalars(item)), default=item.line)
    # A block text counts as reaching to what follows it.
    while last > item.line and not _is_inside(rows[last - 1], dash):
        last -= 1
    return first, last


def _is_inside(row: str, dash: int) -> bool:
    return bool(row.strip()) and len(row) - len(row.lstrip(" ")) > dash


def _replace(rows: list[str], item: Node, line: str) -> None:
    first, last = _extent(rows, item)
    # What stands behind the braces stays: a comment, the end of the line.
    _, brace, rest = rows[last - 1].rpartition("}")
    is_kept = bool(brace) and (not rest.strip() or rest.strip().startswith("#"))
    end = rest if is_kept else "\r" * rows[last - 1].endswith("\r")
    rows[first:last] = [f"{' ' * rows[first].index('-')}- {line}{end}"]
