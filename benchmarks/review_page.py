"""How long a reviewer waits in a browser. Run: `.venv/bin/python -m benchmarks.review_page`.

A copy of a site is served, and a browser reviews a story of it by key, `s` again and again, at a
pace that no reader keeps up. Each verdict is written to the disk, and the preview builds the story
anew meanwhile, in the same process. Measured in the browser, from the press of the key until the
first frame with the next sentence: the median, the 95th of 100, the longest. Of the preview: how
long it takes until the first sentence is there, and until the last verdict is written.

The flagship's sentences are reviewed, without its archive where that is not at hand: `--site` and
`--story` name others, `--pace` the milliseconds between two keys, `--copies` a folder of copies.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.console import Console

from tests.serving import serving, wait_for
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from screenshots import FLAGS, chromium_path

CONSOLE = Console()
STORY = "islamic-state-propaganda-takedowns"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "site", ".benchmark", ".fuzz", "tests")

# From the event's own time to a frame in which another sentence stands.
_MEASURE = """() => {
  window.waits = [];
  const shown = () => document.querySelector("input[name=of]").value;
  addEventListener("keydown", (event) => {
    const before = shown();
    const look = (now) => {
      if (shown() !== before && !document.querySelector("#rv-card[aria-busy]")) {
        window.waits.push(performance.now() - event.timeStamp);
      } else if (now - event.timeStamp < 10000) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true });
}"""


def main() -> None:
    """Review a story and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT)
    parser.add_argument("--story", default=STORY)
    parser.add_argument("--copies", type=Path)
    parser.add_argument("--pace", type=int, default=300)
    parser.add_argument("--most", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        shutil.copytree(options.site, site, ignore=LEFT_OUT, symlinks=True)
        if options.copies:
            shutil.copytree(options.copies, site / "content/archive", dirs_exist_ok=True)
        with serving(site) as address, sync_playwright() as playwright:
            wait_for(address, lambda html: "sx-card" in html)
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
            page = browser.new_page()
            _review(page, f"{address}.review/{options.story}", options.pace, options.most)
            browser.close()


def _review(page: Page, address: str, pace: int, most: int) -> None:
    page.set_default_timeout(120_000)
    page.goto(address)
    name = page.locator("[name=by]")
    if name.evaluate("each => each.tagName") == "SELECT":
        name.select_option(index=1)
    else:
        name.fill("A Reader")
    start = time.monotonic()
    page.get_by_role("button").click()
    page.wait_for_selector("#rv-walk[data-ready]")
    CONSOLE.print(f"first sentence: {time.monotonic() - start:.2f} s")
    page.evaluate(_MEASURE)
    count = min(most, int(page.locator("#rv-progress").get_attribute("max") or 1) - 1)
    start = time.monotonic()
    for _ in range(count):
        page.keyboard.press("s")
        page.wait_for_timeout(pace)
    page.wait_for_function("document.querySelector('#rv-state').textContent === ''")
    CONSOLE.print(f"{count} verdicts written: {time.monotonic() - start:.1f} s")
    waits = sorted(page.evaluate("window.waits"))
    at = min(len(waits) - 1, round(0.95 * len(waits)))
    CONSOLE.print(
        f"next sentence, ms: median {statistics.median(waits):.0f}, 95th {waits[at]:.0f}, "
        f"longest {waits[-1]:.0f} ({len(waits)} of {count} seen)"
    )


if __name__ == "__main__":
    main()
