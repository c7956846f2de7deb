"""What is kept between builds never decides what comes out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.authoring.addresses import write_addresses
from generator.index import Reader, Store, StoredIndex
from generator.passes import Options, read_content
from tests.compiled import Compiled, compile_into, compile_site
from tests.support import DEMO, EVERYTHING, make_site

OPTIONS = Options(drafts=True)


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
@pytest.mark.sampled
def test_whatever_is_edited_a_kept_index_and_an_empty_one_agree(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Edits in a row, mistakes and their repair among them; now and then the index is reopened."""
    folder, kept = tmp_path / "site", tmp_path / "kept"
    built: list[bool] = []

    @settings(max_examples=30 if EVERYTHING else 3, phases=[Phase.generate])
    @given(data=st.data())
    def agree(data: st.DataObject) -> None:
        for old in (folder, kept):
            shutil.rmtree(old, ignore_errors=True)
        make_site(folder, base=DEMO)
        store = Store(kept)
        try:
            compile_into(store, folder, "content", OPTIONS)
            for _ in range(4):
                path, text = data.draw(edits(folder))
                before = path.read_text("utf-8")
                if text is None:
                    path.unlink()
                else:
                    path.write_text(text, "utf-8")
                empty = compile_site(folder, drafts=True)
                warm = compile_into(store, folder, "content", OPTIONS)
                assert everything(warm) == everything(empty)
                built.append(not empty.blocked())
                if empty.blocked() and data.draw(st.booleans()):
                    path.write_text(before, "utf-8")
                if data.draw(st.booleans()):
                    store.close()
                    store = Store(kept)
        finally:
            store.close()

    agree()
    record_property("edits that were built", sum(built))
    assert sum(built) > 4, "most edits were mistakes"
    assert not all(built), "no edit was a mistake"


def done(folder: Path, store: Store) -> dict[str, int]:
    checked = read_content(folder, "content", store, OPTIONS)
    assert checked.problems == []
    return checked.stages.done


def test_only_what_has_changed_is_read_again(demo: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    first = done(demo, store)
    assert first["stories"] == len([*(demo / "content").glob("*/*/story.yml")]) + len(
        [*(demo / "content/glossary").glob("*.yml")]
    )
    assert done(demo, store) == {}
    story = demo / "content/stories/ostermill-bell/story.yml"
    text = story.read_text("utf-8")
    story.write_text(text.replace("standfirst: |\n", "standfirst: |\n  More. [editor]\n"), "utf-8")
    assert done(demo, store) in ({"stories": 1}, {"stories": 1, "site": 1})
    # A review makes its own story stale, and no other.
    reviews = demo / "content/reviews/ostermill-bell.yml"
    text = reviews.read_text("utf-8")
    reviews.write_text(text.replace("verdict: later", "verdict: supported"), "utf-8")
    assert done(demo, store) == {"reviews": 1, "stories": 1}
    # So does the record of its sentences' addresses, and with it the pages that lead to these.
    write_addresses(demo, "content", "ostermill-bell")
    assert done(demo, store) == {"reviews": 1, "stories": 1}
    record = demo / "content/stories/ostermill-bell/addresses.yml"
    record.write_text(
        record.read_text("utf-8").replace("s.the-night.1:", "s.the-night.9:"), "utf-8"
    )
    assert done(demo, store) == {"reviews": 1, "stories": 1}
    uses = [use for found in StoredIndex(Reader(store.folder)).uses.values() for use in found]
    assert "s.the-night.9" in {use.anchor for use in uses}
    record.unlink()
    assert done(demo, store) == {"stories": 1}
    store.close()
