"""A browser's window for the hostile tests: what runs in it, what it asks for, what is in it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page

_HERE = Path(__file__).parent
WATCH = (_HERE / "watch.js").read_text("utf-8")
OPEN = (_HERE / "open.js").read_text("utf-8")
# Milliseconds until a page is taken to never load, and a map to never come alive.
SLOW = 120_000


class _Files(http.server.SimpleHTTPRequestHandler):
    """A folder's files; what all pages share is fetched once."""

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/frames":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Frames</title><body>")
        else:
            super().do_GET()

    def guess_type(self, path: Any) -> str:
        """Data of all kinds as text, which browsers show, not as something to be saved."""
        found = super().guess_type(path)
        shown = (
            "text/html",
            "text/css",
            "text/javascript",
            "image/",
            "application/xml",
            "text/xml",
        )
        return found if found.startswith(shown) else "text/plain; charset=utf-8"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class Window:
    """What a window has seen.

    Attributes:
        page: a tab.
        address: of the served folder, with a `/` at its end.
        ran: calls of dialogs, and errors of scripts.
        asked: requests that do not go to the served folder.
        shapes: of each address that was opened, what was ever in the page.
        counts: previews of footnotes that were opened, maps, and places on them.
    """

    page: Page
    address: str
    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    shapes: dict[str, set[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def open(self, names: Sequence[str]) -> None:
        """Open files in frames and use them."""
        self.page.goto(f"{self.address}frames")
        addresses = [f"{self.address}{name}" for name in names]
        found = self.page.evaluate(OPEN, [addresses, SLOW])
        for each in found["told"]:
            name = each["address"].removeprefix(self.address)
            self.shapes.setdefault(name, set()).update(each["shapes"])
        for what, count in found["counts"].items():
            self.counts[what] = self.counts.get(what, 0) + count

    def note(self, name: str) -> None:
        """Note what is in the tab itself."""
        self.shapes.setdefault(name, set()).update(self.page.evaluate("sxShapes()"))

    @property
    def all_shapes(self) -> set[str]:
        """What was ever in any page."""
        return set().union(*self.shapes.values())


@contextmanager
def window(browser: Browser, folder: Path) -> Iterator[Window]:
    """Serve a folder and open a window on it that overlooks the pages' policies."""
    handler = functools.partial(_Files, directory=str(folder))
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 1000})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        here = f"http://127.0.0.1:{server.server_address[1]}/"
        found = Window(context.new_page(), here)

        def note(url: str) -> None:
            if not url.startswith((here, f"blob:{here}", "data:image/", "about:")):
                found.asked.append(url)

        def refuse(dialog: Dialog) -> None:
            found.ran.append(dialog.type)
            dialog.dismiss()

        context.expose_binding("ran", lambda _, words: found.ran.append(words))
        context.add_init_script(WATCH)
        context.on("request", lambda request: note(request.url))
        context.on("dialog", refuse)
        context.on("page", lambda page: found.ran.append(f"window {page.url}"))
        yield found
        server.shutdown()
    context.close()
