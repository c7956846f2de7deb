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

from generator.adapters.provenance import BUILD_FILE
from generator.adapters.sums import SUMS_FILE
from generator.memory import FOLDER_VARIABLE
from generator.workers import CORES_VARIABLE
from tests.sites import files_of
from tests.support import DEMO, make_site

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
FORKED = """
from generator import workers
forked, parts = workers._forked, 0
def several(function, things, number):
    global parts
    parts += len(things)
    assert number == 2
    yield from forked(function, things, number)
workers._WORTH_IT, workers._AT_A_TIME, workers._forked = 2, 1, several
told = lambda: f"{parts} parts in forks"
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
    """Where a site is built: `prepare` is given the site's folder and gives the one to build in."""

    name: str
    env: Mapping[str, str] = field(default_factory=dict)
    code: str = "told = str\n"
    says: str = ""
    umask: int = 0o022
    prepare: Callable[[Path], Path] = lambda site: site


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
        says="ascii is the encoding",
    ),
    Environment("another seed of hashes", {"PYTHONHASHSEED": "7"}),
    Environment("another order of files", code=REVERSED, says="folders backwards"),
    Environment("another umask", umask=0o077),
    Environment("two cores", {CORES_VARIABLE: "2"}, FORKED, says="parts in forks"),
    Environment("another day", code=LATER, says="the year 20"),
]


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
    assert place.says in said
    assert not said.startswith("0 "), f"{place.name}: nothing was done otherwise: {said}"
    return files_of(out)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The demo, built on one core in an ordinary place."""
    folder = tmp_path_factory.mktemp("usual")
    return build(make_site(folder / "demo", base=DEMO), folder / "out", Environment("usual"))


def differing(first: Mapping[str, bytes], second: Mapping[str, bytes]) -> set[str]:
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def test_every_environment_gives_the_same_bytes(
    usual: dict[str, bytes],
    tmp_path: Path,
    say: Callable[[str], None],
) -> None:
    found: dict[str, set[str]] = {}
    for number, place in enumerate(ENVIRONMENTS):
        site = place.prepare(make_site(tmp_path / f"{number}/site", base=DEMO))
        found[place.name] = differing(usual, build(site, tmp_path / f"{number}/out", place))
    # The second time, what was made for the first is read back.
    site = make_site(tmp_path / "kept/site", base=DEMO)
    for name in ("an empty memory", "a full memory"):
        place = Environment(name, {FOLDER_VARIABLE: str(tmp_path / "kept/memory")})
        found[name] = differing(usual, build(site, tmp_path / "kept" / name, place))
    assert any((tmp_path / "kept/memory").glob("*.db"))
    assert {name: files for name, files in found.items() if files} == {}
    assert len(found) >= 8
    assert len(usual) > 90
    say(f"{len(found)} environments, {len(usual)} files each: 0 differ")


def test_an_edit_that_no_page_shows_changes_only_what_names_the_content(
    usual: dict[str, bytes], demo: Path, tmp_path: Path
) -> None:
    story = demo / "content/stories/ostermill-bell/story.yml"
    story.write_text(story.read_text("utf-8") + "# A comment.\n", "utf-8")
    again = build(demo, tmp_path / "out", Environment("edited"))
    assert differing(usual, again) == {BUILD_FILE, SUMS_FILE, "method.html"}
