"""No page asks anybody else for anything, keeps anything, or runs what its policy does not name."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.adapters.mkdocs.policy import allowed, policy, with_policy
from tests.browser.conftest import PAGE_TYPES, STORY, Quiet
from tests.cli.test_commands import break_content
from tests.serving import serving, wait_for
from tests.support import DEMO, make_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = [name for name in PAGE_TYPES if name != "404.html"]
# One for each script that only some pages have something for.
USED = ["index.html", f"{STORY}.html", f"{STORY}/map.html", "quotations.html", "glossary.html"]
WATCH = """document.addEventListener("securitypolicyviolation", (event) => {
  blockedByPolicy(`${event.effectiveDirective} ${event.blockedURI}`);
});"""

TELLING_LINKS = """(own) => [...document.querySelectorAll("a[href^=http]")]
    .filter((a) => a.origin !== own && !a.matches("[rel~=noopener][rel~=noreferrer]"))
    .map((a) => a.outerHTML)"""


class Watched:
    """A browser's window, and all that goes out of it or is said in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.requests: list[str] = []
        self.said: list[str] = []
        context.expose_binding("blockedByPolicy", lambda _, what: self.said.append(f"CSP: {what}"))
        context.add_init_script(WATCH)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", lambda message: self.said.append(message.text))
        context.on("weberror", lambda error: self.said.append(str(error.error)))
        self.page = context.new_page()


@contextmanager
def watched(browser: Browser, **options: Any) -> Iterator[Watched]:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    yield Watched(context)
    context.close()


@pytest.fixture(scope="module")
def hardened(site_folder: Path) -> Iterator[str]:
    """The site on a host that sends what `_headers` says, and 404.html for what is missing."""
    rules: list[tuple[str, list[list[str]]]] = []
    for row in (site_folder / "_headers").read_text("utf-8").splitlines():
        if row.startswith("/"):
            rules.append((row, []))
        else:
            rules[-1][1].append(row.strip().split(": ", 1))
    assert rules[0][0] == "/*"

    class Hardened(Quiet):
        def end_headers(self) -> None:
            for pattern, headers in rules:
                if fnmatchcase(self.path.partition("?")[0], pattern):
                    for name, value in headers:
                        self.send_header(name, value)
            super().end_headers()

        def send_error(self, code: int, *_: Any) -> None:
            page = (site_folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    handler = functools.partial(Hardened, directory=str(site_folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def use(page: Page) -> None:
    """Do with a page all that can be done with any."""
    for _ in range(3):
        page.locator(".sx-scheme:visible").click()
    page.keyboard.press("/")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.type("police")
    expect(page.locator("dialog[open] mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    mark = page.locator(".sx-says:visible")
    if mark.count():
        mark.first.click()
        expect(page.locator(".sx-pop:visible")).to_have_count(1)
        page.keyboard.press("Escape")
    if page.locator(".sx-map").count():
        page.locator(".sx-map-use").click()
        expect(page.locator(".sx-map")).to_contain_class("sx-map--live")
        page.locator(".sx-map-choice input").last.check()
        page.locator(".sx-map-canvas path.sx-map-target").first.click()
        page.keyboard.press("Escape")
    page.mouse.wheel(0, 3000)
    page.mouse.wheel(0, -600)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_goes_out_and_nothing_stays(browser: Browser, hardened: str, name: str) -> None:
    with watched(browser) as it:
        it.page.goto(hardened + name)
        if name in USED:
            use(it.page)
        it.page.wait_for_load_state("networkidle")
        assert it.said == []
        asked = {urlsplit(url).netloc for url in it.requests if not url.startswith("data:")}
        assert asked == {urlsplit(hardened).netloc}
        assert it.context.cookies() == []
        kept, passing = it.page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
        assert [key.rpartition(".")[2] for key in kept] == ["__palette"] * (name in USED)
        assert passing == []
        databases, workers = it.page.evaluate(
            "Promise.all([indexedDB.databases(), navigator.serviceWorker.getRegistrations()])"
        )
        assert (databases, workers) == ([], [])
        # Links to elsewhere tell nobody where a reader came from.
        own = urlsplit(hardened)._replace(path="").geturl()
        assert it.page.evaluate(TELLING_LINKS, own) == []


@pytest.mark.parametrize("name", USED)
def test_the_policy_lets_every_page_work_from_the_disk(
    browser: Browser, site_folder: Path, name: str
) -> None:
    with watched(browser) as it:
        it.page.goto((site_folder / name).resolve().as_uri())
        use(it.page)
        assert it.said == []
        assert {urlsplit(url).scheme for url in it.requests} <= {"file", "data"}


def test_the_menu_of_a_phone_works(browser: Browser, hardened: str) -> None:
    with watched(browser, viewport={"width": 390, "height": 844}, has_touch=True) as it:
        it.page.goto(f"{hardened}{STORY}.html")
        it.page.locator(".sx-menu").tap()
        expect(it.page.locator(".sx-pages")).to_be_visible()
        it.page.wait_for_load_state("networkidle")
        assert it.said == []


def test_the_page_for_what_is_missing_helps_at_any_depth(browser: Browser, hardened: str) -> None:
    with watched(browser) as it:
        it.page.goto(f"{hardened}no/such/page.html")
        expect(it.page.locator("h1")).to_have_text("There is no such page")
        use(it.page)
        # Chromium says itself that the page was answered with 404.
        assert [each for each in it.said if "status of 404" not in each] == []
        assert {urlsplit(url).netloc for url in it.requests} == {urlsplit(hardened).netloc}
        links = it.page.locator("article a")
        assert links.all_inner_texts()[:4] == [
            "Home", "Stories", "Disagreements", "Quotations"
        ]  # fmt: skip
        links.nth(1).click()
        expect(it.page.locator("h1")).to_have_text("Stories")


def test_a_script_that_finds_its_way_into_the_content_does_not_run(
    browser: Browser, site_folder: Path, tmp_path: Path
) -> None:
    content = '<script>window.ran = 1</script><img src=x onerror="window.ran = 1"><p>x</p>'
    frame = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>'
        "<script>window.mine = 1</script></head><body>{}</body></html>"
    )
    html = frame.format(content)
    page = tmp_path / "page.html"
    with watched(browser) as it:
        page.write_text(html, "utf-8")
        it.page.goto(page.as_uri())
        assert it.page.evaluate("[window.mine, window.ran]") == [1, 1]
        page.write_text(with_policy(html, policy(allowed(html, content))), "utf-8")
        it.page.goto(page.as_uri())
        assert it.page.evaluate("[window.mine, window.ran]") == [1, None]
        assert {each for each in it.said if each.startswith("CSP")} == {
            "CSP: script-src-elem inline", "CSP: script-src-attr inline",
        }  # fmt: skip


def test_the_columns_of_a_table_keep_their_alignment(browser: Browser, tmp_path: Path) -> None:
    cell = '<table><tr><td style="text-align: right;">1</td></tr></table>'
    html = f'<html><head><meta charset="utf-8"></head><body>{cell}</body></html>'
    (tmp_path / "page.html").write_text(with_policy(html, policy(allowed(html, cell))), "utf-8")
    with watched(browser) as it:
        it.page.goto((tmp_path / "page.html").as_uri())
        assert it.page.locator("td").evaluate("(e) => getComputedStyle(e).textAlign") == "right"
        assert it.said == []


def test_a_page_that_is_served_loads_itself_anew_and_shows_its_problems(
    browser: Browser, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "demo", base=DEMO)
    with serving(site) as url, watched(browser) as it:
        wait_for(url, lambda html: "sx-card" in html)
        it.page.goto(url)
        expect(it.page.locator(".sx-problem")).to_have_count(0)
        # The reader does nothing: the preview's script sees that there is something new.
        break_content(site)
        expect(it.page.locator(".sx-problem").first).to_be_visible()
        assert [each for each in it.said if each.startswith("CSP")] == []
