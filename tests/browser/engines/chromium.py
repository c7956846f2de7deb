"""Chromium, by way of Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Error, Page

from tests.browser.engines.tab import EngineError, Tab


class ChromiumTab(Tab):
    """A page of Playwright."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._said: list[str] = []
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))

    def goto(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, function: str, *args: Any) -> Any:
        try:
            return self._page.evaluate(f"(given) => ({function})(...given)", list(args))
        except Error as error:
            raise EngineError(str(error)) from error

    def console(self) -> list[str]:
        return self._said

    def pointer(self, x: int, y: int, *, press: bool) -> None:
        self._page.mouse.move(x, y)
        if press:
            self._page.mouse.click(x, y)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def screenshot(self) -> bytes:
        return self._page.screenshot()

    def pdf(self) -> bytes:
        return self._page.pdf(format="A4", prefer_css_page_size=True)


@contextmanager
def chromium_tab(browser: Browser, width: int, height: int) -> Iterator[Tab]:
    """A tab in a window of so many CSS pixels."""
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        yield ChromiumTab(context.new_page())
    finally:
        context.close()
