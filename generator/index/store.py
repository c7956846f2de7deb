"""The index on disk: rows, and what was asked of them, in one SQLite file a stage.

A build runs in stages (see `STAGES`). Each stage fills a file of its own, which nobody reads before
the stage is over, and reads those of the stages before it. So readers in other processes, or on
other machines with a shared file system, never meet a file that is being written.

A *unit* is what is worked on at a time: one source, one story, the pages of one story. It leaves
rows, and what it asked of the index while it worked. A row that changes makes every unit *stale*
that asked for it.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.index.connections import close_all, close_with
from generator.index.stages import ALL, KEYS, STAGES, Question, Row, stage_file

# In one transaction: each waits for the disk.
_SCHEMA = """
BEGIN;
CREATE TABLE IF NOT EXISTS unit (
  number INTEGER PRIMARY KEY, name TEXT UNIQUE, key BLOB, result BLOB);
CREATE TABLE IF NOT EXISTS row (
  name TEXT, key TEXT, sort TEXT, unit INTEGER, value BLOB);
CREATE INDEX IF NOT EXISTS row_by_key ON row (name, key, sort);
CREATE INDEX IF NOT EXISTS row_in_order ON row (name, sort);
CREATE INDEX IF NOT EXISTS row_of_unit ON row (unit);
CREATE TABLE IF NOT EXISTS asked (
  name TEXT, key TEXT, unit INTEGER, PRIMARY KEY (name, key, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS asked_by_unit ON asked (unit);
COMMIT;
"""
# Variables of one statement; SQLite allows 999 in its oldest versions.
_AT_ONCE = 400


class Store:
    """The index of one site, open for writing by the one process that builds.

    Attributes:
        folder: where it lies.
        connections: the file of each stage.
    """

    def __init__(self, folder: Path, *, is_kept: bool = True) -> None:
        """Open the index in a folder, which is made.

        Args:
            folder: where it lies.
            is_kept: whether it is opened again later. What goes with this process need not be on
                the disk, so nothing waits for that.

        Raises:
            OSError: the folder cannot be made or written to.
        """
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.connections: dict[str, sqlite3.Connection] = {}
        close_with(self, self.connections)
        self._numbers: dict[str, dict[str, int]] = {}
        try:
            for stage in STAGES:
                self.connections[stage] = _connect(stage_file(folder, stage), is_kept=is_kept)
        except sqlite3.Error as error:
            self.close()
            raise as_os_error(error, folder) from error

    def keys(self, stage: str) -> dict[str, bytes]:
        """The key of each unit of a stage by name; that of one that is stale is empty."""
        found = self.connections[stage].execute("SELECT name, key FROM unit")
        return {name: key or b"" for name, key in found}

    def result(self, stage: str, name: str) -> Any:
        """What a unit has left for the build itself; None if there is no such unit."""
        query = "SELECT result FROM unit WHERE name = ?"
        found = self.connections[stage].execute(query, (name,)).fetchone()
        return pickle.loads(found[0]) if found else None  # noqa: S301 - this user's own

    def results(self, stage: str) -> Iterator[tuple[str, Any]]:
        """What all units of a stage have left for the build itself, one after the other."""
        for name, result in self.connections[stage].execute("SELECT name, result FROM unit"):
            yield name, pickle.loads(result)  # noqa: S301 - this user's own

    def put(
        self,
        stage: str,
        name: str,
        key: bytes,
        rows: Iterable[Row] = (),
        asked: Iterable[Question] = (),
        result: object = None,
    ) -> set[Question]:
        """Put what a unit leaves in the place of what it left before.

        Returns:
            The questions whose answers are others now.

        Raises:
            OSError: the index cannot be written.
        """
        try:
            return self._put(stage, name, key, rows, asked, result)
        except sqlite3.OperationalError as error:
            raise as_os_error(error, self.folder) from error

    def _put(
        self,
        stage: str,
        name: str,
        key: bytes,
        rows: Iterable[Row],
        asked: Iterable[Question],
        result: object,
    ) -> set[Question]:
        base = self.connections[stage]
        if stage not in self._numbers:
            self._numbers[stage] = dict(base.execute("SELECT name, number FROM unit"))
        known = self._numbers[stage].get(name)
        data = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
        if known is None:
            number = base.execute(
                "INSERT INTO unit (name, key, result) VALUES (?, ?, ?)", (name, key, data)
            ).lastrowid
            self._numbers[stage][name] = number or 0
            before: dict[Row, int] = {}
        else:
            number = known
            base.execute(
                "UPDATE unit SET key = ?, result = ? WHERE number = ?", (key, data, number)
            )
            base.execute("DELETE FROM asked WHERE unit = ?", (number,))
            before = self._rows_of(base, number)
        base.executemany(
            "INSERT OR IGNORE INTO asked VALUES (?, ?, ?)",
            ((table, asked_key, number) for table, asked_key in asked),
        )
        new = [each for each in rows if before.pop(each, None) is None]
        if before:
            base.executemany("DELETE FROM row WHERE rowid = ?", ((at,) for at in before.values()))
        base.executemany(
            "INSERT INTO row VALUES (?, ?, ?, ?, ?)",
            ((each.table, each.key, each.sort, number, each.value) for each in new),
        )
        return changed_answers(before, new)

    def has_repeated(self, stage: str, table: str) -> bool:
        """Whether a key of a table has several rows, in a stage that is being written."""
        query = "SELECT 1 FROM row WHERE name = ? GROUP BY key HAVING COUNT(*) > 1 LIMIT 1"
        return self.connections[stage].execute(query, (table,)).fetchone() is not None

    def remove(self, stage: str, name: str) -> set[Question]:
        """Remove what a unit left, such as when its file is gone."""
        changed = self.put(stage, name, b"")
        self.connections[stage].execute("DELETE FROM unit WHERE name = ?", (name,))
        del self._numbers[stage][name]
        return changed

    @staticmethod
    def _rows_of(base: sqlite3.Connection, number: int) -> dict[Row, int]:
        found = base.execute(
            "SELECT name, key, sort, value, rowid FROM row WHERE unit = ?", (number,)
        )
        return {Row(*each[:4]): each[4] for each in found}

    def finish(self, stage: str, changed: Iterable[Question]) -> None:
        """End a stage: later units that asked for what has changed are stale from now on.

        That they are is on disk before what has changed is: a kill between the two makes a unit
        stale for nothing, and never leaves one that looks fresh.

        Raises:
            OSError: the index cannot be written.
        """
        try:
            questions = sorted(changed)
            for later in STAGES[STAGES.index(stage) + 1 :] if questions else ():
                _make_stale(self.connections[later], questions)
                self.connections[later].commit()
            self.connections[stage].commit()
        except sqlite3.Error as error:
            raise as_os_error(error, self.folder) from error

    def clear(self) -> None:
        """Forget everything.

        Raises:
            OSError: the index cannot be written.
        """
        try:
            for base in self.connections.values():
                self._numbers = {}
                for table in ("row", "asked", "unit"):
                    base.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
                base.commit()
        except sqlite3.Error as error:
            raise as_os_error(error, self.folder) from error

    def remove_files(self) -> None:
        """Remove the files, such as damaged ones: the next build makes them anew."""
        self.close()
        for stage in STAGES:
            with suppress(OSError):
                stage_file(self.folder, stage).unlink()

    def close(self) -> None:
        """Close the files; what no stage has finished is gone."""
        close_all(self.connections)


def changed_answers(gone: Iterable[Row], new: Iterable[Row]) -> set[Question]:
    """The questions whose answers differ when rows go and others come."""
    gone, new = list(gone), list(new)
    changed: set[Question] = set()
    for each in (*gone, *new):
        changed |= {(each.table, each.key), (each.table, ALL)}
    keys = [{(each.table, each.sort, each.key) for each in rows} for rows in (gone, new)]
    return changed | {(table, KEYS) for table, _, _ in keys[0] ^ keys[1]}


def _make_stale(base: sqlite3.Connection, questions: Sequence[Question]) -> None:
    by_table: dict[str, list[str]] = {}
    for table, key in questions:
        by_table.setdefault(table, []).append(key)
    for table, keys in by_table.items():
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            base.execute(
                "UPDATE unit SET key = NULL WHERE number IN "  # noqa: S608 - only marks are put in
                f"(SELECT unit FROM asked WHERE name = ? AND key IN ({marks}))",
                (table, *some),
            )


def _connect(path: Path, *, is_kept: bool) -> sqlite3.Connection:
    """A connection to a file of the index, which is made anew if it cannot be read."""
    journal, synchronous = ("DELETE", "NORMAL") if is_kept else ("MEMORY", "OFF")
    for again in (True, False):
        base = sqlite3.connect(path, timeout=5)
        try:
            base.execute(f"PRAGMA journal_mode = {journal}")
            base.execute(f"PRAGMA synchronous = {synchronous}")
            base.executescript(_SCHEMA)
        except sqlite3.OperationalError:
            base.close()
            raise
        except sqlite3.DatabaseError:
            base.close()
            if not again:
                raise
            path.unlink()
        else:
            return base
    raise AssertionError


def as_os_error(error: sqlite3.Error, folder: Path) -> OSError:
    """What SQLite says of the disk, as an error of the system."""
    return OSError(0, f"the index cannot be used: {error}", os.fspath(folder))
