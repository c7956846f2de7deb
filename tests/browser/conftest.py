"""The real site in a headless browser, served under a sub-path as many hosts do."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.once import real_site
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from screenshots import FLAGS, chromium_path

# Milliseconds until what a test waits for is taken to never come; a busy machine may be slow.
PATIENCE = 120_000
STORY = "stories/islamic-state-propaganda-takedowns"
PAGE_TYPES = [
    "index.html", f"{STORY}.html", f"{STORY}/timeline.html", f"{STORY}/map.html",
    f"{STORY}/disagreements.html", "glossary.html",
    "quotations.html", "quotations/speakers.html", "sources.html", "sources/ap-2018.html",
    "disagreements.html", "corrections.html", "stories.html", "topics.html", "method.html",
    "404.html",
]  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("browser") / "under" / "path"
    shutil.copytree(real_site(tmp_path_factory), out, copy_function=os.link)
    return out


@pytest.fixture(scope="session")
def address(site_folder: Path) -> Iterator[str]:
    """The site's address, with a `/` at its end."""
    handler = functools.partial(Quiet, directory=str(site_folder.parent.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/under/path/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=FLAGS, timeout=PATIENCE
        )
        yield patient(browser)
        browser.close()


def patient(browser: Browser) -> Browser:
    """The same browser, in all of whose windows steps have the time that a busy machine needs."""
    new_context = browser.new_context

    def new_patient_context(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    browser.new_context = new_patient_context  # type: ignore[method-assign]
    return browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop page."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone that is touched, not pointed at."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()
