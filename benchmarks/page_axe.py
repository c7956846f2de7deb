"""What axe finds on all pages in all states, schemes and sizes, and which targets are small."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.browser.states import SIZES, STATES, faults


def findings(browser: Browser, address: str) -> Iterator[tuple[list[str], list[str]]]:
    """Run axe on every page, state, scheme and size.

    Args:
        browser: Chromium.
        address: the site's.

    Yields:
        For each combination, the rules that the page breaks and the targets that are smaller than
        24 × 24 CSS pixels, each with where and an example.
    """
    for size in SIZES:
        for where, broken, small in faults(browser, address, STATES, size):
            yield [f"{each} ({where})" for each in broken], [f"{each} ({where})" for each in small]
