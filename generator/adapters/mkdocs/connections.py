"""Connections of the preview's server within bounds: how many, how long, how large a request.

Whoever can reach the server can open connections and send what they like, slowly or without end.
"""

from __future__ import annotations

import io
import ipaddress
import logging
import re
import socket
import sys
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

from generator.diagnostics.safe_text import SAFE_VALUES

log = logging.getLogger("mkdocs.plugins.explainer")
log.addFilter(SAFE_VALUES)

MOST_CONNECTIONS = 64
"""How many are open at once; a browser's tab has seven at the most. Others get 503."""
MOST_BYTES_OF_PATH = 4_096
MOST_BYTES_OF_REQUEST = 32_768
"""How large a request may be with all its headers."""

# In seconds: until a request begins, until its headers are there, until its answer is taken.
IDLE, HEADERS, ANSWER = 15.0, 10.0, 60.0

# How long, in seconds, and how many pieces, what was not read is waited for at the end.
_LINGER = 1
_MOST_UNREAD = 16
_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n"
    b"Connection: close\r\n\r\n"
)


class TooMuchError(Exception):
    """A request is larger than `MOST_BYTES_OF_REQUEST`."""


class BoundedServer(ThreadingHTTPServer):
    """A thread for each connection, of which there are no more than `MOST_CONNECTIONS`."""

    daemon_threads = True
    # A browser's tabs ask for news and for many files at once.
    request_queue_size = 64

    def __init__(self, host: str, port: int, handler: type[BaseHTTPRequestHandler]) -> None:
        """Take the address.

        Raises:
            OSError: it is taken, or no address of this machine.
        """
        if ":" in host:
            self.address_family = socket.AF_INET6
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__((host, port), handler)

    def server_bind(self) -> None:
        """Take the address without asking any other machine for its name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = map_address(self.server_address)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, or say that there are too many."""
        if self._free.acquire(blocking=False):
            try:
                super().process_request(request, client_address)
            except BaseException:
                self._free.release()
                raise
            return
        with suppress(OSError):
            request.settimeout(1)
            request.sendall(_BUSY)
            request.settimeout(0)
        self.shutdown_request(request)

    def shutdown_request(self, request: Any) -> None:
        """End a connection so that its answer arrives.

        What the other side has sent and nobody has read would make the system reset the connection,
        and take the answer along.
        """
        with suppress(OSError):
            request.shutdown(socket.SHUT_WR)
            if request.gettimeout() != 0:
                request.settimeout(_LINGER)
            for _ in range(_MOST_UNREAD):
                if not request.recv(65_536):
                    break
        self.close_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and let another connection in."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Tell of a mistake of our own in one line."""
        error = sys.exc_info()[1]
        log.error("A request was not answered: %s: %s", type(error).__name__, error)


class BoundedHandler(BaseHTTPRequestHandler):
    """Reads requests within bounds of time and size."""

    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """Read from the connection through `_TimedInput`."""
        super().setup()
        self._input = _TimedInput(self.connection)
        self.rfile = io.BufferedReader(self._input)

    def handle(self) -> None:
        """Answer one request after the other; a browser that goes away is nobody's mistake."""
        with suppress(ConnectionError, TimeoutError):
            super().handle()

    def handle_one_request(self) -> None:
        """Read a request and answer it."""
        self._input.begin()
        # What the library needs to answer a request that it could not read.
        self.raw_requestline, self.requestline, self.command = b"", "", ""
        self.request_version = "HTTP/1.1"
        try:
            super().handle_one_request()
        except TooMuchError:
            self.send_error(431 if self.raw_requestline else 414)

    def parse_request(self) -> bool:
        """Read a request's headers; False if it was answered already with what is wrong."""
        if len(self.raw_requestline) > MOST_BYTES_OF_PATH:
            self.send_error(414)
            return False
        if not super().parse_request():
            return False
        self._input.taken()
        self.connection.settimeout(ANSWER)
        return self._read_body()

    def most_bytes_of_body(self) -> int:
        """How large a body this request may have; most have none."""
        return 0

    def _read_body(self) -> bool:
        """Read the body; False if it was answered already that it is too large, or none.

        An unread one would be read as the next request.
        """
        self.body = b""
        told = self.headers.get_all("Content-Length", ["0"])
        is_number = len(told) == 1 and re.fullmatch(r"[0-9]{1,9}", told[0]) is not None
        size = int(told[0]) if is_number else sys.maxsize
        if "Transfer-Encoding" in self.headers or size > self.most_bytes_of_body():
            self.send_error(413)
            return False
        if size:
            self._input.taken(size)
            self.body = self.rfile.read(size)
            self._input.taken()
        if len(self.body) < size:
            self.send_error(400)
            return False
        return True

    def handle_expect_100(self) -> bool:
        """Nobody is asked to send a body."""
        self.send_error(417)
        return False

    def send_error(
        self,
        code: int,
        message: str | None = None,  # noqa: ARG002 - it may repeat the request
        explain: str | None = None,  # noqa: ARG002
    ) -> None:
        """Answer with a status alone, and end the connection."""
        phrase = self.responses.get(code, ("Error", ""))[0]
        body = f"{code} {phrase}\n".encode()
        self.close_connection = True
        # The library takes what it cannot read for the oldest version, which has no status.
        self.request_version = "HTTP/1.1"
        self.connection.settimeout(ANSWER)
        self.send_response(code, phrase)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        if code == 405:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what is wrong with the content."""


class _TimedInput(io.RawIOBase):
    """What comes in over a connection, until a request is too large or takes too long."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__()
        self._connection = connection
        self.begin()

    def begin(self) -> None:
        """Wait for the next request."""
        self._end, self._is_begun, self._read = time.monotonic() + IDLE, False, 0

    def taken(self, more: int = 0) -> None:
        """Go on to the answer: what is read from here on belongs to the next request.

        Args:
            more: how many bytes belong to this one still.
        """
        self._read = -more

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there.

        Raises:
            TimeoutError: the time for it is over.
            TooMuchError: the request is too large.
        """
        if self._read >= MOST_BYTES_OF_REQUEST:
            raise TooMuchError
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        count = self._connection.recv_into(buffer)
        if not self._is_begun:
            # One byte now and then shall not keep a connection for ever.
            self._end, self._is_begun = time.monotonic() + HEADERS, True
        self._read += count
        return count


def map_address(address: Any) -> tuple[str, int]:
    """The host and the port of an address of either family."""
    return str(address[0]), int(address[1])


def is_loopback(host: str) -> bool:
    """Whether an address is one that no other machine can reach."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
