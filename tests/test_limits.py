"""Work that takes too much is ended, whatever it is doing."""

from __future__ import annotations

import os
import re
import threading

import pytest

from generator import limits
from generator.limits import LimitError, run_limited


def catastrophic() -> bool:
    """A search that C code is busy with for longer than the world will stand."""
    return re.search(r"(a+)+$", "a" * 60 + "b") is None


def too_much() -> int:
    return len([bytearray(10_000_000) for _ in range(1_000)])


def broken() -> None:
    raise KeyError("a")


def test_the_result_comes_back() -> None:
    assert run_limited(sorted, [3, 1, 2], reverse=True) == [3, 2, 1]


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 1)
    with pytest.raises(LimitError, match="takes more than 1 seconds"):
        run_limited(catastrophic)


def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(LimitError, match="takes more than 300 MB of memory"):
        run_limited(too_much)


def test_an_error_is_raised_here() -> None:
    with pytest.raises(KeyError, match="a"):
        run_limited(broken)


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(LimitError, match=r"ended its process \(3\)"):
        run_limited(os._exit, 3)


def test_a_process_that_crashes_is_told() -> None:
    with pytest.raises(LimitError, match=r"crashes the program that reads it \(SIGABRT\)"):
        run_limited(os.abort)


def test_it_works_where_other_threads_run() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        # A fork of this process would copy what the other thread has locked.
        assert run_limited(os.getppid) != os.getpid()
        assert run_limited(sorted, [2, 1]) == [1, 2]
    finally:
        stop.set()
        thread.join()
