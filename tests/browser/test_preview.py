"""`explainer serve` in a browser: what an editor sees while writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serving import serving, wait_for
from tests.support import DEMO, make_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# From the top of what is in view to the top of a named statement.
# Nothing while a page that is loaded anew has not come to it yet.
TOP = "id => document.getElementById(id)?.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The demo under `explainer serve`: its folder, its address."""
    site = make_site(tmp_path_factory.mktemp("preview") / "demo", base=DEMO)
    with serving(site) as address:
        wait_for(address, lambda html: "sx-card" in html)
        yield site, address


@pytest.fixture
def story(preview: tuple[Path, str]) -> Iterator[Path]:
    """The demo's longest story, put back afterwards."""
    site, _ = preview
    path = max(site.glob("content/stories/*/story.yml"), key=lambda path: path.stat().st_size)
    good = path.read_text("utf-8")
    yield path
    path.write_text(good, "utf-8")


def address_of(preview: tuple[Path, str], story: Path) -> str:
    return f"{preview[1]}stories/{story.parent.name}.html"


def resting(page: Page, id: str) -> float:
    """Where a named thing is in the window, once it has stayed there for half a second."""
    last, same = page.evaluate(TOP, id), 0
    while same < 5:
        page.wait_for_timeout(100)
        now = page.evaluate(TOP, id)
        last, same = now, same + 1 if now == last and now is not None else 0
    return float(last)


def test_a_save_changes_the_open_page_and_keeps_the_place(
    page: Page, preview: tuple[Path, str], story: Path
) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    good = story.read_text("utf-8")
    page.goto(address_of(preview, story))
    page.evaluate("scrollTo({top: document.body.scrollHeight / 3, behavior: 'instant'})")
    # The map may come into view, and is drawn anew then.
    page.wait_for_timeout(1000)
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


def test_a_mistake_is_read_folded_and_gone(
    page: Page, phone: Page, preview: tuple[Path, str], story: Path
) -> None:
    good = story.read_text("utf-8")
    home = preview[1]
    for view in (page, phone):
        view.goto(home)
    story.write_text(good + "colour: red\n", "utf-8")
    for view in (page, phone):
        notice = view.get_by_role("region", name="Problems")
        expect(notice).to_contain_text("'colour' is no key")
        box = notice.bounding_box()
        size = view.viewport_size
        assert box
        assert size
        assert box["y"] + box["height"] == pytest.approx(size["height"], abs=1)
        assert box["height"] < size["height"] / 2
        assert view.evaluate("document.documentElement.scrollWidth <= innerWidth")
        # It stays folded on the pages that follow.
        notice.locator("summary").click()
        expect(notice.locator("li").first).to_be_hidden()
        view.reload()
        expect(notice.locator("li").first).to_be_hidden()
        notice.locator("summary").click()
        notice.get_by_role("link", name="its page").click()
        expect(view).to_have_url(address_of(preview, story))
        expect(notice).to_be_visible()
    story.write_text(good, "utf-8")
    for view in (page, phone):
        expect(view.locator(".sx-problems")).to_have_count(0)
