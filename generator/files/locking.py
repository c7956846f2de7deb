"""A lock for a file that several processes change: each reads it anew before it writes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_EVERY = 0.02


class BusyError(OSError):
    """Another process has the file for longer than anybody should."""


@contextmanager
def file_lock(path: Path, longest: float = 60.0) -> Iterator[None]:
    """Keep other processes that take the same lock from a file until this is left.

    The lock is a file beside it, which goes when the lock is given up, and holds nobody up once
    its process has ended, however that ended. Windows has no such locks: there it holds nothing up.

    Args:
        path: the file, which need not be there. Its folder must be.
        longest: how many seconds to wait for others.

    Raises:
        BusyError: others still have it then.
        OSError: the lock cannot be written.
    """
    beside = path.with_name(f".{path.name}.lock")
    lock = _taken(beside, time.monotonic() + longest)
    try:
        yield
    finally:
        with suppress(OSError):
            beside.unlink()
        os.close(lock)


def _taken(beside: Path, until: float) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        lock = os.open(beside, flags, 0o644)
        if sys.platform == "win32":
            return lock
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            if time.monotonic() > until:
                name = os.fspath(beside)
                raise BusyError(0, "another program is writing this file", name) from None
            time.sleep(_EVERY)
            continue
        # Whoever had it before may have removed it between the two steps.
        with suppress(FileNotFoundError):
            if os.fstat(lock).st_ino == beside.stat().st_ino:
                return lock
        os.close(lock)
