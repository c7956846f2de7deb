"""A site in Arabic: mirrored, without a word of English of the interface; a French story in it."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.states import violations_of_looks
from tests.sites import explainer
from tests.support import TESTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SITE = TESTS / "ar"
STORY, FRENCH = "stories/jaras.html", "stories/cloche.html"
PAGES = [
    "index.html", STORY, FRENCH, "stories/jaras/map.html", "glossary.html", "quotations.html",
    "sources.html", "sources/gull.html", "disagreements.html", "corrections.html", "stories.html",
    "topics.html",
]  # fmt: skip
# Names of formats and of the boundaries, and what the reader's keyboard has written on it.
NAMES = {
    "Admin", "Annotations", "Atom", "BibTeX", "CSL", "CSV", "Ctrl", "Earth", "Equal", "F",
    "GeoJSON",
    "JSON", "LD", "Natural", "PROV", "RIS", "Web", "countries", "domain", "m", "public", "sha",
    "SQLite", "small", "states",
}  # fmt: skip
# All that is seen, and all that is read out.
TEXTS = """() => [...document.querySelectorAll("body *")].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
    ...["title", "aria-label", "placeholder", "data-more", "data-close"].map(
        (name) => element.getAttribute(name) || ""),
].filter(() => !element.matches("script, style, noscript, template, code")))"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the Arabic site."""
    out: Path = tmp_path_factory.mktemp("arabic")
    done = explainer("build", "--strict", "-q", "-d", out, cwd=SITE)
    assert done.returncode == 0, done.stderr
    handler = functools.partial(Quiet, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def latin(text: str) -> set[str]:
    return set(re.findall("[A-Za-zÀ-ÿ]+", text))


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_the_interface_is_english(page: Page, arabic: str, name: str) -> None:
    page.goto(arabic + name)
    if page.locator(".sx-map").count():
        page.locator(".sx-map-use").click()
        expect(page.locator(".sx-map--live")).to_have_count(1)
    content = "".join(path.read_text("utf-8") for path in SITE.rglob("*.yml"))
    words = latin(re.sub(r"https://\S+", "", " ".join(page.evaluate(TEXTS))))
    assert words - latin(content) - NAMES == set()


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit(browser: Browser, arabic: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    for name in PAGES:
        page.goto(arabic + name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


# The other pages are made of the same parts.
@pytest.mark.parametrize(("name", "width"), [(STORY, 1280), (STORY, 390), (FRENCH, 390)])
def test_pages_are_accessible(browser: Browser, arabic: str, name: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(arabic + name)
    assert violations_of_looks(page) == []
    context.close()


def test_the_page_is_mirrored(page: Page, arabic: str) -> None:
    page.goto(arabic + STORY)
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    contents, text = page.locator(".sx-toc"), page.locator(".sx-prose").first
    first, second = contents.bounding_box(), text.bounding_box()
    assert first
    assert second
    assert first["x"] > second["x"] + second["width"]


def test_a_foreign_quotation_keeps_its_direction_and_its_marks(page: Page, arabic: str) -> None:
    page.goto(arabic + STORY)
    english = page.locator("blockquote[lang=en]").first
    assert english.get_attribute("dir") == "ltr"
    assert (english.text_content() or "").strip() == "“Five search parties are looking for a bell”"
    own = page.locator(".sx-notes > li blockquote:not([lang])").first
    assert (own.text_content() or "").strip() == "”اختفى الجرس ليلة الثالث من أبريل“"
    french = page.locator("blockquote[lang=fr]").first.text_content() or ""
    assert french.strip() == "«\u202fLa cloche pesait 1 100 kilogrammes\u202f»"


def test_names_stand_in_the_margin_at_the_left(page: Page, arabic: str) -> None:
    page.goto(arabic + STORY)
    third = page.locator(".sx-prose .sx-refs a").nth(2)
    mark = third.locator("xpath=ancestor::span[@id]").locator("> .sx-says")
    box, statement = mark.bounding_box(), page.locator(".sx-prose").first.bounding_box()
    assert box
    assert statement
    assert box["x"] + box["width"] < statement["x"]
    mark.click()
    panel = page.locator(".sx-panel:visible")
    expect(panel.locator("blockquote[dir=ltr]").first).to_be_visible()
    shown = panel.bounding_box()
    assert shown
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 1280


def test_the_names_on_the_map_stand_beside_their_marks(page: Page, arabic: str) -> None:
    page.goto(arabic + "stories/jaras/map.html")
    page.locator(".sx-map-use").click()
    expect(page.locator(".sx-map--live")).to_have_count(1)
    name = page.locator(".sx-map-tip", has_text="البرج المقفل").bounding_box()
    mark = page.locator("path.sx-map-place").bounding_box()
    assert name
    assert mark
    assert name["x"] >= mark["x"] + mark["width"] - 1


def test_a_story_in_another_language_says_so(page: Page, arabic: str) -> None:
    page.goto(arabic + FRENCH)
    title = page.locator("h1")
    assert (title.get_attribute("lang"), title.get_attribute("dir")) == ("fr", "ltr")
    paragraph = page.locator(".sx-prose p").first
    assert paragraph.evaluate("(p) => getComputedStyle(p).direction") == "ltr"
    expect(page.locator(".sx-dateline")).to_contain_text("بالفرنسية")
    page.goto(arabic)
    card = page.locator(".sx-card", has=page.locator("h3", has_text="La cloche"))
    expect(card.locator(".sx-dateline")).to_contain_text("بالفرنسية")
    expect(page.locator(".sx-card").first.locator(".sx-dateline")).not_to_contain_text("بالعربية")
    link = card.locator("h3 a")
    assert (link.get_attribute("lang"), link.get_attribute("dir")) == ("fr", "ltr")
