"""`explainer check-text` as a reader uses it who has saved a page and a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import explainer as command
from tests.compiled import Compiled
from tests.support import DEMO, page_html

REPORT = DEMO / "content/archive/tide-post.txt"


def run(*arguments: str | Path) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(command, ["check-text", *map(str, arguments)])


@pytest.fixture
def page(tmp_path: Path, compiled_demo: Compiled) -> Path:
    """The published page of a source."""
    (found,) = (
        each for each in compiled_demo.rendered.pages if each.address == "sources/tide-post"
    )
    path = tmp_path / "page.html"
    path.write_text(page_html(found), "utf-8")
    return path


def test_all_stand_in_our_copy(page: Path) -> None:
    done = run(page, REPORT)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("11 of 11 quotations stand in '")
    assert done.stderr.endswith("It is the copy that the site names, byte for byte\n")


def test_what_is_not_there_is_told_with_the_nearest_words(page: Path, tmp_path: Path) -> None:
    report = tmp_path / "saved.html"
    text = REPORT.read_text("utf-8").replace("1702", "1703")
    report.write_text(f"<!doctype html><title>x</title><p>{text}</p>", "utf-8")
    done = run(page, report)
    assert done.exit_code == 1
    assert "tide-cast: these words do not stand in the copy" in done.stderr
    assert "[-1702-] {+1703+}" in done.stderr
    assert "10 of 11 quotations stand in" in done.stderr
    assert "byte for byte" not in done.stderr
    rows = json.loads(run(page, report, "--json").stdout)
    assert rows["same_copy"] is False
    assert [row["id"] for row in rows["quotations"] if not row["found"]] == ["tide-cast"]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>Nothing", "is no page of a source"),
        ("<details class=sx-check data-quotations='[[1]]'>", "cannot be read"),
        ("<details class=sx-check data-quotations='{'>", "cannot be read"),
        ("<details class=sx-check data-quotations='[[1,2,3,4,5]]'>", "are no text"),
    ],
)
def test_another_page_is_refused(tmp_path: Path, html: str, told: str) -> None:
    (tmp_path / "page.html").write_text(html)
    done = run(tmp_path / "page.html", REPORT)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_file_that_cannot_be_read_is_told(page: Path, tmp_path: Path) -> None:
    (tmp_path / "report.jpg").write_bytes(b"x")
    assert "is of no kind that can be read" in run(page, tmp_path / "report.jpg").stderr
    assert run(page, tmp_path / "none.txt").exit_code == 2
    assert run(tmp_path / "none.html", REPORT).exit_code == 2
