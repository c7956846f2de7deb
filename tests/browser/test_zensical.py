"""The demo as Zensical builds it, in a browser."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Quiet
from tests.zensical import build_with_zensical

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY = "stories/ostermill-bell.html"


@pytest.fixture(scope="module")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address, with a `/` at its end."""
    _, site = build_with_zensical(tmp_path_factory)
    handler = functools.partial(Quiet, directory=str(Path(site)))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_a_footnote_opens_in_place(page: Page, zensical: str) -> None:
    page.goto(zensical + STORY)
    page.locator(".sx-says").first.click()
    expect(page.locator(".sx-pop:not([hidden])")).to_be_visible()


def test_our_search_finds(page: Page, zensical: str) -> None:
    page.goto(zensical + STORY)
    page.locator(".sx-search-open").click()
    page.locator("dialog input").fill("belfry")
    expect(page.get_by_role("dialog").get_by_text("belfry").first).to_be_visible()


def test_the_map_can_be_used(page: Page, zensical: str) -> None:
    page.goto(zensical + STORY)
    page.locator(".sx-map-use").first.click()
    expect(page.locator(".leaflet-container").first).to_be_visible()


def test_nothing_is_asked_of_other_sites(page: Page, zensical: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in ("index.html", STORY, "glossary.html", "sources.html"):
        page.goto(zensical + name, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((zensical, "data:"))] == []
    assert said == []
