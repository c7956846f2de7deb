"""Every reading is bounded, and each refusal has its reason."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.files import ReadError, Refusal, list_folder, open_file, read_file, walk_files
from tests.support import no_hang


def refusal(call: Callable[[], object]) -> Refusal:
    with no_hang(), pytest.raises(ReadError) as caught:
        call()
    return caught.value.reason


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"words")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


def test_a_file_is_read_up_to_its_bound(site: Path) -> None:
    assert read_file(site / "a.txt", inside=site, at_most=5) == b"words"
    with pytest.raises(ReadError, match="the file has 5 bytes; 4 are allowed") as caught:
        read_file(site / "a.txt", inside=site, at_most=4)
    assert caught.value.reason is Refusal.TOO_LARGE


def test_a_large_file_is_refused_before_it_is_read(site: Path) -> None:
    with (site / "large").open("wb") as file:
        file.truncate(10**13)  # no memory could hold it
    assert refusal(lambda: read_file(site / "large", inside=site, at_most=10)) is Refusal.TOO_LARGE


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("../secret.txt", Refusal.OUTSIDE),
        ("..", Refusal.OUTSIDE),
        ("/dev/zero", Refusal.OUTSIDE),
        ("/proc/self/environ", Refusal.OUTSIDE),
        ("by-way/secret.txt", Refusal.OUTSIDE),
        ("nowhere", Refusal.UNREADABLE),
        ("link", Refusal.UNREADABLE),
        (".", Refusal.NOT_A_FILE),
    ],
)
def test_links_are_not_followed_out(site: Path, target: str, reason: Refusal) -> None:
    (site / "by-way").symlink_to("..")
    (site / "link").symlink_to(target)
    assert refusal(lambda: read_file(site / "link", inside=site, at_most=100)) is reason


def test_a_folder_whose_name_begins_alike_is_outside(site: Path) -> None:
    other = site.with_name("site-2")
    other.mkdir()
    (other / "b.txt").write_bytes(b"b")
    (site / "link").symlink_to(other / "b.txt")
    assert refusal(lambda: read_file(site / "link", inside=site, at_most=9)) is Refusal.OUTSIDE


def test_links_inside_are_followed_also_where_the_site_is_a_link(site: Path) -> None:
    (site / "link").symlink_to("a.txt")
    (site.parent / "by-another-name").symlink_to(site)
    for root in (site, site.parent / "by-another-name"):
        assert read_file(root / "link", inside=root, at_most=9) == b"words"


def test_what_is_no_file_is_neither_read_nor_waited_for(site: Path) -> None:
    os.mkfifo(site / "pipe")
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind(str(site / "sock"))
        for name in ("pipe", "sock", "."):
            path = site / name
            assert refusal(lambda p=path: open_file(p, inside=site)) is Refusal.NOT_A_FILE  # type: ignore[misc]


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "nothing", "a.txt/b"])
def test_names_that_cannot_be_used(site: Path, name: str) -> None:
    assert refusal(lambda: read_file(site / name, inside=site, at_most=9)) is Refusal.UNREADABLE


def test_a_folder_is_listed_up_to_its_bound(site: Path) -> None:
    (site / "b").mkdir()
    (site / "out").symlink_to("..")
    (site / "in").symlink_to("b")
    entries = {each.name: each for each in list_folder(site, inside=site)}
    assert list(entries) == ["a.txt", "b", "in", "out"]
    assert [name for name, each in entries.items() if each.is_folder] == ["b", "in"]
    assert [name for name, each in entries.items() if each.leads_out] == ["out"]
    assert refusal(lambda: list_folder(site, inside=site, at_most=3)) is Refusal.TOO_MANY
    assert refusal(lambda: list_folder(site / "out", inside=site)) is Refusal.OUTSIDE


def test_a_walk_is_bounded_and_follows_no_link(site: Path) -> None:
    (site / "b/c").mkdir(parents=True)
    (site / "b/c/d.txt").touch()
    (site / "b/loop").symlink_to("..")
    (site / "b-").touch()
    found = [path.relative_to(site).as_posix() for path in walk_files(site, inside=site)]
    assert found == ["a.txt", "b/c/d.txt", "b/loop", "b-"]
    kept = walk_files(site, inside=site, skip=lambda _, entry: entry.name == "b")
    assert [path.name for path in kept] == ["a.txt", "b-"]
    assert refusal(lambda: [*walk_files(site, inside=site, at_most=4)]) is Refusal.TOO_MANY
    assert [*walk_files(site, inside=site, at_most=6)]


def test_a_walk_says_what_lies_too_deep_and_goes_on(site: Path) -> None:
    deep = site / "/".join("b" * 20)
    deep.mkdir(parents=True)
    (deep / "c").touch()
    told: list[ReadError] = []
    assert [each.name for each in walk_files(site, inside=site, refused=told.append)] == ["a.txt"]
    assert [each.reason for each in told] == [Refusal.TOO_DEEP]
