"""Several pieces of work in one process with limits: to start one takes longer than most pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator.limits import LimitError, run_limited

T = TypeVar("T")
R = TypeVar("R")

_MOST = 20
_MOST_BYTES = 5_000_000


def map_limited(
    function: Callable[[T], R], items: Sequence[T], size: Callable[[T], int]
) -> list[R | LimitError]:
    """What a function gives for each of some items, or how it has taken too much.

    Those of a batch share the limits. Where that is not enough, each gets a process of its own.

    Args:
        function: the work; a function of a module, which raises nothing of its own.
        items: what it takes.
        size: how many bytes an item has.
    """
    results: list[R | LimitError] = []
    for batch in _batches(items, size):
        try:
            results += run_limited(_all, function, batch)
        except LimitError:
            results += [_one(function, item) for item in batch]
    return results


def _one(function: Callable[[T], R], item: T) -> R | LimitError:
    try:
        return run_limited(function, item)
    except LimitError as error:
        return error


def _all(function: Callable[[T], R], batch: Sequence[T]) -> list[R]:
    return [function(item) for item in batch]


def _batches(items: Sequence[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    batch: list[T] = []
    total = 0
    for item in items:
        if batch and (len(batch) == _MOST or total + size(item) > _MOST_BYTES):
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size(item)
    if batch:
        yield batch
