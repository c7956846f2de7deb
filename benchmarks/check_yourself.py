"""How long a reader waits for the check of quotations. Run: `python -m benchmarks.check_yourself`.

A page of a source with 60 quotations gets a text of 300 kB, which has all the quotations, a word of
each otherwise, or none of them. As in `benchmarks.page_blocking` the *thread time* of each task of
the page is taken from Chromium's trace, four times for a phone, since the clock would measure what
else the machine has to do: all of it from the text's arrival to the results on the screen, and that
of the longest task, in which the page answers nobody. The least of several runs counts.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.page_blocking import CATEGORIES, SLOWER
from generator.adapters.assets import joined_assets
from generator.render import spoken, wording_for
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from screenshots import FLAGS, chromium_path

CONSOLE = Console()
RUNS = 5
CHARACTERS, QUOTATIONS, WORDS = 300_000, 60, 14
_SYLLABLES = [first + second for first in "bdfghklmnprstvwz" for second in "aeio"]

# Ends two frames after the results are there: then they are on the screen.
_CHECK = """([text]) => new Promise((done) => {
  const box = document.querySelector(".sx-check");
  new MutationObserver((_, self) => {
    if (!box.querySelector(".sx-check-results li")) return;
    self.disconnect();
    requestAnimationFrame(() => setTimeout(() => {
      performance.mark("shown");
      setTimeout(done);
    }));
  }).observe(box, { childList: true, subtree: true });
  const transfer = new DataTransfer();
  transfer.setData("text/plain", text);
  setTimeout(() => {
    performance.mark("given");
    box.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
  }, 100);
})"""


def main() -> None:
    """Measure and print the figures."""
    dice = random.Random(7)  # noqa: S311
    text, other = _text(dice, "“’—é"), _text(dice, "")
    words = text.split(" ")
    quotations = [
        " ".join(words[at : at + WORDS]) for at in range(500, len(words), len(words) // QUOTATIONS)
    ][:QUOTATIONS]
    changed = [_changed(each) for each in quotations]
    table = Table("text", "until it is shown", "longest task", box=None)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for name, wanted, given in (
            ("has all quotations", quotations, text),
            ("has a word of each otherwise", changed, text),
            ("is another one", quotations, other),
        ):
            runs = []
            for _ in range(RUNS):
                page = browser.new_page(viewport={"width": 412, "height": 823})
                runs.append(_run(page, Path(folder), wanted, given))
                page.close()
            total, longest = min(runs)[0], min(each[1] for each in runs)
            table.add_row(name, f"{total:.0f} ms", f"{longest:.0f} ms")
        browser.close()
    CONSOLE.print(table)


def _run(page: Page, folder: Path, quotations: list[str], text: str) -> tuple[float, float]:
    """One run: milliseconds until the results are shown, and those of the longest task."""
    assets = joined_assets(spoken(wording_for("en", None)))
    for path, content in assets.items():
        (folder / Path(path).name).write_text(content, "utf-8")
    style = ROOT / "site-templates/theme/assets/check.css"
    (folder / style.name).write_bytes(style.read_bytes())
    rows = json.dumps([[f"q{at}", each, "", "", "en"] for at, each in enumerate(quotations)])
    (folder / "page.html").write_text(
        "<!doctype html><html lang=en><meta charset=utf-8><title>x</title>"
        "<link rel=stylesheet href=explainer.css>"
        "<body class=md-typeset data-md-color-scheme=default>"
        f"<details open class='sx-section sx-check' data-quotations='{rows}'><summary>x</summary>"
        "</details><script src=explainer.js></script>",
        "utf-8",
    )
    page.goto((folder / "page.html").as_uri())
    page.wait_for_selector(".sx-check-form")
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    config = {"includedCategories": CATEGORIES, "excludedCategories": ["*"]}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    page.evaluate(_CHECK, [text])
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    return _read(events)


def _read(events: list[dict[str, Any]]) -> tuple[float, float]:
    """The thread time of all tasks between the two marks, and of the longest."""
    marks = {each["name"]: each for each in events if each["name"] in ("given", "shown")}
    thread = (marks["given"]["pid"], marks["given"]["tid"])
    times = [
        each["tdur"] / 1000 * SLOWER
        for each in events
        if each["name"] == "RunTask"
        and each["ph"] == "X"
        and (each["pid"], each["tid"]) == thread
        and each["ts"] + each["dur"] >= marks["given"]["ts"]
        and each["ts"] <= marks["shown"]["ts"]
    ]
    return sum(times), max(times)


def _text(dice: random.Random, signs: str) -> str:
    made, length = [], 0
    while length < CHARACTERS:
        word = "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(1, 4)))
        if signs and dice.random() < 0.05:
            word += dice.choice(signs)
        made.append(f"{word}.\n" if dice.random() < 0.06 else word)
        length += len(made[-1]) + 1
    return " ".join(made)


def _changed(words: str) -> str:
    each = words.split(" ")
    return " ".join([*each[:6], "otherwise", *each[7:]])


if __name__ == "__main__":
    main()
