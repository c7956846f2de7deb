"""The lock: pieces read one by one give the rows of the whole."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.index import Row, Store
from generator.load import ContentFile
from generator.passes import Options, lock, read_content
from generator.passes.job import Job
from generator.passes.lock import pieces, read_lock, read_piece
from tests.support import DEMO, make_site

PATH = "content/quotations.lock.yml"
LOCK = (DEMO / PATH).read_text("utf-8")
FILE = ContentFile(DEMO / PATH, PATH, "quotations.lock")


def whole(text: str) -> list[Row] | None:
    """The rows of a lock read as a whole; None if something is wrong with it."""
    outcomes, problems = read_lock(FILE, text.encode())
    return None if problems else sorted(row for each in outcomes for row in each.rows)


def piecewise(folder: Path, text: str, every: int) -> list[Row] | None:
    """The rows of its pieces; None if it is not cut, or if one cannot be read by itself."""
    file = ContentFile(folder / PATH, PATH, "lock")
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(text.encode())
    with patch.object(lock, "begins_piece", lambda name: sum(name) % every == 0):
        found = pieces(text.encode())
    job = Job(folder, "content", folder / "index", 0)
    outcomes = [read_piece(job, (file, piece)) for piece in found or ()]
    if found is None or any(each is None for each in outcomes):
        return None
    return sorted(row for each in outcomes if each for row in each.rows)


def test_each_cut_gives_the_rows_of_the_whole(tmp_path: Path) -> None:
    assert len(whole(LOCK) or ()) > 10
    for every in range(1, 40):
        assert piecewise(tmp_path, LOCK, every) == whole(LOCK)
    with patch.object(lock, "begins_piece", lambda _: True):
        assert len(pieces(LOCK.encode()) or ()) > 10


def test_another_file_by_now_is_not_taken_for_the_one_that_was_cut(tmp_path: Path) -> None:
    file = ContentFile(tmp_path / PATH, PATH, "lock")
    file.path.parent.mkdir()
    file.path.write_text(LOCK.replace("start: 1", "start: 2"), "utf-8")
    job = Job(tmp_path, "content", tmp_path / "index", 0)
    with patch.object(lock, "begins_piece", lambda _: True):
        found = pieces(LOCK.encode()) or []
    assert None in [read_piece(job, (file, piece)) for piece in found]


@given(
    st.lists(st.tuples(st.integers(0, 5_000), st.sampled_from(
        ["# a comment", "  # a comment", "", "  ", "quotations:", "  tide-vanished:", "sources: {}",
         "  'quoted': {}", "---", "double"])), min_size=1, max_size=4),
    st.integers(1, 6),
)  # fmt: skip
def test_whatever_stands_between_rows_are_those_of_the_whole_or_none(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str]], every: int
) -> None:
    lines = LOCK.split("\n")
    for at, text in changes:
        place = at % len(lines)
        lines.insert(place, lines[place] if text == "double" else text)
    text = "\n".join(lines)
    found = piecewise(tmp_path_factory.getbasetemp(), text, every)
    if found is not None and whole(text) is not None:
        assert found == whole(text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("  tide-vanished:\n", "  'tide-vanished':\n"),
        lambda text: text.replace("  tide-vanished:\n", "  # why\n\n  tide-vanished: # so\n"),
        lambda text: text + "\n# the end\n",
        lambda text: text + "  tide-vanished:\n    start: 1\n",
        lambda text: text.replace("quotations:\n", "quotations:\n  x: {}\n"),
        lambda text: text[: len(text) * 2 // 3],
        lambda text: "# first\n" + text,
    ],
    ids=["CRLF", "quotes", "comments", "end", "twice", "bad", "cut", "first"],
)
def test_a_build_says_the_same_however_the_lock_is_read(change, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """With pieces as small as can be, and with the lock read as a whole."""
    text = change(LOCK)
    assert text != LOCK
    site = make_site(tmp_path / "site", {PATH: text}, base=DEMO)
    said = []
    for cut in (lambda _: True, lambda _: False):
        store = Store(tmp_path / f"index {len(said)}", is_kept=False)
        with patch.object(lock, "begins_piece", cut):
            checked = read_content(site, "content", store, Options(drafts=True))
        index = checked.index()
        tables = [dict(index.table(name).items()) for name in ("lock", "locked", "locked source")]
        said.append((checked.problems, tables))
        store.close()
    assert said[0] == said[1]
