"""The map by keyboard, wheel and finger; from the disk, without script, on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_map import (
    MAP_PAGE,
    OPERATIONS,
    PAGES,
    SPOT,
    STORY_PAGE,
    TARGETS,
    at,
    by_tables,
    choose,
    legend,
    listen_to,
    middle,
    show_map,
    shown,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CARD, PREVIEW, STATUS = ".sx-map-card", ".sx-pop:visible", ".sx-map [role=status]"
ARROWS = {"ArrowLeft": (-1, 0), "ArrowRight": (1, 0), "ArrowUp": (0, -1), "ArrowDown": (0, 1)}
HREFS = "es => es.map(e => e.getAttribute('href'))"
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# How wide the map draws Spain: its scale.
WIDTH = (
    "document.querySelector('.sx-map-canvas path.sx-map-country:not(.sx-map-target)')"
    ".getBoundingClientRect().width"
)
TWO_FRAMES = "() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))"


def scrolled(page: Page) -> int:
    return round(page.evaluate("scrollY"))


def named(page: Page) -> str:
    """The name of what has the focus."""
    return page.evaluate(
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText)"
        ".split(':')[0]"
    )


def width(page: Page) -> float:
    return page.evaluate(WIDTH)


# ---- Keyboard ----


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_through_choice_one_country_and_buttons(
    page: Page, address: str, name: str
) -> None:
    show_map(page, address + name)
    first = next(iter(by_tables(page)))
    page.locator(".sx-map-choice :checked").focus()
    legends = page.locator(".sx-map-legend button").all_inner_texts()
    stops = [first, "Zoom in", "Zoom out", "The whole map", *legends]
    passed = []
    for _ in stops:
        page.keyboard.press("Tab")
        passed.append(named(page))
    assert passed == stops
    for _ in stops:
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.matches('.sx-map-choice :checked')")
    # The pictures that the map replaces hold nothing that Tab could reach.
    expect(page.locator(f"{TARGETS}[tabindex='0']")).to_have_count(1)


def test_arrow_keys_lead_to_neighbours_and_so_to_all(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    start = next(iter(shown(page)))
    reached, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        for key, (right, down) in ARROWS.items():
            page.locator(SPOT % name).focus()
            x, y = at(page, name)
            page.keyboard.press(key)
            other = named(page)
            if other == name:
                continue
            expect(page.locator(f"{TARGETS}[tabindex='0']")).to_have_count(1)
            x2, y2 = at(page, other)
            assert (x2 - x) * right + (y2 - y) * down >= 0, (name, key, other)
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    assert reached == shown(page).keys()
    assert len(reached) > 10


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_opens_what_a_country_did_and_escape_closes_it(
    page: Page, address: str, key: str
) -> None:
    messages = listen_to(page)
    show_map(page, address + MAP_PAGE)
    bulgaria = page.locator(SPOT % "Bulgaria")
    bulgaria.focus()
    page.keyboard.press(key)
    card = page.locator(CARD)
    expect(card).to_be_focused()
    expect(card).to_have_role("region")
    expect(card).to_have_accessible_name("Bulgaria")
    expect(card).to_contain_text("The takedown of April 2018")
    rows = page.locator("tbody[data-country=BG] tr")
    assert rows.count() == 4
    for row in rows.all():
        expect(card).to_contain_text(row.locator(".sx-role").inner_text())
        for statement in row.locator(".sx-statement").all_inner_texts():
            assert statement.split("\n")[0][:40] in card.inner_text()
    expect(card.locator(".sx-disputed")).to_have_count(rows.locator(".sx-disputed").count())
    expect(card.locator(".sx-disputed").first).to_have_text("disputed")
    notes = card.locator(".sx-refs a").evaluate_all("es => es.map(e => e.getAttribute('href'))")
    assert notes == rows.locator(".sx-refs a").evaluate_all(
        "es => es.map(e => e.getAttribute('href'))"
    )
    assert notes
    for note in notes:
        expect(page.locator(f"[id='{note[1:]}']")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(bulgaria).to_be_focused()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert messages == []


def test_escape_closes_a_preview_before_the_card(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    page.locator(SPOT % "Spain").press("Enter")
    mark = page.locator(f"{CARD} .sx-says").first
    while not mark.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate(f"!!document.activeElement.closest('{CARD}')")
    page.keyboard.press("Enter")
    expect(page.locator(PREVIEW)).to_contain_text("“")
    page.keyboard.press("Escape")
    expect(page.locator(PREVIEW)).to_have_count(0)
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)
    expect(page.locator(SPOT % "Spain")).to_be_focused()


def test_the_card_leads_to_the_table(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    page.locator(SPOT % "Panama").press("Enter")
    page.locator(CARD).get_by_role("link", name="In the table").press("Enter")
    page.wait_for_url("**#country.june-2017.pa")
    expect(page.locator("tbody:target th")).to_have_text("Panama")
    expect(page.locator("tbody:target th")).to_be_in_viewport()


def test_operations_by_arrow_keys_are_announced(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    status = page.locator(STATUS)
    expect(status).to_have_text("")
    page.get_by_role("radio", name="All").focus()
    for operation in OPERATIONS:
        page.keyboard.press("ArrowRight")
        expect(page.locator(".sx-map-choice :checked")).to_have_value(operation)
        # In the order of the whole map, whatever was chosen.
        names = [name for name in by_tables(page) if name in by_tables(page, operation)]
        said = "Shown: " + ", ".join(names) if names else "No country is named for this operation."
        expect(status).to_have_text(said)
        assert set(shown(page)) == set(names)
    expect(status).to_have_text("Shown: Spain, Belgium")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="All")).to_be_checked()
    assert shown(page) == by_tables(page)


def test_roles_are_chosen_by_space_and_enter(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    arrested, led = legend(page, "arrested"), legend(page, "led")
    expect(arrested).to_have_attribute("aria-pressed", "false")
    arrested.focus()
    page.keyboard.press("Space")
    expect(arrested).to_have_attribute("aria-pressed", "true")
    expect(page.locator(STATUS)).to_have_text("Shown: Spain")
    led.focus()
    page.keyboard.press("Enter")
    expect(led).to_have_attribute("aria-pressed", "true")
    expect(page.locator(STATUS)).to_have_text("Shown: Spain, Belgium")
    choose(page, "june-2017")
    expect(page.locator(STATUS)).to_have_text("Shown: Spain")
    led.press("Enter")
    expect(page.locator(STATUS)).to_have_text("Nothing to show.")
    assert shown(page) == {}
    arrested.press("Space")
    expect(arrested).to_have_attribute("aria-pressed", "false")
    assert shown(page) == by_tables(page, "june-2017")


def test_the_buttons_zoom(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    before = width(page)
    for name, wider in (
        ("Zoom in", 2.0),
        ("Zoom out", 1.0),
        ("Zoom in", 2.0),
        ("The whole map", 1),
    ):
        page.get_by_role("button", name=name).press("Enter")
        page.wait_for_function(
            f"w => Math.abs({WIDTH} - w) < 3 && !document.querySelector('.leaflet-zoom-anim')",
            arg=before * wider,
        )


# ---- Wheel and finger ----


def test_the_wheel_scrolls_the_page_and_with_ctrl_zooms_the_map(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    before, top = width(page), scrolled(page)
    page.mouse.move(*middle(page))
    page.mouse.wheel(0, 120)
    page.wait_for_function("y => scrollY >= y + 100", arg=top)
    assert width(page) == before
    page.mouse.move(*middle(page))
    top = scrolled(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(f"w => {WIDTH} > w", arg=1.8 * before)
    assert scrolled(page) == top


def test_one_finger_scrolls_the_page_over_the_map(phone: Page, address: str) -> None:
    show_map(phone, address + MAP_PAGE)
    canvas = phone.locator(".sx-map-canvas")
    assert "pan-y" in canvas.evaluate("e => getComputedStyle(e).touchAction")
    pane = phone.locator(".leaflet-map-pane")
    place, top = pane.get_attribute("style"), scrolled(phone)
    x, y = middle(phone)
    finger = phone.context.new_cdp_session(phone)
    for step in range(11):
        kind = "touchMove" if step else "touchStart"
        points = [{"x": x, "y": y - 15 * step}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function("y => scrollY >= y + 100", arg=top)
    assert pane.get_attribute("style") == place


def test_a_tap_opens_what_a_country_did(phone: Page, address: str) -> None:
    show_map(phone, address + MAP_PAGE)
    phone.evaluate("scrollTo(0, 0)")
    phone.touchscreen.tap(*at(phone, "Canada"))
    expect(phone.locator(CARD)).to_have_accessible_name("Canada")
    phone.locator(CARD).get_by_role("button", name="Close").tap()
    expect(phone.locator(CARD)).to_have_count(0)


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_map_moves_nothing_on_the_page(browser: Browser, address: str, size: Any) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    show_map(page, address + STORY_PAGE)
    choose(page, "april-2018")
    legend(page, "led").click()
    page.locator(SPOT % "Belgium").press("Enter")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("shifts") < 0.02
    # The measure itself works.
    page.locator(".sx-map-stage").evaluate("e => { e.style.marginTop = '150px'; }")
    page.wait_for_function("() => shifts > 0.02")
    context.close()


# ---- Without a server, without script, on paper ----


@pytest.mark.parametrize("name", PAGES)
def test_from_the_disk(page: Page, site_folder: Path, name: str) -> None:
    messages = listen_to(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show_map(page, (site_folder / name).as_uri())
    choose(page, "november-2019")
    assert shown(page) == by_tables(page, "november-2019")
    page.locator(SPOT % "Spain").press("Enter")
    expect(page.locator(CARD)).to_contain_text("arrested")
    here = (site_folder.as_uri(), "data:", "blob:")
    assert [url for url in asked if not url.startswith(here)] == []
    assert messages == []


@pytest.mark.parametrize("name", PAGES)
def test_without_script(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + name)
    picture = page.locator(".sx-map-panel--main > svg")
    expect(picture).to_be_visible()
    expect(picture).to_have_role("img")
    expect(picture).to_have_accessible_name(re.compile("Map: who took part.*Spain: led"))
    assert (picture.bounding_box() or {"height": 0})["height"] > 200
    expect(page.locator(".sx-map-choice")).to_be_hidden()
    expect(page.locator(".sx-map button:visible")).to_have_count(0)
    for section in page.locator("details:not([open]):has(tbody[data-country])").all():
        section.locator("> summary").click()
    rows = page.locator("tbody[data-country] tr")
    assert rows.count() > 15
    for row in rows.all():
        expect(row.locator(".sx-role")).to_be_visible()
        expect(row.locator(".sx-statement").first).to_be_visible()
    notes = page.locator("tbody[data-spot] .sx-refs a")
    assert notes.count() > rows.count()
    ids = page.locator(".sx-notes > li").evaluate_all("es => es.map(e => e.id)")
    for target in notes.evaluate_all(HREFS):
        assert target[1:] in ids
    spain = page.locator("tbody[data-country=ES]").first
    expect(spain.locator("th")).to_have_text("Spain")
    expect(spain).to_contain_text("Guardia Civil led")
    spain.locator(".sx-refs a").first.click()
    expect(page.locator(".sx-notes > li:target")).to_be_in_viewport()
    context.close()


def test_on_paper(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    page.locator(SPOT % "Spain").press("Enter")
    expect(page.locator(CARD)).to_be_visible()
    page.emulate_media(media="print")
    pictures = page.locator(".sx-map-panel > svg")
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        expect(picture).to_be_visible()
        expect(picture.locator("[data-of=FR]").first).to_be_visible()
    for part in (".sx-map-canvas", ".sx-map-bar", CARD, ".sx-map-choice"):
        expect(page.locator(part)).to_be_hidden()


def test_paper_shows_what_was_chosen_and_says_so(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    choose(page, "november-2019")
    page.emulate_media(media="print")
    for code in ("ES", "BE"):
        for panel in page.locator(".sx-map-panel").all():
            expect(panel.locator(f"svg [data-of={code}]").first).to_be_visible()
    for code in ("FR", "NL", "US"):
        assert page.locator(f".sx-map-panel svg [data-of={code}]:visible").count() == 0
    labels = page.locator(".sx-map-choice label:visible")
    assert [text.strip() for text in labels.all_inner_texts()] == ["21–24 November 2019"]
