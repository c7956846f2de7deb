"""Reading the site: footnotes, terms, without script, from the disk, on paper."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PAGE_TYPES, STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
POPOVER = ".sx-pop:visible"
WORDS = "Police in Europe, the United States and Canada"


def open_story(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}.html")


def test_a_term_carries_its_definition(page: Page, address: str) -> None:
    open_story(page, address)
    term = page.locator('.sx-term[href$="#term.europol"]').first
    definition = page.locator("#def\\.europol dd").text_content() or ""
    term.hover()
    expect(page.locator(POPOVER)).to_contain_text(definition)
    page.mouse.move(5, 700)
    expect(page.locator(POPOVER)).to_have_count(0)
    # Whoever only passes by keyboard is left alone.
    term.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(POPOVER)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(POPOVER)).to_contain_text(definition)
    page.keyboard.press("Escape")
    expect(page.locator(POPOVER)).to_have_count(0)
    expect(term).to_be_focused()


def test_a_footnote_leads_back_to_its_first_use_and_to_where_all_are_listed(
    page: Page, address: str
) -> None:
    open_story(page, address)
    note = page.locator(".sx-notes > li").first
    quotation = (note.get_attribute("id") or "").removeprefix("fn.")
    uses = page.locator(f'.sx-statement:has(.sx-refs a[href="#fn.{quotation}"])')
    backs = note.locator('[role="doc-backlink"]')
    assert uses.count() > 1
    expect(backs).to_have_count(1)
    assert backs.get_attribute("href") == f"#{uses.first.get_attribute('id')}"
    ids = {each.get_attribute("id") or "" for each in uses.all()}
    page.goto(urljoin(page.url, note.locator("a").first.get_attribute("href") or ""))
    links = page.locator(f'[id="q.{quotation}"] .sx-uses a').evaluate_all(
        "es => es.map(e => e.hash)"
    )
    assert {f"#{id}" for id in ids} <= set(links)


def test_a_quotation_leads_to_the_statements_that_use_it(page: Page, address: str) -> None:
    page.goto(f"{address}sources/ap-2018.html")
    page.locator(".sx-uses summary").first.click()
    page.locator(".sx-uses a").first.click()
    page.wait_for_url("**/stories/*.html#*")
    anchor = page.url.partition("#")[2]
    expect(page.locator(f'[id="{anchor}"]')).to_be_in_viewport()


def test_the_home_page_leads_to_the_words(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".sx-refs a").first.click()
    page.wait_for_url("**/stories/*.html#fn.*")
    expect(page.locator(".sx-notes > li:target")).to_contain_text(WORDS)


def test_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_story(page, address)
    mark = page.locator(".sx-refs a").first
    expect(mark).to_have_text("1")
    mark.click()
    target = page.locator(".sx-notes > li:target")
    expect(target).to_contain_text(WORDS)
    expect(target).to_contain_text("AP 2018, note 1")
    expect(target).to_be_in_viewport()
    target.locator('[role="doc-backlink"]').first.click()
    expect(mark).to_be_in_viewport()
    page.locator(".sx-term").first.click()
    page.wait_for_url("**/glossary.html#term.*")
    context.close()


def test_from_the_disk(page: Page, site_folder: Path) -> None:
    page.goto((site_folder / "index.html").as_uri())
    page.get_by_role("link", name="Read the story").click()
    page.wait_for_url("**/stories/*.html")
    page.locator(".sx-says").first.click()
    expect(page.locator(POPOVER)).to_contain_text(WORDS)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="The timeline on a page of its own").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")


def test_on_paper(page: Page, address: str) -> None:
    open_story(page, address)
    page.locator(".sx-says").first.click()
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".sx-pop")).to_be_hidden()
    expect(page.locator(".sx-says").first).to_be_hidden()
    # What Chromium prints is what stands open then.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    notes = page.locator(".sx-notes > li")
    assert notes.count() > 60
    expect(notes.last).to_be_visible()
    expect(page.locator(".sx-refs a").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(notes.last).to_be_hidden()


def test_narrow_windows_do_not_scroll_sideways(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    widths = {}
    for name in PAGE_TYPES:
        page.goto(address + name)
        widths[name] = page.evaluate("document.documentElement.scrollWidth")
    assert [name for name, width in widths.items() if width > 320] == []
