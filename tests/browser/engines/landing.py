"""Where a link within a page lands, and where it should."""

from __future__ import annotations

from typing import Any

from tests.browser.engines.tab import Tab
from tests.support import sample

NEAR = 4  # CSS pixels
CONTENTS = "nav.sx-toc a[href^='#']"
# Places in the page that its contents name.
HREFS = "(selector) => [...document.querySelectorAll(selector)].map((a) => a.getAttribute('href'))"
# Nothing moves any more: the same place for so many frames, however long a frame takes.
SETTLED = """
    const settled = async (element) => {
        await document.fonts.ready;
        let still = 0;
        for (let frame = 0, last; still < 8 && frame < 3000; frame += 1) {
            const now = `${scrollY} ${element.getBoundingClientRect().top}`;
            still = now === last ? still + 1 : 0;
            last = now;
            await new Promise(requestAnimationFrame);
        }
    };"""
WHERE = """
    const where = (element) => {
        const css = (e, name) => parseFloat(getComputedStyle(e)[name]) || 0;
        const header = document.querySelector("header.md-header");
        const root = document.documentElement;
        return {
            top: element.getBoundingClientRect().top,
            wanted: css(element, "scrollMarginTop") + css(root, "scrollPaddingTop"),
            header: header ? header.getBoundingClientRect().bottom : 0,
            ended: scrollY + innerHeight >= root.scrollHeight - 1,
            seen: element.checkVisibility() && element.getClientRects().length > 0,
        };
    };"""
FOLLOW = f"""async (selector, href) => {{
    {SETTLED} {WHERE}
    scrollTo({{ top: 0, behavior: "instant" }});
    const link = [...document.querySelectorAll(selector)]
        .find((a) => a.getAttribute("href") === href);
    const element = document.getElementById(decodeURIComponent(href.slice(1)));
    if (!element) return null;
    link.click();
    await settled(element);
    return where(element);
}}"""
ARRIVED = f"""async (id) => {{
    {SETTLED} {WHERE}
    const element = document.getElementById(id);
    await settled(element);
    return where(element);
}}"""


def fault(found: dict[str, Any] | None) -> str:
    """What is wrong with where a link has led; "" if nothing is.

    Args:
        found: what `FOLLOW` or `ARRIVED` gave.
    """
    if not found:
        return "there is no such place"
    if not found["seen"]:
        return "it is hidden"
    off = round(found["top"] - found["wanted"])
    if found["top"] < found["header"] - NEAR:
        return f"under the header: at {found['top']:.0f}, the header ends at {found['header']:.0f}"
    if abs(off) > NEAR and not (found["ended"] and off > 0):
        return f"{off} pixels off"
    return ""


def links_that_miss(
    tab: Tab, url: str, selector: str = CONTENTS, most: int | None = None
) -> tuple[int, dict[str, str]]:
    """Follow the links of a page's contents, each from the top of the page.

    Args:
        tab: where to.
        url: the page.
        selector: the links.
        most: how many of them, from the first to the last; all if it is not given.

    Returns:
        How many were followed, and what is wrong, by the place that they name.
    """
    tab.goto(url)
    hrefs = list(dict.fromkeys(tab.evaluate(HREFS, selector)))
    hrefs = sample(hrefs, most or len(hrefs))
    found = {href: fault(tab.evaluate(FOLLOW, selector, href)) for href in hrefs}
    return len(hrefs), {href: what for href, what in found.items() if what}
