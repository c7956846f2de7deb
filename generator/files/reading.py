"""Files and folders read within bounds.

What strangers send may be a link out of the site, a device, a named pipe, a file of any size or a
folder of any number of files. Each is refused before a byte of it is read, and each refusal has a
reason of its own, so that the caller can say where and what to do.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BufferedReader
from pathlib import Path

MAX_ENTRIES = 100_000
"""How many files and folders one folder may hold."""
MAX_DEPTH = 12
"""How deep folders may lie in each other."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Refusal(StrEnum):
    """Why a file or a folder is not read.

    `outside`: a link leads out of the folder that everything must lie in. `not-a-file`: a device,
    a named pipe, a socket, or a folder in the place of a file. `too-large`: more bytes than
    allowed. `too-many`: a folder with more entries than allowed. `too-deep`: folders in folders
    beyond the bound. `unreadable`: the system refuses it, or nothing is there.
    """

    OUTSIDE = "outside"
    NOT_A_FILE = "not-a-file"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    TOO_DEEP = "too-deep"
    UNREADABLE = "unreadable"


class ReadError(OSError):
    """A file or a folder is not read; `reason` says why, and the message in a few words."""

    def __init__(self, path: Path, reason: Refusal, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a folder; a link counts as what it leads to.

    Attributes:
        name: its name.
        is_folder: whether it is a folder.
        is_link: whether it is a link.
        leads_out: whether it is a link that leads out of the site.
    """

    name: str
    is_folder: bool
    is_link: bool = False
    leads_out: bool = False


def open_file(path: Path, *, inside: Path | None) -> BufferedReader:
    """Open a file for reading.

    Args:
        path: the file. Links on the way to it are followed as long as they stay inside.
        inside: the folder that the file must really lie in; None where it may lie anywhere, since
            whoever runs the program named it.

    Raises:
        ReadError: it lies elsewhere, is no regular file, or cannot be read.
    """
    real = _real_path(path, inside)
    try:
        # A device may act on being opened, so it is looked at before as well.
        _check_regular(path, Path(real).stat().st_mode)
        file = os.fdopen(os.open(real, _FLAGS), "rb")
    except ReadError:
        raise
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        _check_regular(path, os.fstat(file.fileno()).st_mode)
    except BaseException:
        file.close()
        raise
    return file


def read_file(path: Path, *, inside: Path | None, at_most: int) -> bytes:
    """Return a file's bytes.

    Args:
        path: the file. Links on the way to it are followed as long as they stay inside.
        inside: the folder that the file must really lie in; None where it may lie anywhere, since
            whoever runs the program named it.
        at_most: how many bytes are allowed.

    Raises:
        ReadError: it lies elsewhere, is no regular file, is too large, or cannot be read.
    """
    with open_file(path, inside=inside) as file:
        try:
            size = os.fstat(file.fileno()).st_size
            # A file of the kernel's has no size, and one that is being written may grow.
            data = file.read(at_most + 1) if size <= at_most else b""
        except OSError as error:
            raise _unreadable(path, error) from error
    if size > at_most or len(data) > at_most:
        counted = f"{size:,}" if size > at_most else f"more than {at_most:,}"
        message = f"the file has {counted} bytes; {at_most:,} are allowed"
        raise ReadError(path, Refusal.TOO_LARGE, message)
    return data


def read_part(path: Path, start: int, end: int, *, inside: Path | None) -> bytes:
    """Return some of a file's bytes, as many as there are.

    Args:
        path: the file, as with `read_file`.
        start: the number of the first byte, from 0.
        end: the number of the byte behind the last one.
        inside: the folder that the file must really lie in.

    Raises:
        ReadError: it lies elsewhere, is no regular file, or cannot be read.
    """
    with open_file(path, inside=inside) as file:
        try:
            file.seek(start)
            return file.read(max(0, end - start))
        except OSError as error:
            raise _unreadable(path, error) from error


def list_folder(path: Path, *, inside: Path, at_most: int = MAX_ENTRIES) -> list[Entry]:
    """Return what lies in a folder, by name.

    Links that lead nowhere or out of `inside` are listed as files: who reads one is told.

    Args:
        path: the folder.
        inside: the folder that it must really lie in.
        at_most: how many entries are allowed.

    Raises:
        ReadError: it lies elsewhere, is no folder, holds too much, or cannot be read.
    """
    real = _real_path(path, inside)
    entries: list[Entry] = []
    try:
        with os.scandir(real) as found:
            for each in found:
                entries.append(_entry(each, inside))
                if len(entries) > at_most:
                    break
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(entries) > at_most:
        message = f"the folder holds more than {at_most:,} files and folders"
        raise ReadError(path, Refusal.TOO_MANY, message)
    return sorted(entries, key=lambda entry: entry.name)


def walk_files(
    root: Path,
    *,
    inside: Path,
    skip: Callable[[Path, Entry], bool] = lambda _path, _entry: False,
    refused: Callable[[ReadError], None] | None = None,
    at_most: int = MAX_ENTRIES,
) -> Iterator[Path]:
    """Yield the files in a folder and in the folders in it, in the order of their paths' parts.

    Links to folders are not followed; a link to a folder counts as a file, which `read_file`
    refuses.

    Args:
        root: the folder.
        inside: the folder that it must really lie in.
        skip: whether to leave out an entry of a folder, given that folder's path below `root`.
        refused: called with each folder that is refused; without it, the refusal is raised.
        at_most: how many files and folders are allowed in all.

    Raises:
        ReadError: a folder is refused, and there is no `refused`.
    """
    left = at_most
    # Folders that still have to be read, the next one last.
    waiting: list[tuple[Path, Entry | None]] = [(root, None)]
    while waiting:
        path, entry = waiting.pop()
        if entry is not None and (entry.is_link or not entry.is_folder):
            yield path
            continue
        below = path.relative_to(root)
        try:
            entries = _list_below(path, len(below.parts), inside, left)
        except ReadError as error:
            if refused is None:
                raise
            refused(error)
            if error.reason is Refusal.TOO_MANY:
                return
            continue
        left -= len(entries)
        waiting += [(path / each.name, each) for each in reversed(entries) if not skip(below, each)]


def _list_below(path: Path, depth: int, inside: Path, at_most: int) -> list[Entry]:
    """What lies in a folder that is `depth` folders below the first."""
    if depth > MAX_DEPTH:
        message = f"folders lie more than {MAX_DEPTH} deep in each other"
        raise ReadError(path, Refusal.TOO_DEEP, message)
    return list_folder(path, inside=inside, at_most=at_most)


def _real_path(path: Path, inside: Path | None) -> str:
    """Where a path leads in the end, if that is inside."""
    try:
        real, root = os.path.realpath(path), os.path.realpath(inside or path.anchor)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if inside and real != root and not real.startswith(root.rstrip(os.sep) + os.sep):
        raise ReadError(path, Refusal.OUTSIDE, "it is a link that leads out of the site")
    return real


def _entry(found: os.DirEntry[str], inside: Path) -> Entry:
    if not found.is_symlink():
        return Entry(found.name, found.is_dir(follow_symlinks=False))
    try:
        is_folder = os.path.isdir(_real_path(Path(found.path), inside))  # noqa: PTH112 - a text
    except ReadError as error:
        leads_out = error.reason is Refusal.OUTSIDE
        return Entry(found.name, is_folder=False, is_link=True, leads_out=leads_out)
    return Entry(found.name, is_folder, is_link=True)


def _check_regular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise ReadError(path, Refusal.NOT_A_FILE, f"it is {_kind(mode)}, not a file")


def _unreadable(path: Path, error: Exception) -> ReadError:
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return ReadError(path, Refusal.UNREADABLE, f"the file cannot be read: {reason}")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
