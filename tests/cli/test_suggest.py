"""`explainer suggest`: from a sentence to passages, and from these to quotations."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import explainer
from tests.sites import files_of

STORY = "content/stories/ostermill-bell/story.yml"
HURT = "Nobody was hurt in the tower."


@pytest.fixture
def here(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(demo)
    return demo


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(explainer, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def told(*arguments: str, code: int = 0) -> list[dict[str, Any]]:
    """The sentences that a run tells as JSON."""
    done = run("suggest", "--json", *arguments)
    assert done.exit_code == code, done.stderr
    sentences: list[dict[str, Any]] = json.loads(done.stdout)["sentences"]
    return sentences


def edit(path: Path, old: str, new: str) -> int:
    """Put other words into a file; in which line they stand."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_passage_is_shown_with_what_makes_it_a_quotation(here: Path) -> None:
    before = files_of(here)
    done = run("suggest", *HURT.split())
    assert done.exit_code == 0
    first = done.stdout.split("\n2  ")[0].split("\n")
    assert first == [
        "1  tide-post (Tide Post): tide-post.txt, line 9",
        "   The clapper was left behind. »Nobody was hurt.« The tower was locked again at noon.",
        "   explainer quote --source tide-post 'Nobody was hurt.'",
    ]
    assert files_of(here) == before


def test_the_command_under_a_passage_writes_it(here: Path) -> None:
    commands = [
        each["command"]
        for sentence in (HURT, "The tower was locked.", "The clerk spoke of a sled.")
        for each in told("-n", "20", sentence)[0]["suggestions"]
        if each["command"]
    ]
    assert len(commands) > 10
    for command in commands:
        name, *arguments = shlex.split(shlex.join(command))
        assert name == "explainer"
        done = run(*arguments, "--dry-run", "-y")
        assert done.exit_code == 0, done.stderr
        assert done.stdout.startswith("--- "), "it would write something"


def test_what_is_quoted_already_is_cited(here: Path) -> None:
    done = run("suggest", "The clapper was left behind.")
    assert "»The clapper was left behind.«" in done.stdout
    assert "   Quoted already. Cite it as [@tide-clapper].\n2  " in done.stdout
    first, *_ = told("The bell, cast in 1702, is gone.")[0]["suggestions"]
    assert first["quotations"] == ["tide-cast", "tide-vanished"]
    assert first["is_quoted"] is False
    assert first["command"][:4] == ["explainer", "quote", "--source", "tide-post"]
    done = run("suggest", "The bell, cast in 1702, is gone.")
    assert "   Quoted in part: [@tide-cast], [@tide-vanished]\n   explainer quote" in done.stdout


def test_options_narrow_the_search(here: Path) -> None:
    assert {each["source"] for each in told(HURT, "-n", "50")[0]["suggestions"]} > {"tide-post"}
    (only,) = told(HURT, "--source", "tide-post", "-n", "1")
    assert [each["source"] for each in only["suggestions"]] == ["tide-post"]
    assert (only["sentence"], only["file"], only["why"]) == (HURT, None, [])


def test_the_command_says_where_it_was_asked(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.move(here / "content/archive", here / "copies")
    monkeypatch.chdir(here.parent)
    options = ("-f", f"{here.name}/mkdocs.yml", "--archive", f"{here.name}/copies")
    command = told(*options, HURT)[0]["suggestions"][0]["command"]
    assert command[4:8] == ["--archive", f"{here.name}/copies", "-f", f"{here.name}/mkdocs.yml"]


def test_without_copies_quotations_are_found(here: Path) -> None:
    shutil.rmtree(here / "content/archive")
    done = run("suggest", "The clapper was left behind.")
    assert done.exit_code == 0
    assert "There is no archive: the quotations alone are looked through." in done.stderr
    assert "1  tide-post (Tide Post): no copy at hand\n" in done.stdout
    assert "Cite it as [@tide-clapper]." in done.stdout


def test_copies_that_cannot_be_used_are_told(here: Path) -> None:
    (here / "content/archive/tide-post.txt").write_text("Another text.", "utf-8")
    (here / "content/archive/gull-wire.txt").unlink()
    done = run("suggest", HURT)
    assert "the copy 'tide-post.txt' is not the one that 'tide-post' has digested" in done.stderr
    assert "there is no copy of 'gull-wire' in 'archive'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        ((), 2, "Say a sentence, or --unsupported."),
        (("x" * 2_001,), 2, "A sentence has at most 2000 characters."),
        (("--source", "tide-pots", "A."), 2, "Did you mean 'tide-post'?"),
        (("--archive", "nowhere", "A."), 2, "there is no folder 'nowhere'"),
        (("--unsupported", "ostermill-bel"), 2, "Did you mean 'ostermill-bell'?"),
        (("--language", "klingon!", "A."), 2, "--language: 'klingon!' is no language tag"),
        (("-n", "0", "A."), 2, "0 is not in the range"),
        (("-f", "nowhere.yml", "A."), 2, "nowhere.yml"),
    ],
)
def test_what_cannot_be_done_is_told(
    here: Path, arguments: tuple[str, ...], code: int, why: str
) -> None:
    done = run("suggest", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert why in done.stderr


def test_nothing_found_is_told(here: Path) -> None:
    assert run("suggest", "\udcff\x1b[31m").exit_code == 1
    done = run("suggest", "Xyzzy!")
    assert done.exit_code == 1
    assert done.stdout == "Nothing was found that has a word, a figure or a name of it.\n"
    assert told("Xyzzy!", code=1) == [
        {"sentence": "Xyzzy!", "file": None, "line": None, "why": [], "suggestions": []}
    ]


def test_a_broken_source_keeps_nobody_from_the_others(here: Path) -> None:
    (here / "content/sources/gull-wire.yml").write_text("title: [", "utf-8")
    assert told(HURT)[0]["suggestions"][0]["source"] == "tide-post"
    for path in (here / "content/sources").iterdir():
        path.write_text("title: [", "utf-8")
    assert run("suggest", HURT).exit_code == 2


def test_the_line_of_a_copy_that_is_no_plain_text_is_that_of_its_text(here: Path) -> None:
    page = "<html><body><h1>Bell</h1><p>It rang.</p><p>Nobody was hurt there.</p></body></html>"
    (here / "content/archive/tide-post.html").write_text(page, "utf-8")
    source = here / "content/sources/tide-post.yml"
    text = re.sub(r"digest: .*\n", "", source.read_text("utf-8"))
    source.write_text(text.replace("tide-post.txt", "tide-post.html"), "utf-8")
    first, *_ = told(HURT)[0]["suggestions"]
    assert first["copy"] == "tide-post.html"
    assert first["words"] == "Nobody was hurt there."
    shown = run("suggest", HURT).stdout.split("\n")[0]
    assert shown == f"1  tide-post (Tide Post): tide-post.html, line {first['line']} of its text"


def test_uncited_sentences_are_gone_over(here: Path) -> None:
    old = "The town bell vanished in the night of 3 April 2031. [@tide-vanished]"
    line = edit(here / STORY, old, "The town bell vanished in the *night* of 3 April 2031.")
    done = run("suggest", "--unsupported")
    assert done.exit_code == 0
    assert done.stdout.startswith(
        f"{STORY}:{line}:3: this statement cites nothing\n"
        "  The town bell vanished in the night of 3 April 2031.\n1  tide-post "
    )
    assert "[@tide-vanished]" in done.stdout
    (only,) = told("--unsupported", "ostermill-bell")
    assert (only["file"], only["line"]) == (STORY, line)
    assert told("--unsupported", "la-cloche") == []


def test_unsupported_sentences_are_gone_over(here: Path) -> None:
    old = "The town bell vanished in the night of 3 April 2031. [@tide-vanished]"
    new = "The town bell weighed 900 kilograms, “it weighed”. [@tide-vanished]"
    line = edit(here / STORY, old, new)
    (only,) = told("--unsupported")
    assert (only["line"], only["sentence"]) == (line, new.removesuffix(" [@tide-vanished]"))
    assert len(only["why"]) == 2
    assert "'900' does not stand in what the statement cites" in only["why"]
    assert "tide-weight" in only["suggestions"][0]["quotations"]


def test_where_nothing_is_unsupported_it_is_said(here: Path) -> None:
    done = run("suggest", "--unsupported")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "The check finds no sentence uncited or unsupported." in done.stderr
    assert told("--unsupported") == []
