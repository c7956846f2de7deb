"""The preview's server and who asks it: strangers, slow ones, and pages of other sites."""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from generator.adapters.mkdocs import connections
from generator.adapters.mkdocs.server import NEWS, PreviewServer

SECRET = "a secret"  # noqa: S105


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "inner/.git").mkdir(parents=True)
    for name in ("index.html", "inner/index.html", "404.html", "data.csv"):
        (folder / name).write_text(f"<body>{name}</body>")
    for name in (".explainer-site", "inner/.git/config"):
        (folder / name).write_text(SECRET)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/file.txt").write_text(SECRET)
    (folder / "link.txt").symlink_to(tmp_path / "secret/file.txt")
    (folder / "away").symlink_to(tmp_path / "secret")
    (folder / "ring").symlink_to(folder / "ring")
    os.mkfifo(folder / "pipe")
    return folder


def running(site: Path, host: str) -> Iterator[PreviewServer]:
    server = PreviewServer(host, 0, "/")
    server.show(site)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    yield from running(site, "127.0.0.1")


@pytest.fixture
def open_server(site: Path) -> Iterator[PreviewServer]:
    """One that other machines can reach; `_elsewhere` says so of every connection."""
    yield from running(site, "0.0.0.0")  # noqa: S104


def send(server: PreviewServer, data: bytes) -> bytes:
    """What comes back until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=60) as connection:
        with suppress(OSError):  # the server may have ended it already
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while part := connection.recv(65536):
                answer += part
        except ConnectionError:
            pass  # ended by the server with some of the request unread
        return answer


def ask(server: PreviewServer, target: str, *headers: str, host: str = "") -> tuple[int, bytes]:
    host = host or f"127.0.0.1:{server.server_port}"
    rows = [f"GET {target} HTTP/1.1", f"Host: {host}", "Connection: close", *headers, "", ""]
    answer = send(server, "\r\n".join(rows).encode())
    return int(answer.split()[1]), answer


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LocalHost:{}", "[::1]:{}"])
def test_it_answers_to_its_own_names(server: PreviewServer, host: str) -> None:
    assert ask(server, "/", host=host.format(server.server_port))[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example:{}", "evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{}.evil.example",
     "localhost.:{}", "localhost:{}@evil.example", "::1:{}", "[::1", "0.0.0.0:{}", "127.0.0.2:{}",
     " :{}", ":{}", "127.0.0.1:{}0", "127.0.0.1:²", "127.0.0.1:" + "9" * 3000],
)  # fmt: skip
def test_it_answers_to_no_other_name(server: PreviewServer, host: str) -> None:
    status, answer = ask(server, "/", host=host.format(server.server_port))
    assert status == 421
    assert b"<body>" not in answer


def test_one_host_must_be_named(server: PreviewServer) -> None:
    own = f"127.0.0.1:{server.server_port}"
    assert ask(server, "/", f"Host: {own}")[0] == 421
    assert b" 421 " in send(server, b"GET / HTTP/1.0\r\n\r\n").split(b"\r\n")[0]
    assert ask(server, f"http://{own}/")[0] == 400


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("GET /" + "a/" * 3000 + " HTTP/1.1", 414),
        ("GET /" + "a/" * 1500 + " HTTP/1.1", 404),
        ("GET /" + "a" * 400 + " HTTP/1.1", 404),
        ("GET /" + "a" * 100_000 + " HTTP/1.1", 414),
        ("GET /%00 HTTP/1.1", 404),
        ("GET /\0 HTTP/1.1", 404),
        ("GET /%zz%f HTTP/1.1", 404),
        ("GET /%ff%c0%80 HTTP/1.1", 404),
        ("GET //[ HTTP/1.1", 404),
        ("GET /index.html/ HTTP/1.1", 404),
        ("GET /?" + "a=b&" * 50 + " HTTP/1.1", 400),
        ("GET / HTTP/9.9", 505),
        ("GET / FTP", 400),
        ("one two three four", 400),
        ("POST / HTTP/1.1", 405),
        ("DELETE / HTTP/1.1", 405),
        ("OPTIONS * HTTP/1.1", 400),
        ("BREW /\x1b[2J HTTP/1.1", 501),
    ],
)
def test_odd_requests_get_a_status(
    server: PreviewServer, request_line: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    data = f"{request_line}\r\nHost: localhost:{server.server_port}\r\nConnection: close\r\n\r\n"
    answer = send(server, data.encode("latin-1"))
    assert answer.split(b" ")[1] == str(status).encode(), answer[:200]
    assert b"\x1b" not in answer
    assert caplog.records == []
    assert ask(server, "/")[0] == 200


@pytest.mark.parametrize(
    "headers",
    [[f"X-{number}: {'a' * 1000}" for number in range(60)], ["X: " + "a" * 40_000], ["X: y"] * 200],
)
def test_large_headers_are_refused(server: PreviewServer, headers: list[str]) -> None:
    assert ask(server, "/", *headers)[0] == 431


@pytest.mark.parametrize("header", ["Content-Length: 5", "Transfer-Encoding: chunked"])
def test_a_body_is_not_read_as_the_next_request(server: PreviewServer, header: str) -> None:
    own = f"Host: localhost:{server.server_port}\r\n"
    first = f"GET / HTTP/1.1\r\n{own}{header}\r\n\r\n"
    answer = send(server, f"{first}GET /data.csv HTTP/1.1\r\n{own}\r\n".encode())
    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"413"]


@pytest.mark.parametrize(
    "target",
    ["/link.txt", "/away/file.txt", "/away/", "/ring", "/pipe", "/.explainer-site",
     "/inner/.git/config", "/%2eexplainer-site", "/../secret/file.txt", "/inner/..%2f..%2fsecret",
     "/%2f%2fevil.example/", "//evil.example", "/inner//index.html", "/..", "/."],
)  # fmt: skip
def test_links_dotfiles_and_ways_out_are_not_served(server: PreviewServer, target: str) -> None:
    status, answer = ask(server, target)
    assert status == 404
    assert SECRET.encode() not in answer


def test_several_requests_on_one_connection(server: PreviewServer) -> None:
    one = f"GET /data.csv HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n"
    answer = send(server, (one * 100).encode())
    assert answer.count(b"HTTP/1.1 200 OK") == 100


def test_slow_ones_are_left(server: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "IDLE", 0.2)
    monkeypatch.setattr(connections, "HEADERS", 0.3)
    address = "127.0.0.1", server.server_port
    with socket.create_connection(address, timeout=60) as silent:
        assert silent.recv(1) == b""
    with socket.create_connection(address, timeout=60) as slow:
        stopped = threading.Event()

        def drip() -> None:
            while not stopped.wait(0.02):
                try:
                    slow.sendall(b"X: y\r\n" if begun else b"GET / HTTP/1.1\r\n")
                except OSError:
                    return
                begun.append(1)

        begun: list[int] = []
        thread = threading.Thread(target=drip)
        thread.start()
        try:
            assert slow.recv(1) == b""
        except ConnectionError:
            pass
        finally:
            stopped.set()
            thread.join()


def test_connections_are_bounded(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 3)
    for server in running(site, "127.0.0.1"):
        with ExitStack() as stack:
            for _ in range(3):
                held = stack.enter_context(
                    socket.create_connection(("127.0.0.1", server.server_port), timeout=60)
                )
                held.sendall(
                    f"GET / HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n".encode()
                )
                assert held.recv(12) == b"HTTP/1.1 200"
            assert send(server, b"").startswith(b"HTTP/1.1 503 ")
        # Once they have gone there is room again; the server's threads see it in their time.
        done = threading.Event()
        for _ in range(1200):
            if ask(server, "/")[0] == 200:
                break
            done.wait(0.05)
        else:
            pytest.fail("there is no room again")


def test_a_mistake_of_our_own_is_one_line(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ZeroDivisionError("a\n\x1b[2J")

    monkeypatch.setattr(server, "finished", fail)
    send(server, f"GET / HTTP/1.1\r\nHost: localhost:{server.server_port}\r\n\r\n".encode())
    (record,) = caplog.records
    assert record.getMessage() == "A request was not answered: ZeroDivisionError: a �[2J"


# Who may see drafts


def test_on_loopback_there_is_no_token(server: PreviewServer) -> None:
    assert server.token == ""
    assert server.link == server.url


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every request come from another machine."""
    monkeypatch.setattr("generator.adapters.mkdocs.handler.is_loopback", lambda _: False)


@pytest.mark.usefixtures("elsewhere")
def test_from_another_machine_only_with_the_token(open_server: PreviewServer) -> None:
    server = open_server
    assert server.link.endswith(f"/?token={server.token}")
    assert len(server.token) >= 32
    for target in ("/", "/data.csv", f"{NEWS}preview.js", f"{NEWS}1?page=/", "/nowhere"):
        for more in ("", "token=", f"token={server.token[:-1]}", "token=\u00e9"):
            status, answer = ask(server, f"{target}{'&' if '?' in target else '?'}{more}")
            assert status == 403, target
            assert b"<body>" not in answer
            assert server.token.encode() not in answer
    status, answer = ask(server, f"/?token={server.token}")
    assert status == 200
    (cookie,) = re.findall(rb"Set-Cookie: (.*)\r\n", answer)
    assert cookie.endswith(b"; Path=/; HttpOnly; SameSite=Strict")
    assert b"Referrer-Policy: no-referrer" in answer
    kept = cookie.decode().partition(";")[0]
    assert ask(server, "/data.csv", f"Cookie: a=b; {kept}")[0] == 200
    assert ask(server, "/data.csv", f"Cookie: {kept}x")[0] == 403
    assert ask(server, "/", f"Cookie: {kept}", host=f"evil.example:{server.server_port}")[0] == 421


def test_this_machine_needs_no_token_where_others_do(open_server: PreviewServer) -> None:
    assert open_server.token
    assert ask(open_server, "/")[0] == 200
    assert ask(open_server, "/", host=f"evil.example:{open_server.server_port}")[0] == 421
