"""Every page type passes axe's WCAG rules, in light on a desktop and in dark on a phone.

Colours do not depend on the width, and what is laid out does not on the colours.
"""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LAY_OUT, PAGE_TYPES, STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
KINDS: dict[str, tuple[int, int, Any]] = {
    "desktop": (1280, 800, "light"),
    "phone": (390, 844, "dark"),
}


def violations(page: Page) -> list[str]:
    """What axe finds, with an example of each."""
    page.evaluate(LAY_OUT)  # axe measures what is far down the page as well
    result: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    assert result["testEngine"]["name"] == "axe-core"
    return [
        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:200]} "
        f"{found['nodes'][0].get('failureSummary', '')}"
        for found in result["violations"]
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [name for name in PAGE_TYPES if name != "404.html"])
def test_pages(browser: Browser, address: str, name: str, kind: str) -> None:
    width, height, scheme = KINDS[kind]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + name)
    assert violations(page) == []
    context.close()


def test_a_page_with_faults_is_found_out(page: Page) -> None:
    page.set_content("<html lang='en'><title>x</title><main><h1>x</h1><img src='x.png'></main>")
    assert any(found.startswith("image-alt") for found in violations(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", [".sx-ref", ".sx-term"])
def test_open_previews(browser: Browser, address: str, mark: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    # The timeline has all parts of a preview and far fewer elements to look through.
    page.goto(f"{address}{STORY}/timeline.html")
    page.locator(mark).first.hover()
    expect(page.locator(".sx-pop:visible")).to_have_count(1)
    assert violations(page) == []
    context.close()
