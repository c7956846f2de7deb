"""Where `explainer build` may build: what was not made by it is left alone, links included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing.atomic_swap import MARKER
from tests.faults.command import Command, Done
from tests.faults.conftest import Pair
from tests.sites import files_of

pytestmark = pytest.mark.slow
WORK = {"thesis.txt": b"ten years of work"}


def of_others(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_bytes(WORK["thesis.txt"])
    return folder


def made_here(folder: Path) -> Path:
    """A folder with the mark of a site, such as another site's."""
    of_others(folder)
    (folder / MARKER).touch()
    return folder


def folder_of_others(pair: Pair) -> Path:
    return of_others(pair.place)


def link_to_a_folder_of_others(pair: Pair) -> Path:
    pair.place.symlink_to(of_others(pair.disk / "mine"))
    return pair.disk / "mine"


def link_beside(name: str) -> Callable[[Pair], Path]:
    """A link, as a pull request can bring one along, where the command keeps what it works on."""

    def make(pair: Pair) -> Path:
        mine = made_here(pair.disk.parent / "mine")
        (pair.disk / name).symlink_to(mine)
        return mine

    return make


def lock_that_leads_elsewhere(pair: Pair) -> Path:
    mine = of_others(pair.disk.parent / "mine")
    (pair.disk / ".published.lock").symlink_to(mine / "thesis.txt")
    return mine


@pytest.mark.parametrize(
    ("arrange", "said"),
    [
        (folder_of_others, "did not write"),
        (link_to_a_folder_of_others, "did not write"),
        (link_beside(".published.new"), "is a link"),
        (link_beside(".published.old"), "is a link"),
        (lock_that_leads_elsewhere, ".published.lock"),
    ],
)
def test_what_is_not_ours_stays(pair: Pair, arrange: Callable[[Pair], Path], said: str) -> None:
    folder = arrange(pair)
    before = files_of(folder)
    done = pair.build("first").run()
    assert done.code == 2
    assert said in done.said
    assert "Traceback" not in done.said
    assert files_of(folder) == before


def test_a_file_in_its_place_stays(pair: Pair) -> None:
    pair.place.write_bytes(b"a file")
    done = pair.build("first").run()
    assert (done.code, pair.place.read_bytes()) == (2, b"a file")
    assert "is a file" in done.said


def test_links_are_replaced_and_not_followed(pair: Pair) -> None:
    """A published folder that is reached by a link, and links that somebody put into it."""
    pair.publish("second")
    real = pair.place.rename(pair.disk / "real")
    pair.place.symlink_to(real)
    mine = of_others(pair.disk / "mine")
    (real / "top").symlink_to(mine)
    (real / "assets/deep").symlink_to(mine)
    (real / "index.html").unlink()
    (real / "index.html").symlink_to(mine / "thesis.txt")
    pair.publish("first")
    assert pair.place.is_symlink()
    assert not [path for path in real.rglob("*") if path.is_symlink()]
    assert files_of(mine) == WORK


LEADS_OUT = (
    "../../../secret/key.txt", "../../../secret", "within/key.txt", "../archive",
    "../archive/tide-post.txt", "../../.git/config", "..", "nowhere", "/dev/zero", "/",
)  # fmt: skip


def test_links_that_lead_out_are_not_published(demo: Path) -> None:
    """A pull request can bring a link along, and MkDocs would publish what it leads to."""
    secret = demo.parent / "secret"
    secret.mkdir()
    (secret / "key.txt").write_bytes(b"a key")
    (demo / ".git").mkdir()
    (demo / ".git/config").write_bytes(b"a token")
    pages = demo / "content/pages"
    for target in LEADS_OUT:
        if target.startswith("within"):
            # By way of a link that is hidden from MkDocs.
            (pages / ".within").symlink_to(secret)
            target = f".{target}"  # noqa: PLW2901 - what it is for this file
        (pages / "open.md").symlink_to(target)
        done = Command(("build",), demo, demo).run()
        assert refused(done), f"{target}: {done.said}"
        assert not (demo / "site").exists()
        (pages / "open.md").unlink()
    (pages / "open.md").symlink_to("../archive/tide-post.txt")
    assert refused(Command(("check",), demo, demo).run())
    assert refused(Command(("render", "-o", "out"), demo, demo).run())
    assert not (demo / "out").exists()


def refused(done: Done) -> bool:
    assert "Traceback" not in done.said
    return done.code == 1 and "content/pages/open.md: error refused-file: it is a link" in done.said


def test_a_link_within_the_site_is_published(pair: Pair) -> None:
    site = pair.sites["first"]
    (site / "NOTES.md").write_bytes(b"# Some notes\n")
    (site / "more").mkdir()
    (site / "more/deep.md").write_bytes(b"# Deeper\n")
    (site / "content/pages/notes.md").symlink_to("../../NOTES.md")
    (site / "content/pages/sub").symlink_to("../../more")
    done = pair.build("first").run()
    assert done.code == 0, done.said
    assert b"Some notes" in (pair.place / "notes.html").read_bytes()
    assert b"Deeper" in (pair.place / "sub/deep.html").read_bytes()
    assert not (pair.place / "notes.html").is_symlink()
