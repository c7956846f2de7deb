"""`explainer build` on a disk that fails: what was published stays, and the message says why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.memory import FOLDER_VARIABLE
from tests.faults.conftest import Pair
from tests.faults.kernel import FULL, LIMITED, NO_BLOCKS, NO_NAMES, READ_ONLY, Fault
from tests.sites import files_of

pytestmark = pytest.mark.slow
# How many points of a build each fault strikes at.
POINTS = {FULL: 10, NO_BLOCKS: 8, NO_NAMES: 7, READ_ONLY: 7, LIMITED: 3}
# The list of digests is opened so many steps before the folders change places.
LAST_FILE = 4


def points(number: int, exchange: int) -> list[int]:
    """Steps of a build, from the first to that at which the last file is opened."""
    return [1 + (exchange - LAST_FILE - 1) * each // (number - 1) for each in range(number)]


def test_points_are_spread() -> None:
    assert points(4, 104) == [1, 34, 67, 100]


def test_a_disk_that_fails_at_any_point_loses_nothing(
    pair: Pair,
    say: Callable[[str], None],
) -> None:
    pair.publish("second")
    exchange = step_of_exchange(pair)
    content = {name: files_of(site) for name, site in pair.sites.items()}
    told = {}
    for fault, number in POINTS.items():
        # With no room in folders and on a disk that only reads, nothing can be moved either.
        at_end = [exchange, exchange + 3] if "move" in fault.refused else [exchange]
        failed = [at for at in points(number, exchange) if strikes(pair, fault, at)]
        for at in at_end:
            # What was left would be removed first, and the steps would be others.
            pair.tidy()
            failed += [at] if strikes(pair, fault, at) else []
        told[fault.name] = len(failed)
        # What a failed build left is in nobody's way.
        if fault is not READ_ONLY:
            assert pair.left() == [], fault.name
    pair.publish("second")
    assert pair.left() == []
    assert {name: files_of(site) for name, site in pair.sites.items()} == content
    full = sum(told[fault.name] for fault in (FULL, NO_BLOCKS, NO_NAMES))
    assert full >= 20
    assert told[READ_ONLY.name] == POINTS[READ_ONLY] + 1
    rows = ", ".join(f"{name} {number}" for name, number in told.items())
    say(f"builds that failed: {rows}: 0 files lost")


def step_of_exchange(pair: Pair) -> int:
    """The step at which a build puts the first site in the place of the second."""
    done = pair.publish("first")
    pair.publish("second")
    assert 80 < done.exchange < done.steps
    return done.exchange


def strikes(pair: Pair, fault: Fault, at: int) -> bool:
    """Build the first site over the second with a fault; whether the build has failed.

    On a disk that only reads, each finds what the one before has left.
    """
    command = pair.build("first")
    command.fault, command.at = fault, at
    if fault in (FULL, READ_ONLY):
        # What is kept between builds cannot be written either, and decides nothing.
        command.env = {FOLDER_VARIABLE: str(pair.disk.parent / "kept")}
    done = command.run()
    where = f"{fault.name}, step {at}: {done.code}: {done.said}"
    assert "Traceback" not in done.said, where
    if done.code == 0:
        # The step came after the two had changed places.
        assert pair.published() == "first", where
        pair.put("second")
        return False
    assert pair.published() == "second", where
    assert done.code == 2, where
    assert fault.said in done.said, where
    assert str(pair.disk) in done.said, where
    return True
