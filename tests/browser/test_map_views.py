"""What the map shows of a choice: its frame, its names, its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_map import (
    MAP_PAGE,
    OPERATIONS,
    by_tables,
    choose,
    legend,
    listen_to,
    show_map,
    shown,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SIZES = [(1280, 900), (390, 844), (320, 640)]
# The names that cannot be told from another or stand on another country's land, and how many stand.
NAMES = """() => {
  const tips = [...document.querySelectorAll(".sx-map-tip:not(.sx-map-tip--out)")];
  const lands = [...document.querySelectorAll("path.sx-map-land")];
  const window_ = document.querySelector(".sx-map-canvas").getBoundingClientRect();
  const entries = [...document.querySelectorAll("path.sx-map-target")].map((e) => e.entry);
  const wrong = [];
  const boxes = tips.map((tip) => tip.getBoundingClientRect());
  tips.forEach((tip, n) => {
    const { left, right, top, bottom } = boxes[n];
    const name = tip.textContent;
    if (left < window_.left - 1 || right > window_.right + 1) wrong.push(`${name} leaves`);
    boxes.forEach((b, m) => {
      const meet = left < b.right && b.left < right && top < b.bottom && b.top < bottom;
      if (m > n && meet) wrong.push(`${name} on ${tips[m].textContent}`);
    });
    const entry = entries.find((each) => each.name === name);
    const own = entry.shape?.getElement().getAttribute("d");
    for (const path of lands) {
      if (path.getAttribute("d") === own) continue;
      const box = path.getBoundingClientRect();
      if (box.left > right || box.right < left || box.top > bottom || box.bottom < top) continue;
      const back = path.getScreenCTM().inverse();
      let hits = 0;
      for (let x = left + 3; x < right - 2; x += 4) for (let y = top + 4; y < bottom - 3; y += 4) {
        hits += path.isPointInFill(new DOMPoint(x, y).matrixTransform(back));
      }
      if (hits > 2 && entry.shape) wrong.push(`${name} on other land: ${hits}`);
    }
  });
  return [wrong, tips.map((tip) => tip.textContent)];
}"""
# Whether every name belongs to what is chosen.
SETTLED = """() => {
  const entries = [...document.querySelectorAll("path.sx-map-target")].map((e) => e.entry.name);
  const tips = [...document.querySelectorAll(".sx-map-tip:not(.sx-map-tip--out)")];
  return tips.every((tip) => entries.includes(tip.textContent));
}"""
# How much of the window the shapes that are shown fill, the more filled way.
FILLED = """() => {
  const a = document.querySelector(".sx-map-canvas").getBoundingClientRect();
  const boxes = [...document.querySelectorAll("path.sx-map-country:not(.sx-map-target)")]
    .map((e) => e.getBoundingClientRect());
  const wide = Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left));
  const high = Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top));
  return Math.max(wide / a.width, high / a.height);
}"""
# A story of four neighbours, made from one of ten countries.
NEIGHBOURS = """() => {
  const kept = new Set(["NL", "GB", "FR"]);
  for (const body of document.querySelectorAll("tbody[data-spot]")) {
    if (body.dataset.operation !== "april-2018") body.remove();
    else if (body.dataset.country === "US") {
      body.dataset.country = "DE";
      body.dataset.spot = "10.3 51.1";
      body.querySelector("th").textContent = "Germany";
    } else if (!kept.has(body.dataset.country)) body.remove();
  }
  document.querySelector(".sx-map-panel--inset").remove();
  document.querySelector("[value=april-2018]").dataset.frame = "0.51 0.82 0.78 1.15";
}"""


def open_at(browser: Browser, size: tuple[int, int]) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    return context.new_page()


@pytest.mark.parametrize("size", SIZES)
def test_names_stand_on_no_name_and_no_other_country(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    page = open_at(browser, size)
    show_map(page, address + MAP_PAGE)
    for operation in ["", *OPERATIONS[1:]]:
        choose(page, operation)
        page.wait_for_function(SETTLED)
        wrong, names = page.evaluate(NAMES)
        assert wrong == [], operation
        assert names, operation
    choose(page, "november-2019")
    assert sorted(page.evaluate(NAMES)[1]) == ["Belgium", "Spain"]
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_four_neighbours_are_told_apart(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    page = open_at(browser, size)
    page.goto(address + MAP_PAGE)
    page.evaluate(NEIGHBOURS)
    choose(page, "april-2018")
    expect(page.locator(".sx-map")).to_contain_class("sx-map--live")
    wrong, names = page.evaluate(NAMES)
    assert wrong == []
    rest = page.locator(".sx-map-unnamed").inner_text()
    for name in ("Netherlands", "Germany", "United Kingdom", "France"):
        assert name in names or name in rest
    assert len(names) >= (4 if size[0] > 400 else 3)
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_an_operation_is_framed_tightly(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    page = open_at(browser, size)
    show_map(page, address + MAP_PAGE)
    inset = page.locator(".sx-map-panel--inset")
    expect(inset).to_be_visible()
    for operation, beside in (("june-2017", False), ("april-2018", True), ("november-2019", False)):
        choose(page, operation)
        assert page.evaluate(FILLED) > 0.7, operation
        expect(inset).to_be_visible(visible=beside)
    page.context.close()


def test_an_operation_that_names_no_country_has_a_caption(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    caption = page.locator(".sx-map-silent")
    expect(caption).to_be_hidden()
    choose(page, "august-2016")
    expect(caption).to_have_text("No country is named for this operation.")
    expect(caption).to_be_visible()
    expect(page.locator(".sx-map-panel--inset")).to_be_hidden()
    choose(page, "")
    expect(caption).to_be_hidden()
    expect(page.locator(".sx-map-panel--inset")).to_be_visible()


@pytest.mark.parametrize("where", ["served", "disk"])
def test_choices_are_part_of_the_address(
    page: Page, address: str, site_folder: Path, where: str
) -> None:
    messages = listen_to(page)
    url = (address if where == "served" else site_folder.as_uri() + "/") + MAP_PAGE
    page.emulate_media(reduced_motion="reduce")
    show_map(page, url)
    assert page.url == url
    choose(page, "november-2019")
    assert page.url == f"{url}?operation=november-2019"
    legend(page, "arrested").click()
    assert page.url == f"{url}?operation=november-2019&role=arrested"
    assert list(shown(page)) == ["Spain"]
    page.go_back()
    expect(legend(page, "arrested")).to_have_attribute("aria-pressed", "false")
    assert shown(page) == by_tables(page, "november-2019")
    page.go_back()
    expect(page.get_by_role("radio", name="All")).to_be_checked()
    assert shown(page) == by_tables(page)
    page.go_forward()
    expect(page.get_by_role("radio", name="21–24 November 2019")).to_be_checked()
    assert shown(page) == by_tables(page, "november-2019")
    # A link within the page leaves the card open.
    page.locator(".sx-map-canvas path.sx-map-target[tabindex='0']").press("Enter")
    page.evaluate("location.hash = 'top'")
    expect(page.locator(".sx-map-card")).to_have_count(1)
    # The same view for whoever gets the link.
    page.goto(f"{url}?operation=november-2019&role=arrested#top")
    expect(page.locator(".sx-map")).to_contain_class("sx-map--live")
    expect(page.locator(".sx-map-choice :checked")).to_have_value("november-2019")
    expect(legend(page, "arrested")).to_have_attribute("aria-pressed", "true")
    assert list(shown(page)) == ["Spain"]
    assert page.url.endswith("?operation=november-2019&role=arrested#top")
    assert messages == []


@pytest.mark.parametrize("query", ["operation=no-such", "role=no-such", "operation=%3Cb%3E"])
def test_an_address_that_names_nothing_shows_the_whole_map(
    page: Page, address: str, query: str
) -> None:
    messages = listen_to(page)
    page.goto(f"{address}{MAP_PAGE}?{query}")
    expect(page.locator(".sx-map")).to_contain_class("sx-map--live")
    assert shown(page) == by_tables(page)
    assert messages == []


def test_the_buttons_lie_beside_the_map(page: Page, address: str) -> None:
    show_map(page, address + MAP_PAGE)
    stage = page.locator(".sx-map-stage").bounding_box()
    assert stage
    for button in page.locator(".sx-map-buttons button").all():
        box = button.bounding_box()
        assert box
        assert box["y"] >= stage["y"] + stage["height"]
        assert min(box["width"], box["height"]) >= 24


def test_the_card_stands_beside_what_it_tells_of(page: Page, address: str) -> None:
    show_map(page, f"{address}{MAP_PAGE}")
    for name in ("Canada", "Spain"):
        target = page.locator(f".sx-map-canvas path.sx-map-target[aria-label^='{name}:']")
        target.press("Enter")
        card, mark = page.locator(".sx-map-card").bounding_box(), target.bounding_box()
        assert card
        assert mark
        middle = mark["x"] + mark["width"] / 2
        assert not card["x"] <= middle <= card["x"] + card["width"]
        page.keyboard.press("Escape")


def test_forced_colours_show_what_is_chosen(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    show_map(page, address + MAP_PAGE)
    choose(page, "november-2019")
    legend(page, "led").click()
    colour = "e => getComputedStyle(e).backgroundColor"
    radios: Any = page.locator(".sx-map-choice label")
    chosen = page.locator(".sx-map-choice label:has(:checked)").evaluate(colour)
    assert [each.evaluate(colour) for each in radios.all()].count(chosen) == 1
    assert legend(page, "led").evaluate(colour) != legend(page, "arrested").evaluate(colour)
    context.close()
