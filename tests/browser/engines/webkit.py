"""WebKitGTK, by way of its own WebDriver, on a screen that nobody sees."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from tests.browser.engines.starting import START_PATIENCE, first_to_start, program
from tests.browser.engines.tab import PATIENCE, EngineError, Tab, from_json, through_json, until

# The bar above the page asks for more width than a phone has.
NARROW_BAR = """
headerbar, toolbar, toolbar *, entry, button, notebook tab {
  min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px;
  -gtk-icon-transform: scale(0.1);
}
"""
SIZE = "() => [innerWidth, innerHeight, outerWidth, outerHeight]"


# All that the site keeps with its readers besides cookies; an empty page has nothing of it.
FORGET = "() => location.origin === 'null' || (localStorage.clear(), sessionStorage.clear())"


class WebKitTab(Tab):
    """A session of WebDriver; it does not say what is on the console, and prints nothing."""

    def __init__(self, driver: str) -> None:
        self._driver = driver
        options = {"binary": str(_mini_browser()), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        session = self._send("POST", "/session", wanted, START_PATIENCE)
        self._session = f"/session/{session['sessionId']}"
        patience = dict.fromkeys(("script", "pageLoad"), PATIENCE * 1000)
        self._post("/timeouts", patience)

    def _send(self, method: str, path: str, given: Any = None, patience: float = PATIENCE) -> Any:
        data = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(self._driver + path, data=data, method=method)  # noqa: S310 - our own
        try:
            with urllib.request.urlopen(request, timeout=patience) as answer:  # noqa: S310
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

    def forget(self) -> None:
        """Leave the page, and keep nothing of it."""
        self._send("DELETE", f"{self._session}/actions")
        self.pointer(0, 0, press=False)
        self.evaluate(FORGET)
        self._send("DELETE", f"{self._session}/cookie")
        self.goto("about:blank")


def _mini_browser() -> Path:
    found = sorted(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))
    assert found, "WebKitGTK is not installed: sh tools/install-browser.sh"
    return found[-1]


def webkit() -> AbstractContextManager[WebKitTab]:
    """A driver, a screen, and a session: starting one for each test takes long, and may hang."""
    return first_to_start(_start)


@contextmanager
def _start() -> Iterator[WebKitTab]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, _screen() as screen:
        for toolkit in ("gtk-3.0", "gtk-4.0"):
            style = Path(home, toolkit, "gtk.css")
            style.parent.mkdir()
            style.write_text(NARROW_BAR)
        port = _free_port()
        surroundings = {
            "DISPLAY": screen,
            "GDK_BACKEND": "x11",
            "XDG_CONFIG_HOME": home,
            # No services of a desktop, which nobody would end.
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
        }
        with program(["WebKitWebDriver", f"--port={port}"], env=surroundings):
            address = f"http://127.0.0.1:{port}"
            until(lambda: _answers(address), "WebKit's driver", START_PATIENCE)
            yield WebKitTab(address)


@contextmanager
def _screen() -> Iterator[str]:
    """A screen in memory that is larger than any window of the tests."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with program(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        number = process.stdout.readline().strip()
        if not number:
            raise EngineError("Xvfb has found no screen")
        yield f":{number}"


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        status = f"{address}/status"
        with urllib.request.urlopen(status, timeout=START_PATIENCE) as answer:  # noqa: S310
            return bool(json.load(answer)["value"]["ready"])
    except OSError:
        return False


@contextmanager
def webkit_tab(tab: WebKitTab, width: int, height: int) -> Iterator[Tab]:
    """The tab in a window of so many CSS pixels, with nothing kept from the one before."""
    tab.forget()
    tab.resize(width, height)
    yield tab
