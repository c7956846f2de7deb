"""A site that somebody made who had read the handbook only: its commands still lead to it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import html5lib
import pytest

from generator.load import plain_value
from generator.load.parse import parse
from tests.sites import broken_links
from tests.support import ROOT

pytestmark = pytest.mark.slow

TRANSCRIPT = ROOT / "tests/newcomer/transcript.sh"
EXIT = re.compile(r"  # exit (\d)$")
HERE = re.compile(r"<<'(\w+)'$")


@dataclass(frozen=True)
class Done:
    """A command, and how it ended."""

    command: str
    wanted: int
    code: int
    told: str


def commands() -> Iterator[tuple[str, int]]:
    """The transcript's commands with the texts laid into them, and the exit codes to expect."""
    lines = iter(TRANSCRIPT.read_text("utf-8").splitlines())
    for line in lines:
        if not line or line.startswith("#"):
            continue
        wanted = EXIT.search(line)
        whole = [EXIT.sub("", line)]
        if here := HERE.search(line):
            for text in lines:
                whole.append(text)
                if text == here[1]:
                    break
        yield "\n".join(whole), int(wanted[1]) if wanted else 0


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Done]]:
    """The site's folder after the whole transcript, and what the commands said."""
    folder = tmp_path_factory.mktemp("newcomer")
    tools = tmp_path_factory.mktemp("tools")
    tool = tools / "explainer"
    tool.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m generator "$@"\n', "utf-8")
    tool.chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "SOURCE_DATE_EPOCH": "1940198400",
        "LC_ALL": "C.UTF-8",
    }
    done = []
    for command, wanted in commands():
        if command.startswith("cd "):
            folder /= command.removeprefix("cd ")
            continue
        run = subprocess.run(
            ["sh", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
        done.append(Done(command, wanted, run.returncode, run.stdout))
    return folder, done


@pytest.fixture(scope="module")
def site(day: tuple[Path, list[Done]]) -> Path:
    return day[0] / "site"


def page(site: Path, path: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element of a page: its name, its attributes, its whole text."""
    tree = html5lib.parse((site / path).read_text("utf-8"), namespaceHTMLElements=False)
    return [
        (element.tag, dict(element.attrib), "".join(element.itertext()))
        for element in tree.iter()
        if isinstance(element.tag, str)
    ]


def test_every_command_ends_as_it_did_then_and_none_breaks(day: tuple[Path, list[Done]]) -> None:
    for done in day[1]:
        assert "Traceback" not in done.told, f"{done.command}\n{done.told}"
        assert done.code == done.wanted, f"{done.command}\n{done.told}"


def test_mistakes_are_answered_with_what_to_write(day: tuple[Path, list[Done]]) -> None:
    date, words, check, *_ = (done.told for done in day[1] if done.wanted)
    assert "Did you mean '2031-04-02'?" in date
    assert "The source's own words: The buoy had drifted 310 kilometres" in words
    assert "Did you mean 'MT'?" in check


def test_the_last_build_is_clean(day: tuple[Path, list[Done]]) -> None:
    last = day[1][-1]
    assert last.command == "explainer build --strict"
    assert re.fullmatch(r"\d+ pages in \S+\n", last.told), last.told
    assert not list(broken_links(day[0] / "site"))


def test_all_twelve_quotations_are_verified(day: tuple[Path, list[Done]]) -> None:
    path = day[0] / "content/quotations.lock.yml"
    root, _, problems = parse(path.read_text("utf-8"), path.name)
    assert root is not None
    assert not problems
    lock = plain_value(root)
    assert len(lock["quotations"]) == 12
    assert {row["verified"] for row in lock["quotations"].values()} == {"2031-06-26"}
    assert {row["source"] for row in lock["quotations"].values()} == {"post", "wire", "marfa"}


def test_the_story_has_its_map_its_timeline_its_disagreement_and_its_correction(
    site: Path,
) -> None:
    drawn = (site / "stories/singing-buoy/map.html").read_text("utf-8")
    for name in ("Malta", "Tunisia", "The signal station in Valletta", "The second search"):
        assert name in drawn, name
    told = (site / "stories/singing-buoy/timeline.html").read_text("utf-8")
    assert "The buoy is towed to port" in told
    panels = [
        values["id"]
        for _, values, _ in page(site, "stories/singing-buoy.html")
        if "sx-disagreement" in values.get("class", "").split()
    ]
    assert panels == ["disagreement.how-long"]
    assert "We had rounded the figure." in (site / "corrections.html").read_text("utf-8")


def test_both_languages_are_marked_with_their_direction(site: Path) -> None:
    for name, values, text in page(site, "stories/singing-buoy.html"):
        if name == "html":
            assert values["lang"] == "en"
        if name == "blockquote":
            arabic = re.search(r"[\u0600-\u06ff]", text) is not None
            assert (values.get("lang"), values.get("dir")) == (
                ("ar", "rtl") if arabic else (None, None)
            ), text
    headings = [row for row in page(site, "stories/second-search.html") if row[0] == "h1"]
    assert [(values["lang"], values["dir"]) for _, values, _ in headings] == [("ar", "rtl")]


def test_every_term_is_explained_where_it_is_used(site: Path) -> None:
    used = (site / "stories/singing-buoy.html").read_text("utf-8")
    for term in ("weather-buoy", "signal-station", "harbour-office"):
        assert f"glossary.html#term.{term}" in used, term
