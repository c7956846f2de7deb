"""Firefox, which speaks WebDriver BiDi itself: no driver, and nothing to download.

Playwright speaks BiDi as well, but sends commands that Debian's Firefox does not know yet.
"""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.engines.starting import START_PATIENCE, first_to_start, program
from tests.browser.engines.tab import PATIENCE, EngineError, Tab, from_json, through_json, until

# The log of BiDi has the page's own messages and its errors. Warnings stand in the browser's
# console alone, which scripts of its own windows may read.
CONSOLE = """() => Services.console.getMessageArray()
    .filter((e) => e instanceof Ci.nsIScriptError && /^(https?|file):/.test(e.sourceName))
    .map((e) => `${e.sourceName}:${e.lineNumber}: ${e.errorMessage}`)"""


class Bidi:
    """A session: commands go out, answers come back, events are collected."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, **params: Any) -> Any:
        """Send a command and return its result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer["type"] == "event":
                self.events.append(answer)
            elif answer["id"] == number:
                if answer["type"] == "error":
                    raise EngineError(f"{method}: {answer['error']}: {answer['message']}")
                return answer["result"]


class FirefoxTab(Tab):
    """A browsing context of BiDi."""

    def __init__(self, session: Bidi, context: str) -> None:
        self._session = session
        self._context = context

    def goto(self, url: str) -> None:
        self._session.send(
            "browsingContext.navigate", context=self._context, url=url, wait="complete"
        )

    def evaluate(self, function: str, *args: Any) -> Any:
        return self._call({"context": self._context}, function, *args)

    def _call(self, target: dict[str, str], function: str, *args: Any) -> Any:
        answer = self._session.send(
            "script.callFunction", target=target, awaitPromise=True, userActivation=True,
            functionDeclaration=through_json(function),
            arguments=[{"type": "string", "value": json.dumps(args)}],
        )  # fmt: skip
        if answer["type"] != "success":
            raise EngineError(answer["exceptionDetails"]["text"])
        return from_json(answer["result"]["value"])

    def console(self) -> list[str]:
        said = [event["params"]["text"] for event in self._session.events if _is_said(event)]
        return said + self._call(_own_window(self._session), CONSOLE)

    def forget_console(self) -> None:
        """Drop what earlier tabs have said."""
        self._session.events.clear()
        self._call(_own_window(self._session), "() => Services.console.reset()")

    def _perform(self, source: dict[str, Any]) -> None:
        self._session.send("input.performActions", context=self._context, actions=[source])

    def screenshot(self) -> bytes:
        answer = self._session.send("browsingContext.captureScreenshot", context=self._context)
        return base64.b64decode(answer["data"])

    def pdf(self) -> bytes:
        answer = self._session.send(
            "browsingContext.print", context=self._context, page={"width": 21.0, "height": 29.7}
        )
        return base64.b64decode(answer["data"])


def _is_said(event: dict[str, Any]) -> bool:
    return event["method"] == "log.entryAdded" and event["params"]["type"] == "console"


def _own_window(session: Bidi) -> dict[str, str]:
    tree = session.send("browsingContext.getTree", **{"moz:scope": "chrome"})
    return {"context": tree["contexts"][0]["context"]}


def firefox() -> AbstractContextManager[Bidi]:
    """Firefox with a profile of its own, and a session with it."""
    return first_to_start(_start)


@contextmanager
def _start() -> Iterator[Bidi]:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "Firefox is not installed: sh tools/install-browser.sh"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, "--headless", "--no-remote", "--profile", profile,
                   "--remote-debugging-port", "0", "--remote-allow-system-access"]  # fmt: skip
        with program(command):
            said = Path(profile, "WebDriverBiDiServer.json")
            port = until(lambda: _port(said), "Firefox's port", START_PATIENCE)
            address = f"ws://127.0.0.1:{port}/session"
            with connect(address, max_size=None, open_timeout=START_PATIENCE) as socket:
                session = Bidi(socket)
                session.send("session.new", capabilities={})
                session.send("session.subscribe", events=["log.entryAdded"])
                yield session


def _port(said: Path) -> int | None:
    try:
        return int(json.loads(said.read_text())["ws_port"])
    except (FileNotFoundError, json.JSONDecodeError):
        return None


@contextmanager
def firefox_tab(session: Bidi, width: int, height: int) -> Iterator[Tab]:
    """A tab in a window of so many CSS pixels."""
    user = session.send("browser.createUserContext")["userContext"]
    context = session.send("browsingContext.create", type="tab", userContext=user)["context"]
    size = {"width": width, "height": height}
    session.send("browsingContext.setViewport", context=context, viewport=size)
    tab = FirefoxTab(session, context)
    tab.forget_console()
    try:
        yield tab
    finally:
        session.send("browser.removeUserContext", userContext=user)
