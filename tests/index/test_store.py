"""The index on disk: rows replaced, answers changed, units made stale, files that are damaged."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.index import ALL, KEYS, STAGES, Reader, Store, row
from generator.index.stages import TABLES, stage_file, stage_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "index")
    yield opened
    opened.close()


def test_each_table_is_filled_by_one_stage() -> None:
    tables = [table for some in TABLES.values() for table in some]
    assert len(set(tables)) == len(tables)
    assert all(table in TABLES[stage_of(table)] for table in tables)
    with pytest.raises(KeyError):
        stage_of("no such table")


def test_rows_are_replaced_and_the_changed_answers_told(store: Store) -> None:
    one, two = row("voice", "a", 1), row("voice", "b", 2)
    first = store.put("relations", "unit", b"1", [one, two])
    assert first == {("voice", key) for key in ("a", "b", ALL, KEYS)}
    assert store.put("relations", "unit", b"2", [one, two]) == set()
    changed = store.put("relations", "unit", b"3", [one, row("voice", "b", 3)])
    assert changed == {("voice", "b"), ("voice", ALL)}, "the keys are the same"
    moved = store.put("relations", "unit", b"3", [one, row("voice", "b", 3, "z")])
    assert moved == {("voice", "b"), ("voice", ALL), ("voice", KEYS)}
    assert store.remove("relations", "unit") == first
    store.finish("relations", ())
    assert store.keys("relations") == {}
    assert Reader(store.folder).values("voice", "b") == ()


def test_a_unit_is_stale_once_what_it_asked_for_has_changed(store: Store) -> None:
    asked = {"key": ("voice", "a"), "all": ("voice", ALL), "keys": ("voice", KEYS),
             "other": ("voice", "z"), "table": ("total", "a")}  # fmt: skip
    for name, question in asked.items():
        store.put("pages", name, b"fresh", (), [question], f"result of {name}")
    store.finish("pages", ())
    store.put("relations", "unit", b"1", [row("voice", "a", 1)])
    store.finish("relations", store.put("relations", "unit", b"2", [row("voice", "a", 2)]))
    stale = {name for name, key in store.keys("pages").items() if not key}
    assert stale == {"key", "all"}
    assert store.result("pages", "key") == "result of key"
    assert dict(store.results("pages"))["other"] == "result of other"
    store.put("pages", "key", b"again")
    store.finish("relations", [("voice", "a")])
    assert store.keys("pages")["key"] == b"again", "it asks no more"


def test_more_questions_than_one_statement_takes(store: Store) -> None:
    keys = [f"k{at}" for at in range(2_500)]
    for at in (0, 1_300, 2_499):
        store.put("pages", keys[at], b"fresh", (), [("voice", keys[at])])
    store.put("pages", "other", b"fresh", (), [("voice", "none")])
    store.finish("relations", [("voice", key) for key in keys])
    assert [name for name, key in store.keys("pages").items() if key] == ["other"]


def test_nobody_reads_what_is_not_finished(store: Store) -> None:
    store.put("relations", "unit", b"1", [row("voice", "a", 1)])
    assert Reader(store.folder).values("voice", "a") == ()
    store.finish("relations", ())
    reader = Reader(store.folder)
    assert reader.values("voice", "a") == (1,)
    # Another stage is written meanwhile; the reader keeps reading this one.
    store.put("pages", "page", b"1", [row("page", "p", "x")])
    assert [*reader.items("voice")] == [("a", 1)]
    assert reader.has("voice", "a")
    reader.close()


def test_what_is_not_finished_is_gone(tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    store.put("relations", "unit", b"1", [row("voice", "a", 1)])
    store.close()
    store = Store(tmp_path / "index")
    assert store.keys("relations") == {}
    store.close()


def test_a_kill_between_two_commits_leaves_no_unit_that_looks_fresh(
    store: Store, tmp_path: Path
) -> None:
    """After each commit of `finish` the files are copied, as a kill would leave them."""
    store.put("relations", "unit", b"old", [row("voice", "a", 1)])
    store.finish("relations", ())
    later = STAGES[STAGES.index("relations") + 1 :]
    for stage in later:
        store.put(stage, f"asks in {stage}", b"fresh", (), [("voice", "a")])
        store.put(stage, f"does not in {stage}", b"fresh", (), [("voice", "b")])
        store.finish(stage, ())
    copies: list[Path] = []
    real = dict(store.connections)

    class Committing:
        def __init__(self, stage: str) -> None:
            self._stage = stage

        def __getattr__(self, name: str) -> object:
            return getattr(real[self._stage], name)

        def commit(self) -> None:
            real[self._stage].commit()
            copies.append(shutil.copytree(store.folder, tmp_path / f"copy {len(copies)}"))

    changed = store.put("relations", "unit", b"new", [row("voice", "a", 2)])
    store.connections = {stage: Committing(stage) for stage in real}  # type: ignore[misc]
    store.finish("relations", changed)
    store.connections = real
    assert len(copies) == len(later) + 1
    for copy in copies:
        reader = Reader(copy)
        is_new = reader.values("voice", "a") == (2,)
        reader.close()
        killed = Store(copy)
        assert (killed.keys("relations")["unit"] == b"new") is is_new
        for stage in later if is_new else ():
            assert killed.keys(stage)[f"asks in {stage}"] == b""
        assert all(killed.keys(stage)[f"does not in {stage}"] for stage in later)
        killed.close()
    assert is_new


@pytest.mark.parametrize("stage", STAGES)
def test_a_broken_file_is_made_anew(stage: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for each in STAGES:
        store.put(each, "unit", b"key", (), (), "result")
        store.finish(each, ())
    store.close()
    stage_file(tmp_path, stage).write_bytes(b"no database, but long enough to look at" * 100)
    store = Store(tmp_path)
    assert [each for each in STAGES if not store.keys(each)] == [stage]
    store.clear()
    assert not any(store.keys(each) for each in STAGES)
    store.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OSError, match="file"):
        Store(tmp_path / "file" / "index")


def test_nothing_waits_for_the_disk_where_an_index_is_not_kept(tmp_path: Path) -> None:
    for is_kept, off in ((True, 0), (False, len(STAGES))):
        store = Store(tmp_path / f"{is_kept}", is_kept=is_kept)
        found = [
            base.execute("PRAGMA synchronous").fetchone()[0] for base in store.connections.values()
        ]
        assert found.count(0) == off
        store.put("sources", "unit", b"key", (), (), "result")
        store.finish("sources", ())
        store.put("stories", "unit", b"key", (), (), "result")
        store.close()
        again = Store(tmp_path / f"{is_kept}")
        assert again.keys("sources") == {"unit": b"key"}
        assert again.keys("stories") == {}, "what no stage has finished is gone"
        again.close()


def test_the_tables_of_a_file_are_made_in_one_go(tmp_path: Path) -> None:
    told: list[str] = []

    class Listened(sqlite3.Connection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.set_trace_callback(lambda text: told.append(text.strip()))

    connect = partial(sqlite3.connect, factory=Listened)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sqlite3, "connect", connect)
        Store(tmp_path).close()
    begun = [at for at, each in enumerate(told) if each.startswith("BEGIN")]
    ended = [at for at, each in enumerate(told) if each.startswith("COMMIT")]
    made = [at for at, each in enumerate(told) if each.startswith("CREATE")]
    assert len(begun) == len(ended) == len(STAGES)
    assert all(any(a < at < b for a, b in zip(begun, ended, strict=True)) for at in made)
