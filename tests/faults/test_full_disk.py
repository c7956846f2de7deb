"""`explainer build` on a disk that fails: what was published stays, and the message says why."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from generator.index import FOLDER_VARIABLE
from tests.faults.command import Done
from tests.faults.conftest import Pair
from tests.faults.kernel import FULL, LIMITED, NO_BLOCKS, NO_NAMES, READ_ONLY, Fault
from tests.sites import files_of
from tests.support import EVERYTHING

pytestmark = [pytest.mark.slow, pytest.mark.sampled]
# How many points of a build each fault strikes at: in `make fuzz`, and otherwise.
POINTS = {FULL: (10, 3), NO_BLOCKS: (8, 2), NO_NAMES: (7, 2), READ_ONLY: (7, 2), LIMITED: (3, 2)}
# The list of digests is opened so many steps before the folders change places.
LAST_FILE = 4


def points(number: int, exchange: int) -> list[int]:
    """Steps of a build, from the first to that at which the last file is opened."""
    return [1 + (exchange - LAST_FILE - 1) * each // (number - 1) for each in range(number)]


def test_points_are_spread() -> None:
    assert points(4, 104) == [1, 34, 67, 100]


@pytest.mark.parametrize("fault", POINTS, ids=lambda fault: fault.name)
def test_a_disk_that_fails_at_any_point_loses_nothing(
    pair: Pair, exchanges: dict[str, Done], say: Callable[[str], None], fault: Fault
) -> None:
    number = POINTS[fault][0 if EVERYTHING else 1]
    pair.put("second")
    exchange = exchanges["first"].exchange
    assert 80 < exchange < exchanges["first"].steps
    content = {name: files_of(site) for name, site in pair.sites.items()}
    # With no room in folders and on a disk that only reads, nothing can be moved either.
    at_end = [exchange, exchange + 3] if "move" in fault.refused else [exchange]
    failed = [at for at in points(number, exchange) if strikes(pair, fault, at)]
    for at in at_end:
        # What was left would be removed first, and the steps would be others.
        pair.tidy()
        failed += [at] if strikes(pair, fault, at) else []
    # What a failed build left is in nobody's way.
    if fault is not READ_ONLY:
        assert pair.left() == []
    pair.publish("second")
    assert pair.left() == []
    assert {name: files_of(site) for name, site in pair.sites.items()} == content
    assert len(failed) == number + 1 if fault is READ_ONLY else len(failed) >= 0.8 * number
    say(f"{fault.name}: {len(failed)} builds failed: 0 files lost")


def strikes(pair: Pair, fault: Fault, at: int) -> bool:
    """Build the first site over the second with a fault; whether the build has failed.

    On a disk that only reads, each finds what the one before has left.
    """
    command = pair.build("first")
    command.fault, command.at = fault, at
    if fault in (FULL, READ_ONLY):
        # What is kept between builds cannot be written either, and decides nothing.
        kept = pair.disk.parent / "kept"
        # Empty each time, for the same steps.
        shutil.rmtree(kept, ignore_errors=True)
        command.env = {FOLDER_VARIABLE: str(kept)}
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
    assert fault.is_told(done.said), where
    assert str(pair.disk) in done.said, where
    return True
