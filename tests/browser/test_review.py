"""The review under `explainer serve`: by key and touch, without scripts, while a story changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.load.parse import parse
from generator.load.tree import plain_value
from generator.model import Review, Reviews
from tests.browser.conftest import PATIENCE
from tests.browser.states import violations_of_looks
from tests.serving import serving, wait_for
from tests.support import DEMO, make_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SLUG = "ostermill-bell"
SENTENCE = ".rv-sentence"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The demo under `explainer serve`: its folder, the address of the review.

    Anybody may review it, and nobody's reading is a second one: so none keeps a sentence from
    another reader, and each test has a reader of its own.
    """
    site = make_site(tmp_path_factory.mktemp("review") / "demo", base=DEMO)
    for name in ("site.yml", f"stories/{SLUG}/story.yml"):
        path = site / "content" / name
        rows = path.read_text("utf-8").split("\n")
        kept = [row for row in rows if not row.startswith(("reviewers:", "authors:"))]
        path.write_text("\n".join(kept), "utf-8")
    with serving(site) as address:
        wait_for(address, lambda html: "sx-card" in html)
        yield site, f"{address}.review/"


@pytest.fixture
def reviews(preview: tuple[Path, str]) -> Path:
    """The file of reviews."""
    return preview[0] / f"content/reviews/{SLUG}.yml"


def written(path: Path) -> list[Review]:
    root, _, problems = parse(path.read_text("utf-8"), "")
    assert root is not None
    assert problems == []
    return Reviews.model_validate(plain_value(root)).reviews


def own(path: Path, page: Page) -> tuple[str, str | None]:
    """The verdict and the note that stand in the file of the sentence that a page shows."""
    expect(page.locator("#rv-state")).to_be_empty()
    of, by = (page.locator(f"input[name={name}]").input_value() for name in ("of", "by"))
    (found,) = (each for each in written(path) if (each.of, each.by) == (of, by))
    return found.verdict.value, found.note


def begin(page: Page, preview: tuple[Path, str], reader: str) -> None:
    """Say who reads, and go to the story's first sentence."""
    page.goto(f"{preview[1]}{SLUG}")
    page.get_by_label("Who reads?").fill(reader)
    page.get_by_role("button", name="This is me").click()
    expect(page).to_have_url(f"{preview[1]}{SLUG}")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^1 of"))


def has_list(page: Page) -> None:
    """Wait until the script knows which sentences there are."""
    expect(page.locator("#rv-walk")).to_have_attribute("data-ready", "")


def test_a_walk_by_keys(page: Page, preview: tuple[Path, str], reviews: Path) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    begin(page, preview, "Ann Keys")
    has_list(page)
    first = page.locator(SENTENCE).inner_text()
    page.keyboard.press("s")
    expect(page.locator(SENTENCE)).not_to_have_text(first)
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    second = page.locator(SENTENCE).inner_text()
    expect(page.get_by_role("status")).to_have_text(re.compile(f"^2 of .*{re.escape(second)}$"))
    page.keyboard.press("b")
    expect(page.locator(SENTENCE)).to_have_text(first)
    assert own(reviews, page) == ("supported", None)
    page.keyboard.press("s")
    expect(page.locator(SENTENCE)).to_have_text(second)

    page.keyboard.press("c")
    field = page.get_by_label("What should change, and why?")
    expect(field).to_be_focused()
    page.keyboard.type("less sclb?")
    expect(field).to_have_value("less sclb?")
    expect(page.locator(SENTENCE)).to_have_text(second)
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.locator("#rv-change")).to_be_focused()
    page.keyboard.press("c")
    expect(field).to_have_value("less sclb?")
    page.keyboard.press("Enter")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^3 of"))
    page.keyboard.press("b")
    expect(page.locator(SENTENCE)).to_have_text(second)
    expect(page.locator("#rv-change")).to_have_attribute("aria-pressed", "true")
    assert own(reviews, page) == ("change", "less sclb?")

    page.keyboard.press("l")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^3 of"))
    page.keyboard.press("b")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    assert own(reviews, page) == ("later", None)
    assert told == []


def test_keys_are_listed_and_can_be_switched_off(page: Page, preview: tuple[Path, str]) -> None:
    begin(page, preview, "Ben Off")
    has_list(page)
    first = page.locator(SENTENCE).inner_text()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("l")
    page.get_by_label("Keys of one letter give verdicts").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    for key in "slcb?":
        page.keyboard.press(key)
    page.keyboard.press("Control+l")
    page.reload()
    has_list(page)
    page.keyboard.press("l")
    expect(page.locator(SENTENCE)).to_have_text(first)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_walk_by_touch(phone: Page, preview: tuple[Path, str], reviews: Path) -> None:
    begin(phone, preview, "Cleo Touch")
    has_list(phone)
    phone.get_by_role("button", name="Supported").tap()
    expect(phone.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    phone.get_by_role("button", name="Should change").tap()
    phone.evaluate("scrollTo({top: 40, behavior: 'instant'})")
    phone.get_by_label("What should change, and why?").press_sequentially("The clerk says so.")
    assert phone.evaluate("scrollY") == 40, "the sentence stays in view while somebody writes"
    phone.get_by_role("button", name="Send the note").tap()
    expect(phone.locator("#rv-place")).to_have_text(re.compile("^3 of"))
    # What is tapped next stands where it will stay: the sentence is there, and its note is closed.
    expect(phone.locator("#rv-card")).not_to_have_attribute("aria-busy", "true")
    expect(phone.get_by_role("button", name="Supported")).to_be_in_viewport()
    expect(phone.locator("#rv-state")).to_be_empty()
    phone.get_by_role("link", name="Back").tap()
    expect(phone.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    assert own(reviews, phone) == ("change", "The clerk says so.")
    for width in (390, 320):
        phone.set_viewport_size({"width": width, "height": 640})
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_double_tap_gives_one_verdict(
    phone: Page, preview: tuple[Path, str], reviews: Path
) -> None:
    begin(phone, preview, "Dee Double")
    has_list(phone)
    box = phone.get_by_role("button", name="Supported").bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(2):
        phone.touchscreen.tap(*middle)
    expect(phone.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    expect(phone.locator("#rv-state")).to_be_empty()
    assert [each.verdict for each in written(reviews) if each.by == "Dee Double"] == ["supported"]
    # Whoever taps again later means it.
    phone.wait_for_function(
        "(start) => performance.now() > start + 400", arg=phone.evaluate("performance.now()")
    )
    phone.touchscreen.tap(*middle)
    expect(phone.locator("#rv-place")).to_have_text(re.compile("^3 of"))


def test_without_scripts(browser: Browser, preview: tuple[Path, str], reviews: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    begin(page, preview, "Dov Plain")
    first = page.locator(SENTENCE).inner_text()
    page.get_by_role("button", name="Supported").click()
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    page.get_by_role("button", name="Should change").click()
    expect(page.get_by_role("alert")).to_have_text("Say what should change, and why.")
    page.get_by_label("What should change, and why?").fill("Too much.")
    page.get_by_role("button", name="Should change").click()
    expect(page.locator("#rv-place")).to_have_text(re.compile("^3 of"))
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("What should change, and why?")).to_have_value("Too much.")
    assert own(reviews, page) == ("change", "Too much.")
    page.get_by_role("link", name="Back").click()
    expect(page.locator(SENTENCE)).to_have_text(first)
    assert own(reviews, page) == ("supported", None)
    context.close()


def test_what_cannot_be_written_is_told_and_kept(
    page: Page, preview: tuple[Path, str], reviews: Path
) -> None:
    begin(page, preview, "Eve Full")
    has_list(page)
    first = page.locator(SENTENCE).inner_text()
    good = reviews.read_bytes()
    reviews.write_text("reviews: {not: a list}\n", "utf-8")
    page.keyboard.press("c")
    page.keyboard.type("Much too much.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The verdict is not written down")
    expect(page.locator(SENTENCE)).to_have_text(first)
    expect(page.get_by_label("What should change, and why?")).to_have_value("Much too much.")
    # Not even a page that is loaded anew has lost it.
    page.reload()
    has_list(page)
    page.keyboard.press("c")
    expect(page.get_by_label("What should change, and why?")).to_have_value("Much too much.")
    reviews.write_bytes(good)
    page.keyboard.press("Enter")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    page.get_by_role("link", name="Back").click()
    expect(page.locator(SENTENCE)).to_have_text(first)
    assert own(reviews, page) == ("change", "Much too much.")


def test_a_server_that_does_not_answer_loses_nothing(
    page: Page, preview: tuple[Path, str], reviews: Path
) -> None:
    begin(page, preview, "Hal Silent")
    has_list(page)
    first = page.locator(SENTENCE).inner_text()
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route("**/.review/**", hold)
    page.keyboard.press("s")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    expect(page.locator("#rv-state")).not_to_be_empty()
    page.keyboard.press("c")
    page.keyboard.type("Half a note")
    held.pop().abort()
    # Who writes is told, and not interrupted.
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("does not answer")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    expect(page.locator("#rv-text")).to_have_value("Half a note")
    alert.get_by_role("button", name="Show the sentence").click()
    expect(page.locator(SENTENCE)).to_have_text(first)
    page.unroute("**/.review/**")
    page.keyboard.press("s")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    page.keyboard.press("c")
    expect(page.locator("#rv-text")).to_have_value("Half a note")
    page.keyboard.press("Enter")
    page.keyboard.press("b")
    expect(page.locator("#rv-place")).to_have_text(re.compile("^2 of"))
    assert own(reviews, page) == ("change", "Half a note")
    page.keyboard.press("b")
    expect(page.locator(SENTENCE)).to_have_text(first)
    assert own(reviews, page) == ("supported", None)


def test_what_has_the_focus_lies_under_nothing(phone: Page, preview: tuple[Path, str]) -> None:
    begin(phone, preview, "Ida Tab")
    has_list(phone)
    seen = 0
    for _ in range(20):
        phone.keyboard.press("Tab")
        is_in_card, hidden = phone.evaluate(
            """() => {
              const here = document.activeElement;
              const box = here.getBoundingClientRect();
              const bar = document.querySelector("#rv-form").getBoundingClientRect();
              return [Boolean(here.closest("#rv-card")), box.bottom > bar.top || box.top < 0];
            }"""
        )
        if is_in_card:
            seen += 1
            assert not hidden
    assert seen


def test_a_walk_has_an_end(page: Page, preview: tuple[Path, str]) -> None:
    begin(page, preview, "Jon End")
    has_list(page)
    of = int(page.locator("#rv-place").inner_text().split()[-1])
    for number in range(2, of + 1):
        page.keyboard.press("2" if number == 2 else "l" if number == 3 else "s")
        if number == 2:
            page.keyboard.type("Why?")
            page.keyboard.press("Enter")
        expect(page.locator("#rv-place")).to_have_text(f"{number} of {of}")
    page.keyboard.press("s")
    expect(page).to_have_url(re.compile("end=1$"))
    expect(page.locator("li")).to_have_text(
        [f"Supported: {of - 2}", "Should change: 1", "Later: 1"]
    )
    page.get_by_role("link", name="Read what is left").click()
    expect(page.locator("#rv-place")).to_have_text(f"2 of {of}")


def test_a_story_may_change_meanwhile(page: Page, preview: tuple[Path, str], reviews: Path) -> None:
    story = preview[0] / f"content/stories/{SLUG}/story.yml"
    good = story.read_text("utf-8")
    begin(page, preview, "Fay Change")
    has_list(page)
    before = page.locator("#rv-place").inner_text()
    count = int(before.split()[-1])
    page.keyboard.press("c")
    page.keyboard.type("Half a note")
    try:
        line = next(row for row in good.split("\n") if "left a locked tower" in row)
        new = line.replace("left a locked tower", "left its locked tower")
        more = line.replace("left a locked tower", "was gone from a locked tower")
        story.write_text(good.replace(line, f"{new}\n{more}", 1), "utf-8")
        expect(page.get_by_role("alert")).to_contain_text("has changed", timeout=PATIENCE)
        expect(page.locator(SENTENCE)).to_contain_text("left a locked tower")
        expect(page.get_by_label("What should change, and why?")).to_have_value("Half a note")
        page.get_by_role("button", name="Show it as it stands now").click()
        expect(page.locator(SENTENCE)).to_contain_text("left its locked tower")
        expect(page.locator("#rv-text")).to_have_value("Half a note")
        expect(page.locator("#rv-place")).to_have_text(f"1 of {count + 1}")
        page.keyboard.press("Escape")
        page.locator("body").click(position={"x": 1, "y": 1})
        page.keyboard.press("s")
        expect(page.locator(SENTENCE)).to_contain_text("was gone from a locked tower")
    finally:
        story.write_text(good, "utf-8")


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(
    browser: Browser, preview: tuple[Path, str], scheme: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(preview[1])
    assert violations_of_looks(page) == []
    begin(page, preview, "Gus Axe")
    has_list(page)
    assert violations_of_looks(page) == []
    page.keyboard.press("c")
    assert violations_of_looks(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations_of_looks(page) == []
    page.goto(f"{preview[1]}{SLUG}?end=1")
    assert violations_of_looks(page) == []
    context.close()
