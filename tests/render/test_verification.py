"""What the pages show of verification: voices, marks at statements, wordings side by side."""

from __future__ import annotations

import re
from html import unescape

import pytest

from generator.pipeline import Compiled
from tests.support import DEMO, clean, page_html


@pytest.fixture(scope="module")
def html() -> dict[str, str]:
    """The demo's pages by address."""
    compiled: Compiled = clean(DEMO, drafts=True)
    return {page.address: page_html(page) for page in compiled.rendered.pages}


def test_a_ruling_is_shown_on_the_pages_of_both_sources(html: dict[str, str]) -> None:
    reason = "as the editors see it: The two papers belong to different owners."
    assert f"Independent of Tide Post, {reason}" in html["sources/gull-wire"]
    assert f"Independent of Gull Wire, {reason}" in html["sources/tide-post"]
    assert reason not in html["sources/harbour-leaflet"]


def test_a_corrected_statement_leads_to_its_correction_and_back(html: dict[str, str]) -> None:
    story = html["stories/ostermill-bell"]
    marks = re.findall(r'<a href="#(correction[^"]+)">corrected ([^<]+)</a>', story)
    assert {when for _, when in marks} == {"May 2, 2031", "May 2031"}
    for anchor, _ in marks:
        (item,) = re.findall(rf'<li id="{re.escape(anchor)}">.*?</li>', story, re.DOTALL)
        back = re.search(r'<a href="#([^"]+)">To the statement', item)
        assert back
        assert f'id="{back[1]}"' in story


def test_a_disputed_statement_leads_to_the_disagreement(html: dict[str, str]) -> None:
    story = html["stories/ostermill-bell"]
    marks = re.findall(r'class="sx-differs" href="#([^"]+)" title="([^"]+)"', story)
    assert marks
    for anchor, told in marks:
        assert told == "Sources differ"
        assert f'<section class="sx-disagreement" id="{anchor}"' in story


def test_marks_say_how_many_reports_and_voices(html: dict[str, str]) -> None:
    told = set(re.findall(r'class="sx-refs" title="([^"]+)"', html["stories/ostermill-bell"]))
    assert {"1 report, 1 voice", "2 reports, 2 voices"} <= told


def test_all_disagreements_stand_on_one_page(html: dict[str, str]) -> None:
    page = html["disagreements"]
    for question in re.findall(r"<h3[^>]*>([^<]+)</h3>", html["stories/ostermill-bell"]):
        assert question in page
    assert not re.findall(r'class="sx-ref" href="#', page), "footnotes stand on the story's page"


def test_wordings_of_one_utterance_differ_in_what_is_marked(html: dict[str, str]) -> None:
    figures = re.findall(
        r'<figure class="sx-utterance">.*?</figure>', html["disagreements"], re.DOTALL
    )
    assert figures
    for figure in figures:
        versions = re.findall(r"<blockquote[^>]*><p>“(.*?)”</p>", figure, re.DOTALL)
        assert len(versions) >= 2
        plain = [unescape(re.sub(r"<[^>]+>", "", version)) for version in versions]
        unmarked = {re.sub(r"<(mark|span)[^>]*>.*?</\1>", "", version) for version in versions}
        if len(set(plain)) > 1:
            assert any("<mark>" in v or "sx-spelt" in v for v in versions)
        assert len({re.sub(r"[\W_]+", "", text) for text in unmarked}) == 1


def test_the_feed_and_the_data_files_are_linked(html: dict[str, str]) -> None:
    for ending in ("statements.csv", "quotations.csv", "jsonld", "annotations.json", "prov.json"):
        assert f'href="ostermill-bell.{ending}"' in html["stories/ostermill-bell"]


def test_a_language_without_rules_is_said_to_be_unchecked(html: dict[str, str]) -> None:
    told = "figures and names not checked in this language"
    assert told in html["stories/la-cloche"]
    assert told not in html["stories/ostermill-bell"]
