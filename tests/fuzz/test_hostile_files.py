"""What can lie in a site's folder in the place of a file: nothing of it hangs, leaks or kills."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.diagnostics import as_text
from generator.passes.comparing import verify_site
from tests.compiled import compile_site
from tests.fuzz.bounded import Case, run
from tests.support import BASE, EVERYTHING, make_site

UNSEEN = "Xyzzy-what-no-reader-may-see"

ON_A_MAP = """
places:
  - {id: a, name: A, country: BE, latitude: 50.8, longitude: 4.3, text: "A bell. [editor]"}
"""
# Where something may lie, and whether it is a folder that the format wants there.
PLACES = {
    "content/site.yml": False,
    "content/quotations.lock.yml": False,
    "content/rechecks.yml": False,
    "content/stamps/0000000000000000.txt.ots": False,
    "content/history/bell.yml": False,
    "content/sources/post.yml": False,
    "content/sources/new.yml": False,
    "content/glossary/new.yml": False,
    "content/stories/bell/story.yml": False,
    "content/archive/post.txt": False,
    "maps/countries.topojson": False,
    "site-templates/locale/en.po": False,
    "site-templates/pages/story.html": False,
    "content/sources": True,
    "content/glossary": True,
    "content/stories": True,
    "content/stories/new": True,
    "content/archive": True,
    "content/stamps": True,
    "content/history": True,
    "maps": True,
}  # fmt: skip


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _outside(path: Path) -> None:
    """A link to what lies on the machine that builds, with words that would be noticed."""
    secret = Path(os.environ["OUTSIDE"])
    path.symlink_to(secret / ("folder" if PLACES[_place(path)] else "file.yml"))


def _place(path: Path) -> str:
    text = path.as_posix()
    return next(place for place in PLACES if text.endswith(place))


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(500_000_000)


def _socket(path: Path) -> None:
    # The name of a socket may have a hundred bytes: it is made elsewhere and moved.
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(aside := f"{tempfile.mkdtemp()}/s")
        Path(aside).rename(path)


HOW: dict[str, Callable[[Path], None]] = {
    "link out of the site": _outside,
    "link to a device without end": _link("/dev/zero"),
    "link to the system's root": _link("/"),
    "link to the process": _link("/proc/self/environ"),
    "link to itself": lambda path: path.symlink_to(path.name),
    "named pipe": os.mkfifo,
    "socket": _socket,
    "500 MB": _sparse,
    "folder of itself": lambda path: path.symlink_to(".."),
}


# A third of the pairs, in which each place and each kind of thing still stands.
PAIRS = [
    (place, what)
    for row, place in enumerate(PLACES)
    for column, what in enumerate(HOW)
    if EVERYTHING or (row + column) % 3 == 0
]


def attacks() -> Iterator[Case]:
    """Each kind of thing in each place."""
    home = Path(tempfile.mkdtemp())
    secret = home / "secret"
    (secret / "folder/new").mkdir(parents=True)
    os.environ["OUTSIDE"] = str(secret)
    words = (BASE / "content/sources/post.yml").read_text("utf-8")
    hidden = words.replace("publisher: ", f"publisher: {UNSEEN} ")
    for path in (secret / "file.yml", secret / "folder/new.yml", secret / "folder/new/story.yml"):
        path.write_text(hidden, "utf-8")
    for number, (place, what) in enumerate(PAIRS):
        yield f"{place}: {what}", partial(_attack, home / str(number), place, HOW[what])


def _attack(site: Path, place: str, how: Callable[[Path], None]) -> str:
    make_site(site)
    with (site / "content/stories/bell/story.yml").open("a") as story:
        story.write(ON_A_MAP)
    path = site / place
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    how(path)
    compiled = compile_site(site)
    verified = verify_site(site, "content", site / "content/archive", "2031-06-01")
    told = [*compiled.diagnostics, *verified.diagnostics]
    made = "".join(repr(page) for page in compiled.rendered.pages)
    made += "".join(repr(file.data) for file in compiled.rendered.files)
    lock = verified.comparison.lock.model_dump_json() if verified.comparison else ""
    assert UNSEEN not in made + lock + "".join(map(as_text, told))
    return " ".join(sorted({each.code for each in told}))


@pytest.mark.sampled
def test_no_file_hurts(say: Callable[[str], None]) -> None:
    outcome = run(attacks)
    say(outcome.figures("hostile files"))
    outcome.check()
    assert len(outcome.done) == len(PAIRS)
    assert {place for place, _ in PAIRS} == PLACES.keys()
    assert {what for _, what in PAIRS} == HOW.keys()
    # What nothing reads is passed over: a file where stories have folders, maps without a map.
    silent = {one.name for one in outcome.done if not one.said}
    assert {name.split(":")[0] for name in silent} <= {
        "content/stories/new", "content/glossary", "content/history", "maps",
    }  # fmt: skip
