"""The search: loaded on use, usable by keyboard, on the disk and under a strict policy."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from generator.folding.words import words
from tests.browser.conftest import STORY
from tests.render.search.reader import Reader
from tests.render.search.test_words import CLITICS, WORDS
from tests.sites import files_of
from tests.support import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SMALL = "method.html"
BUTTON, BOX, INPUT = ".sx-search-open", "dialog.sx-search", ".sx-search-input"
HIT, STATUS = ".sx-search-hit", ".sx-search-status"
HREFS = "es => es.map(e => e.getAttribute('href'))"
VIOLATIONS = """
    window.seen = [];
    addEventListener("securitypolicyviolation", (event) => seen.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def reader(site_folder: Path) -> Reader:
    return Reader(files_of(site_folder))


def listen(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for, and what it says on the console, from now on."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


def look_for(page: Page, text: str) -> None:
    """Open the search and type."""
    if not page.locator(BOX).is_visible():
        page.locator(BUTTON).click()
    page.locator(INPUT).fill(text)
    expect(page.locator(STATUS)).not_to_be_empty()


def test_nothing_is_loaded_before_use_and_little_then(page: Page, address: str) -> None:
    asked, said = listen(page)
    page.goto(address + SMALL, wait_until="networkidle")
    assert [url for url in asked if "search" in url] == [f"{address}assets/search-open.js"]
    asked.clear()
    look_for(page, "prosecutor")
    expect(page.locator(HIT).first).to_be_visible()
    names = [url.removeprefix(f"{address}assets/").partition("?")[0] for url in asked]
    assert names[:4] == ["search.css", "search-index.js", "search.js", "search/start.js"]
    assert all(re.fullmatch(r"search/(?:words|texts)/\d+\.js", name) for name in names[4:])
    assert sum(name.startswith("search/words/") for name in names) <= 3
    assert sum(name.startswith("search/texts/") for name in names) <= 10
    asked.clear()
    look_for(page, "prosecutors")
    expect(page.locator(STATUS)).to_contain_text("Found")
    assert [url for url in asked if "/words/" in url] == []
    assert said == []


def test_material_s_search_is_gone(page: Page, address: str, site_folder: Path) -> None:
    page.goto(address + SMALL)
    expect(page.locator(".md-search, [for=__search], [data-md-component^=search]")).to_have_count(0)
    assert "workers/" not in page.content()
    assert not (site_folder / "search").exists()


def test_kinds_and_marks_are_shown_and_a_hit_leads_to_its_place(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    look_for(page, "belgian prosecutor")
    kinds = page.locator(f"{HIT} .sx-search-kind")
    expect(kinds.first).to_have_text("Term")
    known = {"Term", "Statement", "Quotation", "Story", "Source", "Speaker", "Disagreement"}
    assert set(kinds.all_inner_texts()) <= known
    marks = page.locator(f"{HIT} mark").all_inner_texts()
    assert {mark.casefold() for mark in marks} >= {"belgian", "prosecutor"}
    page.get_by_role("button", name=re.compile("^Quotation")).click()
    expect(kinds.first).to_have_text("Quotation")
    text = page.locator(".sx-search-text").first.inner_text()
    page.locator(HIT).first.click()
    expect(page.locator(BOX)).to_be_hidden()
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target")).to_contain_text(text)


KINDS = [
    ("europol", "term", "glossary.html#term."),
    ("“a big hole”", "quotation", r"sources/[a-z0-9-]+\.html#q\."),
    ("how we correct", "page", "corrections-policy.html"),
    ("global news", "source", r"sources/[a-z0-9-]+\.html"),
    ("how police struck", "story", re.escape(STORY)),
]


def test_each_kind_is_found(page: Page, address: str) -> None:
    page.goto(address + "sources/ap-2018.html")
    for text, kind, where in KINDS:
        look_for(page, text)
        hits = page.locator(HIT, has=page.locator(f".sx-search-text--{kind}"))
        expect(hits.first).to_have_attribute("href", re.compile(f"^{re.escape(address)}{where}"))


def test_only_one_kind(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    look_for(page, "europol")
    expect(page.locator(HIT).first).to_be_visible()
    button = page.get_by_role("button", name=re.compile("^Quotation"))
    count = button.locator("span").inner_text()
    button.click()
    expect(page.locator(STATUS)).to_have_text(f"Found: {count}")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-pressed", "true")
    other = page.locator(f"{HIT} .sx-search-kind", has_not_text="Quotation")
    expect(other).to_have_count(0)
    assert set(page.locator(f"{HIT} .sx-search-kind").all_inner_texts()) == {"Quotation"}
    page.get_by_role("button", name=re.compile("^All")).click()
    expect(page.locator(f"{HIT} .sx-search-kind").first).not_to_have_text("Quotation")


def test_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    page.locator(BUTTON).focus()
    page.keyboard.press("Enter")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("telegram")
    expect(page.locator(STATUS)).to_contain_text("Found: ")
    hits = page.locator(HIT)
    expect(hits.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    expect(page.locator(INPUT)).to_have_value("telegrams")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_hidden()
    expect(page.locator(BUTTON)).to_be_focused()


def test_shortcuts(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    for keys in ("/", "Control+k"):
        page.keyboard.press(keys)
        expect(page.locator(INPUT)).to_be_focused()
        expect(page.locator(INPUT)).to_have_value("")
        page.keyboard.press("Escape")
        expect(page.locator(BOX)).to_be_hidden()
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.locator("main input:last-child").focus()
    page.keyboard.type("a/b")
    expect(page.locator("main input:last-child")).to_have_value("a/b")
    expect(page.locator(BOX)).to_be_hidden()


def test_enter_goes_to_the_best_hit(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.type("how we correct")
    page.keyboard.press("Enter")
    page.wait_for_url("**/corrections-policy.html")


def test_focus_stays_in_the_box(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    look_for(page, "europol")
    expect(page.locator(HIT).first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        within = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert page.evaluate(within)


def test_more_hits_are_added_and_focus_goes_to_them(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    look_for(page, "the")
    hits = page.locator(HIT)
    expect(hits).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(hits).to_have_count(20)
    expect(hits.nth(10)).to_be_focused()


def test_what_is_not_there_is_said(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    look_for(page, "zzyzx")
    expect(page.locator(STATUS)).to_have_text("Nothing has all these words.")
    expect(page.locator(HIT)).to_have_count(0)
    page.locator(INPUT).fill("")
    expect(page.locator(STATUS)).to_be_empty()


QUERIES = [
    "Belgian", "belg", "europol servers", "the", "the amaq", "2018 2019", "é", "panama ",
    "26,000", "٢٦٠٠٠", "the the", "بوكالة", "propagannda nacher", "zzyzx wainright",
    "europe telegram", "Nasher",
]  # fmt: skip


# Types into the box once it is empty, and waits until it shows what was found.
FIND = """async (text) => {
  const one = (selector) => document.querySelector(`dialog.sx-search ${selector}`);
  const input = one(".sx-search-input"), status = one(".sx-search-status");
  const hits = () => [...document.querySelectorAll("dialog.sx-search .sx-search-hit")];
  const until = (isSo) => new Promise((done) => {
    const watch = new MutationObserver(() => look());
    const look = () => isSo(status.textContent) && (watch.disconnect(), done());
    watch.observe(document.body, { childList: true, characterData: true, subtree: true });
    look();
  });
  const type = (words) => {
    input.value = words;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  type("");
  await until((said) => said === "" && !hits().length);
  type(text);
  await until((said) => said.startsWith("Found: ") ? hits().length : said && said !== "Loading …");
  const first = hits()[0]?.querySelector(".sx-search-text").innerText ?? "";
  return [status.innerText, hits().map((hit) => hit.getAttribute("href")), first];
}"""


@pytest.fixture(scope="module")
def in_browser(browser: Browser, address: str) -> dict[str, tuple[str, list[str], str]]:
    """By what is looked for: what is said of it, where the hits lead, and the first one's text."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + SMALL)
    look_for(page, "x")
    asked = dict.fromkeys((*QUERIES, *(asked["query"] for asked in NEWCOMERS)))
    found = {}
    for text in asked:
        status, hrefs, first = page.evaluate(FIND, text)
        shown = [unquote(href).removeprefix(address) for href in hrefs]
        found[text] = " ".join(status.split()), shown, first
    context.close()
    return found


def told(reader: Reader, text: str) -> str:
    """What is said of what is found."""
    found, labels = reader.found(text), reader.labels
    said = [labels["hits"].replace("{n}", f"{len(found.hits):,}") if found.hits else labels["none"]]
    for name, listed in (
        ("common", found.common),
        ("left", found.left),
        ("like" if found.only else "also", found.like),
    ):
        if listed:
            said.append(
                labels[name].replace(
                    "{words}", " · ".join(f"\u2068{word}\u2069" for word in listed)
                )
            )
    return " ".join(said)


def test_finds_what_the_tests_of_the_index_find(
    in_browser: dict[str, tuple[str, list[str], str]], reader: Reader
) -> None:
    assert len(in_browser) >= len(QUERIES) + len(NEWCOMERS) - 1
    for text, (status, hrefs, _) in in_browser.items():
        assert status == told(reader, text), text
        assert hrefs == [hit.href for hit in reader.shown(text)], text


NEWCOMERS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/search_queries.yml").read_bytes())
WELL = 38


def is_right(first: str | list[str] | dict[str, str], href: str, text: str) -> bool:
    """Whether a hit is what a newcomer must find first, as the file of queries says it."""
    if isinstance(first, str):
        return href == first
    if isinstance(first, list):
        return href in first
    if "speaker" in first:
        return href.startswith("quotations/speakers.html#") and text == first["speaker"]
    return re.search(first["says"], text) is not None


def test_newcomers_find_first_what_they_look_for(
    in_browser: dict[str, tuple[str, list[str], str]],
) -> None:
    assert len(NEWCOMERS) == 40
    assert sum("misspelt" in asked for asked in NEWCOMERS) == 12
    wrong = {}
    for asked in NEWCOMERS:
        status, hrefs, text = in_browser[asked["query"]]
        if not hrefs or not is_right(asked["first"], hrefs[0], text):
            wrong[asked["query"]] = hrefs[:1], text
        if "misspelt" in asked:
            assert "Showing results for: " in status
    assert len(NEWCOMERS) - len(wrong) >= WELL, wrong


def test_a_mistake_is_forgiven_and_said(page: Page, address: str) -> None:
    asked, said = listen(page)
    page.goto(address + SMALL)
    look_for(page, "wainright")
    expect(page.locator(HIT).first).to_be_visible()
    told = "Nothing has the words as typed. Showing results for: \u2068wainwright\u2069"
    expect(page.locator(STATUS)).to_have_text(re.compile(rf"^Found: \d+\s{told}$"))
    # What was meant is marked, and the speaker comes first.
    expect(page.locator(f"{HIT} mark").first).to_have_text("Wainwright")
    first = page.locator(HIT).first
    expect(first.locator(".sx-search-kind")).to_have_text("Speaker")
    expect(first.locator(".sx-search-note")).to_contain_text("head of Europol")
    first.click()
    expect(page.locator(":target")).to_contain_text("Rob Wainwright")
    expect(page.locator(":target")).to_be_in_viewport()
    assert said == []
    assert sum("/spelling/" in url for url in asked) <= 3


def test_what_is_spelt_right_asks_for_no_spelling(page: Page, address: str) -> None:
    asked, _ = listen(page)
    page.goto(address + SMALL)
    look_for(page, "europol servers")
    expect(page.locator(HIT).first).to_be_visible()
    assert not any("/spelling/" in url for url in asked)
    expect(page.locator(STATUS)).not_to_contain_text("results for")


def test_digits_are_marked_however_they_are_grouped(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    for text in ("26000 items", "26,000 items", "26 000 items", "٢٦٬٠٠٠ items"):
        look_for(page, text)
        expect(page.locator(f"{HIT} mark").first).to_have_text(re.compile("26[, ]000"))


def test_clitics_are_taken_off_as_the_index_does(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    look_for(page, "x")
    found = page.evaluate("words => words.map(w => sxSearch.withoutClitics(w))", list(CLITICS))
    assert found == list(CLITICS.values())


def test_takes_texts_apart_as_the_index_does(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    look_for(page, "x")
    texts = [*WORDS, *(chr(code) + "x" for code in range(0xA1, 0x3100)), "".join(WORDS)]
    # Characters that are too new for one side are left out.
    texts = [text for text in texts if all(unicodedata.category(c) != "Cn" for c in text)]
    known = page.evaluate("texts => texts.map(t => !/\\p{Cn}/u.test(t))", texts)
    found = page.evaluate("texts => texts.map(t => sxSearch.words(t))", texts)
    differing = [
        (text, ours, theirs)
        for text, ours, theirs, is_known in zip(texts, map(words, texts), found, known, strict=True)
        if is_known and ours != theirs
    ]
    assert differing == []


def test_from_the_disk(page: Page, site_folder: Path) -> None:
    asked, said = listen(page)
    page.goto((site_folder / f"{STORY}/timeline.html").as_uri())
    look_for(page, "europol hole")
    link = page.locator(HIT).first
    expect(link).to_be_visible()
    link.click()
    assert page.url.startswith(site_folder.as_uri())
    here = (site_folder.as_uri(), "data:", "blob:")
    assert [url for url in asked if not url.startswith(here)] == []
    assert said == []


def under_policy(route: Route) -> None:
    """The page with a policy that knows its own inline scripts and nothing else."""
    answer = route.fetch()
    text = answer.text()
    inline = re.findall(r"<script(?: id=\"[^\"]*\")?>(.*?)</script>", text, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in inline)
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    policy = (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})


def test_under_a_strict_policy(page: Page, address: str) -> None:
    page.add_init_script(VIOLATIONS)
    page.route("**/*.html", under_policy)
    page.goto(address + "glossary.html", wait_until="networkidle")
    # What the theme does against such a policy is not the search's matter.
    page.evaluate("seen.length = 0")
    look_for(page, "europol")
    expect(page.locator(HIT).first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Statement")).click()
    page.keyboard.press("Escape")
    assert page.evaluate("seen") == []
    # The policy holds: what it forbids is seen.
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("seen.length")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_open_box_has_a_name_and_fits(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address + SMALL)
    look_for(page, "belgian")
    expect(page.locator(HIT).first).to_be_visible()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    box = page.locator(BOX).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    context.close()


def test_from_right_to_left(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    page.evaluate("document.body.dir = 'rtl'")
    look_for(page, "europol")
    close, field = page.locator(".sx-search-close"), page.locator(INPUT)
    at, beside = close.bounding_box(), field.bounding_box()
    assert at
    assert beside
    assert at["x"] < beside["x"]
    kind, text = page.locator(".sx-search-kind").first, page.locator(".sx-search-text").first
    assert (kind.bounding_box() or {"x": 0})["x"] > (text.bounding_box() or {"x": 9999})["x"]


def test_nothing_is_kept(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    kept = "() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"
    before = page.evaluate(kept)
    look_for(page, "europol")
    expect(page.locator(HIT).first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate(kept) == before
    assert page.url == address + SMALL
    page.reload()
    look_for(page, "x")
    page.locator(INPUT).fill("")
    expect(page.locator(HIT)).to_have_count(0)


def test_what_cannot_be_loaded_is_said_and_tried_again(page: Page, address: str) -> None:
    page.goto(address + SMALL)
    page.route("**/words/*", lambda route: route.abort())
    look_for(page, "europol")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    page.unroute("**/words/*")
    page.locator(INPUT).fill("europol ")
    expect(page.locator(HIT).first).to_be_visible()


def test_files_of_another_version_are_not_mixed(page: Page, address: str) -> None:
    def aged(route: Route) -> None:
        text = re.sub(r'","[0-9a-f]{12}",', '","0123456789ab",', route.fetch().text())
        route.fulfill(body=text, content_type="text/javascript")

    page.goto(address + SMALL)
    page.route("**/words/*", aged)
    look_for(page, "europol")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")


def test_without_script_there_is_no_dead_button(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + SMALL)
    expect(page.locator(BUTTON)).to_have_count(1)
    expect(page.locator(BUTTON)).to_be_hidden()
    for name in ("Glossary", "Sources"):
        expect(page.locator("header").get_by_role("link", name=name)).to_be_visible()
    context.close()


def test_by_touch(phone: Page, address: str) -> None:
    phone.goto(address + SMALL)
    phone.locator(BUTTON).tap()
    expect(phone.get_by_role("dialog", name="Search")).to_be_visible()
    phone.get_by_role("button", name="Close").tap()
    expect(phone.locator(BOX)).to_be_hidden()
