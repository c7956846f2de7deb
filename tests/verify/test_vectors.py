"""The vectors that hold two programs together ask for everything, and their tables are current."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter

import pytest

from generator.folding import normalise
from generator.verify.match import Located, Reason, locate
from tests.support import ROOT
from tests.verify.vectors import vectors

sys.path.insert(0, str(ROOT / "tools"))
import browser_rules


def test_every_verdict_occurs_often() -> None:
    counts: Counter[str] = Counter()
    for text, exact, prefix, suffix, language in vectors(3000):
        found = locate(exact, normalise(text), prefix, suffix, language)
        counts["found" if isinstance(found, Located) else found.reason] += 1
    assert set(counts) == {"found", *Reason}
    assert counts["found"] >= 900
    assert min(counts.values()) >= 10


def test_they_are_the_same_each_time() -> None:
    assert [*vectors(200)] == [*vectors(300)][: len([*vectors(200)])]


def test_nothing_to_compare_is_told_in_an_empty_text_too() -> None:
    found = locate("\ufeff", normalise("\ufeff"))
    assert not isinstance(found, Located)
    assert found.reason is Reason.EMPTY


@pytest.mark.skipif(
    unicodedata.unidata_version != browser_rules.UNICODE, reason="written with another Unicode"
)
def test_the_tables_of_the_browser_are_current() -> None:
    assert browser_rules.FILE.read_text("utf-8") == browser_rules.text()


@pytest.mark.parametrize(
    ("python", "browser"),
    [
        (r"[^\W\d_]+\Z", r"[\p{L}\p{Nl}\p{No}]+$"), (r"(?<=\d)x", r"(?<=\p{Nd})x"),
        ("[a\\U00020000]", r"[a\u{20000}]"),
    ],
)  # fmt: skip
def test_regular_expressions_are_translated(python: str, browser: str) -> None:
    assert browser_rules.javascript(python) == browser
