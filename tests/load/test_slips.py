"""Slips of the keyboard: each is named where it is, and mended only where that reads."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic
from generator.load.edits import apply_edits
from generator.load.parse import parse

GOOD = """\
title: Bell gone
authors: [Ada Quill]
quotations:
  - id: one
    exact: The bell vanished
  - id: two
    exact: It was heavy
body: |
  A line of text – with a dash.
  – And one that begins with it.
  Note:\u00a0no key.
end: here
"""


def problem(text: str) -> Diagnostic:
    """The only problem of a text."""
    root, _, problems = parse(text, "a.yml")
    assert root is None
    (only,) = problems
    return only


def mended(text: str) -> str:
    """A text after the fix that its problem has."""
    fix = problem(text).fix
    return "\n".join(apply_edits(text.split("\n"), fix)) if fix else ""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("  - id: two", "  – id: two", 6, "'–' (an en dash)"),
        ("  - id: one", "  — id: one", 4, "'—' (an em dash)"),
        ("  - id: two", "  • id: two", 6, "'•'"),
        ("  - id: two", "  -id: two", 6, "the space is missing"),
        ("  - id: two", "    id: two\n  - id: two", 6, ""),
        ("    exact: It", "\u00a0\u00a0\u00a0\u00a0exact: It", 7, "no-break space"),
        ("    exact: It", "    exact:\u00a0It", 7, "no-break space"),
        ("    exact: It", "    exact:\u3000It", 7, "U+3000"),
        ("    exact: It", "    exact:It", 7, "no space stands behind the colon of 'exact'"),
        ("title: Bell", "title:Bell", 1, "no space stands behind the colon of 'title'"),
        ("exact: It was", "exact: [It] was", 7, "because it begins with a bracket"),
    ],
)  # fmt: skip
def test_a_slip_is_named_where_it_is(old: str, new: str, line: int, words: str) -> None:
    text = GOOD.replace(old, new)
    if words:
        assert (problem(text).place.line, problem(text).code) == (line, "yaml-syntax")
        assert words in problem(text).message
        assert parse(mended(text), "")[2] == []
        if "[" not in new:
            assert mended(text) == GOOD


def test_all_wrong_marks_of_a_file_are_one_message() -> None:
    text = GOOD.replace("  - id", "  – id")
    assert problem(text).place.line == 4
    assert mended(text) == GOOD


def test_what_stands_in_prose_is_left_alone() -> None:
    assert parse(GOOD, "")[2] == []
    assert "– And one" in mended(GOOD.replace("  - id", "  – id"))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("exact: The bell", 'exact: "The bell', 5),
        ("exact: The bell", "exact: 'The bell", 5),
        ("title: Bell", 'title: "Bell', 1),
    ],
)
def test_an_open_quote_mark_is_named_and_not_mended(old: str, new: str, line: int) -> None:
    text = GOOD.replace(old, new).replace("It was heavy", '"It was heavy"')
    assert (problem(text).place.line, problem(text).fix) == (line, ())
    assert problem(text).message == "a quote mark was opened here and never closed"


def test_text_that_is_not_indented_is_named_by_its_key() -> None:
    text = GOOD.replace("  A line of text", "A line of text")
    assert problem(text).message == "the text of 'body' is not indented"


def test_a_forgotten_dash_is_told_once() -> None:
    _, _, problems = parse(GOOD.replace("  - id: two", "    id: two"), "")
    assert [each.code for each in problems] == ["duplicate-key"]
    assert problems[0].help.startswith('Each entry of a list begins with "- "')
    _, _, problems = parse("title: a\ntitle: b\nend: c\nend: d\n", "")
    assert [each.place.line for each in problems] == [2, 4]


def test_where_no_slip_is_known_the_parser_says_what_it_found() -> None:
    assert "a second colon stands in this line" in problem("title: The bell: gone\n").message


@pytest.mark.parametrize("sign", ["–", "\u00a0", '"', "'", "[", "-a:", "a:b\n"])
def test_a_file_of_nothing_but_slips_is_read_a_few_times_only(sign: str) -> None:
    text = f"a:\n{f'  {sign} x: [y{chr(10)}' * 3_000}"
    root, _, problems = parse(text, "a.yml")
    assert root is None
    assert problems
