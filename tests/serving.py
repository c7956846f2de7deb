"""A site under `explainer serve`, as an editor has it open."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Run `explainer serve` in a folder; gives the site's address.

    The server must end when it is interrupted, without an error and without a traceback.
    """
    port = free_port()
    told = site.parent / f"{site.name}-serve.log"
    with told.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=site, stderr=log, stdout=log, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            code = process.wait(timeout=300)
    text = told.read_text("utf-8")
    assert "Traceback" not in text, text
    assert code == 0, text


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def ask(address: str) -> tuple[int, str]:
    """A page's status and text."""
    try:
        with urllib.request.urlopen(address, timeout=300) as answer:  # noqa: S310 - our own
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_for(address: str, wanted: Callable[[str], bool]) -> str:
    """Ask for a page until its text is as wanted."""
    html = ""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            _, html = ask(address)
            if wanted(html):
                return html
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"the page never came to be as wanted: {html[:2000]}")


@contextmanager
def reading(address: str, wanted: Callable[[int, str], bool]) -> Iterator[None]:
    """Read a page over and over in the meantime, and fail if it was ever not as wanted."""
    bad: list[tuple[int, str]] = []
    over = threading.Event()

    def read() -> None:
        while not over.wait(0.02):
            answer = ask(address)
            if not wanted(*answer):
                bad.append(answer)
                return

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    assert bad == []
