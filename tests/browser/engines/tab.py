"""A tab of some engine: few steps that each engine has, and what can be said in terms of them."""

from __future__ import annotations

import abc
import json
import time
from collections.abc import Callable
from typing import Any

# Seconds until what a test waits for is taken to never come; a busy machine may be slow.
PATIENCE = 120
# Keys with a name of their own, as WebDriver writes them.
KEYS = {"Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "ArrowDown": "\ue015"}
# The middle of an element once it is in view, stands still, and nothing lies over it.
PLACE = """async (selector) => {
    const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects()[0];
    const element = [...document.querySelectorAll(selector)].find(shown);
    if (!element) return null;
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const middle = () => {
        const { x, y, width, height } = element.getClientRects()[0];
        return [Math.round(x + width / 2), Math.round(y + height / 2)];
    };
    const before = middle();
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    if (!shown(element)) return null;
    const [x, y] = middle();
    if (x !== before[0] || y !== before[1]) return null;
    const top = document.elementFromPoint(x, y);
    return top && (element.contains(top) || top.contains(element)) ? [x, y] : null;
}"""
SHOWN = """(selector) => [...document.querySelectorAll(selector)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true })).length"""


class EngineError(Exception):
    """The engine refused a command, as when a page is left while a script runs in it."""


class Tab(abc.ABC):
    """A tab with nothing kept from an earlier one."""

    @abc.abstractmethod
    def goto(self, url: str) -> None:
        """Open an address and wait until the page has loaded."""

    @abc.abstractmethod
    def evaluate(self, function: str, *args: Any) -> Any:
        """Call a function of JavaScript in the page.

        Args:
            function: its source; it may be async.
            args: what it is called with; JSON.

        Returns:
            What it gives, through JSON.
        """

    def pointer(self, x: int, y: int, *, press: bool) -> None:
        """Move the pointer to a place in the window, and press its first button there."""
        steps: list[dict[str, Any]] = [{"type": "pointerMove", "x": x, "y": y, "duration": 0}]
        if press:
            steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._perform({"type": "pointer", "id": "pointer", "actions": steps})

    def press(self, key: str) -> None:
        """Press a key: a character, or a name in `KEYS`."""
        value = KEYS.get(key, key)
        steps = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self._perform({"type": "key", "id": "keys", "actions": steps})

    def _perform(self, source: dict[str, Any]) -> None:
        """Let an input source, as WebDriver describes it, do its actions."""
        raise NotImplementedError

    @abc.abstractmethod
    def screenshot(self) -> bytes:
        """Return a PNG of the window."""

    def console(self) -> list[str]:
        """Return what the pages' console has, of all levels."""
        raise NotImplementedError

    def pdf(self) -> bytes:
        """Return the page as printed on A4."""
        raise NotImplementedError

    def wait_for(self, function: str, *args: Any) -> Any:
        """Call a function in the page until it gives something true, and return that."""
        return until(lambda: self._try(function, *args), f"{function} {args}")

    def _try(self, function: str, *args: Any) -> Any:
        try:
            return self.evaluate(function, *args)
        except EngineError:
            return None

    def hover(self, selector: str) -> None:
        """Move the pointer onto the first visible element."""
        self.pointer(*self.wait_for(PLACE, selector), press=False)

    def click(self, selector: str) -> None:
        """Click the first visible element."""
        self.pointer(*self.wait_for(PLACE, selector), press=True)

    def type(self, text: str) -> None:
        """Press the keys of a text, one after the other."""
        for character in text:
            self.press(character)

    def shown(self, selector: str) -> int:
        """How many elements are visible."""
        return int(self.evaluate(SHOWN, selector))

    def wait_until_shown(self, selector: str) -> None:
        """Wait until an element is visible."""
        self.wait_for(SHOWN, selector)

    def wait_until_hidden(self, selector: str) -> None:
        """Wait until no such element is visible."""
        self.wait_for(f"(selector) => !({SHOWN})(selector)", selector)


def until(ask: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Ask again until the answer is true, and return it.

    Raises:
        TimeoutError: it was not, for so many seconds.
    """
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.05)
    raise TimeoutError(f"never came: {what}")


def through_json(function: str) -> str:
    """A function that takes its arguments as JSON and gives its value as JSON."""
    return f"async (given) => JSON.stringify((await ({function})(...JSON.parse(given))) ?? null)"


def from_json(text: str) -> Any:
    """What a function of `through_json` gave."""
    return json.loads(text)
