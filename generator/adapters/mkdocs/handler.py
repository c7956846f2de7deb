"""What the preview's server answers to a request: to whom, and with what."""

from __future__ import annotations

import mimetypes
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote

from generator.adapters.checklist import ROOT as CHECKLIST
from generator.adapters.mkdocs.connections import BoundedHandler, is_loopback
from generator.adapters.reviewing import MOST_BYTES, ROOT, Answer, Request, plain
from generator.adapters.scripts import read_script
from generator.files import open_file

if TYPE_CHECKING:
    from generator.adapters.mkdocs.server import PreviewServer

NEWS = "/livereload/"
"""Below this address are the preview's own files, and the answer when there is a newer site."""

_HERE = Path(__file__).resolve().parent
SCRIPT = read_script(_HERE / "preview.js")
"""What loads a page again: no built site has it."""

_NO_REVIEW = (
    "Reviews are off: other machines can reach this server. For reviewing, start 'explainer serve' "
    "at an address that only this machine can reach, such as 127.0.0.1:8000."
)
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".geojson": "application/geo+json"}


class Handler(BoundedHandler):
    """Answers with the files of the site, and with news of it."""

    server: PreviewServer

    def most_bytes_of_body(self) -> int:
        """How large a body may be: forms are sent to the review and the checklist alone."""
        is_form = self.command == "POST" and self.path.startswith((ROOT, CHECKLIST))
        return MOST_BYTES if is_form and self._is_local() else 0

    def parse_request(self) -> bool:
        """Read a request; False if it is none for this server, which it was told."""
        if not super().parse_request():
            return False
        here = self.connection.getsockname()[0]
        if not self.path.startswith("/"):
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif not self.server.is_own_host(self.headers.get_all("Host", []), str(here)):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        else:
            return True
        return False

    def do_GET(self) -> None:  # noqa: N802
        """Answer a request."""
        written, _, query = self.path.partition("?")
        path = unquote(written.partition("#")[0])
        try:
            asked = parse_qs(query, max_num_fields=10)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self._cookie = ""
        if not self._may_see(asked.get("token", [""])[0]):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif path.startswith(ROOT):
            self._review(path.removeprefix(ROOT), asked, None)
        elif path.startswith(CHECKLIST):
            self._checklist(path.removeprefix(CHECKLIST), asked, None)
        elif path.startswith(NEWS):
            self._preview(path.removeprefix(NEWS), asked.get("page", [""])[0])
        elif path.startswith(self.server.mount):
            self._file(path)
        elif path == "/" or f"{path}/" == self.server.mount:
            self._go(self.server.mount)
        else:
            self._missing()

    do_HEAD = do_GET  # noqa: N815 - the name that the library asks for

    def do_POST(self) -> None:  # noqa: N802
        """Take a form of the review or the checklist; no other request makes the server work."""
        self._cookie = ""
        if self.path.startswith(ROOT):
            self._review(unquote(self.path.removeprefix(ROOT)), {}, self.body)
        elif self.path.startswith(CHECKLIST):
            self._checklist(unquote(self.path.removeprefix(CHECKLIST)), {}, self.body)
        else:
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def do_PUT(self) -> None:  # noqa: N802
        """Refuse a method that changes something."""
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    do_DELETE = do_PATCH = do_OPTIONS = do_CONNECT = do_TRACE = do_PUT  # noqa: N815

    def _is_local(self) -> bool:
        """Whether a browser on this machine asks, at an address that no other machine reaches."""
        return not self.server.token and is_loopback(str(self.client_address[0]))

    def _review(self, path: str, asked: Mapping[str, list[str]], body: bytes | None) -> None:
        """Answer from the pages of the review: for this machine, where no other can ask."""
        if self.server.review is None or not self._is_local():
            self._answer(plain(HTTPStatus.FORBIDDEN, _NO_REVIEW))
        else:
            self._answer(self.server.review.answer(self._request(path, asked, body)))

    def _checklist(self, path: str, asked: Mapping[str, list[str]], body: bytes | None) -> None:
        """Answer from the checklist."""
        if self.server.checklist is None:
            self._answer(plain(HTTPStatus.NOT_FOUND, "There is no checklist."))
        else:
            request = self._request(path, asked, body)
            self._answer(self.server.checklist.answer(request, is_local=self._is_local()))

    def _request(self, path: str, asked: Mapping[str, list[str]], body: bytes | None) -> Request:
        headers: dict[str, list[str]] = {}
        for name, value in self.headers.items():
            headers.setdefault(name.lower(), []).append(value)
        return Request(
            path=path,
            query={name: values[0] for name, values in asked.items()},
            headers=headers,
            origin=f"http://{self.headers['Host'].strip().lower()}",
            body=body,
        )

    def _answer(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _may_see(self, token: str) -> bool:
        """Whether drafts may be shown: on this machine, or with the token."""
        wanted = self.server.token
        if not wanted or is_loopback(str(self.client_address[0])):
            return True
        if secrets.compare_digest(token.encode(), wanted.encode()):
            self._cookie = f"{self.server.cookie}={wanted}; Path=/; HttpOnly; SameSite=Strict"
            return True
        for row in ";".join(self.headers.get_all("Cookie", [])).split(";"):
            name, _, value = row.strip().partition("=")
            if name == self.server.cookie and secrets.compare_digest(
                value.encode("utf-8", "replace"), wanted.encode()
            ):
                return True
        return False

    def _preview(self, name: str, page: str) -> None:
        if name == "preview.js":
            self._send(HTTPStatus.OK, SCRIPT, _type_of(name))
        else:
            told = self.server.wait_for_news(name, unquote(page), is_local=self._is_local())
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
            data = _read(file)
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
        html = self.server.finished(html, is_local=self._is_local())
        self._send(status, html.encode("utf-8", "replace"), "text/html; charset=utf-8")

    def _go(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self._end_headers()

    def _send(self, status: HTTPStatus, data: bytes, type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self._end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _end_headers(self) -> None:
        # A token in a page's address must reach no other site.
        self.send_header("Referrer-Policy", "no-referrer")
        if self._cookie:
            self.send_header("Set-Cookie", self._cookie)
        self.end_headers()


def _read(file: Path) -> bytes:
    """A plain file's bytes; a pipe would block for ever.

    Raises:
        OSError: it cannot be read, or is no plain file.
    """
    with open_file(file, inside=file.parent) as stream:
        return stream.read()


def _type_of(name: str) -> str:
    found = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0]
    return found or "application/octet-stream"
