"""What axe finds on all pages, in all their states, schemes and sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.test_accessible import OPTIONS

SIZES = {"desktop": (1280, 900), "phone": (390, 844), "narrow": (320, 640)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DRAWER, DRAWER_BUTTON = ".md-sidebar--primary", "label.md-header__button[for='__drawer']"
WHO, PANEL = "main .sx-says", ".sx-panel"
TERM, POPOVER = "main a.sx-term", ".sx-pop"
OPEN_PARTS = """() => {
    const parts = [...document.querySelectorAll("main details:not([open])")];
    for (const part of parts) part.open = true;
    return parts.length > 0;
}"""


def _loaded(_: Page) -> bool:
    return True


def _parts(page: Page) -> bool:
    return bool(page.evaluate(OPEN_PARTS))


def _drawer(page: Page) -> bool:
    button = page.locator(DRAWER_BUTTON).first
    if not button.is_visible():
        return False
    button.click()
    page.wait_for_function("() => document.querySelector('#__drawer').checked")
    return True


def _panel(page: Page) -> bool:
    if not page.locator(WHO).count():
        return False
    page.locator(WHO).first.click()
    page.locator(PANEL).first.wait_for(state="visible")
    return True


def _popover(page: Page) -> bool:
    term = page.locator(f"{TERM}:visible")
    if not term.count():
        return False
    term.first.hover()
    page.locator(f"{POPOVER}:visible").first.wait_for()
    return True


# Each brings a page as it was loaded into a state, if it has that state.
STATES: dict[str, Callable[[Page], bool]] = {
    "as loaded": _loaded,
    "parts open": _parts,
    "drawer open": _drawer,
    "panel open": _panel,
    "definition open": _popover,
}


def findings(browser: Browser, address: str, names: list[str]) -> Iterator[list[str]]:
    """Run axe on every page, state, scheme and size.

    Args:
        browser: Chromium.
        address: the site's.
        names: the pages.

    Yields:
        For each run, the rules that the page breaks, with where and an example.
    """
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            for name in names:
                for state, enter in STATES.items():
                    page = context.new_page()
                    page.goto(address + name)
                    if enter(page):
                        where = f"{name}, {state}, {scheme}, {size}"
                        yield [f"{rule} ({where})" for rule in _rules(page)]
                    page.close()
            context.close()


def _rules(page: Page) -> list[str]:
    result: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in result["violations"]]
