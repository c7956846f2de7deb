"""The editors' handbook: its commands do what it says, its examples are real, its pages sound."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import site
import socket
import subprocess
import sys
import textwrap
import tomllib
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from generator import __version__
from generator.cli import explainer as command
from generator.diagnostics import CODES
from generator.documentation import reference_pages
from generator.model.base import Model
from generator.model.ids import RESERVED_NAMES, RESERVED_SECTIONS
from tests import test_html
from tests.once import handbook_site
from tests.serving import wait_for
from tests.sites import broken_links, explainer, read_html
from tests.support import ROOT, clean

sys.path.insert(0, str(ROOT / "tools"))
from typed import FENCE, commands, edited, follow, steps

import handbook

PAGES = sorted(handbook.PAGES.glob("*.md"))
BY_HAND = [path for path in PAGES if not path.read_text("utf-8").startswith("<!-- Made")]
START = steps((handbook.PAGES / "start.md").read_text("utf-8"), "start")
PILE = steps((handbook.PAGES / "from-reports.md").read_text("utf-8"), "pile")


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
    done = follow(START, folder, env)
    assert done.returncode == 0, done.stdout + done.stderr
    return Desk(folder / "bridge-site", done.stdout + done.stderr, env)


@pytest.mark.slow
def test_the_first_page_ends_with_a_site(desk: Desk) -> None:
    assert START[-1].text == "explainer build --strict\n"
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
def test_the_pile_of_reports_becomes_a_site(desk: Desk, tmp_path: Path) -> None:
    path = f"{desk.site.parent / 'tools/bin'}{os.pathsep}{desk.env['PATH']}"
    env = {**desk.env, "PATH": path, "NO_COLOR": "1"}
    done = follow(PILE, tmp_path, env, keys="s\n" * 99)
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    assert "warning unsupported-figure: '3,500 euros' does not stand" in told
    assert "11 sentences read: 11 supported" in told
    site = tmp_path / "ferry-site/site"
    assert list(broken_links(site)) == []
    story = (site / "stories/ferry.html").read_text("utf-8")
    assert "der Schaden beträgt 3.400 Euro" in story
    assert "the damage comes to 3400 euros" in story
    assert 'id="disagreement.how-many"' in story
    assert "glossary.html#term.lake-rohr" in story


def test_its_commands_go_through_where_the_site_is_german(tmp_path: Path) -> None:
    """All but those that publish; the story says that it is in English."""
    here = tmp_path
    for step in PILE:
        if step.is_edit:
            file = here / step.file
            file.write_text(edited(file.read_text("utf-8"), step.text), "utf-8")
        elif step.file:
            text = step.text.replace("status: draft\n", "status: draft\nlanguage: en\n")
            (here / step.file).write_text(text, "utf-8")
        else:
            for name, *words in commands(step):
                if name == "cd":
                    here /= words[0]
                    continue
                if words[0] in ("build", "verify-site", "review"):
                    continue
                more = ["--language", "de"] if words[:2] == ["new", "site"] else []
                done = explainer(*words, *more, cwd=here)
                assert done.returncode == step.fails, f"{words}\n{done.stdout}{done.stderr}"
    assert "language: de\n" in (here / "content/site.yml").read_text("utf-8")


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


# Words of programmers; names of libraries, modules and what is in them are looked up.
INNER_WORDS = re.compile(
    r"\b(?:bool|boolean|canonical|dataclass|enum|fixture|hexadecimal|int|nonetype|normali[sz]\w*"
    r"|null|parser|pickle|regex|regular expression|sqlite|stderr|stdout|str|traceback|tuple)\b",
    re.IGNORECASE,
)
# Libraries whose names editors know, or that are words of English.
KNOWN_NAMES = {"click", "markdown", "mkdocs", "mkdocs-material"}
COMPOUND = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+|(?:[A-Z][a-z0-9]+){2,}")


def inner_names() -> set[str]:
    """Names of the code that no editor meets: libraries, and compound ones that are no field."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    libraries = {re.split(r"[^\w.-]", each)[0] for each in project["dependencies"]}
    found: set[str] = set()
    fields: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        named = {
            node.name
            for node in nodes
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        }
        found |= {path.stem, path.parent.name, *named}
    for model in Model.__subclasses__():
        fields |= {*model.model_fields}
    compound = {name.strip("_") for name in found if COMPOUND.fullmatch(name.strip("_"))}
    return (compound - fields) | (libraries - KNOWN_NAMES)


INNER_NAMES = inner_names()


def inner_words(text: str) -> set[str]:
    """The words in a text that only those know who have read the code."""
    words = set(re.findall(r"\w+", text)) | set(re.findall(r"\w+(?:[.-]\w+)+", text))
    return {*INNER_WORDS.findall(text), *(words & INNER_NAMES)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_page_speaks_as_the_code_does(path: Path) -> None:
    assert inner_words(path.read_text("utf-8")) == set()


FOR_PROGRAMMERS = ("templates.md", "data.md")


@pytest.mark.parametrize(
    "name", [name for name in reference_pages() if name not in FOR_PROGRAMMERS]
)
def test_nor_does_a_page_of_reference(name: str) -> None:
    assert inner_words(reference_pages()[name]) == set()


def test_words_of_the_code_are_seen() -> None:
    assert len(INNER_NAMES) > 1_000
    for text in (
        "a `tuple` of it", "the SiteIndex is asked", "see quoted_words.py", "pydantic says no",
        "printed to stdout", "64 hexadecimal digits", "is normalised",
    ):  # fmt: skip
        assert inner_words(text) != set(), text
    assert inner_words("`same_statement_as` links them. TimelineJS, GitHub") == set()


# `key` and `short` are words of everyday, and mostly meant as such.
EXPLAINED = {
    word
    for word in re.findall(r"(?m)^## (\w+)$", (handbook.PAGES / "words.md").read_text("utf-8"))
    if word not in ("Key", "Short")
}
NO_PROSE = re.compile(
    r"\A---\n.*?^---\n|^```.*?^```$|^(?: {4}|#).*?$|`[^`]*`", re.DOTALL | re.MULTILINE
)


def unexplained(page: str) -> set[str]:
    """The words that a page uses and does not lead to the meaning of where it uses them first."""
    prose = NO_PROSE.sub("", page)
    found = set()
    for word in EXPLAINED:
        used = re.search(rf"\b{word}s?\b(?!\]\(words\.md#{word}\))", prose, re.IGNORECASE)
        linked = re.search(rf"\[{word}s?\]\(words\.md#{word}\)", prose, re.IGNORECASE)
        if used and (not linked or used.start() < linked.start()):
            found.add(word)
    return found


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.stem)
def test_words_that_may_be_new_are_explained_where_they_are_used_first(path: Path) -> None:
    if path.stem != "words":
        assert unexplained(path.read_text("utf-8")) == set()


def test_a_word_that_is_not_explained_is_seen() -> None:
    assert {"Lock", "Digest", "EDTF"} <= EXPLAINED
    assert unexplained("Renew the lock. Never edit the [lock](words.md#lock).") == {"Lock"}
    assert unexplained("Renew the [lock](words.md#lock), with its digests.") == {"Digest"}
    assert unexplained("Run `explainer verify`, which writes `x.lock.yml`.") == set()


def test_pages_that_are_made_lead_to_the_words() -> None:
    for path in set(PAGES) - set(BY_HAND):
        assert "[Words](words.md)" in path.read_text("utf-8").split("\n## ")[0]


def test_reserved_ids_are_told_before_somebody_runs_into_them() -> None:
    fields = (handbook.PAGES / "content-format.md").read_text("utf-8").split("\n## ")[0]
    for name in (*RESERVED_NAMES, *RESERVED_SECTIONS):
        assert all(f"`{each}`" in fields for each in name.split(" to "))
    writing = (handbook.PAGES / "writing.md").read_text("utf-8")
    named = re.search(r"cannot be called (.*?);", writing, re.DOTALL)
    assert named
    assert set(re.findall(r"`([^`]+)`", named[1])) <= set(RESERVED_SECTIONS)


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
