"""Databases that are published: the bytes, their header, and what is left of a failure."""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from generator.index.database import Rows, database_pieces

SCHEMA = ('CREATE TABLE "a" ("id" TEXT NOT NULL PRIMARY KEY, "n" INTEGER)',)
INSERT = 'INSERT INTO "a" VALUES (?, ?)'


def made(values: Iterable[tuple[str, int]]) -> bytes:
    rows = [Rows(INSERT, values)]
    ending = ['CREATE INDEX "a_n" ON "a" ("n")']
    return b"".join(database_pieces(SCHEMA, rows, ending, application=7, version=3))


def test_it_opens_and_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(made([("b", 1), ("a", 2)]))
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT * FROM a ORDER BY id").fetchall() == [("a", 2), ("b", 1)]
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for name, value in (
            ("application_id", 7), ("user_version", 3), ("encoding", "UTF-8"),
            ("page_size", 4096), ("freelist_count", 0), ("journal_mode", "delete"),
        ):  # fmt: skip
            assert base.execute(f"PRAGMA {name}").fetchone() == (value,), name
        # It can be changed as any other: the counters in its header keep nobody from that.
        base.execute("DELETE FROM a WHERE id = 'a'")
        base.commit()
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT * FROM a").fetchall() == [("b", 1)]
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_header_names_neither_the_library_nor_how_the_file_came_to_be() -> None:
    header = made([("a", 1)])[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert header[24:28] == header[92:96] == b"\0\0\0\1"
    assert int.from_bytes(header[96:100], "big") == 3_009_000
    assert sqlite3.sqlite_version_info > (3, 9, 0)


def test_nothing_is_left_between_the_cells_of_a_page() -> None:
    # Long statements are written twice into the schema, so that pages are balanced.
    schema = [f'CREATE TABLE "t{n}" ("{"x" * 700}" TEXT)' for n in range(40)]
    data = b"".join(database_pieces(schema, [], [], application=7, version=3))
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    checked = 0
    for number, page in enumerate(pages):
        at = 0 if number else 100
        if page[at] in (2, 5, 10, 13):
            cells, content = struct.unpack_from(">HH", page, at + 3)
            first = at + (12 if page[at] in (2, 5) else 8) + 2 * cells
            assert not any(page[first:content]), number
            checked += first < content
    assert checked > 40


def test_the_same_rows_give_the_same_bytes_and_others_do_not() -> None:
    many = [(f"{number:05}", number % 7) for number in range(5000)]
    assert made(many) == made(iter(many))
    assert made(many) != made(many[:-1])


def test_what_is_wrong_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(sqlite3.IntegrityError):
        made([("a", 1), ("a", 2)])
    assert list(tmp_path.iterdir()) == []
