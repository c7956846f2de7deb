"""Two builds of different content into one folder at once: it is one of the two, never both."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from tests.faults.conftest import Pair

pytestmark = pytest.mark.slow
TIMES = 20


def test_twenty_times_two_builds_give_no_mixture(
    pair: Pair,
    say: Callable[[str], None],
) -> None:
    chance = random.Random(20)  # noqa: S311 - any moment will do
    pair.publish("first")
    refused = 0
    for number in range(TIMES):
        names = ("first", "second") if number % 2 else ("second", "first")
        commands = []
        for name in names:
            commands.append(pair.build(name).start())
            time.sleep(chance.uniform(0, 0.1))
        ended = {name: each.wait() for name, each in zip(names, commands, strict=True)}
        won = {name for name, done in ended.items() if done.code == 0}
        assert pair.published() in won, f"time {number}"
        for name in ended.keys() - won:
            assert ended[name].code == 2
            assert "another build is writing to" in ended[name].said
            assert str(pair.place) in ended[name].said
            assert "Traceback" not in ended[name].said
            refused += 1
    assert refused >= TIMES / 2, "the builds hardly met"
    pair.publish("second")
    assert pair.left() == []
    say(f"{TIMES} times two builds, {refused} refused: 0 mixtures")
