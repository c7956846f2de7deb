"""The frame around a page: its navigation, menu, contents, colour scheme, and what it loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PAGE_TYPES, STORY
from tests.sites import explainer
from tests.support import DEMO, make_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANDING = "parseFloat(getComputedStyle(document.documentElement).fontSize) * 3.2"
BUNDLE = "script[src*='javascripts/bundle']"


def open_menu(phone: Page, address: str) -> None:
    phone.goto(f"{address}{STORY}.html")
    phone.locator(".sx-menu").press("Enter")
    expect(phone.locator(".sx-side")).to_be_visible()


def test_the_main_pages_are_at_the_head_and_the_rest_in_the_footer(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{STORY}.html")
    names = ["Stories", "Disagreements", "Quotations", "Sources", "Glossary"]
    assert page.locator(".md-tabs a").all_inner_texts() == names
    expect(page.locator(".md-tabs [aria-current]")).to_have_text("Stories")
    below = page.locator(".md-footer nav a").all_inner_texts()
    assert not {*names} & {*below}
    assert {"Topics", "Corrections", "About this site", "How we work", "Accessibility"} <= {*below}
    assert "Report a mistake" in below
    page.locator(".md-tabs a", has_text="Glossary").click()
    expect(page.locator(".md-tabs [aria-current=page]")).to_have_text("Glossary")
    page.locator(".sx-brand").click()
    expect(page).to_have_url(f"{address}index.html")


def test_the_masthead_the_contents_and_the_text_stand_below_one_another(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{STORY}.html")
    left = """selector => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(selector));
      return range.getBoundingClientRect().left;
    }"""
    logo = page.locator(".sx-brand").bounding_box()
    assert logo
    assert abs(page.evaluate(left, ".sx-toc a") - logo["x"]) < 2
    assert abs(page.evaluate(left, ".md-tabs a") - page.evaluate(left, "h1")) < 6
    side, text = page.locator(".sx-side").bounding_box(), page.locator("h1").bounding_box()
    assert side
    assert text
    assert side["width"] <= 240
    # Room for a margin of 13rem beside lines of full length.
    assert text["x"] + 650 + 260 <= 1280


def test_escape_closes_the_menu_and_gives_the_focus_back(phone: Page, address: str) -> None:
    open_menu(phone, address)
    button = phone.locator("button.sx-menu")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(phone.locator(".sx-pages a").first).to_be_focused()
    assert phone.evaluate("document.querySelector('.md-content').inert")
    phone.keyboard.press("Escape")
    expect(phone.locator(".sx-side")).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert not phone.evaluate("document.querySelector('.md-content').inert")


def test_a_tap_beside_the_menu_or_on_a_link_closes_it(phone: Page, address: str) -> None:
    open_menu(phone, address)
    phone.touchscreen.tap(380, 500)
    expect(phone.locator(".sx-side")).to_be_hidden()
    phone.locator(".sx-menu").tap()
    phone.locator(".sx-toc a", has_text="Timeline").tap()
    expect(phone.locator(".sx-side")).to_be_hidden()
    top = phone.evaluate("document.getElementById('timeline').getBoundingClientRect().top")
    assert abs(top - phone.evaluate(LANDING)) < 4


def test_the_menu_works_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{STORY}.html")
    expect(page.locator(".sx-side")).to_be_hidden()
    page.locator(".sx-menu").click()
    expect(page.locator(".sx-side")).to_be_visible()
    page.mouse.click(380, 500)
    expect(page.locator(".sx-side")).to_be_hidden()
    page.get_by_role("checkbox", name="Navigation").press("Space")
    expect(page.locator(".sx-side")).to_be_visible()
    context.close()


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_the_scheme_is_chosen_by_keyboard_and_kept(page: Page, address: str, key: str) -> None:
    page.goto(f"{address}{STORY}.html")
    body = page.locator("body")
    shown = page.locator(".sx-scheme:visible")
    page.get_by_role("button", name="Switch to light mode").press(key)
    expect(shown).to_be_focused()
    expect(shown).to_have_accessible_name("Switch to dark mode")
    shown.press(key)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}about.html")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    shown.press(key)
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_the_scheme_is_there_before_anything_is_painted(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    # What would come later does not come at all.
    page.route("**/assets/explainer.js", lambda route: route.abort())
    page.goto(f"{address}{STORY}.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_link_of_the_contents_lands_below_the_masthead(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{STORY}.html")
    missed = page.evaluate(
        """async (landing) => {
          const missed = [];
          for (const link of document.querySelectorAll(".sx-toc a")) {
            location.hash = link.hash;
            await new Promise((done) => setTimeout(done, 50));
            const { top } = document.getElementById(link.hash.slice(1)).getBoundingClientRect();
            const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
            if (Math.abs(top - landing) > 4 && !end) missed.push([link.hash, top]);
          }
          return missed;
        }""",
        page.evaluate(LANDING),
    )
    assert missed == []
    assert page.evaluate("document.querySelector('.md-header').offsetHeight") < 60
    context.close()


def test_the_contents_follow_the_reader(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}.html")
    current = page.locator(".sx-toc [aria-current=location]")
    expect(current).to_have_count(0)
    for name in ("Two days in April 2018", "Sources", "Key points"):
        page.locator(".sx-toc").get_by_role("link", name=name, exact=True).click()
        expect(current).to_have_text(name)


def test_forced_colours_show_what_is_chosen(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}{STORY}.html#sources")
    for chosen, other, side in (
        (".md-tabs [aria-current]", ".md-tabs a:not([aria-current])", "borderBlockEndWidth"),
        (".sx-toc [aria-current]", ".sx-toc a:not([aria-current])", "borderInlineStartWidth"),
    ):
        width = f"element => parseFloat(getComputedStyle(element).{side})"
        expect(page.locator(chosen)).to_have_count(1)
        assert page.locator(chosen).evaluate(width) > 0
        assert page.locator(other).first.evaluate(width) == 0
    expect(page.locator(".sx-scheme:visible svg")).to_have_count(1)
    context.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_targets_of_the_frame_are_large_enough(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{STORY}.html")
    if width < 1000:
        page.locator(".sx-menu").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll(
          ".md-header :is(a, button), .sx-side a, .md-footer li a"
        )].filter((each) => each.checkVisibility()).map((each) => {
          const { width, height } = each.getBoundingClientRect();
          return [each.textContent.trim(), width, height];
        }).filter(([, width, height]) => width < 24 || height < 23.5)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_no_page_loads_the_script_of_the_theme(page: Page, address: str) -> None:
    for name in PAGE_TYPES:
        page.goto(address + name)
        assert page.locator(f"{BUNDLE}, #__config").count() == 0, name


HOOK = """
def on_page_content(html, page, **_):
    tabs = (
        '<div class="tabbed-set tabbed-alternate" data-tabs="1:2">'
        '<input checked id="__tabbed_1_1" name="__tabbed_1" type="radio">'
        '<input id="__tabbed_1_2" name="__tabbed_1" type="radio">'
        '<div class="tabbed-labels"><label for="__tabbed_1_1">One</label>'
        '<label for="__tabbed_1_2">Two</label></div><div class="tabbed-content">'
        '<div class="tabbed-block"><p>First</p></div>'
        '<div class="tabbed-block"><p>Second</p></div></div></div>'
    )
    return html + tabs if page.file.src_uri == "tabs.md" else html
"""


@pytest.fixture(scope="module")
def featured(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A site with a page of code that can be copied, and one with tabs that a hook makes."""
    folder: Path = make_site(tmp_path_factory.mktemp("featured") / "demo", base=DEMO)
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    text = text.replace("  features:\n", "  features:\n    - content.code.copy\n", 1)
    config.write_text(text + "\nhooks: [hook.py]\n", "utf-8")
    (folder / "hook.py").write_text(HOOK, "utf-8")
    pages = folder / "content/pages"
    (pages / "code.md").write_text("# Code\n\n    a = 1\n\n## More\n\nx\n", "utf-8")
    (pages / "tabs.md").write_text("# Tabs\n\nx\n", "utf-8")
    done = explainer("build", "--strict", "-q", cwd=folder)
    assert done.returncode == 0, done.stderr
    return (folder / "site").as_uri() + "/"


def use_of_the_frame(page: Page) -> None:
    page.locator(".sx-scheme:visible").click()
    page.locator(".sx-scheme:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".sx-menu").click()
    expect(page.locator(".sx-side")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sx-side")).to_be_hidden()


@pytest.mark.parametrize("name", ["code.html", "tabs.html"])
def test_a_page_that_needs_the_script_of_the_theme_loads_it(
    page: Page, featured: str, name: str
) -> None:
    said: list[Any] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(featured + name)
    assert page.locator(BUNDLE).count() == 1
    if name == "tabs.html":
        page.locator(".tabbed-labels", has_text="Two").get_by_text("Two").click()
        expect(page.get_by_text("Second")).to_be_visible()
        expect(page.get_by_text("First")).to_be_hidden()
    else:
        expect(
            page.locator("pre button, pre + nav button, .md-code__nav button")
        ).not_to_have_count(0)
    use_of_the_frame(page)
    assert said == []


@pytest.mark.parametrize("name", ["method.html", "stories/ostermill-bell.html"])
def test_other_pages_of_that_site_do_not(page: Page, featured: str, name: str) -> None:
    page.goto(featured + name)
    assert page.locator(BUNDLE).count() == 0
    use_of_the_frame(page)
