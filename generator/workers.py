"""The same work for many things, on all cores of the machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CORES_VARIABLE = "EXPLAINER_CORES"
"""The environment variable that says how many processes work at once."""
# Below this a process costs more to begin than it saves.
_WORTH_IT = 24
# What a process takes at a time: large enough that asking costs little, small enough that all
# processes end at about the same time.
_AT_A_TIME = 8

# What the processes work on. They are forks of this one and find it here: nothing is sent to them.
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def cores() -> int:
    """How many processes may work at once: what the variable says, or what the machine has."""
    said = os.environ.get(CORES_VARIABLE, "")
    if said.isdigit() and int(said):
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def each(function: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """Call a function for each thing, in several processes where that is worth it.

    The first is done before there are others, so that what all need is made once.

    A process that is forked off sees all that this one sees, as it is now; what it changes is its
    own. So the function must give back all that matters, as something that can be pickled.

    Args:
        function: the work; it may be any callable, also a closure.
        things: what it is called with.

    Yields:
        The results in the order of the things. They are fetched as they are asked for.
    """
    several = min(cores(), len(things) // (_WORTH_IT // 2))
    # A fork copies only the thread that asks for it: what others hold at that moment stays locked.
    alone = threading.active_count() == 1 and _work is None
    if several < 2 or not alone or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, things)
        return
    yield function(things[0])
    done = 1
    try:
        for result in _forked(function, things[1:], several):
            yield result
            done += 1
    except BrokenProcessPool:
        # The system may end a process, such as for want of memory. What is left is done here.
        yield from map(function, things[done:])


def _forked(function: Callable[[T], R], things: Sequence[T], several: int) -> Iterator[R]:
    global _work  # noqa: PLW0603 - this is how the forks find it
    _work = function, things
    starts = iter(range(0, len(things), _AT_A_TIME))
    context = multiprocessing.get_context("fork")
    # Nothing is ever written here: it is at an end once no process holds the other end open.
    end, alive = os.pipe()
    # The collector of a fork would touch all that is shared with it, and so copy it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(several, context, _end_with_parent, (end, alive)) as pool:
            # Two for each process are on their way: more would fill memory with results.
            with _uninterrupted():
                waiting = [pool.submit(_some, start) for start in islice(starts, 2 * several)]
            try:
                while waiting:
                    results = waiting.pop(0).result()
                    waiting += [pool.submit(_some, start) for start in islice(starts, 1)]
                    yield from results
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
    finally:
        _work = None
        gc.unfreeze()
        os.close(end)
        os.close(alive)


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

    def wait() -> None:
        os.read(end, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _some(start: int) -> list[Any]:
    """Work on a few things; runs in a fork."""
    function, things = _work or (repr, ())
    return [function(thing) for thing in things[start : start + _AT_A_TIME]]
