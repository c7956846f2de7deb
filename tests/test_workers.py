"""Work in several processes gives what work in one does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from generator import workers
from tests.support import ROOT, no_hang


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workers.CORES_VARIABLE, "2")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the threads of other tests' servers were not there."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


@pytest.mark.usefixtures("alone")
def test_results_come_in_order_from_other_processes() -> None:
    things = list(range(200))
    found = list(workers.each(lambda number: (number * factor, os.getpid()), things))
    assert [number for number, _ in found] == [number * factor for number in things]
    first, *others = (process for _, process in found)
    assert first == os.getpid()
    # On a busy machine one of the two may do it all.
    assert 1 <= len(set(others)) <= 2
    assert first not in others


factor = 7


def test_one_core_few_things_and_other_threads_need_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def where(_: int) -> int:
        return os.getpid()

    assert set(workers.each(where, range(3))) == {os.getpid()}
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert set(workers.each(where, range(100))) == {os.getpid()}
    finally:
        done.set()
        thread.join()
    monkeypatch.setenv(workers.CORES_VARIABLE, "1")
    assert set(workers.each(where, range(100))) == {os.getpid()}


@pytest.mark.usefixtures("alone")
def test_what_goes_wrong_in_a_process_is_raised_here() -> None:
    def work(number: int) -> int:
        if number == 150:
            raise LookupError("150")
        return number

    with pytest.raises(LookupError, match="150"):
        list(workers.each(work, range(200)))
    # And the next work goes on as if nothing had been.
    assert list(workers.each(str, range(100))) == [str(number) for number in range(100)]


@pytest.mark.usefixtures("alone")
def test_whoever_stops_asking_leaves_nothing_behind() -> None:
    results = workers.each(str, range(1000))
    assert next(results) == "0"
    results.close()  # type: ignore[attr-defined]
    assert list(workers.each(str, range(100)))[-1] == "99"


@pytest.mark.usefixtures("alone")
def test_what_a_process_leaves_that_was_ended_is_done_here() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number == 90 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(workers.each(work, range(200))) == list(range(200))


ENDLESS = """
import os, time
from generator.workers import each

def work(number):
    if number:
        print(os.getpid(), flush=True)
        time.sleep(600)

list(each(work, range(100)))
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
