"""A disk that is full, or can only be read, from a certain step of a program on.

From that step the kernel refuses each call that would need room, whoever makes it: Python, SQLite
or another library. A filter of system calls (seccomp) does that; it needs no rights and no mount.
Only what is written to the output and error streams goes through.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What calls do, with their numbers on the two kinds of processors (asm/unistd.h).
_CALLS: dict[str, dict[str, tuple[int, ...]]] = {
    "x86_64": {
        "write": (1, 18, 20, 296),
        "fill": (40, 285, 326),
        "make": (83, 86, 88, 85, 258, 265, 266),
        "move": (82, 264, 316),
        "remove": (84, 87, 263, 76, 77),
        "mark": (90, 91, 268, 280),
        "exchange": (316,),
    },
    "aarch64": {
        "write": (64, 68, 66, 70),
        "fill": (71, 47, 285),
        "make": (34, 36, 37),
        "move": (38, 276),
        "remove": (35, 45, 46),
        "mark": (52, 53, 88),
        "exchange": (276,),
    },
}
# The calls that open a file, and which of their arguments says how.
_OPEN = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER = 38, 22, 2
_LOAD, _IS, _ABOVE, _HAS, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_ARGUMENTS = 16
# What SQLite makes of an error of the system.
_SAID_BY_SQLITE = (
    "database or disk is full", "disk I/O error", "unable to open database file",
    "attempt to write a readonly database",
)  # fmt: skip
# What changes a disk, as Python announces it (sys.addaudithook); `dlopen` comes before the one call
# that Python has no function for.
_STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod",
          "ctypes.dlopen"}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """What goes wrong.

    Attributes:
        name: how a test names it.
        number: the error of the kernel.
        refused: which groups of calls fail; none of them for a limit.
        opens: the flags with which a file cannot be opened.
        limit: how large a file may become, if that is what goes wrong.
        kills: whether the process ends on the spot.
    """

    name: str
    number: int
    refused: tuple[str, ...] = ()
    opens: int = 0
    limit: int = 0
    kills: bool = False

    def is_told(self, said: str) -> bool:
        """Whether a message gives this as the reason, in the words of the system or of SQLite."""
        _, found, why = said.partition("the index cannot be used: ")
        return self.said in said or bool(found and why.startswith(_SAID_BY_SQLITE))

    @property
    def said(self) -> str:
        """What the system says of it."""
        return os.strerror(self.number)


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
FULL = Fault("a full disk", errno.ENOSPC, ("write", "fill", "make"), os.O_CREAT)
NO_BLOCKS = Fault("no room in files", errno.ENOSPC, ("write", "fill"))
NO_NAMES = Fault("no room in folders", errno.ENOSPC, ("make", "move"), os.O_CREAT)
READ_ONLY = Fault(
    "a disk that only reads", errno.EROFS,
    ("write", "fill", "make", "move", "remove", "mark"), _WRITING,
)  # fmt: skip
LIMITED = Fault("a limit on files", errno.EFBIG, limit=6000)
NO_EXCHANGE = Fault("a system that exchanges no folders", errno.ENOSYS, ("exchange",))
KILLED = Fault("a kill", 0, kills=True)


def strike(fault: Fault) -> None:
    """Let it happen to this process, until its end."""
    if fault.kills:
        os.kill(os.getpid(), signal.SIGKILL)
    if fault.limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (fault.limit, fault.limit))
        return
    program = b"".join(_program(fault))
    buffer = ctypes.create_string_buffer(program, len(program))
    filled = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SET_FILTER, _FILTER, filled):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter of system calls")


def _program(fault: Fault) -> list[bytes]:
    machine = platform.machine()
    refuse = _step(_RETURN, _REFUSE | fault.number)
    number = _step(_LOAD, 0)
    rows = [number]
    for group in fault.refused:
        for call in _CALLS[machine][group]:
            if group == "write":
                # Messages still reach those who read them.
                rows += [_step(_IS, call, no=4), _step(_LOAD, _ARGUMENTS)]
                rows += [_step(_ABOVE, 2, no=1), refuse, number]
            else:
                rows += [_step(_IS, call, no=1), refuse]
    for call, argument in _OPEN[machine] if fault.opens else ():
        rows += [_step(_IS, call, no=4), _step(_LOAD, _ARGUMENTS + 8 * argument)]
        rows += [_step(_HAS, fault.opens, no=1), refuse, number]
    return [*rows, _step(_RETURN, _ALLOW)]


def _step(code: int, value: int, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, 0, no, value)


class Steps:
    """Counts the steps of this process that change a folder, and lets a fault strike at one.

    Attributes:
        count: how many there were.
        exchange: which of them was the last for which Python has no function.
    """

    def __init__(self, folder: Path, fault: Fault | None = None, at: int = 0) -> None:
        """Begin to count.

        Args:
            folder: what lies elsewhere does not count.
            fault: what goes wrong.
            at: before which step, from 1.
        """
        self.count = self.exchange = 0
        self._folder = str(folder)
        self._fault, self._at = fault, at
        self._is_counting = False
        sys.addaudithook(self._hear)
        self._is_counting = True

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._is_counting or event not in _STEPS or not self._counts(event, arguments):
            return
        self.count += 1
        if event == "ctypes.dlopen":
            self.exchange = self.count
        if self._fault and self.count == self._at:
            self._is_counting = False
            strike(self._fault)
            self._is_counting = True

    def _counts(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "ctypes.dlopen":
            return True
        if event == "open" and not int(arguments[2] or 0) & _WRITING:
            return False
        name = arguments[0]
        return isinstance(name, str | bytes | os.PathLike) and os.path.realpath(
            os.path.dirname(os.fsdecode(name))  # noqa: PTH120 - a name may be bytes
        ).startswith(self._folder)
