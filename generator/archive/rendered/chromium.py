"""Chromium without a network. The only module that knows Playwright.

Three locks keep a page from asking anybody: every request is answered from the capture or refused;
no name is resolved; and all that is left goes to a proxy that is not there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from playwright.sync_api import Browser, FloatRect, Page, Playwright, Route, sync_playwright
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import TimeoutError as TookTooLong

from generator.archive.rendered import INSTALL, Rendered, RenderError
from generator.archive.rendered.scripts import MARK, SEEN
from generator.archive.rendered.text import plain_words
from generator.archive.warc import Replay

MAX_HEIGHT = 15_000
"""How much of a page is on its picture, in CSS pixels."""
MAX_PICTURE = 10_000_000
"""How large a picture may be, in bytes."""
MAX_ELEMENTS = 200_000
MAX_TEXT = 10_000_000
MAX_REQUESTS = 2_000

_WIDTH, _HEIGHT = 1280, 800
_AROUND = 300
# How long a page may load, and be quiet after that, in milliseconds.
_LOADING, _SETTLING = 15_000, 5_000
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--js-flags=--max-old-space-size=512",
    "--no-first-run",
    "--no-pings",
)


def take(page: Replay, when: datetime) -> Rendered:
    """See `generator.archive.rendered.render`."""
    with _opened(page, when) as (tab, requests, sandboxed):
        text = _evaluate(tab, SEEN, MAX_ELEMENTS, MAX_TEXT)
        if not isinstance(text, str):
            raise RenderError(f"has more than {MAX_ELEMENTS:,} elements or {MAX_TEXT:,} characters")
        height = _evaluate(tab, "() => Math.ceil(document.documentElement.scrollHeight)")
        height = min(max(int(height), 1), MAX_HEIGHT)
        return Rendered(
            plain_words(text),
            _picture(tab, 0, height),
            _picture(tab, 0, min(height, _HEIGHT)),
            requests.refused,
            sandboxed,
        )


def mark(page: Replay, when: datetime, words: tuple[str, str, str]) -> bytes | None:
    """See `generator.archive.rendered.show`."""
    with _opened(page, when) as (tab, _, _):
        place = _evaluate(tab, MARK, *words)
        if place is None:
            return None
        top = max(0, float(place["top"]) - _AROUND)
        height = min(float(place["bottom"]) + _AROUND - top, MAX_HEIGHT)
        return _picture(tab, top, height)


class _Requests:
    """Answers what the page asks for from its capture, and refuses all else."""

    def __init__(self, page: Replay) -> None:
        self.page = page
        self.count = 0
        self.refused = 0
        self.is_open = False

    def answer(self, route: Route) -> None:
        request = route.request
        self.count += 1
        if request.is_navigation_request():
            if self.is_open:
                # So that the page that is there stays: another one is not the source's, and a
                # frame's words are those of another page.
                route.abort("aborted")
                return
            self.is_open = True
            self._fulfill(route, self.page.media_type or "text/html", self.page.data)
            return
        is_get = request.method == "GET" and self.count <= MAX_REQUESTS
        found = self.page.answer(request.url) if is_get else None
        if found is None:
            self.refused += 1
            route.abort("failed")
        else:
            self._fulfill(route, *found)

    def _fulfill(self, route: Route, media_type: str, body: bytes) -> None:
        headers = {"Content-Type": media_type, "Access-Control-Allow-Origin": "*"}
        route.fulfill(status=200, headers=headers, body=body)


@contextmanager
def _opened(page: Replay, when: datetime) -> Iterator[tuple[Page, _Requests, bool]]:
    """A tab with the page, loaded as far as it loads; and whether it is in a sandbox."""
    requests = _Requests(page)
    # Chromium has no sandbox for root.
    sandboxed = not (hasattr(os, "geteuid") and os.geteuid() == 0)
    with sync_playwright() as playwright:
        browser = _launch(playwright, sandboxed=sandboxed)
        context = browser.new_context(
            viewport={"width": _WIDTH, "height": _HEIGHT},
            offline=True,
            service_workers="block",
            accept_downloads=False,
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        context.route("**/*", requests.answer)
        context.route_web_socket("**", lambda socket: socket.close())
        context.clock.set_fixed_time(when)
        tab = context.new_page()
        context.on("page", lambda other: other.close())
        _load(tab, page.address)
        yield tab, requests, sandboxed
        browser.close()


def _launch(playwright: Playwright, *, sandboxed: bool) -> Browser:
    # Chromium's sockets need a short path; all else that it writes lies in the profile.
    environment: dict[str, str | float | bool] = {
        key: value for key, value in os.environ.items() if key != "TMPDIR"
    }
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    try:
        return playwright.chromium.launch(
            executable_path=path, args=_FLAGS, chromium_sandbox=sandboxed, env=environment
        )
    except BrowserError as error:
        if "Executable doesn't exist" in str(error):
            raise RenderError(f"needs the browser: {INSTALL}") from error
        raise


def _load(tab: Page, address: str) -> None:
    tab.goto(address, wait_until="commit")
    for state, patience in (("load", _LOADING), ("networkidle", _SETTLING)):
        try:
            tab.wait_for_load_state(state, timeout=patience)  # type: ignore[arg-type]
        except TookTooLong:
            continue  # what is there counts
    if _evaluate(tab, "() => location.protocol") not in ("http:", "https:"):
        raise RenderError("leads to another page")


def _evaluate(tab: Page, function: str, *arguments: Any) -> Any:
    """Call a function in a world of its own, where the page's scripts have changed nothing."""
    session = tab.context.new_cdp_session(tab)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
    answer = session.send(
        "Runtime.callFunctionOn",
        {
            "functionDeclaration": function,
            "arguments": [{"value": each} for each in arguments],
            "executionContextId": world,
            "returnByValue": True,
        },
    )
    session.detach()
    if "exceptionDetails" in answer:
        told = answer["exceptionDetails"].get("exception", {}).get("description", "")
        raise RenderError(f"cannot be rendered: {str(told)[:200]}")
    return answer["result"].get("value")


def _picture(tab: Page, top: float, height: float) -> bytes:
    part: FloatRect = {"x": 0, "y": top, "width": _WIDTH, "height": height}
    picture = tab.screenshot(full_page=True, clip=part, animations="disabled", caret="hide")
    if len(picture) > MAX_PICTURE:
        raise RenderError(f"has a picture of more than {MAX_PICTURE:,} bytes")
    return picture
