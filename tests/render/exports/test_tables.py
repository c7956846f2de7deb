"""CSV: read back by the csv module, and safe in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.render.exports.tables import (
    QUOTATION_COLUMNS,
    STATEMENT_COLUMNS,
    harmless,
    table,
)
from generator.verify.voices import statement_voices
from tests.render.exports.conftest import Exports

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def plain(cell: str) -> str:
    """What the rule says a reader has to do."""
    return cell.removeprefix("'")


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3)))
@example([["=1+1", "'", "''=x"], ["a\r\nb", 'say "a", b', " =1"]])
def test_what_is_written_can_be_read_back(written: list[list[str]]) -> None:
    head, *read = rows(table(("a", "b", "c"), written))
    assert head == ["a", "b", "c"]
    assert [[plain(cell) for cell in row] for row in read] == written


@given(CELLS)
@example("＝1+1")
@example("@SUM(A1)")
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    ((_,), (read,)) = rows(table(("a",), [(cell,)]))
    assert not read.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not read.lstrip(" ").startswith(("＝", "＋", "－", "＠"))


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@a", "'@a"), ("\t=1", "'\t=1"),
        ("  =1", "'  =1"), ("'quoted'", "''quoted'"), ("a=1", "a=1"), ("", ""),
        ("2018-04", "2018-04"),
    ],
)  # fmt: skip
def test_only_what_could_do_harm_is_changed(cell: str, safe: str) -> None:
    assert harmless(cell) == safe


def test_lines_end_and_cells_are_quoted_as_the_rfc_wants(made: Exports) -> None:
    for name in ("statements.csv", "quotations.csv"):
        text = made.files[name].decode()
        assert text.endswith('"\r\n')
        read = rows(made.files[name])
        assert len({len(row) for row in read}) == 1
        again = "".join(
            ",".join('"{}"'.format(cell.replace('"', '""')) for cell in row) + "\r\n"
            for row in read
        )
        assert again == text


def test_statements(made: Exports) -> None:
    head, *read = rows(made.files["statements.csv"])
    assert tuple(head) == STATEMENT_COLUMNS
    found = [dict(zip(head, row, strict=True)) for row in read]
    statements = list(made.story.statements())
    assert [row["anchor"] for row in found] == [s.anchor for s in statements]
    assert [tuple(row["quotations"].split()) for row in found] == [s.quotations for s in statements]
    assert [row["editor"] == "yes" for row in found] == [s.editor for s in statements]
    for row, statement in zip(found, statements, strict=True):
        voices = statement_voices(made.site, statement)
        assert row["voices"] == str(voices.count)
        told = row["voice_names"].split("\n") if row["voice_names"] else []
        assert len(told) == len(voices.groups)
    sections = {section.id for section in made.story.sections}
    own = {"standfirst", "key-points", "timeline", "who-took-part", "disagreements"}
    assert sections <= {row["section"] for row in found} <= sections | own


def test_statements_know_what_they_compare_and_on_what_sources_differ(
    demo_exports: Callable[..., Exports],
) -> None:
    made = demo_exports()
    head, *read = rows(made.files["statements.csv"])
    found = {row[0]: dict(zip(head, row, strict=True)) for row in read}
    four = found["d.how-many.2.1"]
    assert four["quotations"] == "tide-four-parties leaflet-three-parties"
    assert (four["compared"], four["sources"]) == ("leaflet-three-parties", "tide-post")
    assert (four["disagreement"], four["kind"]) == ("how-many", "contradiction")
    order = dict.fromkeys(
        row["kind"] for row in found.values() if row["section"] == "disagreements"
    )
    assert set(order) == {"contradiction", "difference", "one-report", "wording"}
    led = found["p.first-week.aq.1.1"]
    assert (led["disagreement"], led["kind"]) == ("who-led", "contradiction")


def test_quotations(made: Exports) -> None:
    head, *read = rows(made.files["quotations.csv"])
    assert tuple(head) == QUOTATION_COLUMNS
    found = [dict(zip(head, row, strict=True)) for row in read]
    assert [row["id"] for row in found] == [note.quotation for note in made.story.footnotes]
    for row in found:
        entry = made.site.quotations[row["id"]]
        assert plain(row["exact"]) == entry.quotation.exact
        assert row["source"] == entry.source
        assert row["digest"].startswith("sha256:")


def test_the_demo_has_every_column_filled_somewhere(demo_exports: Callable[..., Exports]) -> None:
    for name in ("statements.csv", "quotations.csv"):
        _, *read = rows(demo_exports().files[name])
        assert all(any(column) for column in zip(*read, strict=True))
