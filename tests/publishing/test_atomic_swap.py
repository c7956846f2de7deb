"""A site is put in its place whole or not at all, whatever happens on the way."""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.publishing.atomic_swap import MARKER, Publication, PublishError
from tests.sites import explainer, files_of

FILES = 40


def write(folder: Path, word: str) -> None:
    """A site in which every file says the same word."""
    for number in range(FILES):
        path = folder / f"{number % 7}" / f"{number}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(word * 100, "utf-8")


def published(place: Path, word: str) -> None:
    publication = Publication(place)
    write(publication.folder, word)
    publication.finish()


def words_in(place: Path) -> set[str]:
    """The words of a published site; it must be whole."""
    files = files_of(place)
    files.pop(MARKER)
    assert len(files) == FILES
    return {data.decode()[:1] for data in files.values()}


def refuse_exchange(monkeypatch: pytest.MonkeyPatch, number: int) -> list[bytes]:
    """Let the system's call that exchanges two folders fail with an error.

    Returns:
        The name of each folder for which it is called from now on.
    """
    asked = []

    def renameat2(_: int, name: bytes, *__: object) -> int:
        asked.append(name)
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(renameat2=renameat2))
    return asked


def test_the_new_site_takes_the_place_and_nothing_else_stays(tmp_path: Path) -> None:
    place = tmp_path / "deep/er/site"
    published(place, "a")
    (place / "left.html").write_text("from before", "utf-8")
    published(place, "b")
    assert words_in(place) == {"b"}
    assert sorted(path.name for path in place.parent.iterdir()) == ["site"]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP])
def test_without_exchange_it_takes_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    asked = refuse_exchange(monkeypatch, number)
    published(tmp_path / "site", "a")
    published(tmp_path / "site", "b")
    assert asked == [os.fsencode(tmp_path / ".site.new")]
    assert words_in(tmp_path / "site") == {"b"}
    # A kill between the two steps: the next build begins with putting back what was there.
    (tmp_path / "site").rename(tmp_path / ".site.old")
    Publication(tmp_path / "site").discard()
    assert words_in(tmp_path / "site") == {"b"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_it_keeps_the_folder_s_rights_and_follows_a_link(tmp_path: Path) -> None:
    published(tmp_path / "real", "a")
    (tmp_path / "real").chmod(0o750)
    (tmp_path / "site").symlink_to("real")
    published(tmp_path / "site", "b")
    assert words_in(tmp_path / "real") == {"b"}
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("name", ["site", ".site.new", ".site.old"])
def test_a_folder_that_was_not_made_here_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "thesis.txt").write_text("ten years of work", "utf-8")
    with pytest.raises(PublishError, match="did not write"):
        Publication(tmp_path / "site")
    assert (tmp_path / name / "thesis.txt").read_text("utf-8") == "ten years of work"


def test_what_comes_to_stand_there_meanwhile_is_left_alone(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("ten years of work", "utf-8")
    with pytest.raises(PublishError, match="did not write"):
        publication.finish()
    assert (tmp_path / "site/thesis.txt").read_text("utf-8") == "ten years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file", "utf-8")
    with pytest.raises(PublishError, match="is a file"):
        Publication(tmp_path / "site")


def test_two_at_once(tmp_path: Path) -> None:
    first = Publication(tmp_path / "site")
    with pytest.raises(PublishError, match="another build is writing"):
        Publication(tmp_path / "site")
    write(first.folder, "a")
    first.finish()
    published(tmp_path / "site", "b")
    assert words_in(tmp_path / "site") == {"b"}


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(tmp_path / "site", "a")
    publication = Publication(tmp_path / "site")
    write(publication.folder, "b")
    refuse_exchange(monkeypatch, errno.ENOSPC)
    with pytest.raises(OSError, match="No space left"):
        publication.finish()
    assert words_in(tmp_path / "site") == {"a"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.slow
def test_the_command_leaves_other_folders_alone(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("ten years of work", "utf-8")
    done = explainer("build", "-d", tmp_path / "mine", cwd=demo)
    assert done.returncode == 2
    assert "did not write" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
    plain = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", tmp_path / "mine"],
        cwd=demo, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert plain.returncode != 0
    assert "did not write" in plain.stdout + plain.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


@pytest.mark.slow
def test_a_warning_under_strict_publishes_nothing(demo: Path) -> None:
    assert explainer("build", "--strict", cwd=demo).returncode == 0
    before = files_of(demo / "site")
    page = next((demo / "content/pages").glob("*.md"))
    page.write_text(page.read_text("utf-8") + "\n[broken](nowhere.md)\n", "utf-8")
    done = explainer("build", "--strict", cwd=demo)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert files_of(demo / "site") == before
    assert not [path for path in demo.iterdir() if path.name.startswith(".site")]
