"""`explainer build`, killed at any moment: the published folder is one whole site or the other."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from tests.faults.command import Done
from tests.faults.conftest import Pair
from tests.faults.kernel import KILLED
from tests.support import EVERYTHING, sample

pytestmark = [pytest.mark.slow, pytest.mark.sampled]
# Parts run beside each other; `make fuzz` makes a hundred kills in them.
PARTS, KILLS = (4, 25) if EVERYTHING else (1, 6)


@pytest.mark.parametrize("part", range(PARTS))
def test_kills_leave_no_half_published_folder(
    pair: Pair, say: Callable[[str], None], part: int
) -> None:
    chance = random.Random(8 + part)  # noqa: S311 - any moment will do
    pair.put("first")
    started = time.monotonic()
    pair.publish("second")
    usual = time.monotonic() - started
    killed, builds, found = 0, 0, Counter[str]()
    while killed < KILLS or len(found) < 2:
        assert builds < 4 * KILLS, f"{killed} of {builds} builds killed, found: {dict(found)}"
        command = pair.build("first" if pair.published() == "second" else "second").start()
        time.sleep(chance.uniform(0, usual))
        is_killed = command.kill().code == -signal.SIGKILL
        # The machine may be faster or slower by now: most shall be killed, and some late.
        usual *= 1.03 if is_killed else 0.9
        killed += is_killed
        builds += 1
        found[pair.published()] += 1
        assert set(found) <= {"first", "second"}, f"build {builds}"
    pair.publish("first")
    assert pair.left() == []
    say(f"{killed} kills: 0 half-published folders")


@pytest.mark.parametrize(
    ("steps", "stands"),
    # The step itself comes after the kill before it.
    [(range(-6, 1), "second"), (range(1, 9), "first")],
    ids=["before", "after"],
)
def test_kills_at_each_step_about_the_exchange(
    pair: Pair,
    exchanges: dict[str, Done],
    say: Callable[[str], None],
    steps: Sequence[int],
    stands: str,
) -> None:
    """The exchange takes no time that a kill at any moment could hit."""
    exchange = exchanges["first"].exchange
    found = []
    steps = sample(steps, 4)
    for step in steps:
        pair.put("second")
        pair.tidy()
        command = pair.build("first")
        command.fault, command.at = KILLED, exchange + step
        assert command.run().code == -signal.SIGKILL
        found.append(pair.published())
    assert found == [stands] * len(steps)
    pair.publish("first")
    assert pair.left() == []
    say(f"{len(steps)} kills about the exchange: 0 half-published folders")
