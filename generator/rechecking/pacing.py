"""Tasks that ask hosts on the web: few at once, one at a time of each host, with pauses between."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely hosts are asked.

    Attributes:
        at_once: how many requests are under way at the most.
        pause: how many seconds a host is left alone after an answer.
        longest_wait: how many seconds a host may ask to be left alone; one that asks for more is
            asked no more in this run.
    """

    at_once: int = 8
    pause: float = 1.0
    longest_wait: float = 60.0


class HostClosedError(Exception):
    """A host wants to be left alone for longer than this run waits."""


class Hosts:
    """When each host may be asked again. Threads share it."""

    def __init__(self, manners: Manners) -> None:
        """Take how politely hosts are asked."""
        self.manners = manners
        self._free: dict[str, float] = {}
        self._asked: set[str] = set()
        self._closed: set[str] = set()
        self._changed = threading.Condition()

    def take(self, host: str) -> None:
        """Wait until a host may be asked; nobody else asks it until it is released.

        Raises:
            HostClosedError: it may not be asked in this run.
        """
        with self._changed:
            while True:
                if host in self._closed:
                    raise HostClosedError(host)
                left = self._free.get(host, 0.0) - time.monotonic()
                if host not in self._asked and left <= 0:
                    self._asked.add(host)
                    return
                self._changed.wait(None if host in self._asked else left)

    def release(self, host: str, pause: float | None = None) -> None:
        """Let a host be asked again, after a pause."""
        with self._changed:
            self._asked.discard(host)
            wanted = pause or 0.0
            if wanted > self.manners.longest_wait:
                # Nobody waits for it: whoever would ask is told at once.
                self._closed.add(host)
                wanted = 0.0
            self._free[host] = time.monotonic() + max(self.manners.pause, wanted)
            self._changed.notify_all()

    def ready_in(self, host: str) -> float | None:
        """In how many seconds a host may be asked; None while somebody asks it."""
        with self._changed:
            if host in self._asked:
                return None
            if host in self._closed:
                return 0.0
            return max(0.0, self._free.get(host, 0.0) - time.monotonic())


class Visit:
    """The requests of one task, which redirects may lead from host to host."""

    def __init__(self, hosts: Hosts) -> None:
        """Take the hosts that all tasks share."""
        self._hosts = hosts
        self._host = ""

    def go(self, host: str) -> None:
        """Leave the host that was asked last, and wait until the next one may be asked.

        Raises:
            HostClosedError: it may not be asked in this run.
        """
        self.leave()
        self._hosts.take(host)
        self._host = host

    def leave(self, pause: float | None = None) -> None:
        """Say that the last answer is there; the host is left alone for a pause."""
        if self._host:
            self._hosts.release(self._host, pause)
            self._host = ""


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """Something to ask a host, and what it is about."""

    host: str
    ask: Callable[[Visit], T]


def run_politely(tasks: Iterable[Task[T]], manners: Manners) -> Iterator[T]:
    """Carry out tasks on threads; gives their results as they come.

    A task is begun only when its host may be asked, so that no thread waits for one host while
    others could be asked.

    Args:
        tasks: what to ask, of each host in this order.
        manners: how politely.
    """
    hosts = Hosts(manners)
    waiting: dict[str, deque[Task[T]]] = {}
    for task in tasks:
        waiting.setdefault(task.host, deque()).append(task)
    running: dict[Future[T], str] = {}
    pool = ThreadPoolExecutor(manners.at_once)
    try:
        while waiting or running:
            pause = _begin(waiting, running, hosts, pool)
            if not running:
                time.sleep(pause or 0.0)
                continue
            done, _ = wait(running, pause, FIRST_COMPLETED)
            for future in done:
                del running[future]
                yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(
    waiting: dict[str, deque[Task[T]]],
    running: dict[Future[T], str],
    hosts: Hosts,
    pool: ThreadPoolExecutor,
) -> float | None:
    """Begin what can be begun; gives the seconds until there is more, None if nobody knows."""
    soonest: float | None = None
    asked = set(running.values())
    for host in [*waiting]:
        if len(running) >= hosts.manners.at_once:
            return None
        left = hosts.ready_in(host)
        if host in asked or left is None:
            continue
        if left > 0:
            soonest = left if soonest is None else min(soonest, left)
            continue
        task = waiting[host].popleft()
        if not waiting[host]:
            del waiting[host]
        running[pool.submit(_carried_out, task, hosts)] = host
    return soonest


def _carried_out(task: Task[T], hosts: Hosts) -> T:
    visit = Visit(hosts)
    try:
        return task.ask(visit)
    finally:
        visit.leave()
