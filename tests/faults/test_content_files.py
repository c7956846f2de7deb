"""Commands that write what editors own, on a disk that fails: a file is as it was, or whole."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.command import Command
from tests.faults.kernel import FULL, NO_BLOCKS, NO_NAMES, READ_ONLY, Fault
from tests.sites import files_of
from tests.support import DEMO, EVERYTHING, make_site

pytestmark = [pytest.mark.slow, pytest.mark.sampled]
FAULTS = (FULL, NO_BLOCKS, NO_NAMES, READ_ONLY)
MANY = 20
SITE, STORY = "content/site.yml", "content/stories/ostermill-bell/story.yml"
LOCK, SOURCE = "content/quotations.lock.yml", "content/sources/gull-wire.yml"
# What a disk that only reads keeps of a write that was begun: a file beside its place.
ASIDE = re.compile(r"(^|/)\.[^/]+(\.new|-\w+)(/|$)")


def replace(name: str, was: str, now: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        text = (site / name).read_text("utf-8")
        assert was in text
        (site / name).write_text(text.replace(was, now, 1), "utf-8")

    return change


def mistaken(site: Path) -> None:
    """Mistakes in two files, which `explainer fix` fixes together."""
    replace(SITE, "description:", "descripton:")(site)
    replace(STORY, "published: 20", "publishd: 20")(site)


def rendered(site: Path) -> None:
    """What `explainer render` has written before, and a page that has changed since."""
    done = Command(("render", "-q", "-o", "out"), site, site).run()
    assert done.code == 0, done.said
    (site / "content/pages/method.md").write_text("# Method\n\nAnother.\n", "utf-8")


@dataclass(frozen=True)
class Case:
    """A command, and what is done to the demo before it."""

    line: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda _: None


CASES = [
    Case(("verify",), replace(LOCK, "  gull-five-parties:", "  gull-six-parties:")),
    Case(("fix", "--write"), mistaken),
    Case(("new", "story", "--title", "A second bell")),
    Case(
        ("new", "source", "--url", "https://example.org/a", "--title", "A bell",
         "--publisher", "The Post", "--date", "2031-05-01"),
    ),
    Case(("new", "quotation", "--source", "gull-wire", "--exact", "Five search parties")),
    Case(("quote", "--yes", "--source", "gull-wire", "search parties are looking for a bell")),
    Case(
        ("new", "site", "mine", "--title", "A", "--publisher", "B", "--contact", "c@example.org"),
    ),
    Case(("render", "-o", "out"), rendered),
]  # fmt: skip


def points(steps: int) -> list[int]:
    """Some steps of a command, or all if it has no more."""
    number = min(steps, 7 if EVERYTHING else 3)
    return [steps - (steps - 1) * each // max(number - 1, 1) for each in range(number)]


def whole(now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """Whether each file is as it was, or as it should become."""
    names = before.keys() | after.keys() | now.keys()
    return all(now.get(name) in (before.get(name), after.get(name)) for name in names)


def state(site: Path) -> dict[str, bytes]:
    """All that an editor sees; a folder that is still empty is nothing lost."""
    return {name: data for name, data in files_of(site).items() if not ASIDE.search(name)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case.line[:2]))
def test_nothing_is_lost(
    tmp_path: Path,
    case: Case,
    say: Callable[[str], None],
) -> None:
    given = make_site(tmp_path / "given", base=DEMO)
    case.prepare(given)
    before = state(given)
    peace = shutil.copytree(given, tmp_path / "peace")
    done = command(case, peace).run()
    after = state(peace)
    assert after != before, done.said
    failed = 0
    site = shutil.copytree(given, tmp_path / "site")
    for number, at in enumerate(points(done.steps)):
        # Long commands have more points than faults, and take longer.
        several = 1 if done.steps > MANY else 2
        for fault in (FAULTS[number % 4], FAULTS[(number + 2) % 4])[:several]:
            now = struck(case, site, fault, at)
            where = f"{fault.name}, step {at} of {done.steps}"
            # Where nothing can be renamed any more, nothing can be taken back either.
            assert now in (before, after) or fault in (NO_NAMES, READ_ONLY), where
            assert whole(now, before, after), where
            failed += now != after
            if now != before or fault is READ_ONLY:
                shutil.rmtree(site)
                shutil.copytree(given, site)
    assert failed >= (4 if EVERYTHING else 1)
    # What a failure left is in nobody's way.
    assert command(case, site).run().code == done.code
    assert state(site) == after
    say(f"{' '.join(case.line[:2])}: failed {failed} times: 0 files lost")


def command(case: Case, site: Path) -> Command:
    return Command(case.line, site, site, env={"SOURCE_DATE_EPOCH": "1924905600"})


def struck(case: Case, site: Path, fault: Fault, at: int) -> dict[str, bytes]:
    """Run the command with a fault; the site as it is after it."""
    run = command(case, site)
    run.fault, run.at = fault, at
    done = run.run()
    where = f"{fault.name}, step {at}: {done.code}: {done.said}"
    assert "Traceback" not in done.said, where
    assert done.code == 0 or (done.code == 2 and fault.is_told(done.said)), where
    return state(site)
