"""The only module that touches the network: one thing asked for, with limits to everything.

An address may come from anywhere and lead anywhere, so a name is resolved once, what it resolves
to is checked, and that very address is connected to; each redirect is checked in the same way.
Proxies, cookies and passwords have no part in it.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import socket
import ssl
import threading
import time
import urllib.parse
from collections.abc import Callable
from typing import Any

from generator import __version__
from generator.archive.asking import Answer, Failure, Limits, NetworkError, Permission
from generator.archive.public_addresses import IPAddress, is_public

__all__ = [
    "USER_AGENT", "Answer", "Failure", "Limits", "NetworkError", "Permission", "host_of",
    "http_get", "http_post", "is_public", "origin_of", "tls_context",
]  # fmt: skip

USER_AGENT = f"story-explainer/{__version__} (reads a source that an editor cites)"

_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_CHUNK = 65_536


def host_of(url: str) -> str:
    """The host of an address, as whoever is not to be asked too often; empty if it has none."""
    try:
        return (urllib.parse.urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def origin_of(url: str, permission: Permission) -> tuple[str, str, int]:
    """Scheme, host and port of an address.

    Raises:
        NetworkError: it may not be asked.
    """
    return _parts(url, permission)[:3]


def http_get(
    url: str,
    permission: Permission,
    limits: Limits,
    agent: str = USER_AGENT,
    wait: Callable[[str], None] = lambda _: None,
) -> list[Answer]:
    """Ask for a page and follow its redirects.

    Args:
        url: the page's address.
        permission: what may be asked beyond the public web.
        limits: how long and how much.
        agent: who asks, and what for.
        wait: called with each host before it is asked; what it takes does not count.

    Returns:
        The answers in a row; all but the last are redirects, and the last has the status 200.

    Raises:
        NetworkError: it may not be asked, cannot be reached, or does not answer with a page.
    """
    end = time.monotonic() + limits.seconds
    answers: list[Answer] = []
    size = limits.size
    while True:
        started = time.monotonic()
        wait(host_of(url))
        end += time.monotonic() - started
        answer = _ask_once(url, permission, Limits(_left(end), limits.connect, size), agent)
        answers.append(answer)
        size -= len(answer.body)
        target = answer.header("location")
        if answer.status not in _REDIRECTS or not target:
            break
        if len(answers) > limits.redirects:
            raise NetworkError(
                f"there are more than {limits.redirects} redirects", Failure.REDIRECTS
            )
        url = _absolute(url, target)
    if answer.status != 200:
        raise _not_ok(answer)
    return answers


def http_post(
    url: str, data: bytes, kind: str, permission: Permission, limits: Limits, agent: str
) -> Answer:
    """Send a few bytes and take the answer to them. A redirect is not followed.

    Args:
        url: where to.
        data: the bytes.
        kind: their media type.
        permission: what may be asked beyond the public web.
        limits: how long and how much.
        agent: who asks, and what for.

    Raises:
        NetworkError: it may not be asked, cannot be reached, or does not answer with 200.
    """
    answer = _ask_once(url, permission, limits, agent, (kind, data))
    if answer.status in _REDIRECTS:
        raise NetworkError("it is redirected elsewhere", Failure.REDIRECTS, answer)
    if answer.status != 200:
        raise _not_ok(answer)
    return answer


def _not_ok(answer: Answer) -> NetworkError:
    said = " ".join(f"{answer.status} {answer.reason}".split())[:80]
    return NetworkError(f"the server answered '{_shown(said)}'", Failure.STATUS, answer)


def _absolute(base: str, target: str) -> str:
    # http.client reads a header's bytes as Latin-1; what is no ASCII in them is encoded anew.
    quoted = urllib.parse.quote(target.encode("latin-1", "replace").strip(), safe=_SAFE)
    try:
        return urllib.parse.urljoin(base, quoted).partition("#")[0]
    except ValueError as error:
        raise NetworkError("it is redirected to what is no address", Failure.REDIRECTS) from error


def _ask_once(
    url: str,
    permission: Permission,
    limits: Limits,
    agent: str,
    sent: tuple[str, bytes] | None = None,
) -> Answer:
    end = time.monotonic() + limits.seconds
    scheme, host, port, path = _parts(url, permission)
    if permission.origin not in (None, (scheme, host, port)):
        raise NetworkError("it is redirected to another site", Failure.REDIRECTS)
    ip = _resolve(host, port, permission, end)
    try:
        with _connect(scheme, host, ip, port, end, limits) as connection:
            usual = port == _PORTS[scheme]
            shown = f"[{host}]" if ":" in host else host
            connection.settimeout(_left(end))
            connection.sendall(_request(path, shown if usual else f"{shown}:{port}", agent, sent))
            return _read(connection, url, str(ip), end, limits)
    except NetworkError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise NetworkError(
            f"the certificate of '{host}' is not good: {_reason(error)}", Failure.CERTIFICATE
        ) from error
    except TimeoutError as error:
        raise NetworkError(f"'{host}' took too long", Failure.SLOW) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        failure = Failure.CERTIFICATE if isinstance(error, ssl.SSLError) else Failure.BROKEN
        raise NetworkError(f"asking '{host}' failed: {_reason(error)}", failure) from error


def _parts(url: str, permission: Permission) -> tuple[str, str, int, str]:
    """Scheme, host, port, and the path with the query, all in ASCII."""
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise NetworkError("the address has a character that no address has")
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise NetworkError("the address cannot be read") from error
    if parts.scheme not in _PORTS:
        raise NetworkError("the address starts neither with https:// nor with http://")
    if "@" in parts.netloc:
        raise NetworkError("the address has a name or a password in it")
    if not host or len(host) > 253:
        raise NetworkError("the address names no host")
    port = _PORTS[parts.scheme] if port is None else port
    if port not in (*_PORTS.values(), *permission.ports):
        raise NetworkError(f"the port {port} is not asked unless it is allowed (--port {port})")
    query = f"?{parts.query}" if parts.query else ""
    path = urllib.parse.quote(f"{parts.path or '/'}{query}", safe=_SAFE)
    return parts.scheme, host, port, path


def _resolve(host: str, port: int, permission: Permission, end: float) -> IPAddress:
    """The address that will be connected to. A host with one that is not public is not asked."""
    found: list[Any] = []
    failed: list[Exception] = []

    def look_up() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    # The system's resolver knows no time limit.
    looking = threading.Thread(target=look_up, daemon=True)
    looking.start()
    looking.join(_left(end))
    if looking.is_alive():
        raise NetworkError(f"looking up '{host}' took too long", Failure.SLOW)
    if failed or not found:
        raise NetworkError(f"the host '{host}' is not known", Failure.NO_HOST)
    addresses = [ipaddress.ip_address(row[4][0]) for row in found]
    for address in addresses:
        if not permission.private and not is_public(address):
            raise NetworkError(
                f"'{host}' is at {address}, which is not on the public internet (--allow-private)"
            )
    # Where both are there, the older one is more often reachable; a second try is the editor's.
    return min(addresses, key=lambda address: address.version)


def _connect(
    scheme: str, host: str, ip: IPAddress, port: int, end: float, limits: Limits
) -> socket.socket:
    connection = socket.create_connection((str(ip), port), min(limits.connect, _left(end)))
    if scheme == "http":
        return connection
    try:
        connection.settimeout(min(limits.connect, _left(end)))
        return tls_context().wrap_socket(connection, server_hostname=host)
    except BaseException:
        connection.close()
        raise


def tls_context() -> ssl.SSLContext:
    """How a server proves who it is: by a certificate for its name that the system trusts."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _request(path: str, host: str, agent: str, sent: tuple[str, bytes] | None) -> bytes:
    kind, data = sent or ("", b"")
    lines = (
        f"{'POST' if sent else 'GET'} {path} HTTP/1.1", f"Host: {host}", f"User-Agent: {agent}",
        f"Accept: {'*/*' if sent else 'text/html,application/xhtml+xml,*/*;q=0.5'}",
        *((f"Content-Type: {kind}", f"Content-Length: {len(data)}") if sent else ()),
        "Accept-Encoding: identity", "Connection: close", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode("ascii") + data


class _Timed(io.RawIOBase):
    """A connection read until one moment, however often a few bytes come."""

    def __init__(self, connection: socket.socket, end: float) -> None:
        self._connection = connection
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(_left(self._end))
        return self._connection.recv_into(buffer)

    def makefile(self, *_: object) -> io.BufferedReader:
        """What http.client reads an answer from."""
        return io.BufferedReader(self)


def _read(connection: socket.socket, url: str, ip: str, end: float, limits: Limits) -> Answer:
    timed = _Timed(connection, end)
    with http.client.HTTPResponse(timed, method="GET") as response:  # type: ignore[arg-type]
        response.begin()
        if response.length is not None and response.length > limits.size:
            raise _too_large(limits)
        body = bytearray()
        while chunk := response.read(_CHUNK):
            body += chunk
            if len(body) > limits.size:
                raise _too_large(limits)
            _left(end)
        if response.length:
            raise NetworkError("the connection ended before the answer did", Failure.BROKEN)
        headers = tuple((name, value) for name, value in response.getheaders())
        return Answer(url, response.status, response.reason, headers, bytes(body), ip)


def _too_large(limits: Limits) -> NetworkError:
    return NetworkError(f"the answer has more than {limits.size:,} bytes", Failure.LARGE)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise NetworkError("it took too long", Failure.SLOW)
    return left


def _reason(error: Exception) -> str:
    text = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or str(error)
    return _shown(" ".join(text.split())[:120]) or type(error).__name__


def _shown(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)
