"""Readers check a source's quotations: by the same rules as Python, without any request."""

from __future__ import annotations

import itertools
import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.digests import sha256_label
from generator.folding import normalise, normalised
from generator.verify.match import Located, locate
from tests.once import made_once
from tests.sites import explainer
from tests.support import DEMO, ROOT, make_site
from tests.verify.vectors import vectors

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REPORT = (DEMO / "content/archive/tide-post.txt").read_text("utf-8")
RULES = sorted((ROOT / "site-templates/check").glob("[0-3]*.js"))
# A place in JavaScript's string → how many characters stand before it.
_LOCATE = """(rows) => rows.map(([text, exact, prefix, suffix, language]) => {
  const steps = sxCheck.normalise(text);
  let step;
  do step = steps.next(); while (!step.done);
  const copy = step.value, points = (of, at) => [...of.slice(0, at)].length;
  const inText = (span) => span.map((at) => points(copy.text, at));
  const found = sxCheck.locate(exact, copy, prefix, suffix, language);
  if (!found.pieces) return [copy.text, found.reason, found.count, found.places.map(inText)];
  const own = sxCheck.span(copy, found.start, found.end).map((at) => points(copy.original, at));
  return [copy.text, "found", inText([found.start, found.end]), found.pieces.map(inText), own];
})"""
_KINDS = """(ranges) => {
  const kinds = {
    word: (sign) => +/^[\\p{L}\\p{N}]$/u.test(sign), decimal: (sign) => +/^\\p{Nd}$/u.test(sign),
    part: (sign) => +sxCheck.isWord(sign), digit: (sign) => +sxCheck.isDigit(sign),
    numeric: (sign) => +sxCheck.isNumeric(sign), letter: (sign) => +sxCheck.isAlpha(sign),
    fold: (sign) => sxCheck.casefold(sign) + "|", normal: (sign) => sxCheck.normalised(sign) + "|",
  };
  const told = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code++) {
      const sign = String.fromCodePoint(code);
      for (const [kind, of] of Object.entries(kinds)) told[kind].push(of(sign));
    }
  }
  return Object.fromEntries(Object.entries(told).map(([kind, all]) => [kind, all.join("")]));
}"""
_DROP = """([name, type, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name, { type }));
  const drop = new DragEvent("drop", { dataTransfer: transfer, bubbles: true });
  document.querySelector(".sx-check").dispatchEvent(drop);
}"""


@pytest.fixture(scope="module")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built."""

    def build(folder: Path) -> None:
        made = make_site(folder / "source", base=DEMO)
        done = explainer("build", "-q", "-d", folder / "site", cwd=made)
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "demo-in-browser", build) / "site"


@pytest.fixture
def source(page: Page, demo_site: Path) -> Iterator[tuple[Page, list[str]]]:
    """The page of a source, opened from the disk at its box; and what was asked for since."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{(demo_site / 'sources/tide-post.html').as_uri()}#check")
    expect(page.locator(".sx-check-form")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page, asked
    # Of a given page the policy holds back what would not run in it anyway.
    assert [each for each in said if "The action has been blocked" not in each] == []


def rules_in(page: Page) -> Page:
    page.goto("about:blank")
    page.add_script_tag(content="\n".join(path.read_text("utf-8") for path in RULES))
    return page


def by_python(text: str, exact: str, prefix: str, suffix: str, language: str) -> list[Any]:
    copy = normalise(text)
    found = locate(exact, copy, prefix, suffix, language)
    if isinstance(found, Located):
        places = [list(piece) for piece in found.pieces]
        own = list(copy.span(found.start, found.end))
        return [copy.text, "found", [found.start, found.end], places, own]
    return [copy.text, str(found.reason), found.count, [list(place) for place in found.places]]


def is_known(text: str) -> bool:
    """Whether this Python knows each character: of others a browser may know more."""
    return not any(
        unicodedata.category(sign) == "Cn" and sign not in "\ufdd0\ufffe\U0010ffff" for sign in text
    )


def test_both_languages_agree_on_every_vector(page: Page) -> None:
    rows = [each for each in vectors() if all(map(is_known, each))]
    assert len(rows) >= 5000
    found = rules_in(page).evaluate(_LOCATE, rows)
    differing = [
        (row, ours, theirs)
        for row, theirs in zip(rows, found, strict=True)
        if (ours := by_python(*row)) != theirs
    ]
    assert differing[:3] == []


def test_both_languages_agree_on_every_character(page: Page) -> None:
    known = [
        code for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs")
    ]  # fmt: skip
    groups = itertools.groupby(enumerate(known), lambda row: row[1] - row[0])
    ranges = [(run[0][1], run[-1][1]) for _, each in groups if (run := list(each))]
    found = rules_in(page).evaluate(_KINDS, ranges)
    signs = [*map(chr, known)]
    ours = {
        "word": [int(sign.isalnum()) for sign in signs],
        "decimal": [int(sign.isdecimal()) for sign in signs],
        "part": [int(sign.isalnum() or unicodedata.category(sign)[0] == "M") for sign in signs],
        "digit": [int(sign.isdigit()) for sign in signs],
        "numeric": [int(sign.isnumeric()) for sign in signs],
        "letter": [int(sign.isalpha()) for sign in signs],
        "fold": [sign.casefold() + "|" for sign in signs],
        "normal": [normalised(sign) + "|" for sign in signs],
    }
    for kind, each in ours.items():
        assert "".join(map(str, each)) == found[kind], kind


def test_a_pasted_text_is_checked_without_a_request(source: tuple[Page, list[str]]) -> None:
    page, asked = source
    status, items = page.locator(".sx-check-status"), page.locator(".sx-check-results li")
    area = page.get_by_label("Text of the report")
    area.fill(
        REPORT.replace("1702", "1703").replace('"', "“").replace("the night of", "the\nnight  of")
    )
    page.get_by_role("button", name="Look for the quotations").press("Enter")
    expect(status).to_have_text("Found word for word: 10 of 11")
    expect(status).to_have_role("status")
    # What was not found comes first, with the words that differ.
    expect(items.first).to_contain_text("Not found")
    assert items.first.locator("del").inner_text().endswith("1702")
    assert items.first.locator("ins").inner_text().endswith("1703")
    sled = items.filter(has=page.locator("a[href='#q.tide-sled']"))
    assert sled.locator("mark").all_inner_texts() == [
        "A rope", "and what the clerk called “a very large sled“ were missing"
    ]  # fmt: skip
    twice = items.filter(has=page.locator("a[href='#q.tide-locked']"))
    expect(twice).to_contain_text("line 10")
    # Pasted, it is looked through at once; the words before decide which of two places is meant.
    page.get_by_role("button", name="Clear").click()
    expect(area).to_be_focused()
    expect(items).to_have_count(0)
    page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const options = { clipboardData, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        REPORT + "x" * 20_000,
    )
    expect(status).to_have_text("Found word for word: 11 of 11")
    expect(area).to_have_value("")
    page.get_by_role("button", name="Look for the quotations").click()
    expect(status).to_have_text("Found word for word: 11 of 11")
    area.fill("Something else altogether.")
    page.get_by_role("button", name="Look for the quotations").click()
    expect(status).to_have_text("Found word for word: 0 of 11")
    expect(page.locator(".sx-check-results")).to_contain_text(
        "Is it the whole text of this report?"
    )
    assert asked == []


def test_a_dropped_file_is_read_and_its_digest_compared(source: tuple[Page, list[str]]) -> None:
    page, asked = source
    status, notes = page.locator(".sx-check-status"), page.locator(".sx-check-results")
    page.evaluate(_DROP, ["tide-post.txt", "text/plain", REPORT])
    expect(status).to_have_text("Found word for word: 11 of 11")
    expect(notes).to_contain_text("This file is our copy, byte for byte")
    expect(notes).to_contain_text(sha256_label(REPORT.encode()))
    lines = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    html = (
        "<!doctype html><title>x</title><script>document.body.remove()</script>"
        f"<img src=https://evil.example/x.png onerror='alert(1)'><style>@import 'y'</style>{lines}"
        "<link rel=stylesheet href=https://evil.example/z.css><iframe src=https://evil.example>"
    )
    page.evaluate(_DROP, ["saved.html", "text/html", html])
    expect(notes).to_contain_text("without its styles")
    expect(notes).to_contain_text("This file is not our copy")
    expect(status).to_have_text("Found word for word: 11 of 11")
    page.locator(".sx-check-choose input").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    expect(status).to_contain_text("A PDF file cannot be read here")
    assert asked == []


def test_lines_of_a_pdf_that_end_in_hyphens_are_joined(source: tuple[Page, list[str]]) -> None:
    page, _ = source
    page.get_by_label("Text of the report").fill(REPORT.replace("belfry", "bel-\nfry"))
    page.get_by_role("button", name="Look for the quotations").click()
    expect(page.locator(".sx-check-status")).to_have_text("Found word for word: 11 of 11")
    item = page.locator(".sx-check-results li", has_text="bel-fry")
    expect(item).to_contain_text("With a hyphen at the end of a line")


def test_a_sentence_leads_to_the_check(page: Page, demo_site: Path) -> None:
    page.goto((demo_site / "stories/ostermill-bell.html").as_uri())
    page.locator(".sx-says:visible").first.click()
    page.locator(".sx-pop").get_by_role("link", name="Check it yourself").first.click()
    expect(page.locator("details.sx-check[open] textarea")).to_be_visible()


def test_without_a_script_the_way_by_hand_stands_there(browser: Browser, demo_site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((demo_site / "sources/tide-post.html").as_uri())
        page.get_by_text("Look for these quotations in the report").click()
        expect(page.get_by_role("link", name="the report", exact=True)).to_be_visible()
        expect(page.locator(".sx-check")).to_contain_text("explainer check-text PAGE FILE")
        expect(page.locator("textarea")).to_have_count(0)


def test_nothing_is_loaded_before_the_box_is_opened(page: Page, demo_site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(Path(request.url).name))
    page.goto((demo_site / "sources/tide-post.html").as_uri())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".sx-check")).to_be_hidden()
    page.emulate_media(media="screen")
    assert not {"check.js", "check.css"} & set(asked)
    page.get_by_text("Look for these quotations in the report").click()
    expect(page.locator(".sx-check-form")).to_be_visible()
    assert {"check.js", "check.css"} <= set(asked)
    rows = json.loads(page.locator(".sx-check").get_attribute("data-quotations") or "")
    assert len(rows) == page.locator(".sx-quotation").count() == 11
