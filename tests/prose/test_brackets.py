"""Brackets that are meant as a citation or a mark, and those that are text."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose.brackets import meant_brackets
from tests.support import no_hang


def kind(id: str) -> Literal["quotation", "source", ""]:
    """Two quotations, and a source with a short name."""
    return "quotation" if id in ("a-1", "b") else "source" if id == "post" else ""


def meant(line: str, *, is_uncited: bool = True) -> list[tuple[str, str]]:
    """What is meant as something else in a line, and what has to stand there."""
    found = meant_brackets(line, kind, is_uncited=is_uncited)
    return [(line[each.start : each.end], each.text) for each in found]


@pytest.mark.parametrize(
    ("line", "words", "right"),
    [
        ("A. [a-1]", "[a-1]", "[@a-1]"),
        ("A [b] c.", "[b]", "[@b]"),
        ("A. [a-1, b]", "[a-1, b]", "[@a-1; @b]"),
        ("A. [cf. a-1]", "[cf. a-1]", "[cf. @a-1]"),
        ("A. [a-1@]", "[a-1@]", "[@a-1]"),
        ("A. [post]", "[post]", ""),
        ("A. [a-1; c]", "[a-1; c]", ""),
        ("A. [c-1]", "[c-1]", ""),
        ("A. (@a-1; @b)", "(@a-1; @b)", "[@a-1; @b]"),
        ("A @a-1.", "@a-1", "[@a-1]"),
        ("A. [12]", "[12]", ""),
        ("A. [^12]", "[^12]", ""),
        ("A. [fn. 1]", "[fn. 1]", ""),
        ("A. [Editor]", "[Editor]", "[editor]"),
        ("A. [editor].", "[editor].", "[editor]"),
        ("A [editor] b.", "[editor]", ""),
        ("A. [Editor's note]", "[Editor's note]", ""),
        ("A. [DERIVED 3 + 4]", "[DERIVED 3 + 4]", "[derived: 3 + 4]"),
        ("A. [derived:]", "[derived:]", ""),
    ],
)
def test_what_must_be_meant(line: str, words: str, right: str) -> None:
    assert meant(line) == [(words, right)]


@pytest.mark.parametrize(
    "line",
    [
        "He [the mayor] said so.", "A. [c]", "A [c-1] b.", "In [2018] it was.", "A [sic] b.",
        "“A [b] c”, he said.", "[a-1](https://a.example)", r"\[a-1]", "x@a-1", "@c-1", "(see c-1)",
        "A [derived unit] b.", "[]", "[ ]", "[a-1", "a-1]",
    ],
)  # fmt: skip
def test_what_is_text(line: str) -> None:
    assert meant(line) == []


def test_an_unknown_id_is_taken_for_one_only_where_nothing_is_cited() -> None:
    assert meant("A. [c-1]", is_uncited=False) == []
    assert meant("A. [a-1]", is_uncited=False) == [("[a-1]", "[@a-1]")]


@pytest.mark.parametrize("piece", ["[1]", "[a-1]", "@a-1 ", "(@", "(@x;", "[", "“[b]", "'[b]"])
def test_a_long_line_is_read_in_time(piece: str) -> None:
    with no_hang():
        assert len(meant(piece * 20_000)) <= 150


@given(st.text(alphabet="[]()@ab1-;,.^ \"'\\", max_size=40))
def test_what_is_found_stands_there(line: str) -> None:
    for each in meant_brackets(line, kind, is_uncited=True):
        assert 0 <= each.start < each.end <= len(line)
