"""Where the index of a site lies: in the user's own cache folder, or aside for one build.

It is unpickled, so what others may have written is not opened. What it holds can be thrown away at
any time: it never decides what comes out, only how soon.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.cache_folder import FOLDER_VARIABLE, cache_folder, is_own, kept_folder
from generator.files import list_folder
from generator.index.store import Store, as_os_error

if sys.platform != "win32":
    import fcntl

__all__ = ["FOLDER_VARIABLE", "index_folder", "open_index"]

_LOCK = "lock"
# Sites come and go; what was not opened for so long is removed.
_DAYS = 30


@contextmanager
def open_index(folder: Path, use: str = "") -> Iterator[Store]:
    """The index of a site, until this is left.

    One build at a time has that of the cache folder; another one, or one that finds no such folder,
    gets an empty one of its own.

    Args:
        folder: the site's folder.
        use: what it is for, where several are kept for a site, such as `preview`.

    Raises:
        OSError: no index can be written anywhere.
    """
    place = index_folder(folder, use)
    lock = _locked(place) if place else None
    try:
        if place and lock is not None and (store := _opened(place)):
            with _closing(store):
                yield store
            return
    finally:
        if lock is not None:
            os.close(lock)
    with tempfile.TemporaryDirectory(prefix="explainer-index-") as aside:
        store = Store(Path(aside), is_kept=False)
        with _closing(store):
            yield store


@contextmanager
def _closing(store: Store) -> Iterator[None]:
    """Close an index in the end; what SQLite says of its disk is an error of the system."""
    try:
        yield
    except sqlite3.Error as error:
        if not isinstance(error, sqlite3.OperationalError):
            # It is damaged: nothing that it holds may decide anything again.
            store.remove_files()
        raise as_os_error(error, store.folder) from error
    finally:
        store.close()


def _opened(place: Path) -> Store | None:
    try:
        return Store(place)
    except OSError:
        return None


def _locked(place: Path) -> int | None:
    """Take the lock of an index; None if another build has it, or it cannot be had."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (is_own(place.parent) and is_own(place)):
            return None
        lock = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError:
        return None
    if sys.platform != "win32":
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            return None
    # When it was opened last.
    with suppress(OSError):
        os.utime(place)
    return lock


def index_folder(folder: Path, use: str = "") -> Path | None:
    """Where the index of a site is kept; None if nothing shall be.

    Indexes that nobody has opened for a month are removed.

    Args:
        folder: the site's folder.
        use: what it is for, where several are kept for a site.
    """
    base = cache_folder()
    if base is None:
        return None
    with suppress(OSError):
        oldest = time.time() - _DAYS * 24 * 3600
        names = [entry.name for entry in list_folder(base, inside=base)]
        for old in map(base.joinpath, (name for name in names if ".index" in name)):
            if old.stat().st_mtime < oldest:
                shutil.rmtree(old)
    return kept_folder(folder, use)
