"""`explainer check` says what the last check found as long as another one would find the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import program_fingerprint
from generator.adapters.mkdocs import open_project
from generator.cache_folder import kept_folder
from generator.cli import explainer, full_check, last_check
from generator.cli.full_check import made_from_of
from generator.diagnostics import Diagnostic, Place, found
from generator.index import FOLDER_VARIABLE
from tests.support import DEMO, make_site

Change = Callable[[Path], None]
ANSWER = (found("old-kind", Place("content/stories/a/story.yml", 3, 5), "a kind of former times"),)


@pytest.fixture(scope="module")
def patched() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory, patched: pytest.MonkeyPatch) -> Path:
    """The demo, checked with and without `--strict`; both answers are kept."""
    folder = tmp_path_factory.mktemp("last-check")
    patched.setenv(FOLDER_VARIABLE, str(folder / "cache"))
    # What was made a moment ago counts as well.
    patched.setattr(last_check, "UNSETTLED", 0)
    site = make_site(folder / "site", base=DEMO)
    (site / "content/archive/note.txt").write_text("A copy of nothing.", "utf-8")
    index = kept_folder(site, last_check.INDEX)
    assert index is not None
    index.mkdir(parents=True, mode=0o700)
    for strict in (False, True):
        keep(site, strict=strict)
    return site


def keep(site: Path, *, strict: bool = False, but: Change = lambda _: None) -> None:
    """Keep an answer as a check does, with a change meanwhile."""
    config_file = site / "mkdocs.yml"
    made_from = made_from_of(open_project(config_file), config_file, strict=strict)
    before = last_check.look(made_from)
    but(site)
    if before:
        last_check.keep_check(made_from, before, ANSWER)


def kept(site: Path, *, strict: bool = False) -> tuple[Diagnostic, ...] | None:
    return last_check.last_check(site / "mkdocs.yml", strict=strict)


def write(name: str, text: str) -> Change:
    def change(site: Path) -> None:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return change


def append(name: str) -> Change:
    return lambda site: write(name, (site / name).read_text("utf-8") + "\n")(site)


def link(name: str, target: str) -> Change:
    def change(site: Path) -> None:
        (site / name).unlink(missing_ok=True)
        (site / name).symlink_to(target)

    return change


def move(name: str, to: str) -> Change:
    return lambda site: (site / name).replace(site / to) and None


CHANGES: dict[str, Change] = {
    "a comment in mkdocs.yml": append("mkdocs.yml"),
    "a story": append("content/stories/ostermill-bell/story.yml"),
    "a source": append("content/sources/tide-post.yml"),
    "settings": append("content/site.yml"),
    "the lock": append("content/quotations.lock.yml"),
    "a new file": write("content/sources/new.yml", "title: a"),
    "a new folder": lambda site: (site / "content/stories/empty").mkdir(),
    "a file that is gone": lambda site: (site / "content/sources/tide-post.yml").unlink(),
    "another name": move("content/sources/tide-post.yml", "content/sources/tide-past.yml"),
    "a page": append("content/pages/method.md"),
    "a link": link("content/pages/more.md", "method.md"),
    "a link in the place of a file": link("content/pages/method.md", "../site.yml"),
    "a template": write("site-templates/pages/home.html", "{{ nothing }}"),
    "a translation": write("site-templates/locale/en.po", ""),
    "a map": write("maps/frames.json", "{}"),
    "no archive": lambda site: shutil.rmtree(site / "content/archive"),
    "an archive elsewhere": lambda site: (
        move("content/archive", "copies")(site),
        link("content/archive", "../copies")(site),
    )[0],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_ends_it(checked: Path, tmp_path: Path, change: Change) -> None:
    shutil.copytree(checked, tmp_path / "as it was", symlinks=True)
    answer = kept(checked)
    change(checked)
    try:
        assert kept(checked) is None
    finally:
        for path in checked.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(tmp_path / "as it was", checked, symlinks=True, dirs_exist_ok=True)
    assert kept(checked) == answer


@pytest.mark.parametrize(
    "change",
    [
        append("content/archive/note.txt"),
        write("content/archive/other.txt", "a"),
        lambda site: (site / "content/archive/note.txt").unlink(),
    ],
)
def test_copies_count_if_they_are_looked_at(checked: Path, change: Change) -> None:
    change(checked)
    assert kept(checked) is not None
    assert kept(checked, strict=True) is None
    (checked / "content/archive/other.txt").unlink(missing_ok=True)
    (checked / "content/archive/note.txt").write_text("A copy of nothing.", "utf-8")
    keep(checked, strict=True)
    assert kept(checked, strict=True) is not None


def test_another_mkdocs_yml_has_an_answer_of_its_own(checked: Path) -> None:
    shutil.copy(checked / "mkdocs.yml", checked / "other.yml")
    assert last_check.last_check(checked / "other.yml", strict=False) is None
    (checked / "other.yml").unlink()


def test_other_libraries_end_it(
    checked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    assert kept(checked) is None
    keep(checked)
    assert kept(checked) is not None
    (tmp_path / "markdown-99.dist-info").mkdir()
    assert kept(checked) is None
    (tmp_path / "markdown-99.dist-info").rmdir()
    assert kept(checked) is not None
    (tmp_path / "markdown.py").write_text("", "utf-8")
    assert kept(checked) is None
    monkeypatch.undo()
    keep(checked)


def test_another_program_ends_it(
    checked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = program_fingerprint.own_folders()
    monkeypatch.setattr(program_fingerprint, "own_folders", lambda: [*own, tmp_path])
    (tmp_path / "module.txt").write_text("", "utf-8")
    assert kept(checked) is None


@pytest.mark.parametrize("spoil", [b"", b"x" * 500])
def test_a_damaged_answer_is_none(checked: Path, spoil: bytes) -> None:
    place = last_check.answer_file(checked / "mkdocs.yml", strict=False)
    assert place is not None
    place.write_bytes(spoil + place.read_bytes()[len(spoil) or 10 :])
    assert kept(checked) is None
    keep(checked)
    assert kept(checked) == ANSWER


@pytest.mark.parametrize("name", ["mkdocs.yml", "content/pages/method.md"])
def test_nothing_is_kept_if_something_changes_meanwhile(checked: Path, name: str) -> None:
    append("content/site.yml")(checked)
    keep(checked, but=lambda site: write(name, (site / name).read_text("utf-8"))(site))
    assert kept(checked) is None
    keep(checked)
    assert kept(checked) is not None


def test_nothing_is_kept_of_a_program_that_has_just_changed(
    checked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append("content/site.yml")(checked)
    monkeypatch.setattr(last_check, "UNSETTLED", 10**20)
    keep(checked)
    assert kept(checked) is None
    monkeypatch.undo()
    keep(checked)
    assert kept(checked) is not None


def test_nothing_is_kept_that_depends_on_the_machine(
    checked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append("content/site.yml")(checked)
    costly = found("costly-page", Place("content/pages/method.md"), "to make HTML takes too long")
    monkeypatch.setitem(globals(), "ANSWER", (*ANSWER, costly))
    keep(checked)
    assert kept(checked) is None
    monkeypatch.undo()
    keep(checked)


@pytest.mark.parametrize(
    ("more", "is_known"),
    [
        ("", True),
        ("markdown_extensions: [toc, pymdownx.superfences, markdown.extensions.tables]", True),
        ("INHERIT: other.yml", False),
        ("site_author: !ENV [USER, nobody]", False),
        ("hooks: [hook.py]", False),
        ("markdown_extensions: [pymdownx.snippets]", False),
        ("markdown_extensions: [pymdownx.b64]", False),
        ("nothing_that_is_known: 1", False),
    ],
)
def test_an_answer_is_kept_only_where_all_is_known(demo: Path, more: str, is_known: bool) -> None:
    (demo / "other.yml").write_text("site_author: a\n", "utf-8")
    (demo / "hook.py").write_text("", "utf-8")
    config = demo / "mkdocs.yml"
    plain = "site_name: a\ndocs_dir: content/pages\ntheme: {name: material}\nplugins: [explainer]\n"
    config.write_text(f"{plain}{more}\n", "utf-8")
    assert full_check.is_all_known(open_project(config), config) is is_known


@pytest.mark.parametrize("options", [["--json"], ["--strict"]])
def test_the_answer_is_what_a_check_says(
    demo: Path, checked: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checked
    story = demo / "content/stories/ostermill-bell/story.yml"
    story.write_text(story.read_text("utf-8").replace("[@tide-van", "[@tide-wan", 1), "utf-8")
    runs = []
    for bring_it in (lambda: None, lambda: monkeypatch.delattr(full_check, "check_site")):
        bring_it()
        runs.append(
            CliRunner().invoke(explainer, ["check", "-f", str(demo / "mkdocs.yml"), *options])
        )
    first, again = runs
    assert first.exit_code == again.exit_code == 1
    assert first.output == again.output
    assert "tide-wanished" in first.output
