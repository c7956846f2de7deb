"""The timeline's picture, the filter of the quotations, the letters of the glossary."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOWN = ".sx-quotation:visible"
# Labels that overlap, by their texts.
COLLISIONS = """() => {
  const seen = [...document.querySelectorAll(".sx-strip text")]
    .map((text) => [text.textContent, text.getBoundingClientRect()])
    .filter(([, box]) => box.width);
  return seen.flatMap(([a, one], at) => seen.slice(at + 1).filter(([, two]) =>
    one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom
  ).map(([b]) => a + " " + b));
}"""


def chip(page: Page, name: str, text: str) -> None:
    page.locator(f'.sx-filter fieldset[name="{name}"] button', has_text=text).first.click()


def test_the_filter_finds_words_sources_and_speakers(page: Page, address: str) -> None:
    page.goto(f"{address}quotations.html")
    every = page.locator(SHOWN).count()
    chip(page, "source", "AP, 2018")
    of_source = page.locator(SHOWN).count()
    assert 0 < of_source < every
    expect(page.locator(".sx-filter [role=status]")).to_have_text(f"Shown: {of_source} of {every}")
    assert page.locator(".sx-listed:visible").count() == 1
    page.get_by_role("searchbox", name="Find in the quotations").fill("SERVÉRS")
    found = page.locator(SHOWN).all_text_contents()
    assert 0 < len(found) < of_source
    assert all("servers" in text.lower() for text in found)
    page.get_by_role("button", name="Show all").click()
    assert page.locator(SHOWN).count() == every
    expect(page.locator(".sx-filter [role=status]")).to_have_text("")


def test_the_address_keeps_what_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}quotations.html")
    every = page.locator(SHOWN).count()
    chip(page, "speaker", "Europol")
    by_speaker = page.locator(SHOWN).count()
    chip(page, "source", "Sofia Globe")
    both = page.locator(SHOWN).count()
    assert both < by_speaker < every
    page.go_back()
    expect(page.locator(SHOWN)).to_have_count(by_speaker)
    page.reload()
    expect(page.locator(SHOWN)).to_have_count(by_speaker)
    page.go_back()
    expect(page.locator(SHOWN)).to_have_count(every)


def test_speakers_have_a_filter_by_source(page: Page, address: str) -> None:
    page.goto(f"{address}quotations/speakers.html")
    every = page.locator(SHOWN).count()
    chip(page, "source", "AFP, 2018")
    names = page.locator(f"{SHOWN} .sx-from").all_text_contents()
    assert 0 < len(names) < every
    assert set(names) == {"AFP, 2018"}


def test_a_quotation_has_its_address_whatever_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}quotations.html#q.ap18-seized")
    expect(page.locator("#q\\.ap18-seized")).to_be_in_viewport()


def test_without_a_script_there_is_no_filter(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}quotations.html")
    expect(page.locator(".sx-filter")).to_be_hidden()
    assert page.locator(SHOWN).count() > 100
    context.close()


@pytest.mark.parametrize("width", [1280, 820, 390, 320])
def test_the_picture_of_the_timeline_can_be_read_and_hit(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}{STORY}/timeline.html")
    assert page.evaluate(COLLISIONS) == []
    for link in page.locator(".sx-strip a").all():
        box = link.bounding_box()
        assert box
        assert box["width"] >= 24
        assert box["height"] >= 24
    page.locator(".sx-strip a", has_text="Two days of raids").click()
    assert re.search(r"#event\.[a-z-]+$", page.url)
    expect(page.locator(":target")).to_be_in_viewport()
    context.close()


def test_a_mark_leads_into_the_closed_list_of_the_story(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}.html")
    page.locator(".sx-strip a").last.click()
    expect(page.locator(".sx-event:target h4")).to_be_in_viewport()


def test_letters_lead_to_their_terms(page: Page, address: str) -> None:
    page.goto(f"{address}glossary.html")
    page.get_by_role("navigation", name="Terms by letter").get_by_text("R", exact=True).click()
    expect(page.locator("#letter\\.r")).to_be_in_viewport()
    for link in page.locator(".sx-letters a").all():
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
