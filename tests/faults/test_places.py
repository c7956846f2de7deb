"""Where `explainer build` may build: what was not made by it is left alone, links included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.adapters.mkdocs.publish import MARKER
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


LEADS_OUT = {
    "../../../secret/key.txt": True, "../../../secret": True, "within/key.txt": True,
    "../archive": True, "../archive/tide-post.txt": True, "../../.git/config": True,
    # These are found while the content is read, and are refused by the system.
    "..": False, "nowhere": False,
}  # fmt: skip


def test_links_that_lead_out_are_not_published(demo: Path) -> None:
    """A pull request can bring a link along, and MkDocs would publish what it leads to."""
    secret = demo.parent / "secret"
    secret.mkdir()
    (secret / "key.txt").write_bytes(b"a key")
    (demo / ".git").mkdir()
    (demo / ".git/config").write_bytes(b"a token")
    pages = demo / "content/pages"
    for target, is_ours in LEADS_OUT.items():
        if target.startswith("within"):
            # By way of a link that is hidden from MkDocs.
            (pages / ".within").symlink_to(secret)
            target = f".{target}"  # noqa: PLW2901 - what it is for this file
        (pages / "open.txt").symlink_to(target)
        done = Command(("build",), demo, demo).run()
        assert refused(done, is_ours=is_ours), f"{target}: {done.said}"
        assert not (demo / "site").exists()
        (pages / "open.txt").unlink()
    (pages / "open.txt").symlink_to("../archive/tide-post.txt")
    assert refused(Command(("render", "-o", "out"), demo, demo).run(), is_ours=True)
    assert not (demo / "out").exists()


def refused(done: Done, *, is_ours: bool) -> bool:
    assert "Traceback" not in done.said
    told = "content/pages/open.txt" in done.said
    return done.code == 2 and told and ("is a link that leads" in done.said) == is_ours


def test_a_link_within_the_site_is_published(pair: Pair) -> None:
    site = pair.sites["first"]
    (site / "NOTES.txt").write_bytes(b"notes")
    (site / "content/pages/notes.txt").symlink_to("../../NOTES.txt")
    done = pair.build("first").run()
    assert done.code == 0, done.said
    assert (pair.place / "notes.txt").read_bytes() == b"notes"
    assert not (pair.place / "notes.txt").is_symlink()
