"""A link to any sentence; lists that work without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def open_story(page: Page, address: str, anchor: str = "") -> None:
    page.goto(f"{address}{STORY}.html{anchor}")


def test_a_sentence_has_an_address_that_its_panel_gives(page: Page, address: str) -> None:
    open_story(page, address)
    statement = page.locator(".sx-prose .sx-statement").nth(2)
    statement.locator("> .sx-says").click()
    page.locator(".sx-pop-foot").get_by_role("link", name="Link to this sentence").click()
    id = statement.get_attribute("id")
    assert page.url.endswith(f"#{id}")
    expect(page.locator(".sx-statement:target")).to_have_id(str(id))


def test_whoever_comes_by_such_a_link_finds_it_there(page: Page, address: str) -> None:
    open_story(page, address, "#s.before-2018.2")
    expect(page.locator("[id='s.before-2018.2']")).to_be_in_viewport()


def test_a_sentence_in_a_closed_section_is_shown(page: Page, address: str) -> None:
    open_story(page, address)
    statement = page.locator(".sx-timeline .sx-statement").first
    expect(statement).to_be_hidden()
    open_story(page, address, f"#{statement.get_attribute('id')}")
    expect(statement).to_be_in_viewport()


def test_an_anchor_that_is_no_sentence_is_no_mistake(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for anchor in ("#cite", "#nothing-here", "#%E0%A4%A", "#%"):
        page.goto("about:blank")
        open_story(page, address, anchor)
        expect(page.locator(".sx-says").first).to_be_attached()
    assert errors == []


def test_topics_and_years_work_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{STORY}.html")
    page.locator('.sx-about a[href*="topics.html#"]').first.click()
    heading = page.locator("h2:target")
    expect(heading).to_be_visible()
    page.locator("ul.sx-lines a").first.click()
    assert STORY in page.url
    page.goto(address)
    page.locator('.md-tabs a[href="stories.html"]').click()
    expect(page.locator("h1")).to_have_text("Stories")
    context.close()
