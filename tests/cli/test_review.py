"""`explainer review`: a walk through sentences, in a pipe and at a terminal; a sheet; pruning."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from generator.cli import explainer
from generator.load.parse import parse
from generator.load.tree import plain_value
from generator.model import Review, Reviews
from tests.sites import read_html
from tests.support import no_hang

STORY = "ostermill-bell"
FILE = f"content/reviews/{STORY}.yml"


def run(site: Path, *arguments: str, typed: str = "", width: int = 100) -> Result:
    runner = CliRunner()
    options = [*arguments, "--config-file", str(site / "mkdocs.yml")]
    return runner.invoke(
        explainer, ["review", *options], input=typed,
        env={"COLUMNS": str(width), "NO_COLOR": "1"},
    )  # fmt: skip


def reviews(site: Path) -> list[Review]:
    root, _, problems = parse((site / FILE).read_text("utf-8"), "")
    assert root is not None
    assert problems == []
    return Reviews.model_validate(plain_value(root)).reviews


@pytest.fixture
def fresh(demo: Path) -> Path:
    """The demo without reviews."""
    (demo / FILE).unlink()
    return demo


def test_verdicts_are_written_one_by_one(fresh: Path) -> None:
    typed = "s\nc\nIt was not one night.\nl\nq\n"
    done = run(fresh, STORY, "--reviewer", "Odo Pell", typed=typed)
    assert done.exit_code == 0, done.output
    assert "3 sentences read: 1 supported, 1 to change, 1 left for later" in done.output
    found = {each.sentence: each for each in reviews(fresh)}
    assert {name: each.verdict.value for name, each in found.items()} == {
        "s.1": "supported", "k.1": "change", "k.2": "later",
    }  # fmt: skip
    assert found["k.1"].note == "It was not one night."
    assert {each.by for each in found.values()} == {"Odo Pell"}


def test_a_sentence_stands_beside_its_quotations(fresh: Path) -> None:
    done = run(fresh, STORY, "--reviewer", "Odo Pell", typed="q\n")
    shown = " ".join(done.output.split())
    assert "Standfirst" in shown
    assert "a bell of some 900 kilograms left a locked tower." in shown
    assert "Tide Post, 2031-04-05 (tide-weight)" in shown
    assert "Said by the parish clerk, whom the sentence does not name." in shown
    # What is around the words, from the copy.
    assert ">> It weighed some 900 kilograms <<, the parish clerk said." in shown
    assert "Not in the sentence: weighed, It" in shown
    assert "Elsewhere, Gull Wire (on the same question): The bell weighs 1,100" in shown


def test_without_an_archive_the_words_stand_alone(fresh: Path) -> None:
    done = run(fresh, STORY, "--reviewer", "Odo Pell", "--archive", str(fresh / "no"), typed="q\n")
    assert "There is no archive" in done.output
    assert ">> It weighed some 900 kilograms <<" in done.output
    assert "parish clerk said" not in done.output


def test_what_was_reviewed_is_not_shown_again(demo: Path) -> None:
    def number(*arguments: str) -> int:
        done = run(demo, STORY, *arguments, typed="q\n")
        found = re.search(r"\[1/(\d+)\]", done.output)
        assert found, done.output
        return int(found[1])

    # Odo has found three supported and left one; Wren, who wrote it, has read one.
    assert number("--all", "--reviewer", "Odo Pell") == 58
    assert number("--reviewer", "Odo Pell") == 55
    assert number("--reviewer", "Wren Holloway") == 54


def test_an_author_is_told_that_it_is_a_first_reading(demo: Path) -> None:
    done = run(demo, STORY, "--reviewer", "wren holloway", typed="q\n")
    assert "counts as a first one" in done.output


def test_a_verdict_is_corrected_by_going_back(fresh: Path) -> None:
    done = run(fresh, STORY, "--reviewer", "Odo Pell", typed="b\ns\nb\nc\n\nc\nNo.\n?\nq\n")
    assert "This is the first sentence." in done.output
    assert "Without a note nothing is written down." in done.output
    assert "s: what it cites says what it says." in done.output
    assert [(each.verdict.value, each.note) for each in reviews(fresh)] == [("change", "No.")]
    assert "1 sentence read: 1 to change" in done.output


def test_when_the_input_ends_nothing_is_lost(fresh: Path) -> None:
    assert run(fresh, STORY, "--reviewer", "Odo Pell", typed="s\ns\nc\n").exit_code == 0
    assert len(reviews(fresh)) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((STORY, "--reviewer", "Ida"), 2, "is not among the reviewers in site.yml: Odo Pell"),
        ((STORY, "--reviewer", " "), 2, "a name is wanted"),
        ((STORY,), 2, "--reviewer is missing"),
        (("no-story", "--reviewer", "Odo Pell"), 2, "there is no story 'no-story'"),
    ],
)
def test_wrong_options(demo: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run(demo, *arguments)
    assert (done.exit_code, told in done.output) == (code, True), done.output


def test_a_story_without_authors(fresh: Path) -> None:
    path = fresh / f"content/stories/{STORY}/story.yml"
    path.write_text(path.read_text("utf-8").replace("authors: [Wren Holloway]\n", ""), "utf-8")
    done = run(fresh, STORY, "--reviewer", "Odo Pell", typed="q\n")
    assert "names no 'authors'" in done.output


def test_bad_content_is_reported_and_nothing_is_written(demo: Path) -> None:
    before = (demo / FILE).read_text("utf-8")
    (demo / FILE).write_text(f"<<<<<<< a\n{before}=======\n>>>>>>> b\n", "utf-8")
    done = run(demo, STORY, "--reviewer", "Odo Pell", typed="s\n")
    assert done.exit_code == 1
    assert f"{FILE}:1:1: error merge-conflict" in done.output


def test_a_file_that_cannot_be_written_to_ends_it(fresh: Path) -> None:
    text = "reviews: [{of: 3f9c2a71b04d, by: Odo Pell, on: 2031-05-04, verdict: later}]\n"
    (fresh / FILE).write_text(text, "utf-8")
    done = run(fresh, STORY, "--reviewer", "Odo Pell", typed="s\ns\n")
    assert done.exit_code == 2
    assert "this verdict is not written down" in done.output
    assert (fresh / FILE).read_text("utf-8") == text


@pytest.mark.parametrize("width", [40, 60])
def test_lines_are_broken_for_narrow_terminals(fresh: Path, width: int) -> None:
    done = run(fresh, STORY, "--reviewer", "Odo Pell", typed="s\ns\ns\nq\n", width=width)
    card = [line for line in done.output.splitlines() if "[s]upported" not in line]
    too_long = [line for line in card if cell_len(line) > width and " " in line.strip()]
    assert too_long == []
    assert "\x1b" not in done.output


def test_leftover_reviews_are_removed(demo: Path) -> None:
    path = demo / f"content/stories/{STORY}/story.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("The bell was cast for", "A bell was cast for"), "utf-8")
    before = (demo / FILE).read_text("utf-8").splitlines()
    done = run(demo, "--prune")
    assert (done.exit_code, f"{FILE}: 1 removed" in done.output) == (0, True), done.output
    after = (demo / FILE).read_text("utf-8").splitlines()
    assert after == [line for line in before if "051f3c0652b840bd" not in line]
    assert "There is nothing to remove." in run(demo, "--prune").output


def test_a_sheet_to_print(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    done = run(demo, STORY, "--sheet", str(path))
    assert done.exit_code == 0, done.output
    html = path.read_text("utf-8")
    assert html.startswith("<!doctype html>")
    assert not re.search(r"<script|<link|<img|src=|href=|url\(|@import", html)
    # Those that nobody has found supported; the author's reading counts as none here.
    assert html.count('<li class="sentence">') == 55
    assert "c08aaef602fc9430" in html
    assert "f904fb87fd17230e" not in html
    assert 'dir="rtl"' in html
    assert "parish clerk said" in html
    assert read_html(html)


def test_a_sheet_in_arabic_runs_from_right_to_left(demo: Path, tmp_path: Path) -> None:
    path = demo / "content/site.yml"
    path.write_text(path.read_text("utf-8").replace("language: en", "language: ar"), "utf-8")
    sheet = tmp_path / "sheet.html"
    run(demo, STORY, "--sheet", str(sheet), "--all")
    html = sheet.read_text("utf-8")
    assert '<html lang="ar" dir="rtl">' in html
    assert "ورقة المراجعة" in html
    assert html.count('<li class="sentence">') == 58


def test_text_of_the_content_is_no_html_on_a_sheet(demo: Path, tmp_path: Path) -> None:
    attack = "<img src=x onerror=alert(1)>{{ 7 * 7 }}"
    for name, key in ((f"stories/{STORY}/story.yml", "title"), ("sources/tide-post.yml", "short")):
        path = demo / "content" / name
        line = re.compile(rf"^{key}: .*$", re.MULTILINE)
        text = line.sub(f"{key}: '{attack}'", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
    sheet = tmp_path / "sheet.html"
    assert run(demo, STORY, "--sheet", str(sheet)).exit_code == 0
    html = sheet.read_text("utf-8")
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;{{ 7 * 7 }}") > 2


@contextmanager
def terminal(site: Path) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[bytes], None], int]]:
    """The command at a terminal; a function that waits until some words are shown."""
    here, there = os.openpty()
    command = [
        sys.executable, "-m", "generator", "review", STORY, "--reviewer", "Odo Pell",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=site, stdin=there, stdout=there, stderr=there, start_new_session=True,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    os.close(there)
    shown = b""

    def wait(words: bytes) -> None:
        nonlocal shown
        while words not in shown:
            shown += os.read(here, 10_000)
        shown = shown.partition(words)[2]

    try:
        with no_hang():
            yield process, wait, here
    finally:
        process.kill()
        process.wait()
        os.close(here)


def test_one_key_is_a_verdict_at_a_terminal(fresh: Path) -> None:
    with terminal(fresh) as (process, wait, keys):
        wait(b"[?] help:")
        os.write(keys, b"s")
        wait(b"[?] help:")
        os.write(keys, b"c")
        wait(b"why?")
        os.write(keys, b"Say who.\n")
        wait(b"[?] help:")
        # Both are on the disk before the third is shown.
        assert len(reviews(fresh)) == 2
        os.write(keys, b"q")
        wait(b"2 sentences read")
        assert process.wait(60) == 0


def test_an_interrupt_loses_nothing(fresh: Path) -> None:
    with terminal(fresh) as (process, wait, keys):
        wait(b"[?] help:")
        os.write(keys, b"s")
        wait(b"[?] help:")
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
            time.sleep(0.5)
        assert process.returncode == 130
    assert [each.verdict.value for each in reviews(fresh)] == ["supported"]


def test_the_report_counts_second_readings_and_is_a_gate(demo: Path) -> None:
    options = ["--config-file", str(demo / "mkdocs.yml")]
    runner = CliRunner()
    done = runner.invoke(explainer, ["report", "--json", *options])
    told = json.loads(done.stdout)["stories"][STORY]
    assert told["second_reading"] == 3
    assert told["reviews"] == {"of": 58, "last": "2031-05-04", "by": ["Odo Pell"]}
    assert told["percent"]["second_reading"] == 5.17
    line = f"{STORY}: 3 of 58 sentences read by a second reader, last on 2031-05-04, by Odo Pell"
    assert line in runner.invoke(explainer, ["report", *options]).output
    for wanted, code in (("5", 0), ("100", 1)):
        gate = f"second_reading={wanted}"
        done = runner.invoke(explainer, ["report", "--fail-under", gate, *options])
        assert done.exit_code == code, done.output


def test_other_passages_are_found_for_a_sentence(fresh: Path) -> None:
    done = run(fresh, STORY, "--reviewer", "Odo Pell", typed="f\nq\n")
    assert done.exit_code == 0, done.output
    assert "1 tide-post (Tide Post): tide-post.txt, line 6" in " ".join(done.output.split())
    assert "Quoted in part: [@tide-weight]" in " ".join(done.output.split())
    assert "0 sentences read" in done.output
    assert not (fresh / FILE).exists()
