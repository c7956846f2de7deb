"""Seeing what an editor saved.

The folders are looked through again and again instead of asking the system for events: that works
on every system and every kind of disk, and a folder that vanishes and comes back, or that is made
later, is nothing special.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TypeAlias

State: TypeAlias = dict[str, tuple[int, int, int, int]]
"""Every file by its path: when it was written, when it was moved, its size, its number on the disk.

A file that was moved away and back is not what it was, since somebody may have missed it meanwhile.
"""

_EVERY = 0.15
_SETTLE = 0.05
_LONGEST = 2.0


def state_of(roots: Iterable[Path]) -> State:
    """All files in folders, and files named themselves, as they are now; what is not there is not.

    Files that editors keep for themselves are left out, such as `.story.yml.swp` and `story.yml~`.
    """
    found: State = {}
    seen: set[tuple[int, int]] = set()
    for root in roots:
        path = os.fspath(root)
        with suppress(OSError):
            about = root.stat()
            if stat.S_ISDIR(about.st_mode):
                _look(path, (about.st_dev, about.st_ino), seen, found)
            else:
                found[path] = _about(about)
    return found


def _look(folder: str, key: tuple[int, int], seen: set[tuple[int, int]], found: State) -> None:
    """Note the files of a folder and of those in it, each folder once, links followed."""
    if key in seen:
        return
    seen.add(key)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "#")) or entry.name.endswith(("~", ".swp", ".tmp")):
                continue
            # It may go while we look; the next look will say so.
            with suppress(OSError):
                about = entry.stat()
                if stat.S_ISDIR(about.st_mode):
                    _look(entry.path, (about.st_dev, about.st_ino), seen, found)
                else:
                    found[entry.path] = _about(about)


def _about(about: os.stat_result) -> tuple[int, int, int, int]:
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino


def changed(before: State, now: State) -> list[str]:
    """The files that are new, gone or different, in order of their paths."""
    return sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))


def wait_for_change(roots: Iterable[Path], before: State, stop: Event) -> State:
    """Wait until something differs from `before` and has come to rest, or until `stop` is set.

    Editors save in more than one step, and tools many files at once.

    Returns:
        The files as they are then.
    """
    roots = list(roots)
    rest = _EVERY
    now = before
    while not stop.wait(rest):
        start = time.monotonic()
        now = state_of(roots)
        if now != before:
            return settled(roots, now, stop)
        # A large site is looked through less often, so that watching takes a tenth of one core.
        rest = max(_EVERY, 9 * (time.monotonic() - start))
    return now


def settled(roots: Iterable[Path], now: State, stop: Event) -> State:
    """The files as they are once nothing differs from `now` any more, or from one look to the next.

    What goes on changing is waited for, though not for ever.
    """
    roots = list(roots)
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end and not stop.wait(_SETTLE):
        later = state_of(roots)
        if later == now:
            break
        now = later
    return now
