"""`explainer serve` in a browser: what an editor sees while writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.states import violations
from tests.serving import ask, serving, wait_for
from tests.support import DEMO, make_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Where a named thing is in the window, once it has been there for so many frames in a row. Nothing
# while a page that is loaded anew has not come to it yet.
RESTING = """([id, frames]) => new Promise((done) => {
  let last, same = 0;
  const look = () => {
    const now = document.getElementById(id)?.getBoundingClientRect().top;
    same = now !== undefined && now === last ? same + 1 : 0;
    last = now;
    if (same >= frames) done(now);
    else requestAnimationFrame(look);
  };
  look();
})"""
FRAMES = 40


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The demo under `explainer serve`: its folder, its address."""
    site = make_site(tmp_path_factory.mktemp("preview") / "demo", base=DEMO)
    with serving(site) as address:
        wait_for(address, lambda html: "sx-card" in html)
        yield site, address


@pytest.fixture
def story(preview: tuple[Path, str]) -> Iterator[Path]:
    """The demo's longest story, put back afterwards, and so its pages."""
    site, home = preview
    path = max(site.glob("content/stories/*/story.yml"), key=lambda path: path.stat().st_size)
    good = path.read_text("utf-8")
    # Pages of stories are made before those of the site.
    pages = [address_of(preview, path), home]
    before = [as_built(ask(page)[1]) for page in pages]
    yield path
    path.write_text(good, "utf-8")
    for page, html in zip(pages, before, strict=True):
        wait_for(page, lambda now, html=html: as_built(now) == html)


def as_built(html: str) -> str:
    """A page without the name of the site that it belongs to."""
    return re.sub('data-version="[^"]*"', "", html)


def address_of(preview: tuple[Path, str], story: Path) -> str:
    return f"{preview[1]}stories/{story.parent.name}.html"


def resting(page: Page, id: str) -> float:
    """Where a named thing is in the window, once it stays there."""
    return float(page.evaluate(RESTING, [id, FRAMES]))


def test_a_save_changes_the_open_page_and_keeps_the_place(
    page: Page, preview: tuple[Path, str], story: Path
) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    good = story.read_text("utf-8")
    page.goto(address_of(preview, story))
    page.evaluate("scrollTo({top: document.body.scrollHeight / 3, behavior: 'instant'})")
    # The map may come into view, and is drawn anew then.
    resting(page, page.evaluate("[...document.querySelectorAll('.md-content [id]')].at(-1).id"))
    ids = page.evaluate(
        "[...document.querySelectorAll('.md-content [id]')]"
        ".filter(each => each.getBoundingClientRect().top > 60).map(each => each.id)"
    )
    before = resting(page, ids[0])
    more = "\n".join(f"  Line {number} that was written later. [editor]" for number in range(9))
    story.write_text(good.replace("standfirst: |", f"standfirst: |\n{more}", 1), "utf-8")
    expect(page.get_by_text("Line 8 that was written later.").first).to_be_attached(timeout=60_000)
    assert abs(resting(page, ids[0]) - before) < 3
    assert refused == [], "the policy of the page lets the preview work, and nothing else is said"


def test_the_checklist_beside_a_page(
    page: Page, phone: Page, preview: tuple[Path, str], story: Path
) -> None:
    good = story.read_text("utf-8")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for view in (page, phone):
        view.goto(preview[1])
        check_opening(view)
    # What breaks the build is there without the page being loaded anew, and takes no focus away.
    for view in (page, phone):
        view.evaluate("window.isTheSame = true")
        view.locator("[data-key=step-publish] button").focus()
    story.write_text(good + "colour: red\n", "utf-8")
    for view in (page, phone):
        expect(badge(view)).to_have_text("1 mistake stops the build")
        panel = view.locator(".sx-checklist__body")
        expect(panel).to_contain_text("'colour' is no key")
        assert view.evaluate("window.isTheSame")
        # The step that it stood in is not known any more.
        expect(panel).to_be_focused()
        line = good.count("\n") + 1
        link = panel.get_by_role("link", name=f"story.yml:{line}:1")
        assert str(link.get_attribute("href")) == f"vscode://file{story}:{line}:1"
        assert [*violations(view)] == []
        # It stays closed on the pages that follow.
        view.keyboard.press("Escape")
        expect(badge(view)).to_be_focused()
        view.reload()
        expect(panel).to_be_hidden()
        badge(view).click()
        panel.get_by_role("link", name="Its page").click()
        expect(view).to_have_url(address_of(preview, story))
        expect(panel).to_be_visible()
        view.goto(preview[1])
    check_passages(page, story, good)
    story.write_text(good, "utf-8")
    for view in (page, phone):
        expect(badge(view)).to_have_text("1 step to publishing")
        expect(view.locator(".sx-problem")).to_have_count(0)


def badge(page: Page) -> Locator:
    return page.locator(".sx-checklist__badge")


def check_opening(page: Page) -> None:
    """The checklist is opened and closed by keys, and stands beside the page or below it."""
    panel, body = page.locator(".sx-checklist__box"), page.locator(".sx-checklist__body")
    size = page.viewport_size
    expect(badge(page)).to_have_text("1 step to publishing")
    expect(body).to_be_hidden()
    badge(page).focus()
    page.keyboard.press("Enter")
    expect(body).to_be_focused()
    page.keyboard.press("Escape")
    expect(badge(page)).to_be_focused()
    expect(body).to_be_hidden()
    badge(page).click()
    expect(body).to_be_focused()
    box, content = panel.bounding_box(), page.locator(".md-content").bounding_box()
    assert size
    assert box
    assert content
    assert box["y"] + box["height"] == pytest.approx(size["height"], abs=1)
    assert box["x"] + box["width"] == pytest.approx(size["width"], abs=1)
    if size["width"] > 1000:
        assert content["x"] + content["width"] <= box["x"] + 1, "beside the page"
    else:
        assert box["height"] < 0.8 * size["height"], "some of the page is in view"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def check_passages(page: Page, story: Path, good: str) -> None:
    """Passages for a sentence come on request, can be copied, and outlive the next edit."""
    wrong = good.replace("night of 3 April 2031.", "night of 5 April 2031.", 1)
    assert wrong != good
    story.write_text(wrong, "utf-8")
    suggest = page.get_by_role("button", name="Suggest passages")
    suggest.click()
    passages = page.locator(".sx-passages > li")
    expect(passages.first).to_contain_text("vanished from the belfry")
    copy = passages.first.get_by_role("button", name="Copy the command")
    copy.click()
    expect(passages.first.get_by_role("button", name="Copied")).to_be_visible()
    command = passages.first.locator("code", has_text="explainer quote").text_content()
    assert page.evaluate("navigator.clipboard.readText()") == command
    copy.focus()
    story.write_text(wrong.replace("Reports count three", "Reports count 77", 1), "utf-8")
    expect(suggest).to_have_count(2)
    expect(passages.first).to_contain_text("vanished from the belfry")
    expect(copy).to_be_focused()
