"""Chromium is asked about every row of the table of what a reader of a page sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.archive.seen import ROWS, Row

pytestmark = pytest.mark.browser

SEEN = (Path(__file__).parent / "seen.js").read_text("utf-8")


@pytest.fixture(scope="module")
def asked(browser) -> dict[str, tuple[str, str]]:  # type: ignore[no-untyped-def]
    """What Chromium says of each row: `innerText`, and the words that are drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page: Page = context.new_page()
    said = {}
    for row in ROWS:
        page.set_content(row.page, wait_until="load")
        inner, drawn = page.evaluate(SEEN)
        said[row.name] = (_plain(inner), _plain(drawn))
    context.close()
    return said


def _plain(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def _faults(row: Row, text: str) -> list[str]:
    return [each for each in row.read if each not in text] + [
        each for each in row.not_read if each in text
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_chromium_agrees_or_a_reason_is_given(row: Row, asked: dict[str, tuple[str, str]]) -> None:
    inner, drawn = asked[row.name]
    # A reason that is not needed is as wrong as one that is missing.
    assert bool(_faults(row, drawn)) == bool(row.decided), (drawn, _faults(row, drawn))
    if row.inner_text or not row.decided:
        assert bool(_faults(row, inner)) == bool(row.inner_text), (inner, _faults(row, inner))
