"""A web server on this machine for tests of what asks for pages."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

Reply: TypeAlias = Callable[[http.server.BaseHTTPRequestHandler], None]


def reply(
    body: bytes | str = b"", status: int = 200, *, length: int | None = None, **headers: str
) -> Reply:
    """An answer; `_` in a header's name stands for `-`, and `length` may say what is not true."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        named = {"Content-Type": "text/html; charset=utf-8"}
        named |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        named["Content-Length"] = str(len(data) if length is None else length)
        for name, value in named.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


@contextmanager
def serving(pages: Mapping[str, Reply]) -> Iterator[tuple[int, list[Any]]]:
    """Serve pages; gives the port and the headers of every request."""
    asked: list[Any] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.headers)
            self.close_connection = True
            with suppress(OSError):  # whoever asked has heard enough
                pages.get(self.path, reply("nothing here", 404))(self)

        do_POST = do_GET  # noqa: N815 - the base class looks for this name

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1], asked
        finally:
            server.shutdown()
            thread.join()
