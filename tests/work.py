"""How much work something is, on a machine of any speed that has other things to do.

A test that asserts seconds fails on a slower machine, and one that asserts few enough of them for a
fast machine finds nothing. So work is measured here against other work of the same process: that of
a piece of code that never changes, or that of the same code with a quarter of the input. The time
is that of the processor, not that of the clock on the wall, and the least of several: whatever else
a machine does can only add to it.
"""

from __future__ import annotations

import gc
import re
import resource
import time
from collections.abc import Callable
from typing import TypeVar

from tests.support import no_hang

T = TypeVar("T")

TIMES = 4
"""How many times larger the larger input is."""
MOST_GROWTH = 9.0
"""How many times more work that may be: 3 for each doubling. In proportion it would be 4 times as
much, and 16 times if it grew with the square."""
_FEWEST, _MOST = 2, 8


def seconds_of(do: Callable[[], object]) -> float:
    """The processor's time for one call, without Python's looking for garbage.

    It counts the processes that the call has begun and seen the end of.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        start = _used()
        do()
        return _used() - start
    finally:
        if was_on:
            gc.enable()


def _used() -> float:
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def yardstick() -> float:
    """The processor's time for a piece of work that never changes, about 10 ms, here and now."""
    return min(seconds_of(_fixed_work) for _ in range(3))


def _fixed_work() -> None:
    """What our code does all the time: strings, dictionaries, patterns, calls."""
    words = [f"{number * 7919:x} and" for number in range(12_000)]
    counts: dict[str, int] = {}
    for word in words:
        head, _, _ = word.partition(" ")
        counts[head[:3]] = counts.get(head[:3], 0) + _length(head)
    text = " ".join(sorted(words))
    re.sub(r"[a-f]+\d", lambda match: match[0].upper(), text).encode()


def _length(word: str) -> int:
    return len(word)


def growth(make: Callable[[int], T], do: Callable[[T], object], size: int) -> float:
    """How many times more work a large input is than one of a quarter of its size.

    Args:
        make: gives an input of a size; this is not measured.
        do: takes it.
        size: of the large one.
    """
    small, large = make(size // TIMES), make(size)
    little = much = float("inf")
    for at in range(_MOST):
        little = min(little, seconds_of(lambda: do(small)))
        much = min(much, seconds_of(lambda: do(large)))
        if at + 1 >= _FEWEST and much <= MOST_GROWTH * little:
            break
    return much / little


def check_growth(make: Callable[[int], T], do: Callable[[T], object], size: int) -> None:
    """Fail if work grows much faster than its input, or does not end; see `growth`."""
    with no_hang():
        times = growth(make, do, size)
    assert times <= MOST_GROWTH, f"{TIMES} times the input is {times:.1f} times the work"
