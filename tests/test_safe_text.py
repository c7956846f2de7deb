"""Hostile values and names: none of them reaches a terminal, a CI runner or a viewer raw."""

from __future__ import annotations

import io
import json
import logging
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.adapters.checklist import NO_EDITOR, Checked, Local, checklist_html
from generator.diagnostics import Edit, Place, as_json, as_text, found
from generator.diagnostics.github import as_github
from generator.diagnostics.safe_text import (
    SAFE_VALUES,
    SafeFormatter,
    safe_diff_line,
    safe_json,
    safe_lines,
    safe_text,
)
from generator.diagnostics.sarif import as_sarif
from generator.render import wording_for

# What a CI runner obeys, as GitHub's ActionCommand reads lines; and what steers terminals.
COMMAND = re.compile(r"^\s*::[a-z-]+|##(?:\[|vso\[|teamcity\[)", re.MULTILINE)
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff]"
)
HOSTILE = (
    "::add-mask::x", "\n::add-mask::x", "\r::error::x", "\u2028::set-output name=a::b",
    "  ::stop-commands::x", "\x85::debug::x", "##[add-mask]x", "##vso[task.setvariable]x",
    "##teamcity[x]", "a\x1b[2Jb", "a\x1b]0;title\x07b", "a\x9b2Jb", "a\x7fb", "a\x00b",
    "\u202egpj.exe", "\u2066a\u2069", "\u200f", "\u061c", "lone \ud800 and \udcff", "\U000e0041",
)  # fmt: skip
hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(),
    st.lists(st.sampled_from(("::", ":", "#", "#[", "\n", "\r", " ", "\x1b", "x", "\u2029"))).map(
        "".join
    ),
)


def is_safe(text: str) -> bool:
    text.encode("utf-8")
    return not STEERING.search(text) and not COMMAND.search(text)


@given(hostile)
def test_a_line_is_safe_as_long_as_before_and_stays_so(text: str) -> None:
    made = safe_text(text)
    assert is_safe(made)
    assert "\n" not in made
    assert len(made) == len(text)
    assert safe_text(made) == made


@given(hostile)
def test_lines_are_safe_one_by_one(text: str) -> None:
    assert is_safe(safe_lines(text))
    assert safe_lines(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text", ["a", "content/a.yml:3:4: error tab: x", "« Él » – “x” שלום", "C++ :: x", "## Title"]
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert safe_text(text) == text
    assert safe_diff_line(f" \t{text}\r") == f" \t{text}\r"


@given(hostile, hostile, hostile)
def test_every_format_is_safe(name: str, value: str, line: str) -> None:
    edit = Edit(Place(name, 1, 1), value, value)
    problem = found("tab", Place(name, 1, 1), f"'{value}' {name}", value, line, (edit,))
    text = as_text(problem)
    assert is_safe(text)
    assert text.count("\n") <= 3
    assert is_safe(document := as_json([problem]))
    assert json.loads(document)["diagnostics"][0]["code"] == "tab"
    assert is_safe(as_sarif([problem], "0", ""))
    json.loads(as_sarif([problem], "0", ""))
    told = as_github([problem])
    assert told.startswith("::error file=")
    assert is_safe(told[2:])
    # A page may hold any line: it is the browser's bidirectional controls that matter there.
    local = Local(Path("/nowhere"), NO_EDITOR, "")
    html = checklist_html(Checked([problem], value), local.folder, wording_for("en"), local)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", html)


@given(st.recursive(hostile, st.lists))
def test_a_json_document_reads_as_what_it_was_made_from(value: object) -> None:
    document = safe_json(value)
    assert is_safe(document)
    wanted = json.dumps(value, ensure_ascii=False)
    assert json.loads(document) == json.loads(re.sub("[\ud800-\udfff]", "�", wanted))


@pytest.mark.parametrize("text", HOSTILE)
def test_logs_of_any_program_are_safe(text: str) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(SafeFormatter("%(message)s"))
    # It has no parent: what reports of tests collect must be text that can be sent.
    log = logging.Logger("some")  # noqa: LOG001 - see above
    log.addHandler(handler)
    log.error("Read %s", text)
    log.error(f"{text}\n{text}")
    log.error("", exc_info=ValueError(text))
    assert is_safe(written.getvalue())
    log.addFilter(SAFE_VALUES)
    before = written.getvalue().count("\n")
    log.error("Read %s in %.1f s", text, 0.5)
    assert written.getvalue().count("\n") == before + 1
    log.filters.clear()
    log.handlers.clear()
