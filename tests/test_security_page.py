"""`SECURITY.md` names for each promise a test that there is."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support import ROOT

PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[^`\s]+)`", PAGE)))


def has_tests(path: Path) -> bool:
    return path.is_file() and bool(
        re.search(r"^(async )?def test_", path.read_text("utf-8"), re.MULTILINE)
    )


def test_every_test_that_it_names_is_there() -> None:
    assert [name for name in NAMED if not has_tests(ROOT / name)] == []


def test_every_promise_names_a_test() -> None:
    part = PAGE[PAGE.index("## What is promised") : PAGE.index("## What is not promised")]
    promises = re.split(r"\n- ", part)[1:]
    assert len(promises) > 12
    assert [each for each in promises if "`tests/" not in each] == []
    assert all(f"`{name}`" in part for name in NAMED)


def test_the_tasks_that_it_names_are_there() -> None:
    tasks = set(re.findall(r"`make (\w+)`", PAGE))
    assert "audit" in tasks
    rules = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert tasks <= set(rules)
