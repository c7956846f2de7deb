"""Links to a place in a page lead there, in every engine, on a desktop and a phone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import STORY
from tests.browser.engines.conftest import SIZES, OpenTab
from tests.browser.engines.landing import ARRIVED, CONTENTS, HREFS, fault, links_that_miss
from tests.browser.engines.tab import Tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY_PAGE = f"{STORY}.html"
LOADED = "(end) => location.href.endsWith(end) && document.readyState === 'complete'"
# The last place within each part that is closed, where nothing but that part hides it. The places
# of points that have moved lead to another page.
IN_CLOSED_PARTS = """() => [...document.querySelectorAll("main details:not([open])")]
    .filter((part) => !part.querySelector(".sx-named"))
    .filter((part) => part.checkVisibility() && !part.parentElement.closest("details"))
    .map((part) => [...part.querySelectorAll(":scope > :not(summary) [id]")].at(-1)?.id)
    .filter(Boolean)"""


# What stands in the way of one place and of no other is the same in all engines: Chromium follows
# all links of the story, which has all kinds of places, and some of each other page; the others
# follow fewer. `make fuzz` has them follow all.
@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "size"),
    [
        *((STORY_PAGE, size) for size in SIZES),
        ("glossary.html", "desktop"),
        ("disagreements.html", "phone"),
    ],
)
def test_every_link_of_the_contents_lands(
    open_tab: OpenTab, engine: str, address: str, name: str, size: str
) -> None:
    most = 6 if engine != "chromium" else None if name == STORY_PAGE else 12
    with open_tab(*SIZES[size]) as tab:
        count, missed = links_that_miss(tab, address + name, most=most)
    assert count > 1
    assert missed == {}


def leave_for(tab: Tab, address: str, end: str, by: str = "") -> None:
    """Go to an address from the site's home, as by a link there; `by` one that leads on to it."""
    tab.goto(address)
    tab.evaluate("(url) => { setTimeout(() => { location.href = url; }) }", address + (by or end))
    tab.wait_for(LOADED, end)


@pytest.mark.parametrize("size", SIZES)
def test_a_link_from_another_page_lands(open_tab: OpenTab, address: str, size: str) -> None:
    with open_tab(*SIZES[size]) as tab:
        tab.goto(address + STORY_PAGE)
        hrefs = tab.evaluate(HREFS, CONTENTS)
        missed = {}
        for href in (hrefs[len(hrefs) // 2], hrefs[-1]):
            leave_for(tab, address, STORY_PAGE + href)
            missed[href] = fault(tab.evaluate(ARRIVED, href[1:]))
    assert not any(missed.values()), missed


def test_the_address_of_a_point_that_has_moved_leads_to_it(tab: Tab, address: str) -> None:
    tab.goto(address + STORY_PAGE)
    place = tab.evaluate("() => document.querySelector('.sx-named [id^=\"d.\"]').id")
    leave_for(tab, address, f"{STORY}/disagreements.html#{place}", by=f"{STORY_PAGE}#{place}")
    assert fault(tab.evaluate(ARRIVED, place)) == "", place


def test_a_closed_part_opens_for_a_place_in_it(tab: Tab, address: str) -> None:
    tab.goto(address + STORY_PAGE)
    places = tab.evaluate(IN_CLOSED_PARTS)
    assert places
    for place in places:
        tab.evaluate("(place) => { location.hash = place; }", place)
        assert fault(tab.evaluate(ARRIVED, place)) == "", place
    leave_for(tab, address, f"{STORY_PAGE}#{places[-1]}")
    assert fault(tab.evaluate(ARRIVED, places[-1])) == "", places[-1]
