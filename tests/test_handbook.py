"""The editors' handbook: its commands do what it says, its examples are real, its pages sound."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import site
import socket
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from generator import __version__
from generator.cli import explainer as command
from generator.diagnostics import CODES
from tests import test_html
from tests.once import handbook_site
from tests.serving import wait_for
from tests.sites import broken_links, explainer, read_html
from tests.support import ROOT, clean

sys.path.insert(0, str(ROOT / "tools"))
import handbook

PAGES = sorted(handbook.PAGES.glob("*.md"))
BY_HAND = [path for path in PAGES if not path.read_text("utf-8").startswith("<!-- Made")]
FENCE = handbook.FENCE


@dataclass(frozen=True)
class Desk:
    """An editor's folder after the first page: the site, what the commands said, how to go on."""

    site: Path
    told: str
    env: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the installed command in the site."""
        tool = self.site.parent / "tools/bin/explainer"
        return subprocess.run(
            [tool, *arguments], cwd=self.site, env=self.env, capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder with the wheel and nothing else, in which the first page was followed."""
    folder = tmp_path_factory.mktemp("desk")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    made = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *made], check=True, capture_output=True, timeout=300)
    # `python3` is the Python of the tests. The libraries are those installed already, and pip asks
    # nobody for others; this checkout is not among them, so the wheel is what runs.
    names = folder.parent / f"{folder.name}-bin"
    names.mkdir()
    (names / "python3").symlink_to(sys.executable)
    env = {
        **os.environ,
        "PATH": f"{names}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(site.getsitepackages()),
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    done = subprocess.run(
        ["sh"], input=handbook.start_script(), cwd=folder, env=env, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return Desk(folder / "bridge-site", done.stdout + done.stderr, env)


@pytest.mark.slow
def test_the_first_page_ends_with_a_site(desk: Desk) -> None:
    assert handbook.start_script().rstrip().endswith("explainer build --strict")
    assert "warning" not in desk.told
    story = (desk.site / "site/stories/bridge.html").read_text("utf-8")
    assert "The old bridge stays open until autumn" in story
    assert "Why the bridge stays open" in (desk.site / "site/index.html").read_text("utf-8")
    assert list(broken_links(desk.site / "site")) == []


@pytest.mark.slow
def test_what_was_installed_is_the_wheel(desk: Desk) -> None:
    python = desk.site.parent / "tools/bin/python"
    run = [python, "-c", "import generator; print(generator.__file__)"]
    done = subprocess.run(run, cwd=desk.site, env=desk.env, capture_output=True, check=True)
    assert done.stdout.decode().startswith(str(desk.site.parent))


@pytest.mark.slow
def test_the_preview_shows_the_story(desk: Desk) -> None:
    page = (handbook.PAGES / "start.md").read_text("utf-8")
    (serve,) = (fence[2].split() for fence in FENCE.finditer(page) if fence[1] == "{.sh .serve}")
    assert serve[0] == "explainer"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tool = desk.site.parent / "tools/bin/explainer"
    process = subprocess.Popen(
        [tool, *serve[1:], "--address", f"127.0.0.1:{port}"], cwd=desk.site, env=desk.env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/", lambda html: "Why the bridge stays open" in html)
    finally:
        process.terminate()
        process.wait(timeout=300)


@pytest.mark.slow
def test_the_examples_can_be_taken_away_as_it_says(desk: Desk, tmp_path: Path) -> None:
    copy = Desk(tmp_path / "desk/bridge-site", "", desk.env)
    shutil.copytree(desk.site.parent, copy.site.parent, symlinks=True)
    for name in ("sources", "glossary", "archive"):
        (example,) = (copy.site / "content" / name).glob("example-*")
        example.unlink()
    shutil.rmtree(copy.site / "content/stories/example-story")
    for arguments in (["verify", "--strict"], ["build", "--strict"]):
        done = copy.run(*arguments)
        assert done.returncode == 0, done.stderr
    assert not list((copy.site / "site").rglob("*example*"))


def test_the_wheel_is_named_as_it_is_built() -> None:
    named = {
        (path.name, version)
        for path in PAGES
        for version in re.findall(r"story_explainer-([^-\s]+)-py3", path.read_text("utf-8"))
    }
    assert ("start.md", __version__) in named
    assert {version for _, version in named} == {__version__}


def test_the_example_site_has_nothing_wrong() -> None:
    assert len(clean(ROOT / "handbook").rendered.pages) > 5


def test_examples_stand_in_the_example_story() -> None:
    content = [
        path.read_text("utf-8").splitlines() for path in (ROOT / "handbook/content").rglob("*.yml")
    ]
    fences = [
        fence[2]
        for path in BY_HAND
        for fence in FENCE.finditer(path.read_text("utf-8"))
        if fence[1] == "yaml"
    ]
    assert len(fences) > 8
    for fence in fences:
        wanted = fence.splitlines()
        assert any(stands_in(wanted, lines) for lines in content), fence


def test_the_table_of_passages_is_quoted(tmp_path: Path) -> None:
    page = (handbook.PAGES / "writing.md").read_text("utf-8")
    fences = {fence[1]: fence[2] for fence in FENCE.finditer(page)}
    here = tmp_path / "site"
    shutil.copytree(ROOT / "handbook/content", here / "content")
    shutil.copy(ROOT / "handbook/mkdocs.yml", here)
    table = fences["{.text .passages}"]
    (here / "passages.csv").write_text(table, "utf-8")
    before = sorted(each.read_bytes() for each in here.rglob("content/sources/*.yml"))
    try_it, do_it = (shlex.split(line)[1:] for line in fences["{.sh .passages}"].splitlines())
    done = explainer(*try_it, cwd=here)
    assert done.returncode == 0, done.stderr
    assert sorted(each.read_bytes() for each in here.rglob("content/sources/*.yml")) == before
    done = explainer(*do_it, cwd=here)
    assert "Written: 3 quotations in 2 files" in done.stderr
    text = (here / "content/sources/carnet-du-sud.yml").read_text("utf-8")
    assert "    translation: not one more, took part in the search\n" in text
    replace = next(line for line in page.split("`") if "--replace" in line)
    assert explainer(*shlex.split(replace)[1:], "--yes", cwd=here).returncode == 0
    assert explainer("verify", cwd=here).returncode == 0


def stands_in(wanted: list[str], lines: list[str]) -> bool:
    """Whether lines follow one another in a file, all moved by the same number of places."""
    text = "\n".join(wanted)
    size = len(wanted)
    return any(
        textwrap.dedent("\n".join(lines[at : at + size])) == text
        for at in range(len(lines) - size + 1)
    )


def test_pages_that_are_made_are_current() -> None:
    for name, text in handbook.handbook_pages().items():
        assert (handbook.PAGES / name).read_text("utf-8") == text, f"{name}: run 'make docs'"


def test_problems_are_told_in_real_words() -> None:
    page = (handbook.PAGES / "problems.md").read_text("utf-8")
    fences = [(fence[1], fence[2]) for fence in FENCE.finditer(page)]
    assert len(fences) > 15
    for head, text in fences:
        case = re.fullmatch(r'\{\.text id="case:(.+)"\}', head)
        assert case, f"typed, not made: {text}"
        assert text == handbook.told(case[1])
        assert text in (handbook.CASES / case[1] / "expected.txt").read_text("utf-8")


def test_a_case_that_there_is_not_is_no_silence() -> None:
    with pytest.raises(ValueError, match="not in tests/cases"):
        handbook.told("missing-lock/never-was")


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_commands_and_options_that_it_names_are_there(path: Path) -> None:
    for name, rest in re.findall(r"explainer ([a-z-]+)([^`\n]*)", path.read_text("utf-8")):
        known = command.commands.get(name)
        assert known, f"{path.name}: explainer {name}"
        if isinstance(known, click.Group) and (inner := rest.split()):
            assert inner[0] in known.commands
            known = known.commands[inner[0]]
        options = {opt for option in known.params for opt in option.opts}
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= options, f"{path.name}: {name}{rest}"


def test_every_ready_workflow_is_told_of() -> None:
    page = (handbook.PAGES / "publishing.md").read_text("utf-8")
    for path in (ROOT / "site-templates/publishing").iterdir():
        assert f"| `{path.name}` |" in page


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handbook_site(tmp_path_factory)


@pytest.mark.slow
def test_no_link_is_broken(built: Path) -> None:
    assert list(broken_links(built)) == []


@pytest.mark.slow
def test_every_diagnostic_has_an_anchor(built: Path) -> None:
    ids = read_html((built / "diagnostics.html").read_text("utf-8")).ids
    assert set(CODES) <= set(ids)


@pytest.mark.slow
def test_every_page_is_correct_html(built: Path) -> None:
    found = test_html.Checked(built, test_html.messages(built)).errors()
    assert [each for each in found if not test_html.reason(*each[1:])] == []
