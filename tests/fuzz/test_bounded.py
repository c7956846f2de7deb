"""Cases that run elsewhere: whatever goes wrong in one comes back."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.fuzz.bounded import Case, Outcome, run


def _quadratic(size: int) -> str:
    numbers = [*range(size)]
    return str(sum(number in numbers for number in numbers))


def good(size: str) -> Iterator[Case]:
    yield "small", lambda: _quadratic(10)
    yield "large", lambda: _quadratic(int(size))


def bad() -> Iterator[Case]:
    yield "good", lambda: "done"
    yield "raises", lambda: str(1 // 0)
    yield "eats", lambda: str(len(bytearray(b"x" * 400_000_000)))


def dying() -> Iterator[Case]:
    yield "good", lambda: "done"
    yield "dies", os.abort  # type: ignore[return-value]
    yield "never run", lambda: "done"


def test_what_is_too_much_work() -> None:
    outcome = run(good, 10_000, most=20)
    assert [one.said for one in outcome.done] == ["10", "10000"]
    assert [one.name for one in outcome.slow] == ["large"]
    assert "2 cases, 0 tracebacks, 1 hangs; most work" in outcome.figures("numbers")
    with pytest.raises(AssertionError, match="large"):
        outcome.check()


def test_what_is_little_work() -> None:
    outcome = run(good, 100, most=20)
    outcome.check()


def test_what_raises_and_what_takes_memory() -> None:
    outcome = run(bad)
    assert [one.name for one in outcome.raised] == ["raises"]
    assert "ZeroDivisionError" in outcome.raised[0].raised
    eaten = Outcome(tuple(one for one in outcome.done if not one.raised), "", outcome.most)
    with pytest.raises(AssertionError, match="eats"):
        eaten.check()


def test_what_dies() -> None:
    outcome = run(dying)
    assert [one.name for one in outcome.done] == ["good"]
    assert "{'name': 'dies'}" in outcome.died
    with pytest.raises(AssertionError, match="died after 1 cases"):
        outcome.check()
