"""Databases that are published: SQLite files whose bytes depend on what stands in them alone.

A file is made once, from nothing, by one connection, and never changed afterwards. So it needs no
journal, and every setting that a library or a machine may have another default for is set here.
Three numbers of its header count and name what wrote it (https://sqlite.org/fileformat2.html,
"The Database Header"): how often the file was changed, at which change the version was noted, and
the library's version. Nothing reads them in a file that is only read; they are set to fixed values.
So is what a page holds between its list of cells and the cells ("B-tree Pages"): nobody reads it,
and versions of the library leave other remains of their work there.
"""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from generator.files import open_file

_PAGE = 4096
# Whole pages.
_PIECE = 256 * _PAGE
# In KiB. What does not fit lies on disk, so that no size of a site needs more memory.
_CACHE = 8192
# The oldest version that knows all that may be used (FTS5), in place of the one that wrote it.
_VERSION = 3_009_000
_FIXED = ((24, 1), (92, 1), (96, _VERSION))
_HEADER = 100
# The first byte of a page of a table or an index, and how long the page's own header is.
_HEADERS = {2: 12, 5: 12, 10: 8, 13: 8}


class Rows(NamedTuple):
    """Rows for a statement that puts them into a table, such as `INSERT INTO a VALUES (?, ?)`."""

    sql: str
    values: Iterable[Sequence[Any]]


def database_pieces(
    schema: Iterable[str],
    rows: Iterable[Rows],
    ending: Iterable[str],
    *,
    application: int,
    version: int,
) -> Iterator[bytes]:
    """The bytes of a new database, piece by piece. It lies in a temporary file meanwhile.

    Args:
        schema: statements that make its tables.
        rows: what is put into them, in this order.
        ending: statements that follow, such as those that make indexes.
        application: what the file says it is (`application_id`).
        version: the version of its schema (`user_version`).

    Raises:
        sqlite3.Error: a statement is wrong, or the disk is full.
        OSError: the temporary file cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            for pragma in (
                f"page_size = {_PAGE}",
                "encoding = 'UTF-8'",
                "auto_vacuum = NONE",
                "journal_mode = OFF",
                "synchronous = OFF",
                "locking_mode = EXCLUSIVE",
                # Free space holds zeros, not what stood there while pages were balanced.
                "secure_delete = ON",
                # Rows refer to rows that come later.
                "foreign_keys = OFF",
                f"cache_size = -{_CACHE}",
                f"application_id = {application}",
                f"user_version = {version}",
            ):
                base.execute(f"PRAGMA {pragma}")
            base.execute("BEGIN")
            for statement in schema:
                base.execute(statement)
            for each in rows:
                base.executemany(each.sql, each.values)
            for statement in ending:
                base.execute(statement)
            base.execute("COMMIT")
            # Each table in one run of pages, all of them full.
            base.execute("VACUUM")
        with open_file(path, inside=Path(folder)) as file:
            start = _HEADER
            while piece := bytearray(file.read(_PIECE)):
                if start:
                    _fix_header(piece)
                _clear_gaps(piece, start)
                start = 0
                yield bytes(piece)


def _fix_header(piece: bytearray) -> None:
    for at, number in _FIXED:
        piece[at : at + 4] = number.to_bytes(4, "big")


def _clear_gaps(piece: bytearray, start: int) -> None:
    """Clear what no cell of a page takes; the first page begins with `start` other bytes.

    Pages of another kind begin with the number of a page, which is below 2**24 in any file that is
    smaller than 64 GB: so with a zero.
    """
    for page in range(0, len(piece), _PAGE):
        at = page + start if page == 0 else page
        if length := _HEADERS.get(piece[at]):
            cells, content = struct.unpack_from(">HH", piece, at + 3)
            first, end = at + length + 2 * cells, page + (content or 1 << 16)
            piece[first:end] = bytes(end - first)
