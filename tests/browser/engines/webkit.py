"""WebKitGTK, by way of its own WebDriver, on a screen that nobody sees."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.engines.tab import (
    KEYS,
    PATIENCE,
    EngineError,
    Tab,
    from_json,
    through_json,
    until,
)

# The bar above the page asks for more width than a phone has.
NARROW_BAR = """
headerbar, toolbar, toolbar *, entry, button, notebook tab {
  min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px;
  -gtk-icon-transform: scale(0.1);
}
"""
SIZE = "() => [innerWidth, innerHeight, outerWidth, outerHeight]"


class WebKitTab(Tab):
    """A session of WebDriver; it does not say what is on the console, and prints nothing."""

    def __init__(self, driver: str) -> None:
        self._driver = driver
        options = {"binary": str(_mini_browser()), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = f"/session/{self._send('POST', '/session', wanted)['sessionId']}"
        patience = dict.fromkeys(("script", "pageLoad"), PATIENCE * 1000)
        self._post("/timeouts", patience)

    def _send(self, method: str, path: str, given: Any = None) -> Any:
        data = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(self._driver + path, data=data, method=method)  # noqa: S310 - our own
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            said = json.load(error)["value"]
            raise EngineError(f"{path}: {said['error']}: {said['message']}") from error

    def _post(self, path: str, given: Any) -> Any:
        return self._send("POST", self._session + path, given)

    def goto(self, url: str) -> None:
        self._post("/url", {"url": url})

    def evaluate(self, function: str, *args: Any) -> Any:
        script = f"return ({through_json(function)})(arguments[0])"
        return from_json(
            self._post("/execute/sync", {"script": script, "args": [json.dumps(args)]})
        )

    def pointer(self, x: int, y: int, *, press: bool) -> None:
        steps: list[dict[str, Any]] = [{"type": "pointerMove", "x": x, "y": y, "duration": 0}]
        if press:
            steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._perform({"type": "pointer", "id": "pointer", "actions": steps})

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        steps = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self._perform({"type": "key", "id": "keys", "actions": steps})

    def _perform(self, source: dict[str, Any]) -> None:
        self._post("/actions", {"actions": [source]})

    def screenshot(self) -> bytes:
        return base64.b64decode(self._send("GET", f"{self._session}/screenshot"))

    def resize(self, width: int, height: int) -> None:
        """Give the page so many CSS pixels, whatever the window has around it."""

        def fits() -> bool:
            inner_width, inner_height, outer_width, outer_height = self.evaluate(SIZE)
            if (inner_width, inner_height) == (width, height):
                return True
            around = (outer_width - inner_width, outer_height - inner_height)
            rect = {"width": width + around[0], "height": height + around[1]}
            self._post("/window/rect", rect)
            return False

        until(fits, f"a window of {width} × {height}")

    def close(self) -> None:
        """End the session; its browser goes with it."""
        self._send("DELETE", self._session)


def _mini_browser() -> Path:
    found = sorted(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))
    assert found, "WebKitGTK is not installed: sh tools/install-browser.sh"
    return found[-1]


@contextmanager
def webkit() -> Iterator[str]:
    """A driver and a screen. Yields the driver's address."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, _screen() as screen:
        for toolkit in ("gtk-3.0", "gtk-4.0"):
            style = Path(home, toolkit, "gtk.css")
            style.parent.mkdir()
            style.write_text(NARROW_BAR)
        port = _free_port()
        process = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"],
            env={**os.environ, "DISPLAY": screen, "GDK_BACKEND": "x11", "XDG_CONFIG_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            until(lambda: _answers(address), "WebKit's driver")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@contextmanager
def _screen() -> Iterator[str]:
    """A screen in memory that is larger than any window of the tests."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        try:
            yield f":{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        status = f"{address}/status"
        with urllib.request.urlopen(status, timeout=PATIENCE) as answer:  # noqa: S310
            return bool(json.load(answer)["value"]["ready"])
    except OSError:
        return False


@contextmanager
def webkit_tab(driver: str, width: int, height: int) -> Iterator[Tab]:
    """A tab in a window of so many CSS pixels."""
    tab = WebKitTab(driver)
    try:
        tab.resize(width, height)
        yield tab
    finally:
        tab.close()
