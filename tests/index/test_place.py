"""Where an index lies, and who may open it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.digests import digest
from generator.index import FOLDER_VARIABLE, Store, index_folder, open_index, row


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return folder


def write(store: Store) -> None:
    store.put("site", "unit", b"key", [row("voice", "a", 1)], (), "value")
    store.finish("site", ())


def test_what_lies_there_is_only_read_if_this_user_wrote_it(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_index(tmp_path) as store:
        write(store)
        folder = store.folder
    assert folder == index_folder(tmp_path)
    assert folder.stat().st_mode & 0o077 == 0
    for path in (kept, folder):
        mode = path.stat().st_mode
        path.chmod(0o777)
        with open_index(tmp_path) as store:
            assert store.folder != folder, "others may have written there"
            assert store.keys("site") == {}
        path.chmod(mode)
        with open_index(tmp_path) as store:
            assert store.result("site", "unit") == "value"
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    with open_index(tmp_path) as store:
        assert store.folder != folder


def test_of_two_builds_at_once_the_second_goes_without(tmp_path: Path, kept: Path) -> None:
    with open_index(tmp_path) as first:
        write(first)
        with open_index(tmp_path) as second:
            assert second.folder != first.folder
            assert second.keys("site") == {}
            aside = second.folder
        assert not aside.exists()
        with open_index(tmp_path, "preview") as other:
            assert other.folder.parent == kept, "another use has an index of its own"
    with open_index(tmp_path) as again:
        assert again.folder == first.folder
        assert again.result("site", "unit") == "value"


def test_nothing_is_kept_where_nothing_shall_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, "off")
    assert index_folder(tmp_path) is None
    with open_index(tmp_path) as store:
        write(store)
        aside = store.folder
    assert not aside.exists()
    assert not [*tmp_path.iterdir()], "nothing lies in the site"


def test_what_nobody_opened_for_a_month_is_removed(tmp_path: Path, kept: Path) -> None:
    for name in ("old.index", "other"):
        (kept / name).mkdir()
        os.utime(kept / name, (0, 0))
    with open_index(tmp_path / "a"):
        pass
    assert not (kept / "old.index").exists()
    assert (kept / "other").exists(), "this was not ours"
    assert index_folder(tmp_path / "a") != index_folder(tmp_path / "b")


def test_a_folder_that_cannot_be_written_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "file" / "kept"))
    with open_index(tmp_path) as store:
        write(store)
        assert store.result("site", "unit") == "value"


def test_digests_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")
