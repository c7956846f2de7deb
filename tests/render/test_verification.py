"""What the pages show of verification: voices, marks at statements, wordings side by side."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.compiled import Compiled
from tests.support import DEMO, clean, compile_site, page_html


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


SIGN = re.compile(
    r'<a class="sx-differs" href="#([^"]+)"(?: title="([^"]+)" aria-label="([^"]+)")?>(.)([^<]*)<'
)


def test_a_disputed_statement_leads_to_the_disagreement(html: dict[str, str]) -> None:
    story = html["stories/ostermill-bell"]
    told = {"≠": "contradicted", "①": "one report alone"}
    marks = SIGN.findall(story)
    assert {sign for *_, sign, _ in marks} == set(told)
    seen = set()
    for anchor, title, label, sign, words in marks:
        # On first use in words, then in short.
        if sign in seen:
            assert title == label == told[sign]
            assert not words
        else:
            assert words == f" {told[sign]}"
        seen.add(sign)
        assert re.search(rf'<section class="sx-disagreement[^"]*" id="{anchor}"', story)


def test_a_difference_in_detail_is_told_with_the_words_alone(html: dict[str, str]) -> None:
    story = html["stories/ostermill-bell"]
    anchors = set(re.findall(r'data-differs="#([^"]+)"', story))
    assert anchors
    for anchor in anchors:
        assert re.search(rf'<(section class="sx-disagreement[^"]*"|li) id="{anchor}"', story)
        assert not any(found == anchor for found, *_ in SIGN.findall(story))


def test_what_one_report_alone_says_is_marked(html: dict[str, str]) -> None:
    marks = SIGN.findall(html["stories/ostermill-bell"])
    alone = {anchor for anchor, *_, sign, _ in marks if sign == "①"}
    assert alone == {"disagreement.success"}


def test_marks_say_how_many_reports_and_voices(html: dict[str, str]) -> None:
    told = set(re.findall(r'class="sx-refs" title="([^"]+)"', html["stories/ostermill-bell"]))
    assert {
        "2 reports, 2 voices: Tide Post; Harbour leaflet",
        "2 reports, 1 voice: Tide Post with Gull Wire, because they report what Bell Watch said",
    } <= told
    assert not any(each.startswith("1 report, 1 voice") for each in told), "its note says it all"
    assert any("only Harbour leaflet has “three”" in each for each in told)


def test_all_disagreements_stand_on_one_page(html: dict[str, str]) -> None:
    page = html["disagreements"]
    for question in re.findall(r"<h4 id=[^>]*>([^<]+)</h4>", html["stories/ostermill-bell"]):
        assert question in page
    assert not re.findall(r'class="sx-refs"[^>]*><a href="#', page), (
        "footnotes stand on the story's page"
    )


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


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", None),
        ("pl", "No program checks spelled-out numbers in this language."),
    ],
)
def test_what_is_not_checked_in_a_language_is_said(
    demo: Path, language: str, told: str | None
) -> None:
    story = demo / "content/stories/la-cloche/story.yml"
    text = story.read_text("utf-8")
    assert text.count("language: fr") == 1
    story.write_text(text.replace("language: fr", f"language: {language}"), "utf-8")
    compiled = compile_site(demo, drafts=True)
    pages = {page.address: page_html(page) for page in compiled.rendered.pages}
    said = set(re.findall("No program checks [^.]+\\.", pages["stories/la-cloche"]))
    assert said == ({told} if told else set())
    assert "No program checks" not in pages["stories/ostermill-bell"]
