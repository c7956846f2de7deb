"""Work that grows too fast is told from work that does not, without a look at seconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.work import MOST_GROWTH, TIMES, check_growth, growth, yardstick


@pytest.mark.parametrize(
    "do",
    [
        lambda numbers: sum(number * 2 for number in numbers),
        lambda numbers: sorted(map(str, numbers)),
        lambda numbers: " ".join(map(str, numbers)).split(),
    ],
)
def test_work_in_proportion(do: Callable[[list[int]], object]) -> None:
    check_growth(lambda size: list(range(size)), do, 40_000)


@pytest.mark.parametrize(
    ("do", "size"),
    [
        (lambda numbers: [number in numbers for number in numbers], 2_000),
        # What is copied has to outweigh the making of the copies.
        (lambda numbers: [len(numbers[:at]) for at in range(len(numbers))], 12_000),
        (lambda numbers: ["x" * len(numbers) in "xy" * len(numbers) for _ in numbers], 8_000),
        (lambda numbers: sum(one < other for one in numbers for other in numbers), 2_000),
    ],
)
def test_work_with_the_square(do: Callable[[list[int]], object], size: int) -> None:
    with pytest.raises(AssertionError, match="times the work"):
        check_growth(lambda size: list(range(size)), do, size)


def test_a_constant_is_no_growth() -> None:
    assert growth(range, lambda _: sum(range(50_000)), 1_000) < TIMES < MOST_GROWTH


def test_the_yardstick_is_always_as_long() -> None:
    first, second = yardstick(), yardstick()
    assert first / second < TIMES
    assert second / first < TIMES
