"""`explainer translate`: files are made, brought up to date, and nothing in them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.authoring import translation_files
from generator.cli import explainer
from tests.compiled import compile_site
from tests.support import BASE, codes, make_site, said

STORY = "content/stories/bell/story.yml"
FRENCH = "content/stories/bell/story.fr.yml"
TERM = "content/glossary/belfry.fr.yml"
SOURCE = "content/sources/post.fr.yml"
SITE = (BASE / "content/site.yml").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": "site_name: x\nplugins: [explainer]\n",
        "content/site.yml": SITE.replace("language: en", "language: en\nlanguages: [fr, de]"),
    }
    folder = make_site(tmp_path / "site", files)
    assert run(folder, "addresses", "--write").exit_code == 0
    return folder


def run(site: Path, *arguments: str) -> Result:
    options = [*arguments, "--config-file", str(site / "mkdocs.yml")]
    return CliRunner().invoke(explainer, options, env={"NO_COLOR": "1"})


def edit(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text("utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), "utf-8")


def translate(site: Path, original: str, text: str, name: str = FRENCH) -> None:
    line = f"    original: {original}\n"
    edit(site, name, line, f"{line}    text: {text}\n")


def test_a_story_its_terms_and_its_sources_get_files_that_are_in_order(site: Path) -> None:
    done = run(site, "translate", "bell", "fr")
    assert done.exit_code == 0
    assert done.output.count("written") == 3
    assert "To translate: 9." in done.output
    for name in (FRENCH, TERM, SOURCE):
        assert (site / name).is_file()
    assert codes(compile_site(site)) == []
    before = (site / FRENCH).read_bytes()
    again = run(site, "translate", "bell", "fr")
    assert "in step" in again.output
    assert (site / FRENCH).read_bytes() == before


def test_what_would_be_written_is_shown(site: Path) -> None:
    shown = run(site, "translate", "bell", "fr", "--show")
    assert shown.exit_code == 1
    assert f"{FRENCH}: would be written" in shown.output
    assert not (site / FRENCH).exists()
    run(site, "translate", "bell", "fr")
    assert run(site, "translate", "bell", "fr", "--show").exit_code == 0


def test_an_edit_of_the_original_is_told_and_noted_as_done(site: Path) -> None:
    run(site, "translate", "bell", "fr")
    translate(site, "It was heavy.", "Elle était lourde.")
    assert codes(compile_site(site)) == []
    edit(site, STORY, "It was heavy.", "It was very heavy.")
    run(site, "addresses", "--write")
    assert codes(compile_site(site)) == ["stale-translation"]
    told = run(site, "translate", "bell", "fr")
    assert "stale: k.1: It was {+very+} heavy" in told.output
    assert "    now: It was very heavy.\n" in (site / FRENCH).read_text("utf-8")
    assert run(site, "translate", "bell", "fr", "--done", "k.9").exit_code == 2
    done = run(site, "translate", "bell", "fr", "--done", "k.1")
    assert "up to date: k.1" in done.output
    assert codes(compile_site(site)) == []
    assert "    text: Elle était lourde.\n" in (site / FRENCH).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bell", "es"), "add 'languages: [fr, de, es]'"),
        (("bell", "en"), "'en' is the language of the originals"),
        (("bell", "../x"), "'site.yml' does not name the language"),
        (("belt", "fr"), "there is no story 'belt'"),
        (("../bell", "fr"), "there is no story"),
    ],
)
def test_what_cannot_be_translated_is_told(
    site: Path, arguments: tuple[str, str], words: str
) -> None:
    result = run(site, "translate", *arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert not list(site.glob("content/*/bell/story.*.yml"))


def test_without_recorded_addresses_there_is_nothing_to_bind_to(site: Path) -> None:
    (site / "content/stories/bell/addresses.yml").unlink()
    result = run(site, "translate", "bell", "fr")
    assert result.exit_code == 2
    assert "explainer addresses bell --write" in result.output
    assert not (site / FRENCH).exists()


def test_a_story_with_mistakes_is_left_alone(site: Path) -> None:
    edit(site, STORY, "title: Who took the bell?\n", "")
    result = run(site, "translate", "bell", "fr")
    assert result.exit_code == 1
    assert "missing-key" in result.output
    assert not (site / FRENCH).exists()


def test_a_draft_can_be_translated_and_is_warned_of(site: Path) -> None:
    edit(site, STORY, "status: published", "status: draft")
    assert run(site, "translate", "bell", "fr").exit_code == 0
    assert "draft-translation" in codes(compile_site(site))


def test_a_file_that_cannot_be_read_is_not_touched(site: Path) -> None:
    (site / FRENCH).write_text("texts: [\n", "utf-8")
    result = run(site, "translate", "bell", "fr")
    assert result.exit_code == 2
    assert f"{FRENCH}: " in result.output
    assert (site / FRENCH).read_text("utf-8") == "texts: [\n"


def test_a_write_that_is_broken_off_leaves_the_file(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(site, "translate", "bell", "fr")
    translate(site, "It was heavy.", "Elle était lourde.")
    edit(site, STORY, "It was heavy.", "It was very heavy.")
    before = (site / FRENCH).read_bytes()

    def killed(path: Path, data: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(translation_files, "atomic_write", killed)
    run(site, "translate", "bell", "fr")
    assert (site / FRENCH).read_bytes() == before


HOSTILE = [
    "Une cloche <script>alert(1)</script>",
    "[clic](javascript:alert(1))",
    "Une cloche [@post-vanished]",
    "Une cloche [language: en]",
    "Une cloche {{ 7 * 7 }} {% x %}",
    "\u202eUne cloche",
    "« Une cloche » de « nuit",
    "*Une **cloche*",
    "a" * 4000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:14])
def test_whatever_stands_in_a_translation_it_is_told_where(site: Path, text: str) -> None:
    run(site, "translate", "bell", "fr")
    translate(site, "A bell left its belfry by night.", f"'{text}'")
    compiled = compile_site(site)
    assert all(each.place.file == FRENCH and each.place.line for each in compiled.diagnostics)
    if "\u202e" in text or "[" in text:
        assert compiled.diagnostics, said(compiled)
