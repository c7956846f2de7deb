"""The same work for many things, on all cores of the machine."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from generator.errors import UserFacingError

log = logging.getLogger(__name__)
J = TypeVar("J")
T = TypeVar("T")
R = TypeVar("R")

CORES_VARIABLE = "EXPLAINER_CORES"
"""The environment variable that says how many processes work at once."""
# Below this a process costs more to begin than it saves.
_WORTH_IT = 24
# What a process takes at a time: large enough that asking costs little, small enough that all
# processes end at about the same time.
_AT_A_TIME = 8
# So many pieces of work are under way at the most, whatever a cluster has of processes.
_MOST_UNDER_WAY = 64

_is_at_work = False


class ExecutorLostError(UserFacingError):
    """What ran the work is gone for good: nothing of it is done again here."""


def cores() -> int:
    """How many processes may work at once: what the variable says, or what the machine has."""
    said = os.environ.get(CORES_VARIABLE, "")
    if said.isdigit() and int(said):
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def parallel_map(
    function: Callable[[J, T], R],
    job: J,
    things: Sequence[T],
    executor: Executor | None = None,
    *,
    are_large: bool = False,
) -> Iterator[R]:
    """Call a function for each thing, in several processes where that is worth it.

    Of many small things the first is done before there are other processes, so that what all need
    is made once and, where these are forked off, is there for all of them.

    Args:
        function: the work, a function of a module.
        job: what it is told besides; like all else it must be picklable.
        things: what it is called with.
        executor: what runs it, such as that of a cluster; None takes processes of this machine.
        are_large: whether each takes so long that it is worth a process, and is handed out alone.

    Yields:
        The results in the order of the things. They are fetched as they are asked for.

    Raises:
        ExecutorLostError: the executor has ended before the work was done.
    """
    at_a_time = 1 if are_large else _AT_A_TIME
    if executor is not None:
        yield from _submitted(executor, function, job, things, len(things), at_a_time)
        return
    most = cores()
    several = min(most, len(things) // (1 if are_large else _WORTH_IT // 2))
    # A fork copies only the thread that asks for it: what others hold at that moment stays locked.
    alone = threading.active_count() == 1 and not _is_at_work
    # A large thing is done elsewhere also if it is the only one: what it needs is forgotten then.
    if (
        most < 2
        or several < (1 if are_large else 2)
        or not alone
        or "fork" not in multiprocessing.get_all_start_methods()
    ):
        yield from (function(job, thing) for thing in things)
        return
    if not are_large:
        yield function(job, things[0])
        things = things[1:]
    yield from _forked(function, job, things, several, at_a_time)


def _forked(
    function: Callable[[J, T], R], job: J, things: Sequence[T], several: int, at_a_time: int
) -> Iterator[R]:
    global _is_at_work  # noqa: PLW0603 - a fork must not fork off others
    _is_at_work = True
    context = multiprocessing.get_context("fork")
    # Nothing is ever written here: it is at an end once no process holds the other end open.
    end, alive = os.pipe()
    # The collector of a fork would touch all that is shared with it, and so copy it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(several, context, _end_with_parent, (end, alive)) as pool:
            try:
                yield from _submitted(pool, function, job, things, several, at_a_time)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
    finally:
        _is_at_work = False
        gc.unfreeze()
        os.close(end)
        os.close(alive)


def _submitted(
    executor: Executor,
    function: Callable[[J, T], R],
    job: J,
    things: Sequence[T],
    several: int,
    at_a_time: int,
) -> Iterator[R]:
    """The results of an executor, in order. Few are under way at a time: more would fill memory."""
    starts = iter(range(0, len(things), at_a_time))

    def submit(most: int) -> list[tuple[int, Future[list[R | _Raised]]]]:
        found = []
        with _uninterrupted():
            for start in islice(starts, most):
                some = things[start : start + at_a_time]
                try:
                    found.append((start, executor.submit(_some, function, job, some)))
                except ExecutorLostError:
                    raise
                except Exception as error:
                    lost: Future[list[R | _Raised]] = Future()
                    lost.set_exception(error)
                    found.append((start, lost))
        return found

    waiting = submit(2 * min(several, _MOST_UNDER_WAY))
    while waiting:
        start, future = waiting.pop(0)
        try:
            results = future.result()
        except ExecutorLostError:
            raise
        except Exception as error:
            # The system may end a process, such as for want of memory, and a cluster lose one.
            log.debug("Done again here: %s", error)
            results = _some(function, job, things[start : start + at_a_time])
        waiting += submit(1)
        for result in results:
            if isinstance(result, _Raised):
                raise result.error
            yield result


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait, also in forks that begin meanwhile: it would be a traceback in each."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent(end: int, alive: int) -> None:
    """End this fork when the process that wanted its work is killed; nobody else would.

    Ctrl-C at a terminal reaches all of them: the process that wanted the work ends the others.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.close(alive)
    # What one thing has left behind is not to be held while hundreds follow. What came along from
    # the parent is frozen, and not looked at.
    gc.enable()

    def wait() -> None:
        os.read(end, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@dataclass(frozen=True, slots=True)
class _Raised:
    """What the function has raised; anything else that comes to grief is the executor's doing."""

    error: Exception


def _some(function: Callable[[J, T], R], job: J, things: Sequence[T]) -> list[R | _Raised]:
    """Work on a few things; runs in another process."""
    done: list[R | _Raised] = []
    for thing in things:
        try:
            done.append(function(job, thing))
        except Exception as error:
            done.append(_Raised(error))
            break
    return done
