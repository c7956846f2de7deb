"""The editors' handbook passes axe's WCAG rules, and its pages fit a phone."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Quiet
from tests.browser.states import violations_of_looks
from tests.once import handbook_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NAMES = ["index.html", "start.html", "problems.html"]


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The handbook's address, with a `/` at its end."""
    out = handbook_site(tmp_path_factory)
    handler = functools.partial(Quiet, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_accessible(browser: Browser, handbook: str, name: str) -> None:
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(handbook + name)
    assert violations_of_looks(page) == []
    context.close()


@pytest.mark.parametrize("name", [*NAMES, "writing.html", "content-format.html"])
def test_no_page_is_wider_than_a_phone(phone: Page, handbook: str, name: str) -> None:
    phone.goto(handbook + name)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_to_a_diagnostic_leads_to_its_heading(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}problems.html")
    page.locator('a[href="diagnostics.html#changed-quotation"]').click()
    page.wait_for_url("**/diagnostics.html#changed-quotation")
    assert page.locator("h2:target").inner_text().startswith("changed-quotation")
