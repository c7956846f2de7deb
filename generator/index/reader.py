"""The index as units of work read it, from the files of the stages that are finished."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from generator.index.connections import close_all, close_with
from generator.index.stages import stage_file, stage_of

# So many keys a reader keeps the values of.
_MOST_KEPT = 100
# Tables whose values are large, and needed by hardly more than one unit.
_READ_ONCE = {"document", "use"}


class Reader:
    """The index as units read it: any process may have one, and none of them writes.

    Values that were read are kept, up to a number; the next stage reads with a new reader.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._owner = 0
        self.connections: dict[str, sqlite3.Connection] = {}
        close_with(self, self.connections)
        self._values: dict[tuple[str, str], tuple[Any, ...]] = {}

    def values(self, table: str, key: str) -> tuple[Any, ...]:
        """The values of all rows of a key, in their order."""
        found = self._values.get((table, key))
        if found is None:
            query = "SELECT value FROM row WHERE name = ? AND key = ? ORDER BY sort, unit"
            rows = self._base(table).execute(query, (table, key))
            found = tuple(pickle.loads(value) for (value,) in rows)  # noqa: S301 - this user's own
            if table in _READ_ONCE:
                return found
            if len(self._values) >= _MOST_KEPT:
                self._values.clear()
            self._values[table, key] = found
        return found

    def stream(self, table: str, key: str) -> Iterator[Any]:
        """The values of all rows of a key, in their order, read as they are asked for."""
        query = "SELECT value FROM row WHERE name = ? AND key = ? ORDER BY sort, unit"
        with closing(self._base(table).execute(query, (table, key))) as rows:
            for (value,) in rows:
                yield pickle.loads(value)  # noqa: S301 - this user's own

    def items(self, table: str) -> Iterator[tuple[str, Any]]:
        """Key and value of all rows of a table in order, read as they are asked for."""
        query = "SELECT key, value FROM row WHERE name = ? ORDER BY sort, unit, rowid"
        with closing(self._base(table).execute(query, (table,))) as rows:
            for key, value in rows:
                yield key, pickle.loads(value)  # noqa: S301 - this user's own

    def keys(self, table: str) -> Iterator[str]:
        """The keys of all rows of a table in order."""
        query = "SELECT key FROM row WHERE name = ? ORDER BY sort, unit, rowid"
        with closing(self._base(table).execute(query, (table,))) as rows:
            for (key,) in rows:
                yield key

    def repeated(self, table: str) -> list[str]:
        """The keys that have several rows."""
        query = "SELECT key FROM row WHERE name = ? GROUP BY key HAVING COUNT(*) > 1 ORDER BY key"
        return [key for (key,) in self._base(table).execute(query, (table,))]

    def has(self, table: str, key: str) -> bool:
        """Whether there is a row of this key."""
        if (table, key) in self._values:
            return bool(self._values[table, key])
        query = "SELECT 1 FROM row WHERE name = ? AND key = ? LIMIT 1"
        return self._base(table).execute(query, (table, key)).fetchone() is not None

    def count(self, table: str) -> int:
        """How many keys a table has."""
        query = "SELECT COUNT(DISTINCT key) FROM row WHERE name = ?"
        number: int = self._base(table).execute(query, (table,)).fetchone()[0]
        return number

    def _base(self, table: str) -> sqlite3.Connection:
        if self._owner != os.getpid():
            # No connection survives a fork.
            self.connections.clear()
            self._owner = os.getpid()
        stage = stage_of(table)
        if stage not in self.connections:
            address = f"{stage_file(self._folder, stage).absolute().as_uri()}?mode=ro"
            self.connections[stage] = sqlite3.connect(address, uri=True, check_same_thread=False)
        return self.connections[stage]

    def close(self) -> None:
        """Close the files."""
        close_all(self.connections)
