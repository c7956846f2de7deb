"""A site that is built again and again is the one that is built at once, whatever was edited."""

from __future__ import annotations

import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.index import FOLDER_VARIABLE
from tests.builds import append, differing, replace
from tests.faults.command import Command, Done
from tests.sites import files_of
from tests.support import DEMO, EVERYTHING, make_site

pytestmark = [pytest.mark.slow, pytest.mark.sampled]
ROUNDS, KILLS = (120, 60) if EVERYTHING else (4, 1)
STORY = "content/stories/ostermill-bell/story.yml"
SLED = "term: sled\nkind: other\ndefinition: |\n  A thing. [editor]\n"
ERRATA = '{{ heading(1, "top", "Errata") }}\n<p>x</p>\n'

Edit = Callable[[Path, random.Random], None]


def words(name: str, was: str) -> Edit:
    """Other words each time, where some stand."""

    def edit(site: Path, chance: random.Random) -> None:
        path = site / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        at = next(at for at, line in enumerate(lines) if line.lstrip().startswith(was))
        start = lines[at][: lines[at].index(was)]
        lines[at] = f"{start}{was} Number {chance.randrange(100)} of many\n"
        path.write_text("".join(lines), "utf-8")

    return edit


def toggled(name: str, text: str) -> Edit:
    """A file that comes and goes."""

    def edit(site: Path, _: random.Random) -> None:
        path = site / name
        path.unlink() if path.exists() else append(path, text)

    return edit


def swapped(name: str, one: str, other: str) -> Edit:
    """One of two wordings, in turn."""

    def edit(site: Path, _: random.Random) -> None:
        path = site / name
        is_one = one in path.read_text("utf-8")
        replace(path, *((one, other) if is_one else (other, one)))

    return edit


def story_comes_and_goes(site: Path, _: random.Random) -> None:
    """A second story, a copy of the first under another name and title."""
    folder = site / "content/stories/second-bell"
    if folder.exists():
        shutil.rmtree(folder)
        return
    shutil.copytree(site / "content/stories/ostermill-bell", folder)
    words("content/stories/second-bell/story.yml", "title:")(site, random.Random(1))  # noqa: S311


def story_renamed(site: Path, _: random.Random) -> None:
    stories = site / "content/stories"
    names = ("la-cloche", "la-cloche-deux")
    was, now = names if (stories / names[0]).exists() else names[::-1]
    (stories / was).rename(stories / now)


EDITS: list[Edit] = [
    words(STORY, "title:"),
    words("content/site.yml", "title:"),
    words("content/site.yml", "description:"),
    words("content/sources/gull-wire.yml", "title:"),
    words("content/sources/tide-post.yml", "short:"),
    swapped(STORY, "Belfries were never so quiet.", "Belfries have never been so quiet."),
    swapped(STORY, "  - lost property\n", "  - things that are lost\n"),
    swapped(STORY, "  - bells & towers\n", "  - towers\n"),
    swapped("content/glossary/clapper.yml", "term: Clapper", "term: Tongue"),
    swapped("mkdocs.yml", "primary: custom", "primary: teal"),
    swapped("mkdocs.yml", "navigation.tabs", "navigation.sections"),
    toggled("content/glossary/sled.yml", SLED),
    toggled("content/pages/more.md", "# More\n\n[a](stories/ostermill-bell.md) [b](sources.md)\n"),
    toggled("site-templates/host/robots.txt", "User-agent: *\n"),
    toggled("site-templates/pages/corrections.html", ERRATA),
    story_comes_and_goes,
    story_renamed,
]  # fmt: skip


def build(site: Path, out: Path, kept: str) -> Command:
    return Command(
        ("build", "--drafts", "-d", str(out)), site, site.parent, env={FOLDER_VARIABLE: kept}
    )


def compared(site: Path, done: Done, tmp_path: Path) -> tuple[set[str], bool]:
    """What differs from a build that begins with nothing, and whether there was one."""
    out = tmp_path / "cold"
    shutil.rmtree(out, ignore_errors=True)
    cold = build(site, out, "off").run()
    assert "Traceback" not in cold.said + done.said
    assert (cold.code, cold.said.replace(str(out), "")) == (
        done.code, done.said.replace(str(tmp_path / "warm"), ""),
    )  # fmt: skip
    if done.code:
        return set(), False
    return differing(files_of(out), files_of(tmp_path / "warm")), True


def test_warm_is_cold_after_any_edits(tmp_path: Path, say: Callable[[str], None]) -> None:
    chance = random.Random(15)  # noqa: S311 - any edits will do
    site = make_site(tmp_path / "site", base=DEMO)
    kept = str(tmp_path / "kept")
    assert build(site, tmp_path / "warm", kept).run().code == 0
    order = [
        each for _ in range(ROUNDS // len(EDITS) + 2) for each in chance.sample(EDITS, len(EDITS))
    ]
    published = 0
    for number in range(ROUNDS):
        several = [order.pop() for _ in range(chance.choice((1, 1, 2)) if order else 0)]
        for edit in several:
            edit(site, chance)
        done = build(site, tmp_path / "warm", kept).run()
        found, is_built = compared(site, done, tmp_path)
        assert found == set(), f"round {number}"
        published += is_built
    assert published > ROUNDS / 2
    say(f"{ROUNDS} rounds of edits, {published} sites built warm and cold: 0 files differ")


def test_kills_leave_an_index_that_misleads_nobody(
    tmp_path: Path, say: Callable[[str], None]
) -> None:
    """At any moment of a warm build: the published site stays, and the next build is right."""
    chance = random.Random(16)  # noqa: S311 - any moment will do
    site = make_site(tmp_path / "site", base=DEMO)
    kept, place = str(tmp_path / "kept"), tmp_path / "warm"
    started = time.monotonic()
    assert build(site, place, kept).run().code == 0
    usual = time.monotonic() - started
    killed = rounds = 0
    while killed < KILLS:
        rounds += 1
        assert rounds < 5 * KILLS, "builds end before they can be killed"
        before = files_of(place)
        for edit in chance.sample(EDITS[:7], 2):
            edit(site, chance)
        command = build(site, place, kept).start()
        time.sleep(chance.uniform(0, usual))
        is_killed = command.kill().code == -signal.SIGKILL
        killed += is_killed
        after = files_of(place)
        done = build(site, place, kept).run()
        out = tmp_path / "cold"
        shutil.rmtree(out, ignore_errors=True)
        assert build(site, out, "off").run().code == done.code == 0, done.said
        assert differing(files_of(out), files_of(place)) == set(), f"round {rounds}"
        # What stood there after the kill was the old site, or the new one in its place already.
        assert after in (before, files_of(place)), f"round {rounds}"
    say(f"{killed} kills of warm builds: 0 files differ afterwards")
