"""The files of an import: all of them are written, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.files import FileChangedError
from generator.importing.plan import Plan, write_plan
from generator.scaffold.answers import ScaffoldError

OLD = "content/sources/a.yml"
NEW = "content/stories/b/story.yml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content/sources").mkdir(parents=True)
    (tmp_path / OLD).write_bytes(b"before")
    return tmp_path


def test_new_and_changed_files_are_written(site: Path) -> None:
    write_plan(Plan({NEW: "new"}, {OLD: (b"before", b"after")}), site)
    assert ((site / NEW).read_bytes(), (site / OLD).read_bytes()) == (b"new", b"after")


def test_a_file_that_somebody_else_has_changed_stays_and_nothing_is_left(site: Path) -> None:
    with pytest.raises(FileChangedError, match="nothing was written"):
        write_plan(Plan({NEW: "new"}, {OLD: (b"earlier", b"after")}), site)
    assert (site / OLD).read_bytes() == b"before"
    assert not (site / "content/stories").exists()


def test_no_file_is_written_over(site: Path) -> None:
    with pytest.raises(ScaffoldError):
        write_plan(Plan({NEW: "new", OLD: "over"}), site)
    assert (site / OLD).read_bytes() == b"before"
    assert not (site / "content/stories").exists()
