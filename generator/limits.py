"""Work on other people's bytes, done in a process of its own with limits on time and memory.

Libraries that read PDFs or Markdown have inputs for which they need hours or gigabytes. A process
can be ended from outside whatever it is doing; a function cannot.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

P = ParamSpec("P")
R = TypeVar("R")

MAX_SECONDS = 5
"""Time of the processor that one piece of work may take, in seconds."""
MAX_MEMORY = 300_000_000
"""Memory that it may take beyond what its process has at the beginning, in bytes."""
# A process that waits takes no time of the processor: after this it is ended all the same.
_MAX_WAIT = 120
# With the error's number added, the exit code of a process whose answer the system does not take.
_NOT_SENT = 120
_SIGNALS = {each.value: each.name for each in signal.Signals}


class LimitError(Exception):
    """A piece of work took too much; the message says of what: time or memory."""


def run_limited(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what a function returns; it runs in a process of its own, within limits.

    The time is that of the processor, so that a busy machine does not change the outcome. Without
    Unix's `resource` module only the time by the clock is limited.

    Args:
        function: the work; a function of a module, for where processes are not forked.
        args: what it is called with, as far as it can be pickled.
        kwargs: the same by name.

    Raises:
        OSError: the system does not hand the answer over.
        LimitError: it took more than `MAX_SECONDS` or `MAX_MEMORY`, or its process was ended.
        Exception: whatever the function raises.
    """
    import multiprocessing  # noqa: PLC0415 - most who import this run nothing

    context: Any = multiprocessing.get_context(_start_method())
    ours, theirs = context.Pipe(duplex=False)
    # A process that is not forked has the limits of its own module, whatever they are here.
    limits = MAX_SECONDS, MAX_MEMORY
    given = theirs, limits, function, args, kwargs
    process = context.Process(target=_work, args=given, daemon=True)
    process.start()
    theirs.close()
    try:
        answer = ours.recv() if ours.poll(_MAX_WAIT) else None
    except EOFError:
        answer = None
        # It ends by itself; how, its exit code tells.
        process.join(_MAX_WAIT)
    finally:
        ours.close()
        process.kill()
        process.join()
        code = process.exitcode
        process.close()
    if code is not None and code >= _NOT_SENT:
        raise OSError(code - _NOT_SENT, os.strerror(code - _NOT_SENT))
    if answer is None:
        raise LimitError(_reason(code))
    result, error = answer
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _start_method() -> str:
    """A fork is quick, and safe while no other thread can hold a lock at that moment."""
    import multiprocessing  # noqa: PLC0415

    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and threading.active_count() == 1:
        return "fork"
    return "forkserver" if "forkserver" in methods else "spawn"


def _work(
    answers: Connection,
    limits: tuple[int, int],
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> None:
    """Do the work and send what comes of it; runs in the process of its own."""
    # Ctrl-C reaches both processes; the other one ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(*limits)
    result: Any = None
    failure: Exception | None = None
    try:
        result = function(*args, **kwargs)
    except MemoryError:
        failure = LimitError(_too_much_memory())
    except Exception as error:
        # It is raised again where the result is awaited.
        failure = error
    try:
        answers.send((result, failure))
    except OSError as error:
        os._exit(_NOT_SENT + (error.errno or 0))
    answers.close()


def _limit(seconds: int, memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    # At the first limit the system ends the process with SIGXCPU, at the second with SIGKILL.
    _set_limit(resource.RLIMIT_CPU, seconds, seconds + 2)
    _set_limit(resource.RLIMIT_CORE, 0, 0)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
        most = pages * resource.getpagesize() + memory
        _set_limit(resource.RLIMIT_DATA, most, most)


def _set_limit(which: int, soft: int, hard: int) -> None:
    """Set a limit of this process, unless a lower one is set already."""
    import resource  # noqa: PLC0415 - Windows has none

    highest = resource.getrlimit(which)[1]
    if highest != resource.RLIM_INFINITY:
        soft, hard = min(soft, highest), min(hard, highest)
    resource.setrlimit(which, (soft, hard))


def _reason(code: int | None) -> str:
    if sys.platform != "win32" and code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"takes more than {MAX_SECONDS} seconds"
    if sys.platform != "win32" and code is not None and -code in _SIGNALS:
        name = _SIGNALS[-code]
        return f"crashes the program that reads it ({name}); save it anew with another program"
    return f"ended its process ({code})"


def _too_much_memory() -> str:
    return f"takes more than {MAX_MEMORY // 1_000_000} MB of memory"
