"""The server of `serve`: it answers at once, from the last good site, while a new one is built.

It shows drafts, so it answers to its own names alone (a page elsewhere may lead its name to this
machine), and where other machines can reach it, to those alone who have its token.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from generator.adapters.checklist import Checklist
from generator.adapters.mkdocs.connections import BoundedServer, is_loopback, map_address
from generator.adapters.mkdocs.handler import NEWS, Handler
from generator.adapters.reviewing import ROOT, ReviewPages
from generator.files import open_file

__all__ = ["NEWS", "PreviewServer"]

_LONGEST = 25.0


class PreviewServer(BoundedServer):
    """Serves a folder that may be exchanged at any time.

    Attributes:
        mount: the path at which the site stands, with `/` at both ends.
        token: what other machines must know; empty where none can reach the server.
        cookie: the name of the cookie that keeps it.
        review: the pages on which sentences are reviewed; None if there are none.
        checklist: what is set into every page; None if nothing is.
    """

    def __init__(self, host: str, port: int, mount: str) -> None:
        """Take the address.

        Raises:
            OSError: it is taken, or no address of this machine.
        """
        self.mount = f"/{mount.strip('/')}/" if mount.strip("/") else "/"
        self.review: ReviewPages | None = None
        self.checklist: Checklist | None = None
        self._root: Path | None = None
        # A browser that was left open must not take a later server's first site for its own.
        self._version = time.time_ns()
        self._shown = 0
        self._news = threading.Condition()
        super().__init__(host, port, Handler)
        own, port = map_address(self.server_address)
        self.token = "" if is_loopback(own) else secrets.token_urlsafe(24)
        self.cookie = f"explainer-preview-{port}"
        self._names = {"127.0.0.1", "localhost", "::1", own.lower(), host.lower()}

    @property
    def url(self) -> str:
        """Where the site is served."""
        host, port = self.server_address[:2]
        name = f"[{host!s}]" if ":" in str(host) else str(host)
        return f"http://{name}:{port}{self.mount}"

    @property
    def link(self) -> str:
        """The address to open it at, with the token if there is one."""
        return f"{self.url}?token={self.token}" if self.token else self.url

    @property
    def review_link(self) -> str:
        """Where sentences are reviewed."""
        return f"{self.url.removesuffix(self.mount)}{ROOT}"

    def is_own_host(self, told: Sequence[str], here: str) -> bool:
        """Whether a request's `Host` names this server.

        Args:
            told: the values of the header.
            here: the address of this machine that the connection was made to.
        """
        if len(told) != 1:
            return False
        name, _, port = told[0].strip().lower().rpartition(":")
        if not port.isascii() or not port.isdigit():
            # Without a port it is the usual one; `]` ends an address of the sixth version.
            name, port = told[0].strip().lower(), "80"
        if name.startswith("[") and name.endswith("]"):
            name = name[1:-1]
        elif ":" in name:
            return False
        return name in {*self._names, here} and int(port[:6]) == self.server_port

    @property
    def root(self) -> Path | None:
        """The folder that is served; None before the first site."""
        return self._root

    def version(self, html: str) -> str:
        """What is served, as a name; the second half is a digest of the page as it was built."""
        return f"{self._version}.{hashlib.blake2b(html.encode(), digest_size=8).hexdigest()}"

    def show(self, root: Path | None, *, all_pages: bool = True) -> None:
        """Serve a folder from now on, and tell browsers to load again.

        Args:
            root: the folder; None if there is no site yet.
            all_pages: whether every browser shall do so, and not only where its page is another.
        """
        with self._news:
            self._root = root
            self._version += all_pages
            self._shown += 1
            self._news.notify_all()

    def finished(self, html: str, *, is_local: bool) -> str:
        """A page as browsers get it: with the checklist, and with what asks for news.

        Args:
            html: the page as it was built; empty if there is none.
            is_local: whether it is for this machine, where no other can ask.
        """
        if self.checklist is None:
            return html
        return self.checklist.set_into(html, self.version(html), NEWS, is_local=is_local)

    def wait_for_news(self, known: str, page: str, *, is_local: bool) -> str:
        """The versions of a page and of the checklist, as soon as one is another, or after a while.

        Args:
            known: the versions that a browser has, with a `.` between them.
            page: the path in the address of its page.
            is_local: as in `finished`.
        """

        def news() -> str:
            stamp = self.checklist.stamp(is_local=is_local) if self.checklist else ""
            return f"{self.version(self.html_of(page))}.{stamp}"

        return self.wait_for(news, known)

    def wait_for(self, ask: Callable[[], str], known: str) -> str:
        """What something says as soon as it is another text, or after a while.

        Args:
            ask: gives the text; asked again whenever something else is served.
            known: the text that a browser has.
        """
        end = time.monotonic() + _LONGEST
        while True:
            shown = self._shown
            now = ask()
            left = end - time.monotonic()
            if now != known or left <= 0:
                return now
            with self._news:
                if self._shown == shown:
                    self._news.wait(left)

    def file_of(self, path: str) -> Path | None:
        """The file at a path in the site's address; None if there cannot be one."""
        root, name = self._root, path.removeprefix(self.mount)
        if root is None or not path.startswith(self.mount):
            return None
        parts = name.removesuffix("/").split("/") if name else []
        # What begins with a dot is for programs; a byte 0 is in no file's name.
        if any(not part or part.startswith(".") or "\0" in part for part in parts):
            return None
        file = root.joinpath(*parts)
        try:
            if name == "" or name.endswith("/"):
                file /= "index.html"
            # No link leads out of the site's folder; no name is longer than the system has them.
            is_within = file.resolve(strict=True).is_relative_to(root.resolve())
        except (OSError, RuntimeError, ValueError):
            return None
        return file if is_within else None

    def html_of(self, path: str) -> str:
        """The page at a path as it was built; the page for what is missing if there is none."""
        for file in (self.file_of(path), self._root and self._root / "404.html"):
            if file:
                with suppress(OSError), open_file(file, inside=file.parent) as page:
                    return page.read().decode("utf-8", "replace")
        return ""
