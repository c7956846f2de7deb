"""What lies in folders now, for seeing later what has changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from generator.files.reading import MAX_ENTRIES

State: TypeAlias = dict[str, tuple[int, int, int, int]]
"""Every file by its path: when it was written, when it was moved, its size, its number on the disk.

A file that was moved away and back is not what it was, since somebody may have missed it meanwhile.
"""


_MODULES = (".py", ".pyc", ".so", ".pyd", ".pth", ".egg-link")
_LIBRARIES = (".dist-info", ".egg-info", ".egg", ".zip")


def state_of(roots: Iterable[Path]) -> State:
    """Return all files in folders, and files named themselves, as they are now.

    What is not there is left out, as are files that editors keep for themselves, such as
    `.story.yml.swp` and `story.yml~`. Links are followed to what lies in one of the folders, or
    beside one of the files.

    Args:
        roots: the folders and files; after `MAX_ENTRIES` files the rest is left out.
    """
    roots = list(roots)
    inside = [os.path.realpath(root.parent if root.is_file() else root) for root in roots]
    found: State = {}
    seen: set[tuple[int, int]] = set()
    for root in roots:
        path = os.fspath(root)
        with suppress(OSError):
            about = root.stat()
            if stat.S_ISDIR(about.st_mode):
                _look(path, (about.st_dev, about.st_ino), inside, seen, found)
            else:
                found[path] = _about(about)
    return found


def importable(folders: Iterable[str]) -> tuple[State, list[str]]:
    """Return what Python may import from some folders: single modules as they are now, and names.

    Args:
        folders: those of `sys.path`.

    Returns:
        The modules; the names of folders that may be packages or say which libraries there are.
    """
    modules: State = {}
    packages: list[str] = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder or os.curdir) as entries:
            for entry in entries:
                if entry.name.endswith(_MODULES):
                    modules[entry.path] = _about(entry.stat())
                elif entry.name.isidentifier() or entry.name.endswith(_LIBRARIES):
                    packages.append(entry.path)
    return dict(sorted(modules.items())), sorted(packages)


def _look(
    folder: str,
    key: tuple[int, int],
    inside: Sequence[str],
    seen: set[tuple[int, int]],
    found: State,
) -> None:
    """Note the files of a folder and of those in it, each folder once."""
    if key in seen:
        return
    seen.add(key)
    with os.scandir(folder) as entries:
        for entry in entries:
            if len(found) >= MAX_ENTRIES:
                return
            if entry.name.startswith((".", "#")) or entry.name.endswith(("~", ".swp", ".tmp")):
                continue
            # It may go while we look; the next look will say so.
            with suppress(OSError):
                if entry.is_symlink() and not _leads_into(entry.path, inside):
                    found[entry.path] = _about(entry.stat(follow_symlinks=False))
                    continue
                about = entry.stat()
                if stat.S_ISDIR(about.st_mode):
                    _look(entry.path, (about.st_dev, about.st_ino), inside, seen, found)
                else:
                    found[entry.path] = _about(about)


def _leads_into(link: str, inside: Sequence[str]) -> bool:
    real = os.path.realpath(link)
    return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in inside)


def _about(about: os.stat_result) -> tuple[int, int, int, int]:
    return about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino
