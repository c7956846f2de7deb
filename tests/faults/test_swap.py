"""Kills aimed at the very moment of publishing: readers see the old site or the new, whole."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.publishing.atomic_swap import MARKED, MARKER
from generator.publishing.checksums import write_checksums
from tests.faults.conftest import Pair
from tests.faults.kernel import KILLED
from tests.faults.swap import digest_of_folder, publish_killed, read_over_and_over
from tests.forks import ended, forks
from tests.support import EVERYTHING

pytestmark = [pytest.mark.slow, pytest.mark.sampled]
KILLS = 200
# Parts of the kills of whole commands, which take long, run beside each other.
PARTS = 4
NAMES = ("first", "second")


@pytest.fixture
def sites(tmp_path: Path) -> dict[str, Path]:
    """Two finished sites."""
    made = {}
    for name in NAMES:
        made[name] = folder = tmp_path / name
        for path in ("index.html", "a/x.html", "a/b/y.html", f"{name}.html", "assets/s.css"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(name * 500)
        (folder / MARKER).write_bytes(MARKED)
        write_checksums(folder, leave_out={MARKER})
    return made


@contextmanager
def a_reader(place: Path, sites: dict[str, Path], seen: Counter[str]) -> Iterator[None]:
    """Let a process look at the published folder all the time."""
    known = {digest_of_folder(site): name for name, site in sites.items()}
    assert len(known) == len(NAMES)
    told, over = place.parent.parent / "seen.txt", forks().Event()
    process = forks().Process(target=read_over_and_over, args=(place, known, over, told))
    process.start()
    try:
        yield
    finally:
        over.set()
        assert ended(process, "the reader") == 0
    for line in told.read_text("utf-8").splitlines():
        name, count = line.split()
        seen[name] += int(count)


def publish(site: Path, place: Path, at: int, *, exchanges: bool) -> int:
    """Publish in a process of its own; the number of steps, or 0 if it was killed."""
    counted = place.parent.parent / "steps.txt"
    counted.unlink(missing_ok=True)
    process = forks().Process(
        target=publish_killed, args=(site, place, at, counted), kwargs={"exchanges": exchanges}
    )
    process.start()
    assert ended(process, "publishing") == (-signal.SIGKILL if at else 0)
    return int(counted.read_text("utf-8")) if counted.exists() else 0


def standing(place: Path, sites: dict[str, Path]) -> str:
    if not place.exists():
        return "none"
    found = digest_of_folder(place)
    return next((name for name in NAMES if digest_of_folder(sites[name]) == found), "a mixture")


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two steps"])
def test_a_kill_at_each_step_of_the_change_of_places(
    sites: dict[str, Path], tmp_path: Path, say: Callable[[str], None], *, exchanges: bool
) -> None:
    place = tmp_path / "disk/published"
    place.parent.mkdir()
    publish(sites["first"], place, 0, exchanges=exchanges)
    steps = publish(sites["second"], place, 0, exchanges=exchanges)
    assert steps > 10
    seen: Counter[str] = Counter()
    results: list[str] = []
    kills = 0
    with a_reader(place, sites, seen):
        while not kills or (EVERYTHING and kills < KILLS):
            for at in range(1, steps + 1):
                old = standing(place, sites)
                if old == "none":
                    # The next build puts the old one back before it does anything else.
                    publish(sites["first"], place, 0, exchanges=exchanges)
                    old = standing(place, sites)
                assert old in NAMES
                new = NAMES[1 - NAMES.index(old)]
                assert publish(sites[new], place, at, exchanges=exchanges) == 0
                kills += 1
                now = standing(place, sites)
                results.append({old: "old", new: "new"}.get(now, now))
    publish(sites["first"], place, 0, exchanges=exchanges)
    assert [path.name for path in place.parent.iterdir()] == ["published"]
    allowed = {"old", "new"} if exchanges else {"old", "new", "none"}
    assert set(results) == allowed, results
    # First the old one, then the new: no step takes it back.
    order = [each for each in results[:steps] if each != "none"]
    assert order == sorted(order, key=("old", "new").index)
    if not exchanges:
        assert results[:steps].count("none") == 1
    assert set(seen) <= {*NAMES, *(() if exchanges else ("none",))}, seen
    assert seen["first"]
    assert seen["second"]
    way = "exchange" if exchanges else "two steps"
    say(f"{kills} kills at the change of places ({way}), {seen.total()} readings: 0 mixtures")


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two steps"])
def test_the_next_build_puts_back_what_a_kill_has_moved_away(
    sites: dict[str, Path], tmp_path: Path, *, exchanges: bool
) -> None:
    place = tmp_path / "disk/published"
    place.parent.mkdir()
    publish(sites["first"], place, 0, exchanges=exchanges)
    steps = publish(sites["second"], place, 0, exchanges=exchanges)
    for at in range(1, steps + 1):
        before = standing(place, sites)
        new = NAMES[1 - NAMES.index(before)]
        publish(sites[new], place, at, exchanges=exchanges)
        # A build that is killed before it publishes anything has put it back already.
        publish(sites[new], place, 1, exchanges=exchanges)
        assert standing(place, sites) in NAMES
    assert standing(place, sites) in NAMES


@pytest.mark.parametrize("part", range(PARTS))
def kills_of_the_whole_command(pair: Pair, say: Callable[[str], None], part: int) -> None:
    pair.publish("first")
    exchange = pair.publish("second").exchange
    window = range(exchange - 2, exchange + 12)
    kills, seen, results = 0, Counter[str](), Counter[str]()
    finished = pair.disk.parent / "finished"
    sites = {}
    for name, files in pair.whole.items():
        sites[name] = finished / name
        for path, data in files.items():
            (sites[name] / path).parent.mkdir(parents=True, exist_ok=True)
            (sites[name] / path).write_bytes(data)
    with a_reader(pair.place, sites, seen):
        while kills < KILLS / PARTS:
            for at in window:
                old = pair.published()
                new = NAMES[1 - NAMES.index(old)]
                # What is left from the kill before would shift the numbers of the steps.
                pair.tidy()
                command = pair.build(new)
                command.fault, command.at = KILLED, at
                assert command.run().code == -signal.SIGKILL
                kills += 1
                now = pair.published()
                results["old" if now == old else "new"] += 1
                assert now == (old if at <= exchange else new), at - exchange
    pair.publish("first")
    assert set(seen) <= set(NAMES), seen
    told = f"{kills} kills of the command at its swap (part {part})"
    say(f"{told}, {seen.total()} readings: {dict(results)}")


if EVERYTHING:  # `make fuzz` runs it
    test_kills_of_the_whole_command_at_the_change_of_places = kills_of_the_whole_command
