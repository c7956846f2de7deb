"""The server of `serve`: it answers at once, from the last good site, while a new one is built."""

from __future__ import annotations

import hashlib
import mimetypes
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from generator.adapters.mkdocs.banner import CLIENT

NEWS = "/livereload/"
"""Below this address are the preview's own files, and the answer when there is a newer site."""

_LONGEST = 25.0
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".geojson": "application/geo+json"}


class PreviewServer(ThreadingHTTPServer):
    """Serves a folder that may be exchanged at any time.

    Attributes:
        mount: the path at which the site stands, with `/` at both ends.
        dress: what a page gets for as long as the site is as it is: its HTML → its HTML.
        add_client: what it gets so that it learns of the next: its HTML and the version → its HTML.
    """

    daemon_threads = True
    # A browser's tabs ask for news and for many files at once.
    request_queue_size = 64

    def __init__(
        self,
        host: str,
        port: int,
        mount: str,
        dress: Callable[[str], str],
        add_client: Callable[[str, str], str],
    ) -> None:
        """Take the address.

        Raises:
            OSError: it is taken, or no address of this machine.
        """
        self.mount = f"/{mount.strip('/')}/" if mount.strip("/") else "/"
        self.dress = dress
        self.add_client = add_client
        self._root: Path | None = None
        # A browser that was left open must not take a later server's first site for its own.
        self._version = time.time_ns()
        self._shown = 0
        self._news = threading.Condition()
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """Where the site is served."""
        host, port = self.server_address[:2]
        name = f"[{host!s}]" if ":" in str(host) else str(host)
        return f"http://{name}:{port}{self.mount}"

    @property
    def root(self) -> Path | None:
        """The folder that is served; None before the first site."""
        return self._root

    def version(self, html: str) -> str:
        """What is served, as a name; the second half is a digest of the page that asks for it."""
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

    def wait_for_news(self, version: str, page: str) -> str:
        """The version that is served, as soon as it is another one, or after a while.

        Args:
            version: the one that a browser has.
            page: the path in the address of its page.
        """
        end = time.monotonic() + _LONGEST
        while True:
            shown = self._shown
            now = self.version(self.dress(self.html_of(page)))
            left = end - time.monotonic()
            if now != version or left <= 0:
                return now
            with self._news:
                if self._shown == shown:
                    self._news.wait(left)

    def file_of(self, path: str) -> Path | None:
        """The file at a path in the site's address; None if there cannot be one."""
        root, name = self._root, path.removeprefix(self.mount)
        if root is None or not path.startswith(self.mount):
            return None
        file = root / (f"{name}index.html" if name == "" or name.endswith("/") else name)
        # No way leads out of the site's folder, and a byte 0 is in no file's name.
        if "\0" in name or not file.resolve().is_relative_to(root.resolve()):
            return None
        return file

    def html_of(self, path: str) -> str:
        """The page at a path as it was built; the page for what is missing if there is none."""
        for file in (self.file_of(path), self._root and self._root / "404.html"):
            if file:
                with suppress(OSError):
                    return file.read_bytes().decode("utf-8", "replace")
        return ""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        """Answer one request after the other; a browser that goes away is nobody's mistake."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def do_GET(self) -> None:
        """Answer a request."""
        path = unquote(urlsplit(self.path).path)
        if path.startswith(NEWS):
            self._preview(path.removeprefix(NEWS))
        elif path.startswith(self.server.mount):
            self._file(path)
        elif path == "/" or f"{path}/" == self.server.mount:
            self._go(self.server.mount)
        else:
            self._missing()

    do_HEAD = do_GET  # noqa: N815 - the name that the library asks for

    def _preview(self, name: str) -> None:
        if name in CLIENT:
            self._send(HTTPStatus.OK, CLIENT[name], _type_of(name))
        else:
            asked = parse_qs(urlsplit(self.path).query).get("page", [""])[0]
            told = self.server.wait_for_news(name, unquote(asked))
            self._send(HTTPStatus.OK, told.encode(), "text/plain")

    def _file(self, path: str) -> None:
        file = self.server.file_of(path)
        if self.server.root is None:
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, "")
        elif file is None:
            self._missing()
        elif file.is_dir() and not path.endswith("/"):
            self._go(f"{path}/")
        else:
            self._send_file(file)

    def _send_file(self, file: Path) -> None:
        try:
            data = file.read_bytes()
        except OSError:
            self._missing()
            return
        if file.suffix == ".html":
            self._page(HTTPStatus.OK, data.decode("utf-8", "replace"))
        else:
            self._send(HTTPStatus.OK, data, _type_of(file.name))

    def _missing(self) -> None:
        self._page(HTTPStatus.NOT_FOUND, self.server.html_of(""))

    def _page(self, status: HTTPStatus, html: str) -> None:
        html = self.server.dress(html)
        html = self.server.add_client(html, self.server.version(html))
        self._send(status, html.encode(), "text/html; charset=utf-8")

    def _go(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, data: bytes, type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what is wrong with the content."""


def _type_of(name: str) -> str:
    found = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    return found or "application/octet-stream"
