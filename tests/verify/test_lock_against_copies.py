"""The lock held against the copies: what is compared, and what is not compared again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.index import Store
from generator.passes import Options, read_content
from tests.support import make_site

LOCK = "content/quotations.lock.yml"
COPY = "content/archive/post.txt"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    kept = Store(tmp_path / "index")
    yield kept
    kept.close()


def change(path: Path, was: str, now: str) -> None:
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now), "utf-8")


def compared(site: Path, store: Store) -> tuple[list[Diagnostic], int]:
    """What is wrong with the site, and how many of its sources were held against their copies."""
    checked = read_content(site, "content", store, Options(archive=site / "content/archive"))
    return checked.problems, checked.stages.done.get("sources", 0)


def test_each_copy_is_compared_once(site: Path, store: Store) -> None:
    assert compared(site, store) == ([], 1)
    assert compared(site, store) == ([], 0), "nothing has changed"
    change(site / LOCK, "start: 10", "start: 12")
    for times in (1, 0):
        found, number = compared(site, store)
        assert [each.code for each in found] == ["forged-lock"]
        assert number == times, "the finding is kept as well"
    change(site / COPY, "nobody", "everybody")
    found, number = compared(site, store)
    assert [each.code for each in found] == ["changed-copy"]
    assert number == 1


def test_a_lock_that_names_no_copy_is_compared_as_well(site: Path, store: Store) -> None:
    lock = site / LOCK
    lines = lock.read_text("utf-8").split("\n")
    at = lines.index("sources:")
    assert lines[at + 3] == "quotations:"
    lock.write_text("\n".join([*lines[:at], "sources: {}", *lines[at + 3 :]]), "utf-8")
    found, number = compared(site, store)
    assert [each.code for each in found] == ["unverified-quotation"]
    assert number == 1
    change(lock, "start: 62", "start: 61")
    found, number = compared(site, store)
    told = {each.code: each.place.file for each in found}
    assert told == {"forged-lock": LOCK, "unverified-quotation": "content/sources/post.yml"}
    assert number == 1


def test_without_copies_nothing_is_compared(site: Path, store: Store) -> None:
    (site / COPY).unlink()
    change(site / LOCK, "start: 10", "start: 12")
    assert compared(site, store)[0] == []
