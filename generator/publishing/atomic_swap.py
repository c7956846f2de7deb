"""Atomic publishing: swaps a finished build with the published site in one step.

A site is built in a new folder beside the published one, and the two folders are swapped when it
is finished. Until then the published folder is not touched, so a kill, a full disk or an error
leaves it as it was. A folder that no build has made is never replaced.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

MARKER = ".explainer-site"
"""Stands in every folder that was made here."""
MARKED = b"This folder is replaced by `explainer build`.\n"
"""All that it holds."""
# Linux's renameat2: two names change places (man 2 renameat2).
_EXCHANGE, _HERE = 2, -100
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP)


class PublishError(Exception):
    """The site cannot be put in its place; the message says why. What was there still is."""


class Publication:
    """One build on its way to its place.

    Attributes:
        place: where the site will stand.
        folder: the folder beside it, which it is built into.
    """

    def __init__(self, place: Path) -> None:
        """Make the folder.

        Args:
            place: where the site will stand; a folder there must be empty or made here.

        Raises:
            PublishError: another folder stands there, or another build is at work.
            OSError: no folder can be made beside it.
        """
        self.place = place.resolve()
        beside = self.place.parent
        self.folder = beside / f".{self.place.name}.new"
        self._before = beside / f".{self.place.name}.old"
        self._lock_file = beside / f".{self.place.name}.lock"
        beside.mkdir(parents=True, exist_ok=True)
        self._lock: int | None = _locked(self._lock_file, self.place)
        try:
            for folder in (self.folder, self._before):
                _check_beside(folder)
            self._mend()
            check_place(self.place)
            _remove(self.folder)
            self.folder.mkdir()
            (self.folder / MARKER).write_bytes(MARKED)
        except BaseException:
            self._unlock()
            raise

    def finish(self) -> None:
        """Put the folder in its place.

        What stood there is removed; if that cannot be done now, the next build does it.

        Raises:
            PublishError: something that was not made here has come to stand there.
            OSError: the folder cannot be moved; what was there still is.
        """
        try:
            check_place(self.place)
            if self.place.is_dir():
                self.folder.chmod(stat.S_IMODE(self.place.stat().st_mode))
            self._change_places()
            # Where the two were exchanged, what stood there is in the new folder's place.
            with suppress(OSError):
                _remove(self._before)
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove the folder, if it is not in its place."""
        if self._lock is not None:
            with suppress(OSError):
                _remove(self.folder)
            self._unlock()

    def _change_places(self) -> None:
        if not self.place.exists() or not any(self.place.iterdir()):
            self.folder.rename(self.place)
        elif not _exchanged(self.folder, self.place):
            self.place.rename(self._before)
            try:
                self.folder.rename(self.place)
            except OSError:
                self._before.rename(self.place)
                raise

    def _mend(self) -> None:
        """Put back what a build that was killed had moved away, and remove what it left."""
        if self._before.is_dir():
            if self.place.exists():
                _remove(self._before)
            else:
                self._before.rename(self.place)

    def _unlock(self) -> None:
        if self._lock is not None:
            # On a disk that only reads any more it stays, and is free all the same.
            with suppress(OSError):
                self._lock_file.unlink()
            os.close(self._lock)
            self._lock = None


def check_place(place: Path) -> None:
    """Refuse to replace what was not made here.

    Raises:
        PublishError: a file stands there, or a folder of other files.
    """
    if place.exists() and not place.is_dir():
        msg = f"'{place}' is a file"
        raise PublishError(msg)
    if place.is_dir() and not (place / MARKER).is_file() and any(place.iterdir()):
        msg = (
            f"'{place}' holds files that this command did not write: "
            "empty the folder yourself, or name another one"
        )
        raise PublishError(msg)


def _check_beside(folder: Path) -> None:
    """Refuse to use what was not made here, also by way of a link, which would empty its target.

    Raises:
        PublishError: it is a link, a file, or a folder of other files.
    """
    if folder.is_symlink():
        msg = f"'{folder}' is a link, and this command needs the name: remove it"
        raise PublishError(msg)
    check_place(folder)


def _locked(path: Path, place: Path) -> int:
    """Take the lock for a place; it is given up when this process ends, however it ends."""
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        if sys.platform == "win32":
            return lock
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            msg = f"another build is writing to '{place}': wait until it is done"
            raise PublishError(msg) from None
        # Whoever had it before may have removed it between the two steps.
        with suppress(FileNotFoundError):
            if os.fstat(lock).st_ino == path.stat().st_ino:
                return lock
        os.close(lock)


def _remove(folder: Path) -> None:
    """Remove a folder that was made here.

    The marker goes last, so that what a kill leaves is known again.
    """
    if not folder.exists():
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    try:
        folder.rmdir()
    except OSError:
        # A worker of a cluster that was lost has written meanwhile.
        (folder / MARKER).write_bytes(MARKED)
        raise


def _exchanged(first: Path, second: Path) -> bool:
    """Let two folders change places at once; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(first), os.fsencode(second)
    if rename(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(second))
