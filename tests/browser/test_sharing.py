"""A link to any sentence, for pointer, keyboard and finger; lists that work without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def open_story(page: Page, address: str, anchor: str = "") -> None:
    page.goto(f"{address}{STORY}.html{anchor}")


def on_last_line(statement: Locator) -> tuple[float, float]:
    """A point on a statement's own words, in its last line."""
    statement.scroll_into_view_if_needed()
    line = statement.evaluate("e => [...e.getClientRects()].at(-1).toJSON()")
    return line["left"] + 4, line["top"] + line["height"] / 2


def sentence(page: Page) -> Locator:
    return page.locator(".sx-prose .sx-statement").nth(2)


def link_of(statement: Locator) -> Locator:
    return statement.locator("> .sx-permalink")


def test_pointing_at_a_sentence_shows_its_link(page: Page, address: str) -> None:
    open_story(page, address)
    expect(page.locator(".sx-permalink")).to_have_count(0)
    statement = sentence(page)
    page.mouse.move(*on_last_line(statement))
    link = link_of(statement)
    expect(link).to_be_visible()
    expect(link).to_have_accessible_name("Link to this sentence")
    id = statement.get_attribute("id")
    link.click()
    assert page.url.endswith(f"#{id}")
    expect(page.locator(".sx-statement:target")).to_have_id(str(id))


def test_the_link_moves_no_text_and_adds_none(page: Page, address: str) -> None:
    open_story(page, address)
    statement = sentence(page)
    point = on_last_line(statement)
    before = statement.bounding_box(), statement.text_content()
    page.mouse.move(*point)
    expect(link_of(statement)).to_be_visible()
    assert (statement.bounding_box(), statement.text_content()) == before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_there_is_one_link_however_many_sentences(page: Page, address: str) -> None:
    open_story(page, address)
    for at in (0, 4, 9):
        page.mouse.move(*on_last_line(page.locator(".sx-prose .sx-statement").nth(at)))
    expect(page.locator(".sx-permalink")).to_have_count(1)


def test_by_keyboard_it_stands_in_the_preview(page: Page, address: str) -> None:
    open_story(page, address)
    statement = sentence(page)
    statement.locator("a.sx-ref").last.focus()
    page.keyboard.press("Enter")
    link = page.locator(".sx-pop-foot").get_by_role("link", name="Link to this sentence")
    for _ in range(12):
        if link.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#{statement.get_attribute('id')}")


def test_a_tap_shows_it_and_it_can_be_tapped(phone: Page, address: str) -> None:
    open_story(phone, address)
    statement = sentence(phone)
    phone.touchscreen.tap(*on_last_line(statement))
    link = link_of(statement)
    expect(link).to_be_visible()
    box = link.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["height"] >= 24
    link.tap()
    assert phone.url.endswith(f"#{statement.get_attribute('id')}")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_whoever_comes_by_such_a_link_finds_it_there(page: Page, address: str) -> None:
    open_story(page, address, "#s.before-2018.2")
    expect(link_of(page.locator("[id='s.before-2018.2']"))).to_be_visible()


def test_an_anchor_that_is_no_sentence_is_no_mistake(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for anchor in ("#cite", "#nothing-here", "#%E0%A4%A", "#%"):
        page.goto("about:blank")
        open_story(page, address, anchor)
        expect(page.locator(".sx-permalink")).to_have_count(0)
    assert errors == []


def test_topics_and_years_work_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("ul.sx-topics a").first.click()
    heading = page.locator("h2:target")
    expect(heading).to_be_visible()
    page.locator("ul.sx-lines a").first.click()
    assert STORY in page.url
    page.goto(address)
    page.get_by_role("link", name="Stories by year").click()
    expect(page.locator("h1")).to_have_text("All stories")
    context.close()
