"""The lock held against the copies: what is compared, and what is not compared again."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.memory import Memory
from generator.pipeline import compile_site
from tests.support import make_site

LOCK = "content/quotations.lock.yml"
COPY = "content/archive/post.txt"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


def change(path: Path, was: str, now: str) -> None:
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now), "utf-8")


def held(site: Path, memory: Memory) -> tuple[Diagnostic, ...]:
    return compile_site(site, archive=site / "content/archive", memory=memory).diagnostics


def test_each_copy_is_compared_once(site: Path, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "cache.db")
    assert held(site, memory) == ()
    assert memory.made["held"] == 1
    assert held(site, memory) == ()
    assert memory.made["held"] == 1, "nothing has changed"
    change(site / LOCK, "start: 10", "start: 12")
    for _ in "12":
        assert [each.code for each in held(site, memory)] == ["forged-lock"]
    assert memory.made["held"] == 2, "the finding is kept as well"
    change(site / COPY, "nobody", "everybody")
    assert [each.code for each in held(site, memory)] == ["changed-copy"]
    memory.close()


def test_a_lock_that_names_no_copy_is_compared_as_well(site: Path, tmp_path: Path) -> None:
    memory = Memory(tmp_path / "cache.db")
    lock = site / LOCK
    lines = lock.read_text("utf-8").split("\n")
    at = lines.index("sources:")
    assert lines[at + 3] == "quotations:"
    lock.write_text("\n".join([*lines[:at], "sources: {}", *lines[at + 3 :]]), "utf-8")
    assert held(site, memory) == ()
    change(lock, "start: 62", "start: 61")
    (problem,) = held(site, memory)
    assert (problem.code, problem.place.file) == ("forged-lock", LOCK)
    memory.close()


def test_without_copies_nothing_is_compared(site: Path, tmp_path: Path) -> None:
    (site / COPY).unlink()
    change(site / LOCK, "start: 10", "start: 12")
    memory = Memory(tmp_path / "cache.db")
    assert held(site, memory) == ()
    memory.close()
