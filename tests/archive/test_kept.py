"""The texts of copies that were read before: the same as if they were read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import archive
from generator.archive import Copy, KeptTexts, read_copy, read_words

URL = "https://a.example/"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "bell.html"
    path.write_text("<p>The bell <b>rang</b>.</p>", "utf-8")
    return path


def kept(tmp_path: Path) -> KeptTexts:
    return KeptTexts(tmp_path / "cache/site.index")


def words(path: Path, texts: KeptTexts, url: str = URL, accessed: str = "") -> str:
    read = read_words(path, url, accessed, texts)
    assert isinstance(read, Copy)
    whole = read_copy(path, url, accessed)
    assert isinstance(whole, Copy)
    assert (read.text, read.rendered, read.digest) == (whole.text, whole.rendered, whole.digest)
    return read.text.strip()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read anew."""
    seen: list[str] = []
    real = KeptTexts.keep

    def keep(self: KeptTexts, name: str, *rest: object) -> None:
        seen.append(name)
        real(self, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(archive.KeptTexts, "keep", keep)
    return seen


def test_a_copy_is_read_once(copy: Path, tmp_path: Path, read: list[str]) -> None:
    for _ in range(3):
        assert words(copy, kept(tmp_path)) == "The bell rang."
    assert read == ["bell.html"]


def test_other_bytes_or_another_address_are_read_anew(
    copy: Path, tmp_path: Path, read: list[str]
) -> None:
    words(copy, kept(tmp_path))
    words(copy, kept(tmp_path), "https://b.example/")
    words(copy, kept(tmp_path), "https://b.example/", "2031")
    copy.write_text("<p>The bell <b>sang</b>.</p>", "utf-8")
    assert words(copy, kept(tmp_path), "https://b.example/", "2031") == "The bell sang."
    assert len(read) == 4


@pytest.mark.parametrize("text", ["", "{", "[]", "[1, 2, 3]", '["", "The bell", ""]', "[" * 9_000])
def test_what_is_damaged_counts_as_nothing(copy: Path, tmp_path: Path, text: str) -> None:
    words(copy, kept(tmp_path))
    (file,) = (tmp_path / "cache/site.index").iterdir()
    file.write_text(text, "utf-8")
    assert words(copy, kept(tmp_path)) == "The bell rang."


def test_what_others_can_write_is_not_believed(copy: Path, tmp_path: Path, read: list[str]) -> None:
    words(copy, kept(tmp_path))
    (tmp_path / "cache").chmod(0o777)
    words(copy, kept(tmp_path))
    assert len(read) == 2


def test_a_cache_that_cannot_be_written_is_none(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert words(copy, kept(tmp_path)) == "The bell rang."


def test_plain_text_is_not_kept(tmp_path: Path, read: list[str]) -> None:
    path = tmp_path / "bell.txt"
    path.write_text("The bell rang.")
    assert words(path, kept(tmp_path)) == "The bell rang."
    assert read == []
