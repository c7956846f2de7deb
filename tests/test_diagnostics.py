"""What a diagnostic looks like, for people and for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import (
    CODES,
    Diagnostic,
    Place,
    Severity,
    as_json,
    as_text,
    found,
    summary,
    worst_first,
)
from generator.diagnostics.record import closest_match, did_you_mean

LINE = "title: The Bell File"


def test_a_diagnostic_is_shown_with_its_place_its_line_and_what_to_do() -> None:
    diagnostic = found("tab", Place("content/site.yml", 12, 8, 3), "a tab", "Use spaces.", LINE)
    assert as_text(diagnostic) == (
        "content/site.yml:12:8: error tab: a tab\n"
        "   12 | title: The Bell File\n"
        "      |        ^^^\n"
        "    → Use spaces."
    )


def test_without_help_the_catalogue_says_what_to_do() -> None:
    diagnostic = found("tab", Place("a.yml"), "a tab")
    assert diagnostic.help == CODES["tab"].advice
    assert as_text(diagnostic) == f"a.yml: error tab: a tab\n    → {CODES['tab'].advice}"


def test_a_code_that_is_not_in_the_catalogue_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        found("no-such-code", Place("a.yml"), "what")


def test_a_warning_is_called_one() -> None:
    diagnostic = found("unused-term", Place("a.yml", 1, 1), "unused")
    assert diagnostic.severity is Severity.WARNING
    assert as_text(diagnostic).startswith("a.yml:1:1: warning unused-term: unused\n")


@pytest.mark.parametrize("column", [1, 5, 50, 150, 400, 499])
def test_a_long_line_is_cut_around_the_marked_place(column: int) -> None:
    line = "x" * (column - 1) + "HERE" + "y" * (500 - column)
    shown = as_text(found("tab", Place("a.yml", 1, column, 4), "what", line=line)).split("\n")
    assert len(shown[1]) <= len("    1 | ") + 100
    start = shown[2].index("^")
    assert shown[1][start : start + 4].strip() == "HERE"
    assert shown[2].count("^") == 4


@pytest.mark.parametrize("width", [0, 1, 7, 10_000])
def test_the_mark_never_runs_over_the_end_of_the_line(width: int) -> None:
    shown = as_text(found("tab", Place("a.yml", 1, 8, width), "what", line=LINE)).split("\n")
    assert 1 <= shown[2].count("^") <= len(LINE) - 7


def test_what_cannot_be_printed_is_shown_as_a_replacement() -> None:
    text = as_text(found("tab", Place("a.yml", 1, 3), "what", line="a\tb\x00\u202e\x1b[31mc\r\n"))
    assert "a b���[31mc\n" in text
    assert not re.search("[\x00\x1b\u202e\r]", text)


@given(
    line=st.text(max_size=300),
    column=st.integers(1, 400),
    width=st.integers(0, 400),
    number=st.integers(0, 10**6),
)
def test_any_line_and_place_can_be_shown(line: str, column: int, width: int, number: int) -> None:
    text = as_text(found("tab", Place("a.yml", number, column, width), "what", "do", line=line))
    assert text.startswith("a.yml")
    assert text.endswith("    → do")
    assert len(text.split("\n")) in (2, 4)


def test_errors_come_before_warnings_then_files_and_lines_count() -> None:
    early = found("unused-term", Place("a.yml", 1, 1), "warning")
    errors = [
        found("tab", Place("b.yml", 10, 2), "d"),
        found("tab", Place("b.yml", 9, 2), "c"),
        found("tab", Place("b.yml", 9, 1), "b"),
        found("tab", Place("a.yml", 99, 1), "a"),
    ]
    shown = worst_first([early, *errors])
    assert [d.message for d in shown] == ["a", "b", "c", "d", "warning"]


def test_the_same_problem_is_shown_once() -> None:
    twice = [found("tab", Place("a.yml", 1, 1), "what")] * 2
    assert len(worst_first(twice)) == 1


def test_as_json_gives_every_part() -> None:
    diagnostics = [
        found("tab", Place("a.yml", 3, 4, 5), "“é”", "Do.", LINE),
        found("unused-term", Place("b.yml"), "unused"),
    ]
    document = json.loads(as_json(diagnostics))
    assert (document["errors"], document["warnings"]) == (1, 1)
    assert document["diagnostics"][0] == {
        "code": "tab",
        "severity": "error",
        "file": "a.yml",
        "line": 3,
        "column": 4,
        "width": 5,
        "message": "“é”",
        "help": "Do.",
        "source_line": LINE,
        "fix": [],
    }


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ([], "0 errors, 0 warnings"),
        (["tab"], "1 error, 0 warnings"),
        (["tab", "tab", "unused-term"], "2 errors, 1 warning"),
    ],
)
def test_summary_counts(codes: list[str], text: str) -> None:
    diagnostics: list[Diagnostic] = [found(code, Place("a.yml"), "what") for code in codes]
    assert summary(diagnostics) == text


@pytest.mark.parametrize(
    ("typed", "known", "near"),
    [
        ("titel", ["title", "kind"], "title"),
        ("TITLE", ["title"], "title"),
        ("belgique", ["tower", "kind"], None),
        ("x", [], None),
        ("", ["title"], None),
    ],
)
def test_nearest_finds_the_likely_name_only(typed: str, known: list[str], near: str | None) -> None:
    assert closest_match(typed, known) == near
    assert did_you_mean(typed, known) == (f"Did you mean '{near}'?" if near else "")


def faults(code: str) -> Iterator[str]:
    """What is wrong with how an entry of the catalogue is written."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code):
        yield f"{code}: the code"
    for text in (CODES[code].meaning, CODES[code].advice):
        begins = text[0].isupper() or text[0] in "'[" or text.startswith("mkdocs.yml")
        if not begins or not text.endswith(".") or "  " in text:
            yield f"{code}: {text}"


def test_every_code_is_said_in_whole_sentences() -> None:
    assert [each for code in CODES for each in faults(code)] == []
