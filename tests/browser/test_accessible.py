"""Every page type passes axe's WCAG rules, in light and dark, on desktop and phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PAGE_TYPES, STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# Schemes differ in their colours alone.
COLOURS = {**OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


def violations(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    """What axe finds, with an example of each."""
    result: dict[str, Any] = Axe().run(page, options=options).response
    assert result["testEngine"]["name"] == "axe-core"
    return [
        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:200]} "
        f"{found['nodes'][0].get('failureSummary', '')}"
        for found in result["violations"]
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name in PAGE_TYPES if name != "404.html"])
def test_pages(browser: Browser, address: str, name: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + name)
    schemes: tuple[tuple[Any, str, dict[str, Any]], ...] = (
        ("light", "default", OPTIONS), ("dark", "slate", COLOURS),
    )  # fmt: skip
    for scheme, name_of_scheme, options in schemes:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name_of_scheme)
        assert violations(page, options) == [], scheme
    context.close()


def test_a_page_with_faults_is_found_out(page: Page) -> None:
    page.set_content(
        "<html lang='en'><title>x</title><main><h1>x</h1><img src='x.png'>"
        "<p style='color: #ddd'>Too pale</p></main>"
    )
    assert any(found.startswith("image-alt") for found in violations(page))
    (found,) = violations(page, COLOURS)
    assert found.startswith("color-contrast")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", [".sx-says", ".sx-term"])
def test_open_previews(browser: Browser, address: str, mark: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    # The timeline has all parts of a preview and far fewer elements to look through.
    page.goto(f"{address}{STORY}/timeline.html")
    page.locator(mark).first.click()
    expect(page.locator(".sx-pop:visible")).to_have_count(1)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_story_with_all_sections_open_and_a_lens(
    browser: Browser, address: str, scheme: Any
) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}{STORY}.html?lens=afp-2018")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert violations(page) == []
    context.close()
