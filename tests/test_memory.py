"""What is kept between builds never decides what comes out."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.memory import FOLDER_VARIABLE, Memory, digest, memory_path, remembering
from generator.pipeline import Compiled, compile_site
from tests.support import DEMO, make_site


def everything(compiled: Compiled) -> dict[str, object]:
    """All that a build gives: pages, files, diagnostics."""
    pages = {
        page.address: (
            page.title, page.description, page.kind, tuple(page.blocks), page.origin, page.updated,
            page.in_navigation, page.social,
        )
        for page in compiled.rendered.pages
    }  # fmt: skip
    files = {file.path: (file.data, file.origin) for file in compiled.rendered.files}
    return {**pages, **files, "said": compiled.diagnostics}


def yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "content").rglob("*.yml"))


@st.composite
def edits(draw: st.DrawFn, folder: Path) -> tuple[Path, str | None]:
    """A file of the content and its new text; None removes it."""
    path = draw(st.sampled_from(yaml_files(folder)))
    lines = path.read_text("utf-8").split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    how = draw(st.sampled_from(["word", "comment", "double", "drop", "swap", "remove", "digit"]))
    if how == "remove" and path.parent.name in ("glossary", "sources"):
        return path, None
    if how == "word":
        lines[at] = re.sub(r"\b([a-z]{4,})\b", r"\1ish", lines[at], count=1)
    elif how == "digit":
        lines[at] = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), lines[at], count=1)
    elif how == "comment":
        lines.insert(at, "# a comment" if at == 0 else "")
    elif how == "double":
        lines.insert(at, lines[at])
    elif how == "drop":
        del lines[at]
    elif how == "swap" and at:
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
    return path, "\n".join(lines)


@pytest.mark.slow
def test_whatever_is_edited_warm_and_cold_agree(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Edits in a row, each built by a process that remembers, a new one, and one without memory."""
    folder, kept = tmp_path / "site", tmp_path / "kept.db"
    built: list[tuple[int, int]] = []

    @settings(max_examples=12, phases=[Phase.generate])
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        kept.unlink(missing_ok=True)
        make_site(folder, base=DEMO)
        live = Memory(kept, live=True)
        try:
            compile_site(folder, memory=live)
            parts = live.made["part"]
            live.finish(whole=True)
            for _ in range(4):
                live.made.clear()
                path, text = data.draw(edits(folder))
                before = path.read_text("utf-8")
                if text is None:
                    path.unlink()
                else:
                    path.write_text(text, "utf-8")
                cold, warm = everything(compile_site(folder)), compile_site(folder, memory=live)
                assert everything(warm) == cold
                live.finish(whole=not warm.blocked())
                if warm.blocked():
                    path.write_text(before, "utf-8")
                else:
                    built.append((live.made["part"], parts))
                    live.close()
                    live = Memory(kept, live=data.draw(st.booleans()))
                    assert everything(compile_site(folder, memory=live)) == cold
                    assert live.made["part"] == 0, "nothing has changed"
        finally:
            live.close()

    agree()
    record_property("edits that were built", len(built))
    assert len(built) > 15, "most edits were mistakes"
    assert sum(some < every for some, every in built) > 8, "little was ever kept"


def test_a_change_of_one_story_makes_what_depends_on_it(tmp_path: Path) -> None:
    folder = make_site(tmp_path / "site", base=DEMO)
    memory = Memory(tmp_path / "kept.db", live=True)
    compile_site(folder, memory=memory)
    memory.finish(whole=True)
    memory.made.clear()
    story = folder / "content/stories/ostermill-bell/story.yml"
    text = story.read_text("utf-8")
    story.write_text(text.replace("standfirst: |\n", "standfirst: |\n  More. [editor]\n"), "utf-8")
    compiled = compile_site(folder, memory=memory)
    assert compiled.site
    assert memory.made["document"] == memory.made["model"] == memory.made["resolved"] == 1
    assert memory.made["figures"] == 1
    cited = {
        compiled.site.quotations[note.quotation].source
        for each in compiled.site.stories
        if each.slug == "ostermill-bell"
        for note in each.footnotes
    }
    # The story itself; and the sources whose pages say where they are used.
    assert memory.made["part"] <= 1 + len(cited)
    memory.close()


def test_what_lies_there_is_only_read_if_this_user_wrote_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    path = tmp_path / "kept.db"
    for chance in (tmp_path, path):
        memory = Memory(path)
        memory.store("kind", "name", b"key", "value")
        memory.finish(whole=True)
        memory.close()
        assert path.stat().st_mode & 0o077 == 0
        mode = chance.stat().st_mode
        chance.chmod(0o777)
        assert not Memory(path).stores, "others may have written there"
        chance.chmod(mode)
        again = Memory(path)
        assert again.stored("kind", "name", b"key") == "value"
        again.close()
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert not Memory(path).stores


def test_what_was_damaged_counts_for_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    path = tmp_path / "kept.db"
    memory = Memory(path)
    memory.store("kind", "name", b"key", "value")
    memory.finish(whole=True)
    memory.close()
    database = sqlite3.connect(path)
    database.execute("UPDATE kept SET value = ?", (b"other bytes",))
    database.commit()
    database.close()
    memory = Memory(path)
    assert memory.stored("kind", "name", b"key") is None
    memory.close()
    path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    memory = Memory(path)
    assert memory.stores, "it is made anew"
    assert memory.stored("kind", "name", b"key") is None
    memory.close()


def test_two_builds_at_once_and_a_kill(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    first = Memory(tmp_path / "kept.db")
    assert not Memory(tmp_path / "kept.db").stores, "the second goes without"
    first.store("kind", "name", b"key", "value")
    first.close()
    # Closed without an end, as by a kill: nothing was kept.
    again = Memory(tmp_path / "kept.db")
    assert again.stored("kind", "name", b"key") is None
    again.close()


def test_what_nobody_asks_for_is_removed(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    memory = Memory(tmp_path / "kept.db", live=True)
    memory.store("kind", "old", b"key", "value")
    memory.put("object", "old", b"key", "value")
    memory.finish(whole=True)
    memory.store("kind", "new", b"key", "value")
    memory.finish(whole=True)
    assert memory.stored("kind", "old", b"key") is None
    assert memory.find("object", "old", b"key") is None
    assert memory.stored("kind", "new", b"key") == "value"
    memory.close()


def test_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, "off")
    assert memory_path(tmp_path) is None
    with remembering(tmp_path) as memory:
        assert not memory.stores
    kept = tmp_path / "kept"
    monkeypatch.setenv(FOLDER_VARIABLE, str(kept))
    kept.mkdir(mode=0o700)
    old = kept / "old.db"
    old.touch()
    os.utime(old, (0, 0))
    with remembering(tmp_path) as memory:
        assert memory.stores
    assert not old.exists(), "sites that nobody builds any more are forgotten"
    assert memory_path(tmp_path / "a") != memory_path(tmp_path / "b")
    assert not list(tmp_path.glob("*.db")), "nothing lies in the site"


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    memory = Memory(tmp_path / "file" / "kept.db")
    assert not memory.stores
    memory.store("kind", "name", b"key", "value")
    assert memory.stored("kind", "name", b"key") is None
    memory.finish(whole=True)


def test_digests_tell_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")
