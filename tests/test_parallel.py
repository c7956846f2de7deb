"""Work in several processes gives what work in one does."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from generator import parallel
from generator.parallel import parallel_map
from tests.support import ROOT, no_hang


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(parallel.CORES_VARIABLE, "2")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the threads of other tests' servers were not there."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def times(factor: int, number: int) -> tuple[int, int]:
    """A product, and the process that worked it out."""
    return number * factor, os.getpid()


def fail_at(bad: int, number: int) -> int:
    if number == bad:
        raise LookupError(f"{bad}")
    return number


def die_elsewhere_at(where: tuple[int, int], number: int) -> int:
    """The number; a process that is not the first ends at one of them."""
    here, bad = where
    if number == bad and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def nested(job: int, _number: int) -> bool:
    """Whether what a piece of work asks for in its turn is done by the same process."""
    return {process for _, process in parallel_map(times, job, range(50))} == {os.getpid()}


def test_how_many_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parallel.cores() == 2
    for nonsense in ("0", "-1", "many", ""):
        monkeypatch.setenv(parallel.CORES_VARIABLE, nonsense)
        assert parallel.cores() >= 1
        assert parallel.cores() == len(os.sched_getaffinity(0))


@pytest.mark.usefixtures("alone")
def test_results_come_in_order_from_other_processes() -> None:
    things = list(range(200))
    found = list(parallel_map(times, 7, things))
    assert [number for number, _ in found] == [number * 7 for number in things]
    first, *others = (process for _, process in found)
    assert first == os.getpid()
    # On a busy machine one of the two may do it all.
    assert 1 <= len(set(others)) <= 2
    assert first not in others


def test_one_core_few_things_and_other_threads_need_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def where(things: range) -> set[int]:
        return {process for _, process in parallel_map(times, 1, things)}

    assert where(range(0)) == set()
    assert where(range(3)) == {os.getpid()}
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert where(range(100)) == {os.getpid()}
    finally:
        done.set()
        thread.join()
    monkeypatch.setenv(parallel.CORES_VARIABLE, "1")
    assert where(range(100)) == {os.getpid()}


@pytest.mark.usefixtures("alone")
def test_a_fork_forks_off_no_others() -> None:
    # Before there are others, the first could begin some.
    assert list(parallel_map(nested, 1, range(100)))[1:] == [True] * 99


@pytest.mark.usefixtures("alone")
def test_what_goes_wrong_in_a_process_is_raised_here() -> None:
    with pytest.raises(LookupError, match="150"):
        list(parallel_map(fail_at, 150, range(200)))
    # And the next work goes on as if nothing had been.
    assert list(parallel_map(fail_at, -1, range(100))) == list(range(100))


@pytest.mark.usefixtures("alone")
def test_whoever_stops_asking_leaves_nothing_behind() -> None:
    descriptors = open_files()
    frozen = gc.get_freeze_count()
    results = parallel_map(fail_at, -1, range(1000))
    assert [next(results), next(results)] == [0, 1]
    results.close()  # type: ignore[attr-defined]
    assert open_files() == descriptors
    assert gc.get_freeze_count() <= frozen
    assert list(parallel_map(fail_at, -1, range(100)))[-1] == 99


@pytest.mark.usefixtures("alone")
def test_what_a_process_leaves_that_was_ended_is_done_here() -> None:
    job = os.getpid(), 90
    assert list(parallel_map(die_elsewhere_at, job, range(200))) == list(range(200))


def test_an_executor_runs_all_of_it_in_order() -> None:
    """Such as that of a cluster: whatever the number of things, and of cores of this machine."""
    things = range(3)
    with ThreadPoolExecutor(3) as threads:
        assert [each for each, _ in parallel_map(times, 2, things, threads)] == [0, 2, 4]
        assert list(parallel_map(times, 2, range(0), threads)) == []
        with pytest.raises(LookupError, match="600"):
            list(parallel_map(fail_at, 600, range(1000), threads))
        assert list(parallel_map(fail_at, -1, range(1000), threads)) == list(range(1000))
    with ProcessPoolExecutor(1) as process:
        found = list(parallel_map(times, 2, things, process))
    assert [number for number, _ in found] == [0, 2, 4]
    assert os.getpid() not in {where for _, where in found}


def test_few_are_under_way_at_a_time() -> None:
    """What waits to be asked for lies in memory: the work is not far ahead of whoever asks."""
    begun: list[int] = []

    class Counted(ThreadPoolExecutor):
        def submit(self, *arguments: object, **_: object) -> object:  # type: ignore[override]
            begun.append(len(arguments[3]))  # type: ignore[arg-type]
            return super().submit(*arguments)  # type: ignore[arg-type]

    with Counted(2) as threads:
        results = parallel_map(times, 1, range(100_000), threads)
        for _ in range(50):
            next(results)
        assert sum(begun) < 2_000
        results.close()  # type: ignore[attr-defined]


ENDLESS = """
import os, time
from generator.parallel import parallel_map

def work(job, number):
    if number:
        print(os.getpid(), flush=True)
        time.sleep(600)

list(parallel_map(work, None, range(100)))
"""


def test_processes_end_with_the_one_that_began_them() -> None:
    command = [sys.executable, "-c", ENDLESS]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        forks = {parent.stdout.readline() for _ in "12"}
        assert len({str(parent.pid), *forks}) == 3
        parent.kill()
        # There is no more to read once nobody is left who could write.
        with no_hang():
            parent.stdout.read()
