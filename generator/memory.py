"""What was worked out before, kept by what it was worked out from.

Whoever makes something costly says what it depends on, as a key; what is kept under another key
counts for nothing. So what is kept may be thrown away at any time, and never decides what comes
out, only how soon.

It lies in a database in the user's own cache folder, and nowhere in a site: it is unpickled, so
what others may have written is not opened.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import sqlite3
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_cache_path

R = TypeVar("R")
log = logging.getLogger(__name__)

FOLDER_VARIABLE = "EXPLAINER_CACHE"
"""The environment variable that names another folder for what is kept; `off` keeps nothing."""
_NAME = "story-explainer"
# Sites come and go; what was not opened for so long is removed.
_DAYS = 30
_TABLE = """CREATE TABLE IF NOT EXISTS kept (
  kind TEXT, name TEXT, key BLOB, trace BLOB, sum INTEGER, value BLOB, PRIMARY KEY (kind, name)
) WITHOUT ROWID"""


def digest(*parts: bytes | str) -> bytes:
    """A key that stands for some bytes and texts in order."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.digest()


class Memory:
    """What was made before, by kind and name; each with the key that it is good for.

    Attributes:
        made: how many things of each kind were made anew.
    """

    def __init__(self, path: Path | None = None, *, live: bool = False) -> None:
        """Open what is kept.

        Args:
            path: the database for bytes; None keeps none.
            live: whether objects are held too: this process will ask for them again.
        """
        self.made: Counter[str] = Counter()
        self._live: dict[tuple[str, str], tuple[bytes, Any]] | None = {} if live else None
        self._used: set[tuple[str, str]] = set()
        self._known: dict[str, dict[str, bytes]] = {}
        self._traces: dict[tuple[str, str], Any] = {}
        self._database = _opened(path) if path else None
        self._path = path.absolute() if path else Path()
        self._owner = os.getpid()
        self._reader: sqlite3.Connection | None = None

    def recall(self, kind: str, name: str, key: bytes, make: Callable[[], R]) -> R:
        """What this process holds under the key, or what `make` gives.

        Args:
            kind: what sort of thing it is.
            name: which one.
            key: what it depends on.
            make: makes it.
        """
        value = self.find(kind, name, key)
        if value is None:
            value = make()
            self.put(kind, name, key, value)
        return value

    def find(self, kind: str, name: str, key: bytes) -> Any | None:
        """The object that this process holds under the key, or None."""
        self._used.add((kind, name))
        held = self._live.get((kind, name)) if self._live is not None else None
        return held[1] if held and held[0] == key else None

    def put(self, kind: str, name: str, key: bytes, value: Any) -> None:
        """Hold an object for as long as this process runs."""
        self.made[kind] += 1
        if self._live is not None:
            self._live[kind, name] = key, value

    def keep(self, kind: str, name: str, key: bytes, trace: object, data: bytes) -> None:
        """Keep some bytes, with the key that they are good for and a note of what is in the key."""
        self.made[kind] += 1
        self._names(kind)[name] = key
        self._traces.pop((kind, name), None)
        self.write(kind, name, data, key, pickle.dumps(trace, pickle.HIGHEST_PROTOCOL))

    def store(self, kind: str, name: str, key: bytes, value: object) -> None:
        """Keep a value; what is small and costly to make again."""
        if self.stores:
            self.keep(kind, name, key, None, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def stored(self, kind: str, name: str, key: bytes) -> Any | None:
        """The value that `store` has kept under the key, or None."""
        data = self.data(kind, name) if self._names(kind).get(name) == key else None
        return data and pickle.loads(data)  # noqa: S301 - this user's own

    def trace(self, kind: str, name: str) -> tuple[bytes, Any] | None:
        """The key of what `keep` was given, and the note; None if there is nothing.

        As long as nothing else is kept there, the note is the same object each time.
        """
        key = self._names(kind).get(name)
        if key is None:
            return None
        if (kind, name) in self._traces:
            return key, self._traces[kind, name]
        # Those of a large site are too many to be held: a few kilobytes for every page.
        row = self._row("SELECT trace FROM kept WHERE kind = ? AND name = ?", kind, name)
        if row is None:
            return None
        note = pickle.loads(row[0])  # noqa: S301 - this user's own
        if self._live is not None:
            self._traces[kind, name] = note
        return key, note

    @property
    def stores(self) -> bool:
        """Whether bytes can be kept."""
        return self._database is not None

    def use(self, kind: str, name: str) -> None:
        """Say that something is still needed, without reading it."""
        self._used.add((kind, name))

    def data(self, kind: str, name: str) -> bytes | None:
        """The bytes that are kept; None if there are none, or not the same as when written."""
        self._used.add((kind, name))
        row = self._row("SELECT sum, value FROM kept WHERE kind = ? AND name = ?", kind, name)
        return bytes(row[1]) if row and zlib.crc32(row[1]) == row[0] else None

    def _row(self, query: str, kind: str, name: str) -> Any | None:
        """The row that a query finds; None if there is none, or it cannot be read."""
        with _careful():
            database = self._readable()
            if database is not None:
                return database.execute(query, (kind, name)).fetchone()
        return None

    def share(self) -> None:
        """Let processes that are forked off from now on read what is kept."""
        if self._database is not None:
            with _careful():
                self._database.execute("COMMIT")
                self._database.execute("BEGIN IMMEDIATE")

    def _readable(self) -> sqlite3.Connection | None:
        """The database as this process may read it: no connection survives a fork."""
        if self._database is not None and self._owner != os.getpid():
            if self._reader is None:
                address = f"{self._path.as_uri()}?mode=ro"
                self._reader = sqlite3.connect(address, uri=True, check_same_thread=False)
            return self._reader
        return self._database

    def _names(self, kind: str) -> dict[str, bytes]:
        """The key of everything of a kind, by name."""
        if kind not in self._known:
            self._known[kind] = {}
            if self._database is not None:
                with _careful():
                    query = "SELECT name, key FROM kept WHERE kind = ?"
                    self._known[kind] = dict(self._database.execute(query, (kind,)))
        return self._known[kind]

    def write(self, kind: str, name: str, data: bytes, key: bytes = b"", note: bytes = b"") -> None:
        """Keep some bytes, which whoever reads them knows to be good."""
        self._used.add((kind, name))
        if self._database is not None:
            row = (kind, name, key, note, zlib.crc32(data), data)
            with _careful():
                self._database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", row)

    def finish(self, *, whole: bool) -> None:
        """Write down what was kept since the last time.

        Args:
            whole: whether all was asked for that the site needs; what was not is removed.
        """
        if self._database is not None:
            with _careful():
                if whole:
                    rows = self._database.execute("SELECT kind, name FROM kept").fetchall()
                    self._remove([row for row in rows if row not in self._used])
                self.share()
        if whole and self._live is not None:
            self._live = {name: held for name, held in self._live.items() if name in self._used}
        self._used = set()

    def _remove(self, gone: Sequence[tuple[str, str]]) -> None:
        if self._database is not None:
            for kind, name in gone:
                self._known.get(kind, {}).pop(name, None)
                self._traces.pop((kind, name), None)
            self._database.executemany("DELETE FROM kept WHERE kind = ? AND name = ?", gone)

    def close(self) -> None:
        """Close the database; what was not finished is gone."""
        for database in (self._database, self._reader):
            if database is not None:
                database.close()
        self._database = self._reader = None


FORGETFUL = Memory()
"""Keeps nothing."""


@contextmanager
def remembering(folder: Path, *, live: bool = False) -> Iterator[Memory]:
    """What is kept for the site in a folder, until this is left.

    Args:
        folder: the site's folder.
        live: whether objects are held too: this process will ask for them again.
    """
    memory = Memory(memory_path(folder), live=live)
    try:
        yield memory
    finally:
        memory.close()


@contextmanager
def _careful() -> Iterator[None]:
    """What cannot be read or kept is made anew: a full disk or a broken file stops nobody."""
    try:
        yield
    except sqlite3.Error as error:
        log.debug("What is kept between builds cannot be used: %s", error)


def _opened(path: Path) -> sqlite3.Connection | None:
    """The database at `path`, made anew if it cannot be read; None if it cannot be had."""
    for _ in "12":
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_own(path.parent) or (path.exists() and not _is_own(path)):
                return None
            path.touch(mode=0o600)
            return _connected(path)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return None


def _connected(path: Path) -> sqlite3.Connection:
    """A connection with a transaction begun, which no other build can have at the same time.

    Raises:
        sqlite3.Error: it cannot be read, or another build has it; no connection is left open.
    """
    database = sqlite3.connect(path, timeout=0.2, isolation_level=None, check_same_thread=False)
    try:
        # A build that is killed leaves what was there before.
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(_TABLE)
        # One build at a time; another one goes without.
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _is_own(path: Path) -> bool:
    """Whether nobody but this user can have written there."""
    if not hasattr(os, "getuid"):
        return True
    status = path.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def memory_path(folder: Path, use: str = "") -> Path | None:
    """Where things are kept for a site; None if nothing shall be.

    Databases that nobody has opened for a month are removed.

    Args:
        folder: the site's folder.
        use: what they are for, where several processes need a database each.
    """
    said = os.environ.get(FOLDER_VARIABLE, "")
    if said == "off":
        return None
    base = Path(said) if said else user_cache_path(_NAME, appauthor=False)
    with suppress(OSError):
        oldest = time.time() - _DAYS * 24 * 3600
        for old in base.glob("*.db*"):
            if old.stat().st_mtime < oldest:
                old.unlink()
    return base / f"{digest(os.fsencode(folder.resolve()), use).hex()}.db"
