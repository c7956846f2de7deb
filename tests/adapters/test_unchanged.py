"""A build that would give what is there already is left out; any other is not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.adapters.mkdocs import open_project
from generator.adapters.mkdocs.unchanged import inputs_of, outputs_of
from tests.sites import explainer, files_of

Change = Callable[[Path], None]


def append(name: str, text: str) -> Change:
    def change(site: Path) -> None:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)

    return change


def inputs(site: Path, *, drafts: bool = False) -> bytes | None:
    return inputs_of(open_project(site / "mkdocs.yml"), drafts=drafts)[0]


@pytest.mark.parametrize(
    "change",
    [
        append("content/stories/ostermill-bell/story.yml", "# a comment\n"),
        append("content/pages/method.md", "\nA word more.\n"),
        append("content/pages/picture.svg", "<svg/>"),
        append("content/glossary/new.yml", ""),
        lambda site: (site / "content/stories/empty").mkdir(),
        append("mkdocs.yml", "\nextra_css: [other.css]\n"),
        append("site-templates/locale/en.po", "\n"),
        append("site-templates/pages/home.html", "x"),
        append("maps/other.txt", "x"),
        lambda site: (site / "content/pages/method.md").rename(site / "content/pages/way.md"),
    ],
)
def test_whatever_a_site_is_made_from_counts(demo: Path, change: Change) -> None:
    before = inputs(demo)
    assert before == inputs(demo)
    change(demo)
    assert inputs(demo) != before


def test_what_it_is_not_made_from_does_not_count(demo: Path) -> None:
    before = inputs(demo)
    append("content/archive/other.txt", "a copy")(demo)
    append("README.md", "words")(demo)
    assert inputs(demo) == before
    assert inputs(demo, drafts=True) != before


def test_a_site_with_other_plugins_is_always_built(demo: Path) -> None:
    config = demo / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("  - explainer", "  - search\n  - explainer"), "utf-8")
    assert inputs(demo) is None
    (demo / "hook.py").write_text("", "utf-8")
    config.write_text(f"{text}\nhooks: [hook.py]\n", "utf-8")
    assert inputs(demo) is None


@pytest.mark.parametrize(
    "change",
    [
        append("index.html", "x"),
        append("new.html", ""),
        lambda site: os.utime(site / "index.html"),
        lambda site: (site / "index.html").unlink(),
        lambda site: (site / "index.html").rename(site / "home.html"),
    ],
)
def test_a_touch_of_what_was_written_is_seen(tmp_path: Path, change: Change) -> None:
    for name in ("index.html", "a/b.html"):
        append(name, "words")(tmp_path)
    before = outputs_of(tmp_path)
    assert before == outputs_of(tmp_path)
    change(tmp_path)
    assert outputs_of(tmp_path) != before


@pytest.mark.slow
def test_the_command_says_so_and_says_again_what_was_wrong(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXPLAINER_CACHE", str(tmp_path / "kept"))
    page = demo / "content/pages/method.md"
    good = page.read_text("utf-8")
    page.write_text(f"{good}\n[broken](nowhere.md)\n", "utf-8")
    first, again = explainer("build", cwd=demo), explainer("build", cwd=demo)
    assert "Nothing has changed" not in first.stderr
    assert "Nothing has changed" in again.stderr
    assert "nowhere.md" in first.stderr
    assert "nowhere.md" in again.stderr
    assert explainer("build", "--strict", cwd=demo).returncode == 1
    built = files_of(demo / "site")
    (demo / "site/index.html").write_text("not ours", "utf-8")
    assert "Nothing has changed" not in explainer("build", cwd=demo).stderr
    assert files_of(demo / "site") == built
