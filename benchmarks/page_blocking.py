"""How long a page keeps its reader waiting while it loads, measured on a machine that is busy.

Lighthouse takes the time by the clock of each task of the page's main thread, four times, for a
slow phone. On a machine that has other things to do that is mostly the time of these. Here the
*thread time* of each task is taken from Chromium's own trace, in which waiting for a processor
does not count. It still grows where programs share caches and cores: so a page is loaded several
times, the least counts, and the sum is set against a plain page that is loaded in between.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks.compressing import serving

# Chromium would slow itself down by keeping the thread busy, which is thread time too.
SLOWER = 4
LONG = 50  # ms of a task, from which on a reader notices
SETTLED = 800  # ms after the page was loaded
CATEGORIES = ["blink.user_timing", "toplevel", "devtools.timeline", "loading", "v8",
              "disabled-by-default-devtools.timeline"]  # fmt: skip
KINDS = {
    "ParseHTML": "parsing", "UpdateLayoutTree": "style", "Layout": "layout", "PrePaint": "painting",
    "Paint": "painting", "v8.run": "script", "v8.callFunction": "script", "FunctionCall": "script",
}  # fmt: skip
PLAIN = (
    "<!doctype html><meta name=viewport content='width=device-width'><title>Plain</title>"
    + ("<p>" + "The quick brown fox jumps over the lazy dog. " * 5) * 300
)
Event = dict[str, Any]


@dataclass(frozen=True)
class Task:
    """One task of the main thread: thread time on a slow phone in ms, and what it was spent on."""

    time: float
    spent: Counter[str]
    before_paint: bool


@dataclass(frozen=True)
class Load:
    """What the main thread did while a page loaded. `styled` counts elements, each time anew."""

    tasks: tuple[Task, ...]
    styled: int

    @property
    def time(self) -> float:
        """The thread time of all tasks."""
        return sum(task.time for task in self.tasks)

    @property
    def blocking(self) -> float:
        """Total blocking time: of each long task after the first paint, what goes beyond 50 ms."""
        return sum(max(0, task.time - LONG) for task in self.tasks if not task.before_paint)

    def long_tasks(self) -> Iterator[str]:
        """Describe the long tasks, for a reader."""
        for task in self.tasks:
            if task.time > LONG:
                spent = ", ".join(f"{kind} {time:.0f}" for kind, time in task.spent.most_common(4))
                yield f"{task.time:.0f} ms{' before the first paint' * task.before_paint}: {spent}"


def load(browser: Browser, url: str) -> Load:
    """Load a page as on a phone, with nothing in the browser's cache."""
    context = browser.new_context(
        viewport={"width": 412, "height": 823},
        device_scale_factor=1.75,
        has_touch=True,
        is_mobile=True,
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    events: list[Event] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    config = {"includedCategories": CATEGORIES, "excludedCategories": ["*"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLED)
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    context.close()
    return _read(events, url)


def plain_load(browser: Browser) -> Load:
    """Load a page of 300 paragraphs without style and script."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "plain.html").write_text(PLAIN, "utf-8")
        with serving(Path(folder)) as address:
            return load(browser, address + "plain.html")


def _read(events: list[Event], url: str) -> Load:
    start = next(
        event
        for event in events
        if event["name"] == "navigationStart" and event["args"]["data"]["documentLoaderURL"] == url
    )
    frame = start["args"]["frame"]
    paints = [
        event["ts"]
        for event in events
        if event["name"] == "firstContentfulPaint" and event["args"].get("frame") == frame
    ]
    first_paint = min(paints, default=start["ts"])
    # The trace names the main thread of each renderer; the page's is that of its process.
    main = next(
        event["tid"]
        for event in events
        if event["name"] == "thread_name"
        and event["pid"] == start["pid"]
        and event["args"]["name"] == "CrRendererMain"
    )
    spans = sorted(
        (
            event
            for event in events
            if event["ph"] == "X"
            and (event["pid"], event["tid"]) == (start["pid"], main)
            and event["ts"] >= start["ts"]
            and (event["name"] == "RunTask" or event["name"] in KINDS)
        ),
        key=lambda event: (event["ts"], -event["dur"]),
    )
    tasks: list[Task] = []
    outer: list[Event] = []  # the spans that are open, the innermost last
    styled = 0
    for span in spans:
        while outer and outer[-1]["ts"] + outer[-1]["dur"] <= span["ts"]:
            outer.pop()
        time = span.get("tdur", 0) / 1000 * SLOWER
        if span["name"] == "RunTask" and not outer:
            tasks.append(Task(time, Counter(), span["ts"] + span["dur"] <= first_paint))
        elif tasks and outer:
            spent = tasks[-1].spent
            spent[KINDS[span["name"]]] += time
            if outer[-1]["name"] in KINDS:  # what is within another is not counted twice
                spent[KINDS[outer[-1]["name"]]] -= time
        if span["name"] == "UpdateLayoutTree":
            styled += span["args"].get("elementCount", 0)
        if span["name"] in KINDS or not outer:
            outer.append(span)
    return Load(tuple(tasks), styled)
