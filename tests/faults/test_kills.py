"""`explainer build`, killed at any moment: the published folder is one whole site or the other."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Callable

import pytest

from tests.faults.conftest import Pair
from tests.faults.kernel import KILLED

pytestmark = pytest.mark.slow
KILLS = 100


def test_a_hundred_kills_leave_no_half_published_folder(
    pair: Pair,
    say: Callable[[str], None],
) -> None:
    chance = random.Random(8)  # noqa: S311 - any moment will do
    pair.publish("first")
    started = time.monotonic()
    exchange = pair.publish("second").exchange
    usual = time.monotonic() - started
    killed, builds, found = 0, 0, Counter[str]()
    while killed < KILLS:
        command = pair.build(("first", "second")[builds % 2]).start()
        time.sleep(chance.uniform(0, usual))
        is_killed = command.kill().code == -signal.SIGKILL
        # The machine may be faster or slower by now: most shall be killed, and some late.
        usual *= 1.01 if is_killed else 0.9
        killed += is_killed
        builds += 1
        found[pair.published()] += 1
        assert set(found) <= {"first", "second"}, f"build {builds}"
        assert builds < 3 * KILLS, "builds end before they can be killed"
    assert len(found) == 2, "no build ever came to its end"
    killed += kills_at_the_end(pair, exchange)
    pair.publish("first")
    assert pair.left() == []
    say(f"{killed} kills: 0 half-published folders")


def kills_at_the_end(pair: Pair, exchange: int) -> int:
    """Kill builds before each step about the exchange, which takes no time that could be hit."""
    found = []
    for at in range(exchange - 6, exchange + 9):
        pair.put("second")
        pair.tidy()
        command = pair.build("first")
        command.fault, command.at = KILLED, at
        assert command.run().code == -signal.SIGKILL
        found.append(pair.published())
    # The step itself comes after the kill before it.
    assert found == ["second"] * 7 + ["first"] * 8
    return len(found)
