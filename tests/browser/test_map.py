"""The map: asked for late, quiet, the same as its tables, accessible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import PAGE_TYPES, STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY_PAGE, MAP_PAGE = f"{STORY}.html", f"{STORY}/map.html"
PAGES = [STORY_PAGE, MAP_PAGE]
OPERATIONS = ["august-2016", "june-2017", "april-2018", "november-2019"]
TARGETS = ".sx-map-canvas path.sx-map-target"
ROLES = [
    "led", "seized-servers", "evidence-seized", "blocked-access", "referred", "arrested",
    "servers-seized-earlier", "took-part",
]  # fmt: skip
# Names by the tables, in their order, with the roles that the choices leave and what is disputed.
TABLES = """([operation, roles]) => {
  const found = new Map();
  for (const body of document.querySelectorAll("tbody[data-spot]")) {
    if (operation && body.dataset.operation !== operation) continue;
    const name = body.querySelector("th").firstChild.textContent.trim();
    for (const row of body.rows) {
      if (roles.length && !roles.includes(row.dataset.role)) continue;
      const words = [...row.cells].at(-2).textContent.trim().split(/\\s*\\n\\s*|\\s{2,}/).join(" ");
      found.set(name, [...(found.get(name) || []), words.replace(" disputed", ", disputed")]);
    }
  }
  return [...found].map(([name, words]) => [name, [...new Set(words)].join("; ")]);
}"""
# Which marks lie within the map's window.
IN_WINDOW = """() => {
  const a = document.querySelector(".sx-map-canvas").getBoundingClientRect();
  return [...document.querySelectorAll(".sx-map-canvas path.sx-map-target")].filter((e) => {
    const { x, y } = e.getBoundingClientRect();
    return x >= a.left && x < a.right && y >= a.top && y < a.bottom;
  }).map((e) => e.getAttribute("aria-label").split(":")[0]);
}"""
SPOT = f"{TARGETS}[aria-label^='%s:']"
SCROLLED = "() => Math.round(scrollY)"


def show_map(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".sx-map-use").click()
    expect(page.locator(".sx-map")).to_contain_class("sx-map--live")


def choose(page: Page, operation: str) -> None:
    page.locator(f'.sx-map-choice input[value="{operation}"]').check()


def legend(page: Page, role: str) -> Any:
    return page.locator(f'.sx-map-legend [data-role="{role}"] button')


def shown(page: Page) -> dict[str, str]:
    """What the map has, by name, as a screen reader would hear it."""
    labels = page.locator(TARGETS).evaluate_all("es => es.map(e => e.getAttribute('aria-label'))")
    assert len(labels) == len(set(labels))
    return dict(label.split(": ", 1) for label in labels)


def by_tables(page: Page, operation: str = "", roles: tuple[str, ...] = ()) -> dict[str, str]:
    return dict(page.evaluate(TABLES, [operation, list(roles)]))


def at(page: Page, name: str) -> tuple[int, int]:
    box = page.locator(SPOT % name).bounding_box()
    assert box
    return round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)


def middle(page: Page) -> tuple[float, float]:
    box = page.locator(".sx-map-canvas").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def listen_to(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Every address the page asks for."""
    found: list[str] = []

    def note(request: Request) -> None:
        found.append(request.url)

    page.on("request", note)
    return found


@pytest.fixture
def messages(page: Page) -> Iterator[list[str]]:
    """What the page logs, of any kind, and its errors: nothing, at the end of the test."""
    found = listen_to(page)
    yield found
    assert found == []


def late(asked: list[str]) -> list[str]:
    """What was asked for beyond the pictures and their own style and script."""
    names = (url.rpartition("/assets/map/")[2] for url in asked if "/assets/map/" in url)
    early = ("map.css", "map.js", ".svg")
    return sorted(name for name in names if not name.endswith(early))


def all_of(page: Page) -> list[str]:
    """Leaflet, its style, the map's script and its data, by the page's own word."""
    said = page.locator(".sx-map").evaluate("e => ({ ...e.dataset })")
    return sorted(Path(said[key]).name for key in ("leaflet", "leafletStyle", "live", "world"))


# ---- Asked for when it is needed, and from here ----


@pytest.mark.parametrize("ask", [".sx-map-use", ".sx-map-panel--main [data-of=ES]"])
@pytest.mark.parametrize("name", PAGES)
def test_the_map_is_asked_for_when_its_reader_does(
    page: Page, address: str, asked: list[str], name: str, ask: str
) -> None:
    page.goto(address + name)
    page.locator(".sx-map-stage").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert late(asked) == []
    expect(page.locator(".sx-map-panel--main > svg")).to_be_visible()
    page.locator(ask).first.click()
    expect(page.locator(".sx-map")).to_contain_class("sx-map--live")
    assert late(asked) == all_of(page)
    assert [url for url in asked if not url.startswith(address)] == []


def test_a_choice_asks_for_the_map(page: Page, address: str, asked: list[str]) -> None:
    page.goto(address + STORY_PAGE)
    page.wait_for_load_state("networkidle")
    # Without scrolling there, which Playwright's own click would do.
    page.locator('.sx-map-choice [value="june-2017"]').evaluate("e => e.click()")
    expect(page.locator(".sx-map")).to_contain_class("sx-map--live")
    assert late(asked) == all_of(page)
    assert page.evaluate(SCROLLED) == 0
    assert shown(page).keys() == by_tables(page, "june-2017").keys()


def test_a_map_that_cannot_be_loaded_leaves_the_picture_and_says_so(
    page: Page, address: str
) -> None:
    page.route("**/assets/map/leaflet.js", lambda route: route.abort())
    page.goto(address + MAP_PAGE)
    page.locator(".sx-map-use").click()
    expect(page.locator(".sx-map [role=status]")).to_contain_text("could not be loaded")
    expect(page.locator(".sx-map-panel--main > svg")).to_be_visible()
    expect(page.locator(".sx-map-use")).to_be_hidden()


def test_pages_without_a_map_know_nothing_of_it(
    page: Page, address: str, site_folder: Path, asked: list[str]
) -> None:
    for name in PAGE_TYPES:
        text = (site_folder / name).read_text("utf-8")
        assert ("assets/map/" in text) == ("sx-map" in text) == (name in PAGES), name
    page.goto(address + "glossary.html")
    page.wait_for_load_state("networkidle")
    assert len(asked) > 3
    assert [url for url in asked if "/assets/map/" in url] == []


@pytest.mark.parametrize("name", PAGES)
def test_using_the_map_logs_nothing_and_asks_nobody_else(
    page: Page, address: str, asked: list[str], messages: list[str], name: str
) -> None:
    show_map(page, address + name)
    for operation in [*OPERATIONS, ""]:
        choose(page, operation)
    for _ in range(2):
        for button in page.locator(".sx-map-legend button").all():
            button.click()
    for button in page.locator(".sx-map-buttons button").all():
        button.click()
    page.locator(".sx-map-panel--inset text[data-of=RO]").click()
    expect(page.locator(".sx-map-card")).to_contain_text("Romania")
    page.locator(".sx-map-card").get_by_role("button", name="Close").click()
    expect(page.locator(".sx-map-card")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(address)] == []


@pytest.mark.parametrize("calm", ["no-preference", "reduce"])
def test_a_map_that_is_dragged_away_comes_back(
    page: Page, address: str, messages: list[str], calm: Any
) -> None:
    page.emulate_media(reduced_motion=calm)
    show_map(page, address + MAP_PAGE)
    for turn in range(14):
        x, y = middle(page)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (251 - turn, turn - 253)[turn % 2], y + 37 * (turn % 5 - 2), steps=4)
        page.mouse.up()
        page.wait_for_function("() => !document.querySelector('.leaflet-pan-anim')")
    page.wait_for_function(f"() => ({IN_WINDOW})().length > 0")


@pytest.mark.parametrize("calm", ["no-preference", "reduce"])
def test_the_map_begins_with_all_that_the_picture_shows(
    page: Page, address: str, calm: Any
) -> None:
    page.emulate_media(reduced_motion=calm)
    show_map(page, address + MAP_PAGE)
    assert set(page.evaluate(IN_WINDOW)) == by_tables(page).keys()
    for code, name in (("PA", "Panama"), ("BE", "Belgium")):
        picture = page.locator(f".sx-map-panel--main > svg [data-of={code}]").first.bounding_box()
        assert picture
        x, y = at(page, name)
        assert abs(picture["x"] + picture["width"] / 2 - x) < 12
        assert abs(picture["y"] + picture["height"] / 2 - y) < 12


# ---- The same as the tables ----


@pytest.mark.parametrize("name", PAGES)
def test_each_operation_shows_what_its_table_has(page: Page, address: str, name: str) -> None:
    show_map(page, address + name)
    assert len(by_tables(page)) > 10
    assert shown(page) == by_tables(page)
    for operation in OPERATIONS:
        choose(page, operation)
        expected = by_tables(page, operation)
        assert bool(expected) == (operation != "august-2016")
        assert shown(page) == expected
        page.wait_for_function(f"n => ({IN_WINDOW})().length === n", arg=len(expected))


@pytest.mark.parametrize("operation", ["", "april-2018", "november-2019"])
def test_roles_show_what_the_tables_have(page: Page, address: str, operation: str) -> None:
    show_map(page, address + MAP_PAGE)
    choose(page, operation)
    for role in ROLES:
        legend(page, role).dispatch_event("click")
        assert shown(page) == by_tables(page, operation, (role,))
        legend(page, role).dispatch_event("click")
    legend(page, "led").click()
    legend(page, "arrested").click()
    assert shown(page) == by_tables(page, operation, ("led", "arrested"))


def test_every_role_has_a_button_and_some_country(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    found = page.locator("tr[data-role]").evaluate_all("es => es.map(e => e.dataset.role)")
    assert set(found) == set(ROLES)
    assert page.locator(".sx-map-legend button").count() == len(ROLES)


def test_choices_in_haste_end_with_the_last(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    choose(page, "november-2019")
    choose(page, "")
    choose(page, "june-2017")
    assert shown(page).keys() == by_tables(page, "june-2017").keys()
    wanted = "Spain,United States,Panama,Seized servers"
    page.wait_for_function(f"() => ({IN_WINDOW})().join() === '{wanted}'")


def test_roles_are_told_apart_by_more_than_colour(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    live = page.locator(".sx-map-canvas path.sx-map-country:not(.sx-map-target)")
    pictures = page.locator(".sx-map-panel > svg .sx-map-country")
    assert live.count() == 10
    fills = [shape.get_attribute("fill") or "" for shape in [*live.all(), *pictures.all()]]
    assert len(fills) > 25
    for fill in fills:
        found = re.fullmatch(r"url\(#(sx-fill-([a-z-]+?)(-paper)?)\)", fill)
        assert found, fill
        assert found[2] in ROLES
        expect(page.locator(f"pattern[id='{found[1]}']")).to_have_count(1)
    # Each pattern is drawn otherwise than all others.
    inner = page.locator("pattern.sx-fill").evaluate_all("es => es.map(e => e.innerHTML)")
    assert len(inner) == len(set(inner)) == len(ROLES)
