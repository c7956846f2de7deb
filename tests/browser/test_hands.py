"""By keyboard, with forced colours and with reduced motion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import STORY
from tests.browser.states import EMBEDS, SMALL

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Of what has the focus: whether its middle is out of sight or under the masthead, and whether it
# looks the same without the focus.
STOPS = """() => {
  const looks = (each) => {
    const style = getComputedStyle(each);
    const none = style.outlineStyle === "none" || style.outlineWidth === "0px";
    const outline = none ? "" : style.outline;
    return [outline, style.boxShadow, style.backgroundColor, style.textDecorationLine].join();
  };
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const { left, right, top, bottom } = each.getBoundingClientRect();
  const name = each.outerHTML.slice(0, 90);
  const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const head = document.querySelector(".md-header");
  const hidden = !over || (head && !head.contains(each) && head.contains(over));
  const shown = looks(each);
  each.blur();
  const plain = looks(each);
  each.focus({ preventScroll: true, focusVisible: true });
  return { name, hidden, unseen: shown === plain };
}"""


def stops(page: Page, most: int, key: str = "Tab") -> Iterator[dict[str, object]]:
    """What has the focus after each press of a key."""
    for _ in range(most):
        page.keyboard.press(key)
        found = page.evaluate(STOPS)
        if found:
            yield found


@pytest.mark.parametrize("size", [(1280, 600), (390, 700)])
@pytest.mark.parametrize("name", [f"{STORY}.html", "quotations.html", EMBEDS[0]])
def test_the_focus_is_seen_and_lies_under_nothing(
    browser: Browser, address: str, name: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + name)
    found = list(stops(page, 90))
    assert len(found) > 10
    # Backwards, what comes into view does so at the upper edge, where the masthead is.
    found += stops(page, 60, "Shift+Tab")
    assert [each for each in found if each["hidden"] or each["unseen"]] == []
    context.close()


def colours(page: Page, selector: str) -> tuple[str, str, str]:
    """How a part is painted: its background, its text, its border."""
    return page.locator(selector).first.evaluate(
        "e => (({ backgroundColor, color, borderTopStyle, borderTopWidth }) =>"
        " [backgroundColor, color, borderTopStyle + borderTopWidth])(getComputedStyle(e))"
    )


@pytest.mark.parametrize(
    ("name", "group"),
    [
        (f"{STORY}.html?lens=afp-2018", ".sx-lens-chips"),
        ("quotations.html?source=AP%2C+2018", ".sx-filter"),
    ],
)
def test_forced_colours_show_the_chip_that_is_chosen(
    browser: Browser, address: str, name: str, group: str
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + name)
    chosen = colours(page, f"{group} [aria-pressed=true]")
    other = colours(page, f"{group} [aria-pressed=false]")
    assert chosen[:2] != other[:2]
    assert chosen[0] != chosen[1]
    context.close()


def test_forced_colours_show_what_a_panel_and_its_sentence_are(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}{STORY}/timeline.html")
    mark = page.locator(".sx-says").first
    mark.press("Enter")
    expect(page.locator(".sx-pop:visible")).to_have_count(1)
    # Shadows are not painted then: only a border tells the panel from the page.
    assert not colours(page, ".sx-pop")[2].startswith(("none", "solid0"))
    assert colours(page, ".sx-shown") != colours(page, ".sx-statement:not(.sx-shown)")
    page.keyboard.press("Escape")
    expect(page.locator(".sx-pop:visible")).to_have_count(0)
    expect(mark).to_be_focused()
    context.close()


def test_nothing_moves_for_those_who_want_no_motion(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for name in (f"{STORY}/timeline.html", SMALL):
        page.goto(address + name)
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((each) => {
              const style = getComputedStyle(each);
              const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
              const moves = times.some((time) => parseFloat(time) > 0.01);
              return moves || style.scrollBehavior === "smooth";
            }).map((each) => each.outerHTML.slice(0, 90))"""
        )
        assert moving == []
    context.close()


def test_the_html_that_frames_a_page_is_copied_by_keyboard(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}{STORY}.html")
    summary = page.locator("summary", has_text="Embed")
    summary.press("Enter")
    link = page.locator(".sx-embeds a").first
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Tab")
    button = page.locator(".sx-embeds button").first
    expect(button).to_be_focused()
    expect(button).to_have_accessible_description(link.inner_text())
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    shown = link.get_attribute("href")
    assert shown
    page.goto(f"{address}{STORY.rpartition('/')[0]}/{shown}")
    assert page.locator("footer code").text_content() == copied
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [300, 600])
def test_pages_fit_into_the_frames_of_other_sites(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name in EMBEDS:
        page.set_content(f"<iframe src='{address}{name}' width='{width}' height='360'></iframe>")
        frame = page.frame_locator("iframe")
        expect(frame.locator("h1")).to_have_count(1)
        expect(frame.get_by_text("The whole story, with its sources:")).to_have_count(1)
        inner = page.frames[1]
        assert inner.evaluate("document.documentElement.scrollWidth") <= width
        assert inner.evaluate("getComputedStyle(document.body).colorScheme") == "light dark"
    context.close()
