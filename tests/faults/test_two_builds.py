"""Two builds of different content into one folder at once: it is one of the two, never both."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from tests.faults.conftest import Pair
from tests.support import EVERYTHING

pytestmark = [pytest.mark.slow, pytest.mark.sampled]
# Parts run beside each other; `make fuzz` begins twenty times two builds in them.
PARTS, TIMES = (4, 5) if EVERYTHING else (1, 2)


@pytest.mark.parametrize("part", range(PARTS))
def test_two_builds_give_no_mixture(pair: Pair, say: Callable[[str], None], part: int) -> None:
    chance = random.Random(20 + part)  # noqa: S311 - any moment will do
    pair.put("first")
    times = refused = 0
    while times < TIMES or refused < TIMES / 2:
        assert times < 10 * TIMES, "the builds hardly met"
        names = ("first", "second") if times % 2 else ("second", "first")
        commands = []
        for name in names:
            commands.append(pair.build(name).start())
            time.sleep(chance.uniform(0, 0.1))
        ended = {name: each.wait() for name, each in zip(names, commands, strict=True)}
        won = {name for name, done in ended.items() if done.code == 0}
        assert pair.published() in won, f"time {times}"
        for name in ended.keys() - won:
            assert ended[name].code == 2
            assert "another build is writing to" in ended[name].said
            assert str(pair.place) in ended[name].said
            assert "Traceback" not in ended[name].said
            refused += 1
        times += 1
    pair.publish("second")
    assert pair.left() == []
    say(f"{times} times two builds, {refused} refused: 0 mixtures")
