"""The same content gives the same bytes, whatever the machine, its settings and its past.

The wheel is one environment more: `tests/test_wheel.py` builds with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.index import FOLDER_VARIABLE
from generator.parallel import CORES_VARIABLE
from generator.publishing.checksums import CHECKSUMS_FILE
from generator.publishing.provenance import BUILD_FILE
from tests.sites import files_of
from tests.support import DEMO, EVERYTHING, make_site

pytestmark = pytest.mark.slow

# What runs before the command, in its process. Each says that it did what it is there for.
REVERSED = """
import os, sys
scan, names = os.scandir, os.listdir
seen = 0
class Backwards:
    def __init__(self, rows): self.rows = iter(rows)
    def __iter__(self): return self.rows
    def __next__(self): return next(self.rows)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
def scandir(path="."):
    global seen
    with scan(path) as entries:
        rows = sorted(entries, key=lambda entry: entry.name, reverse=True)
    seen += len(rows) > 1
    return Backwards(rows)
os.scandir = scandir
os.listdir = lambda path=".": sorted(names(path), reverse=True)
told = lambda: f"{seen} folders backwards"
"""
COUNTED = """
from concurrent.futures import ProcessPoolExecutor
submit, tasks = ProcessPoolExecutor.submit, 0
def counted(*args, **kwargs):
    global tasks
    tasks += 1
    return submit(*args, **kwargs)
ProcessPoolExecutor.submit = counted
told = lambda: f"{tasks} tasks of other processes"
"""
LATER = """
import datetime, time
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return super().now(tz) + datetime.timedelta(days=500)
datetime.datetime = Later
clock = time.time
time.time = lambda: clock() + 500 * 24 * 3600
told = lambda: time.strftime("the year %Y", time.gmtime(time.time()))
"""
RUN = """
import atexit, sys
atexit.register(lambda: sys.stderr.write(told()))
from generator.cli import main
main()
"""


@dataclass(frozen=True)
class Environment:
    """Where a site is built: `prepare` is given the site's folder and gives the one to build in.

    What is meant to be otherwise says that it was; `says` has a part of each such line.
    """

    name: str
    env: Mapping[str, str] = field(default_factory=dict)
    code: str = "told = str\n"
    says: tuple[str, ...] = ()
    umask: int = 0o022
    prepare: Callable[[Path], Path] = lambda site: site


def with_many_stories(site: Path) -> Path:
    """So many that each stage of a build is worth several processes."""
    story = site / "content/stories/ostermill-bell"
    for number in range(24):
        shutil.copytree(story, story.with_name(f"bell-{number}"))
    return site


def by_links(site: Path) -> Path:
    """A folder with a name that is no plain one, reached by a link, in which all is a link."""
    folder = site.parent / "öther folder"
    folder.mkdir()
    site.rename(folder / "real")
    for name in ("content", "mkdocs.yml"):
        (folder / name).symlink_to(f"real/{name}")
    (site.parent / "link").symlink_to(folder)
    return site.parent / "link"


def exported(site: Path) -> Path:
    """As from an archive file: one old date everywhere, no copies of sources, and other litter."""
    shutil.rmtree(site / "content/archive")
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref: refs/heads/other\n")
    (site / "content/.DS_Store").write_bytes(b"\0")
    for path in site.rglob("*"):
        os.utime(path, (10**9, 10**9))
    return site


ENVIRONMENTS = [
    Environment("another folder, by links", prepare=by_links),
    Environment("an export without git, copies and dates", prepare=exported),
    Environment("another time zone", {"TZ": "Pacific/Kiritimati"}),
    Environment(
        "another locale",
        {"LC_ALL": "POSIX", "LANGUAGE": "ar", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        "import locale, sys\ntold = lambda: f'{sys.getfilesystemencoding()} is the encoding'\n",
        says=("ascii is the encoding",),
    ),
    Environment("another seed of hashes", {"PYTHONHASHSEED": "7"}),
    Environment("another order of files", code=REVERSED, says=("folders backwards",)),
    Environment("another umask", umask=0o077),
    Environment("another day", code=LATER, says=("the year 20",)),
]


def together(*places: Environment) -> Environment:
    """All that is otherwise in several environments, in one."""

    def prepare(site: Path) -> Path:
        for each in places:
            site = each.prepare(site)
        return site

    code = "".join(f"{each.code}tellers.append(told)\n" for each in places)
    return Environment(
        ", ".join(each.name for each in places),
        {name: value for each in places for name, value in each.env.items()},
        f"tellers = []\n{code}told = lambda: '\\n'.join(tell() for tell in tellers)\n",
        tuple(line for each in places for line in each.says),
        max(each.umask for each in places),
        prepare,
    )


# What makes no difference in company makes none alone; `make fuzz` finds out which one it was.
PLACES = (
    ENVIRONMENTS
    if EVERYTHING
    else [
        ENVIRONMENTS[3],
        together(*(ENVIRONMENTS[at] for at in (0, 2, 4, 6))),
        together(*(ENVIRONMENTS[at] for at in (1, 5, 7))),
    ]
)


def build(site: Path, out: Path, place: Environment) -> dict[str, bytes]:
    """The files of the site as it is built in an environment."""
    env = {
        **os.environ, "TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "0", CORES_VARIABLE: "1",
        "PYTHONIOENCODING": "utf-8", **place.env,
    }  # fmt: skip
    options = ["--strict", "-q", "-d", out.name]
    done = subprocess.run(
        [sys.executable, "-c", place.code + RUN, "build", "-f", site / "mkdocs.yml", *options],
        cwd=out.parent, env=env, umask=place.umask, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 0, said
    for told in place.says:
        (line,) = [line for line in said.splitlines() if told in line]
        assert not line.startswith("0 "), f"{place.name}: nothing was done otherwise: {line}"
    return files_of(out)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The demo, built on one core in an ordinary place."""
    folder = tmp_path_factory.mktemp("usual")
    return build(make_site(folder / "demo", base=DEMO), folder / "out", Environment("usual"))


def differing(first: Mapping[str, bytes], second: Mapping[str, bytes]) -> set[str]:
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


@pytest.mark.sampled
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_environment_gives_the_same_bytes(
    usual: dict[str, bytes], tmp_path: Path, say: Callable[[str], None], place: Environment
) -> None:
    site = place.prepare(make_site(tmp_path / "there/site", base=DEMO))
    assert differing(usual, build(site, tmp_path / "out", place)) == set()
    assert len(usual) > 90
    say(f"{place.name}: {len(usual)} files: 0 differ")


def test_a_full_memory_gives_the_same_bytes_as_an_empty_one(
    usual: dict[str, bytes], demo: Path, tmp_path: Path
) -> None:
    # The second time, what was made for the first is read back.
    for name in ("an empty memory", "a full memory"):
        place = Environment(name, {FOLDER_VARIABLE: str(tmp_path / "memory")})
        assert differing(usual, build(demo, tmp_path / name, place)) == set(), name
    assert any((tmp_path / "memory").glob("*.index/*.db"))


def test_two_cores_give_the_same_bytes_as_one(
    demo: Path, tmp_path: Path, say: Callable[[str], None]
) -> None:
    site = with_many_stories(demo)
    one = build(site, tmp_path / "one", Environment("one core"))
    two = Environment("two cores", {CORES_VARIABLE: "2"}, COUNTED, ("tasks of other processes",))
    assert differing(one, build(site, tmp_path / "two", two)) == set()
    assert len(one) > 400
    say(f"two cores: {len(one)} files: 0 differ")


def test_an_edit_that_no_page_shows_changes_only_what_names_the_content(
    usual: dict[str, bytes], demo: Path, tmp_path: Path
) -> None:
    story = demo / "content/stories/ostermill-bell/story.yml"
    story.write_text(story.read_text("utf-8") + "# A comment.\n", "utf-8")
    again = build(demo, tmp_path / "out", Environment("edited"))
    assert differing(usual, again) == {BUILD_FILE, CHECKSUMS_FILE, "method.html"}
