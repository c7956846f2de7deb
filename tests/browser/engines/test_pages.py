"""What readers do on the pages, in every engine: look things up, search, ask the map, print."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.browser.conftest import PAGE_TYPES, STORY
from tests.browser.engines.tab import Tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# WebDriver asks WebKitGTK neither what is on the console nor how a page prints.
WITH_PAPER = ["chromium", "firefox"]
TERM, POPOVER = "main a.sx-term", ".sx-pop"
WHO, PANEL = "main .sx-says", ".sx-panel"
SEARCH, BOX, HIT = "button.sx-search-open", "dialog[open] input", "dialog[open] a.sx-search-hit"
CHOOSE = "(at) => [...document.querySelectorAll('.sx-map-choice input')].at(at).click()"
TARGET = ".sx-map-canvas path.sx-map-target"
COUNTRIES = f"() => document.querySelectorAll('{TARGET}').length"
# Nothing more is fetched for so many frames, however long a frame takes.
QUIET = """async () => {
    for (let still = 0, last; still < 20;) {
        const now = performance.getEntriesByType("resource").length;
        still = now === last ? still + 1 : 0;
        last = now;
        await new Promise(requestAnimationFrame);
    }
}"""
FIRST_HREF = "(selector) => document.querySelector(selector).href"
# The place that the address names, or else the page's title.
IN_VIEW = """() => {
    const target = document.querySelector(":target") || document.querySelector("h1");
    const { top, bottom } = target.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
}"""
# Whether the header is printed is seen by a word that nothing else on the page has.
HEADER_MARK = "Headermark"
MARK_HEADER = """(mark) => { document.querySelector("header.md-header nav").append(mark); }"""
TITLE = "() => document.querySelector('h1').innerText.split(' ').slice(0, 2).join(' ')"
MOST_PRINTED_PAGES = {"chromium": 15, "firefox": 20}


def test_a_term_s_definition_opens_and_closes(tab: Tab, address: str) -> None:
    tab.goto(f"{address}{STORY}.html")
    tab.hover(TERM)
    tab.wait_until_shown(POPOVER)
    tab.press("Escape")
    tab.wait_until_hidden(POPOVER)


def test_a_sentence_s_panel_opens_and_closes(tab: Tab, address: str) -> None:
    tab.goto(f"{address}{STORY}.html")
    tab.click(WHO)
    tab.wait_until_shown(PANEL)
    tab.press("Escape")
    tab.wait_until_hidden(PANEL)
    assert tab.evaluate("(who) => document.activeElement.matches(who)", WHO)


def test_the_search_finds_and_leads(tab: Tab, address: str) -> None:
    tab.goto(f"{address}method.html")
    tab.click(SEARCH)
    tab.wait_until_shown(BOX)
    tab.wait_for("(box) => document.activeElement.matches(box)", BOX)
    tab.type("europol")
    tab.wait_until_shown(HIT)
    where = tab.evaluate(FIRST_HREF, HIT)
    tab.click(HIT)
    tab.wait_for("(url) => location.href === url && document.readyState === 'complete'", where)
    tab.wait_for(IN_VIEW)
    tab.wait_until_hidden(BOX)


def test_the_map_works_on_being_asked(tab: Tab, address: str) -> None:
    tab.goto(f"{address}{STORY}/map.html")
    tab.click("button.sx-map-use")
    tab.wait_until_shown(".sx-map--live")
    everywhere = tab.wait_for(COUNTRIES)
    tab.evaluate(CHOOSE, -1)
    tab.wait_for(
        f"(all) => {{ const now = ({COUNTRIES})(); return now && now < all; }}", everywhere
    )
    tab.evaluate(CHOOSE, 0)
    tab.wait_for(f"(all) => ({COUNTRIES})() === all", everywhere)
    tab.evaluate("(target) => document.querySelector(target).focus()", TARGET)
    tab.press("Enter")
    tab.wait_until_shown(".sx-map-card")


# In Chromium, tests/browser/test_private.py listens to every page.
@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_no_page_says_anything_on_the_console(tab: Tab, address: str, engine: str) -> None:
    # The page for what is not there asks for its files from the root of its host.
    for name in PAGE_TYPES:
        if name != "404.html":
            tab.goto(address + name)
            tab.evaluate(QUIET)
    assert tab.console() == []


@pytest.mark.parametrize("engine", ["firefox"], indirect=True)
def test_a_console_with_a_message_is_found_out(tab: Tab, address: str, engine: str) -> None:
    tab.goto(address)
    tab.evaluate(
        "() => { console.info('said'); setTimeout(() => { throw new Error('thrown'); }); }"
    )
    tab.evaluate(QUIET)
    said = "\n".join(tab.console())
    assert "said" in said
    assert "thrown" in said


@pytest.mark.parametrize("engine", WITH_PAPER, indirect=True)
def test_the_story_on_paper(tab: Tab, address: str, engine: str) -> None:
    tab.goto(f"{address}{STORY}.html")
    tab.evaluate(MARK_HEADER, HEADER_MARK)
    document = pypdfium2.PdfDocument(tab.pdf())
    texts = [page.get_textpage().get_text_range() for page in document]
    assert tab.evaluate(TITLE) in texts[0]
    assert HEADER_MARK not in "".join(texts)
    assert len(texts) <= MOST_PRINTED_PAGES[engine]
    document.close()
