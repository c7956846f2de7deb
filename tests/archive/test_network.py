"""What may be asked on the web, and how much of an answer is taken."""

from __future__ import annotations

import gzip
import http.server
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.archive import network
from generator.archive.capture import Captured, CaptureError, capture
from generator.archive.network import Limits, NetworkError, Permission, http_get, is_public
from tests.support import no_hang
from tests.web import Reply, reply, serving

WHEN = datetime(2031, 5, 1, 12, tzinfo=UTC)
GOOD = "<!doctype html><html lang=en><title>A bell</title><p>It rings.</p>"


def fetch(page: Reply, **limits: Any) -> Captured:
    with serving({"/": page}) as (port, _), no_hang():
        allowed = Permission(private=True, ports=(port,))
        return capture(f"http://127.0.0.1:{port}/", WHEN, allowed, Limits(**limits))


def why_not(page: Reply, **limits: Any) -> str:
    with pytest.raises(CaptureError) as caught:
        fetch(page, **limits)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
        "100.64.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "::", "::1", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1", "fec0::1", "100::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:1::1", "fe80::1%lo",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"],
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://bell.example/", "neither with https:// nor"),
        ("file:///etc/passwd", "neither with https:// nor"),
        ("http://me:secret@bell.example/", "a name or a password"),
        ("http://me@bell.example/", "a name or a password"),
        ("http://bell.example:22/", "the port 22"),
        ("http://bell.example:99999/", "cannot be read"),
        ("http:///path", "no host"),
        ("http://[::1/", "cannot be read"),
        ("http://bell.example/a\r\nX: y", "a character that no address has"),
        ("http://127.0.0.1/", "not on the public internet"),
        ("http://2130706433/", "not on the public internet"),
        ("http://0x7f.1/", "not on the public internet"),
        ("http://[::ffff:127.0.0.1]/", "not on the public internet"),
        ("https://localhost/", "not on the public internet"),
        ("http://" + "a" * 300 + ".example/", "no host"),
        ("http://" + "ä" * 80 + ".example/", "cannot be read"),
    ],
)
def test_what_is_not_asked(url: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> socket.socket:
        raise AssertionError("it was connected to")

    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(NetworkError, match=why):
        http_get(url, Permission(), Limits())


def test_a_name_with_a_private_address_among_others_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [(2, 1, 6, "", ("1.1.1.1", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(NetworkError, match=r"at 10\.0\.0\.1"):
        http_get("http://bell.example/", Permission(), Limits())


def test_the_address_that_was_checked_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up, connected = [], []

    def look_up(*_: object, **__: object) -> list[Any]:
        looked_up.append(1)
        return [(2, 1, 6, "", ("1.1.1.1" if len(looked_up) == 1 else "127.0.0.1", 80))]

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NetworkError, match=r"asking 'bell\.example' failed: refused"):
        http_get("http://bell.example/", Permission(), Limits())
    assert (len(looked_up), connected) == (1, [("1.1.1.1", 80)])


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # The test's own server counts as public here, and nothing else does.
    monkeypatch.setattr(network, "is_public", lambda address: str(address) == "127.0.0.1")
    refused = pytest.raises(NetworkError, match=r"127\.0\.0\.2, which is not on the public")
    with serving({"/": reply(status=302, location="http://127.0.0.2/x")}) as (port, asked), refused:
        http_get(f"http://127.0.0.1:{port}/", Permission(ports=(port,)), Limits())
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("file:///etc/passwd", "neither with https:// nor"),
        ("http://a:b@127.0.0.1/", "a name or a password"),
        ("http://127.0.0.1:1/", "the port 1 "),
        ("//[", "no address"),
        ("/", "more than 5 redirects"),
    ],
)
def test_redirects_that_are_not_followed(target: str, why: str) -> None:
    assert why in why_not(reply(status=301, location=target))


def test_redirects_are_followed_and_kept() -> None:
    pages = {
        "/": reply("moved", 301, location="/caf\xc3\xa9?a=b#c"),
        "/caf%C3%A9?a=b": reply(status=307, location="page"),
        "/page": reply(GOOD),
    }
    with serving(pages) as (port, asked):
        allowed = Permission(private=True, ports=(port,))
        captured = capture(f"http://127.0.0.1:{port}/", WHEN, allowed)
    assert captured.url == f"http://127.0.0.1:{port}/page"
    assert captured.redirects == 2
    unpacked = gzip.decompress(captured.warc)
    assert unpacked.count(b"WARC-Type: response") == 3
    assert b"moved" in unpacked
    assert {headers["User-Agent"] for headers in asked} == {network.USER_AGENT}
    assert all("Cookie" not in headers for headers in asked)


def test_a_copy_tells_when_it_was_made() -> None:
    with serving({"/": reply(GOOD)}) as (port, _):
        allowed = Permission(private=True, ports=(port,))
        captured, again = (capture(f"http://127.0.0.1:{port}/", WHEN, allowed) for _ in "ab")
    assert (again.facts.title, captured.facts.language) == ("A bell", "en")
    assert b"WARC-Date: 2031-05-01T12:00:00Z" in gzip.decompress(captured.warc)
    assert captured.digest.startswith("sha256:")


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetch(reply(GOOD)).facts.title == "A bell"


def test_a_page_that_is_too_large() -> None:
    assert "more than 1,000 bytes" in why_not(reply(b"x" * 1001), size=1000)
    assert "more than 1,000 bytes" in why_not(reply(b"x", length=10**12), size=1000)

    def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(10_000):
            handler.wfile.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")

    assert "more than 20,000 bytes" in why_not(endless, size=20_000)


def test_a_page_that_unpacks_to_too_much() -> None:
    bomb = gzip.compress(b"<p>" + b"0" * 30_000_000)
    assert len(bomb) < 100_000
    assert "more than 10,000,000 bytes" in why_not(reply(bomb, content_encoding="gzip"))


def test_a_page_that_is_packed_is_read() -> None:
    page = fetch(reply(gzip.compress(GOOD.encode()), content_encoding="gzip"))
    assert page.facts.title == "A bell"
    assert "cannot be unpacked" in why_not(reply(b"x", content_encoding="lzma"))


def drip(first: bytes) -> Callable[[http.server.BaseHTTPRequestHandler], None]:
    """An answer that never stops and never gets anywhere."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        for _ in range(200):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time_for_one()

    return answer


def time_for_one() -> None:
    time.sleep(0.05)


@pytest.mark.parametrize(
    "first",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"],
)
def test_a_page_that_comes_too_slowly(first: bytes) -> None:
    assert "too long" in why_not(drip(first), seconds=0.4)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "failed"),
        (b"SSH-2.0-bell\r\n\r\n", "failed"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "ended before the answer did"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "failed"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "failed"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "failed"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000, "failed"),
        (b"HTTP/1.1 404 Not\x1b[31m Found\r\nContent-Length: 0\r\n\r\n", "'404 Not?[31m Found'"),
        (b"HTTP/1.1 304 Same\r\n\r\n", "'304 Same'"),
        (b"HTTP/1.1 302 Gone\r\nContent-Length: 0\r\n\r\n", "'302 Gone'"),
    ],
)
def test_answers_that_are_none(answer: bytes, why: str) -> None:
    said = why_not(lambda handler: handler.wfile.write(answer) and None)
    assert why in said
    assert said.isprintable()


@pytest.mark.parametrize("kind", ["application/pdf", "text/plain", "image/png", "", "a\x1bb"])
def test_what_is_no_page(kind: str) -> None:
    said = why_not(reply(GOOD, content_type=kind))
    assert "it is no HTML page" in said
    assert said.isprintable()


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        (b"<p>caf\xe9", "text/html; charset=utf-8", "is not UTF-8 text"),
        (b"<p>x", "text/html; charset=iso-2022-kr", "browsers do not read"),
        (b"<meta charset=hz-gb-2312><p>x", "text/html", "browsers do not read"),
        (b"<p>" * 50_000, "text/html", "inside each other"),
    ],
)
def test_pages_that_cannot_be_read(body: bytes, kind: str, why: str) -> None:
    assert why in why_not(reply(body, content_type=kind))


def test_a_page_in_another_encoding() -> None:
    page = fetch(
        reply("<title>Café</title>".encode("cp1252"), content_type="text/html; charset=latin1")
    )
    assert page.facts.title == "Café"


def test_a_host_that_is_not_known_and_one_that_is_slow_to_find(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NetworkError, match=r"'bell\.example' is not known"):
        http_get("https://bell.example/", Permission(), Limits())
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time_for_one() or [])
    with pytest.raises(NetworkError, match="too long"):
        http_get("https://bell.example/", Permission(), Limits(seconds=0.01))


def test_certificates_are_checked() -> None:
    context = network.tls_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    refused = pytest.raises(NetworkError, match=r"asking '127\.0\.0\.1' failed")
    with serving({"/": reply(GOOD)}) as (port, _), refused:
        http_get(f"https://127.0.0.1:{port}/", Permission(private=True, ports=(port,)), Limits())
