"""The lines of a file, cut out of its text when they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.lines import Lines

TEXTS = st.text(st.sampled_from("ab#é😀\n"), max_size=30)


@given(TEXTS)
def test_they_are_the_text_between_line_ends(text: str) -> None:
    lines, rows = Lines(text), text.split("\n")
    assert list(lines) == rows
    assert len(lines) == len(rows)
    assert [lines[at] for at in range(len(lines))] == rows
    assert lines[-1] == rows[-1]
    assert lines[1:3] == tuple(rows[1:3])
    with pytest.raises(IndexError):
        lines[len(rows)]


@given(TEXTS)
def test_every_offset_has_a_line_and_a_column(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        before = text[:offset].split("\n")
        assert lines.spot(offset) == (len(before), len(before[-1]) + 1)


@given(TEXTS)
def test_lines_with_a_sign_are_found(text: str) -> None:
    rows = enumerate(text.split("\n"))
    assert Lines(text).with_sign("#") == {at for at, row in rows if "#" in row}


def test_the_same_text_has_the_same_lines() -> None:
    assert Lines("a\nb") == Lines("a\nb")
    assert Lines("a\nb") != Lines("a\nc")
    assert len({Lines("a"), Lines("a"), Lines("b")}) == 2
