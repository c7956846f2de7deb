"""Who says a sentence: names in its margin, a panel with the words, the lens, closed sections."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PANEL = ".sx-panel:visible"
WORDS = "Police in Europe, the United States and Canada"


def open_story(page: Page, address: str, anchor: str = "") -> None:
    page.goto(f"{address}{STORY}.html{anchor}")


def says(page: Page, statement: str) -> Locator:
    return page.locator(f'[id="{statement}"] > .sx-says')


def box_of(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box
    return dict(box)


def test_each_sentence_names_its_sources_in_the_margin(page: Page, address: str) -> None:
    open_story(page, address)
    mark = says(page, "s.1")
    expect(mark).to_have_accessible_name("Who says so: AP 2018, The Sofia Globe")
    statement = box_of(page.locator("[id='s.1']"))
    box = box_of(mark)
    assert box["x"] > statement["x"] + statement["width"]
    assert statement["y"] - 4 <= box["y"] <= statement["y"] + statement["height"]
    # The numbers of the footnotes are for those who have no script, and for paper.
    expect(page.locator(".sx-statement[id] .sx-refs a:visible")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1220, 1280, 1600])
def test_names_in_the_margin_do_not_meet(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_story(page, address)
    # They are put there in slices.
    expect(page.locator(".sx-prose .sx-statement[id]:not(:has(> .sx-says))")).to_have_count(0)
    boxes = page.evaluate(
        """() => document.fonts.ready.then(() => [...document.querySelectorAll(
            ":is(.sx-prose, .sx-key-points, .sx-standfirst) .sx-says")].map((e) => {
                const {left, right, top, bottom} = e.getBoundingClientRect();
                return {left, right, top, bottom};
            }))"""
    )
    assert len(boxes) > 60
    for one, next in pairwise(boxes):
        assert next["top"] >= one["bottom"]
    assert max(box["right"] for box in boxes) <= width


def test_the_panel_shows_the_words_of_every_source(page: Page, address: str) -> None:
    open_story(page, address)
    mark = says(page, "s.1")
    mark.click()
    panel = page.locator(PANEL)
    expect(panel).to_contain_text(WORDS)
    expect(panel).to_contain_text("27 April 2018")
    expect(panel).to_contain_text("text by The Associated Press")
    expect(panel).to_contain_text("2 reports, 2 voices")
    expect(panel).to_contain_text("Compared word for word with our copy on")
    expect(panel).to_contain_text("read by a second reader")
    expect(panel.locator(".sx-panel-source")).to_have_count(2)
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(mark).to_be_focused()


def test_focus_opens_nothing_until_enter(page: Page, address: str) -> None:
    open_story(page, address)
    mark = says(page, "k.1")
    mark.focus()
    expect(page.locator(PANEL)).to_have_count(0)
    for key in ("Enter", " "):
        page.keyboard.press(key)
        expect(page.locator(PANEL)).to_have_count(1)
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('.sx-panel')")
        page.keyboard.press("Escape")
        expect(page.locator(PANEL)).to_have_count(0)
        expect(mark).to_be_focused()


def test_tab_leads_out_of_the_panel(page: Page, address: str) -> None:
    open_story(page, address)
    says(page, "k.1").focus()
    page.keyboard.press("Enter")
    stops = page.locator(PANEL).locator("a, button").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('.sx-panel')")
    page.keyboard.press("Tab")
    expect(page.locator(PANEL)).to_have_count(0)
    assert page.evaluate("!document.activeElement.closest('.sx-panel')")


def test_a_tap_on_a_sentence_opens_a_sheet(phone: Page, address: str) -> None:
    open_story(phone, address)
    statement = phone.locator("[id='s.1']")
    line = statement.evaluate("e => e.getClientRects()[0].toJSON()")
    phone.touchscreen.tap(line["left"] + 8, line["top"] + line["height"] / 2)
    panel = phone.locator(PANEL)
    expect(panel).to_contain_text(WORDS)
    box = box_of(panel)
    assert box["x"] == 0
    assert round(box["width"]) == 390
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.touchscreen.tap(200, 20)
    expect(panel).to_have_count(0)


def test_a_sentence_can_be_copied_with_its_sources(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    open_story(page, address)
    says(page, "s.1").click()
    page.get_by_role("button", name="Copy the sentence with its sources").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].startswith("On two days in April 2018")
    assert lines[0].endswith(".")
    assert lines[1].startswith(f"AP 2018: “{WORDS}")
    assert lines[-1].endswith(f"{STORY}.html#s.1")
    context.close()


def test_copied_text_has_no_marks(page: Page, address: str) -> None:
    open_story(page, address)
    text = page.evaluate(
        """() => {
            const range = document.createRange();
            range.selectNodeContents(document.querySelector("#two-days + .sx-block .sx-prose p"));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )
    assert "Wednesday 25 April 2018" in text
    for mark in ("Sofia Globe", "①", "❞", "+1"):
        assert mark not in text


def test_words_that_differ_are_marked(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}/disagreements.html")
    found = page.evaluate(
        """() => {
            for (const statement of document.querySelectorAll(".sx-statement[id]")) {
                const notes = [...statement.querySelectorAll(".sx-refs a")].map(
                    (ref) => document.getElementById(ref.getAttribute("href").slice(1)));
                const words = (note) => note.querySelector("blockquote").textContent.trim();
                const lang = (note) => note.querySelector("blockquote").lang;
                if (notes.some((one) => notes.some((other) => one.dataset.same
                    && one.dataset.same === other.dataset.same && lang(one) === lang(other)
                    && words(one).slice(0, 12) !== words(other).slice(0, 12)))) return statement.id;
            }
        }"""
    )
    assert found
    page.goto(f"{address}{STORY}/disagreements.html#{found}")
    says(page, found).click()
    marked = page.locator(f"{PANEL} blockquote mark")
    assert marked.count() > 0
    words = page.locator(f"{PANEL} blockquote:has(mark)").first.text_content() or ""
    assert len(words) > len(marked.first.text_content() or "")


def test_links_into_the_reports_are_those_of_the_quotations(page: Page, address: str) -> None:
    """The script makes the addresses that the quotations' own pages have."""
    open_story(page, address)
    made: dict[str, str] = {}
    for statement in ("s.1", "s.2", "k.1", "k.2", "k.3"):
        says(page, statement).click()
        for where in page.locator(f"{PANEL} .sx-where").all():
            own, live = where.locator("a").nth(0), where.locator("a").nth(1)
            made[str(own.get_attribute("href"))] = str(live.get_attribute("href"))
        page.keyboard.press("Escape")
    assert len(made) > 8
    base = page.url
    for own, live in made.items():
        page.goto(page.evaluate("([own, base]) => new URL(own, base).href", [own, base]))
        anchor = own.partition("#")[2]
        links = page.locator(f'[id="{anchor}"] a[href*="://"]')
        assert live in [each.get_attribute("href") for each in links.all()]


# The lens


def test_the_lens_dims_what_a_source_does_not_support(page: Page, address: str) -> None:
    open_story(page, address)
    chip = page.locator("[data-lens=afp-2018]")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[id='s.1']")).to_contain_class("sx-dim")
    held = page.locator(".sx-held")
    assert held.count() > 10
    for statement in held.all()[:10]:
        assert statement.locator('.sx-refs a[href^="#fn.afp"]').count() > 0
    expect(page.locator(".sx-lens-status")).to_contain_text(f"AFP: {held.count()} of")
    assert page.url.endswith("?lens=afp-2018")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".sx-dim, .sx-held")).to_have_count(0)
    assert "lens" not in page.url


@pytest.mark.parametrize("choice", ["one-report", "two-voices"])
def test_the_lens_is_in_the_address(page: Page, address: str, choice: str) -> None:
    page.goto(f"{address}{STORY}.html?lens={choice}")
    expect(page.locator(f"[data-lens={choice}]")).to_have_attribute("aria-pressed", "true")
    held = page.locator(".sx-held")
    assert held.count() > 5
    for statement in held.all()[:20]:
        if choice == "two-voices":
            assert int(statement.get_attribute("data-voices") or 0) >= 2
        else:
            expect(statement.locator(".sx-says")).to_have_accessible_name(
                re.compile("one report alone")
            )


def test_a_lens_that_there_is_not_shows_all(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}.html?lens=%3Cscript%3E")
    expect(page.locator(".sx-lens")).to_be_visible()
    expect(page.locator(".sx-dim")).to_have_count(0)


# Closed sections


def test_a_closed_section_is_made_ready_when_it_opens(page: Page, address: str) -> None:
    open_story(page, address)
    expect(page.locator(".sx-prose .sx-statement[id]:not(:has(> .sx-says))")).to_have_count(0)
    inside = page.locator("details.sx-section:not([open])", has=page.locator(".sx-statement[id]"))
    expect(inside.locator(".sx-says")).to_have_count(0)
    section = inside.first.element_handle()
    assert section
    section.evaluate("e => { e.open = true }")
    expect(page.locator("details.sx-section[open] .sx-says").first).to_be_visible()


def test_sections_are_closed_and_a_lens_opens_what_it_shows(page: Page, address: str) -> None:
    open_story(page, address)
    sections = page.locator("details.sx-section")
    assert sections.count() > 3
    expect(page.locator("details.sx-section[open]")).to_have_count(0)
    page.locator("[data-lens=afp-2018]").click()
    assert page.locator("details.sx-section[open]").count() > 1
    page.locator("[data-lens=afp-2018]").click()
    expect(page.locator("details.sx-section[open]")).to_have_count(0)


def test_a_contents_link_opens_its_section(page: Page, address: str) -> None:
    open_story(page, address)
    page.locator('.sx-toc a[href="#footnotes"]:visible').first.click()
    expect(page.locator(".sx-notes > li").first).to_be_visible()
    expect(page.locator("#footnotes")).to_be_in_viewport()


def test_a_panel_shows_earlier_forms_and_leads_to_them(page: Page, address: str) -> None:
    open_story(page, address)
    says(page, "s.the-outlets.12").click()
    earlier = page.locator(f"{PANEL} .sx-panel-earlier")
    expect(earlier.locator("del").first).to_contain_text("He argued that joining it")
    expect(earlier.locator("dt").first).to_have_text("Version 1, 23 November 2026, said")
    # One that has always said the same has none, and asks for nothing.
    link = page.locator(f"{PANEL} .sx-pop-foot a", has_text="Earlier forms")
    expect(link).to_have_attribute("href", re.compile(r"/history\.html#s\.the-outlets\.12$"))
    page.keyboard.press("Escape")
    says(page, "s.the-outlets.10").click()
    # Opened by its link, the change stands there, in a list that is closed otherwise.
    page.goto(f"{address}{STORY}/history.html#s.the-outlets.12")
    expect(page.locator("[id='s.the-outlets.12'] ins").first).to_be_visible()
