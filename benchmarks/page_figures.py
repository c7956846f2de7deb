"""What a built site's pages cost their readers, beside what is wanted of them.

    .venv/bin/python -m benchmarks.page_figures site
    .venv/bin/python -m benchmarks.page_figures site --only size tabs --details

The site is served compressed from this machine. Lighthouse is `make benchmark-tools`'s.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.build import WORK, write
from benchmarks.compressing import compressed, serving
from benchmarks.page_axe import findings
from benchmarks.page_blocking import load, plain_load
from tests.browser.conftest import FLAGS, PAGE_TYPES, STORY, chromium_path
from tests.browser.engines.chromium import chromium_tab
from tests.browser.engines.conftest import SIZES, OpenTab
from tests.browser.engines.firefox import firefox, firefox_tab
from tests.browser.engines.landing import links_that_miss
from tests.browser.engines.webkit import webkit, webkit_tab

BEGIN, END = "<!-- pages: begin -->", "<!-- pages: end -->"
PAGES = [name for name in PAGE_TYPES if name != "404.html"]
STORY_PAGE, MAP_PAGE = f"{STORY}.html", f"{STORY}/map.html"
CONTENTS = [STORY_PAGE, "glossary.html", "disagreements.html"]
LIGHTHOUSE_PAGES = {
    "home": "index.html", "story": STORY_PAGE, "map": MAP_PAGE, "quotations": "quotations.html",
}  # fmt: skip
WINDOW = (1280, 900)
MOST_TABS = 5_000
IN_FOOTER = "() => !!document.activeElement.closest('footer.md-footer')"


@dataclass(frozen=True)
class Figure:
    """A row of the table."""

    name: str
    wanted: str
    measured: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Site:
    """A site that is served, and a browser to look at it with."""

    folder: Path
    address: str
    browser: Browser
    work: Path
    runs: int

    @contextmanager
    def window(self) -> Iterator[Page]:
        """Open an empty page in a desktop's window."""
        width, height = WINDOW
        context = self.browser.new_context(viewport={"width": width, "height": height})
        yield context.new_page()
        context.close()


def html_size(site: Site) -> Iterator[Figure]:
    """How large the story's HTML is."""
    size = len(compressed((site.folder / STORY_PAGE).read_bytes()))
    yield Figure("story page, HTML, gzip", "≤ 40 kB", f"{size / 1000:.1f} kB")


def scripts(site: Site) -> Iterator[Figure]:
    """How much script each page type loads before anything is asked of it."""
    sizes = {name: _scripts_of(site, name) for name in PAGES}
    most = max(sizes, key=sizes.__getitem__)
    measured = (
        f"story {sizes[STORY_PAGE] / 1000:.1f}, map {sizes[MAP_PAGE] / 1000:.1f}, "
        f"most {sizes[most] / 1000:.1f} kB ({most})"
    )
    rows = tuple(f"{name}: {size / 1000:.1f} kB" for name, size in sizes.items())
    yield Figure("script before the map is asked for, gzip", "≤ 40 kB", measured, rows)


def _scripts_of(site: Site, name: str) -> int:
    loaded: list[Response] = []
    with site.window() as page:
        page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 - it is wrapped
        page.goto(site.address + name)
        page.wait_for_load_state("networkidle")
        bodies = [each.body() for each in loaded if each.request.resource_type == "script"]
    return sum(len(compressed(body)) for body in bodies)


def lighthouse(site: Site) -> Iterator[Figure]:
    """Lighthouse's scores and the total blocking time, as on a phone; medians of the runs."""
    program = site.work / "tools" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        missing = "not measured: make benchmark-tools"
        yield Figure("Lighthouse, mobile", "≥ 98 performance, the rest 100", missing)
        return
    for name, page in LIGHTHOUSE_PAGES.items():
        reports = [_lighthouse_run(program, site.address + page) for _ in range(site.runs)]
        scores = [
            round(100 * statistics.median(each["categories"][kind]["score"] for each in reports))
            for kind in reports[0]["categories"]
        ]
        times = [each["audits"]["total-blocking-time"]["numericValue"] for each in reports]
        kinds = ", ".join(reports[0]["categories"])
        failed = sorted(
            f"{key}: {audit['title']}"
            for key, audit in reports[0]["audits"].items()
            if audit["scoreDisplayMode"] == "binary" and audit["score"] == 0
        )
        yield Figure(
            f"Lighthouse, mobile, {name}: {kinds}",
            "≥ 98, the rest 100",
            ", ".join(map(str, scores)),
            tuple(failed),
        )
        wanted = "≤ 150 ms" if name in ("story", "map") else ""
        yield Figure(f"total blocking time, {name}", wanted, f"{statistics.median(times):.0f} ms")


def _lighthouse_run(program: Path, url: str) -> dict[str, dict[str, dict[str, float]]]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "report.json")
        command = [str(program), url, "--quiet", "--output=json", f"--output-path={out}",
                   "--chrome-flags=" + " ".join(["--headless=new", *FLAGS])]  # fmt: skip
        environment = {**os.environ, "CHROME_PATH": chromium_path() or ""}
        subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
        return dict(json.loads(out.read_text("utf-8")))


def blocking(site: Site) -> Iterator[Figure]:
    """How long the main thread is busy while a page loads as on a phone; the least of the runs."""
    plain, loads = [], {name: [] for name in LIGHTHOUSE_PAGES}
    for _ in range(site.runs):
        plain.append(plain_load(site.browser))
        for name, page in LIGHTHOUSE_PAGES.items():
            loads[name].append(load(site.browser, site.address + page))
    unit = min(each.time for each in plain)
    for name, each in loads.items():
        least = min(each, key=lambda one: one.blocking)
        ratio = min(one.time for one in each) / unit
        wanted = "≤ 150 ms" if name in ("story", "map") else ""
        measured = f"{least.blocking:.0f} ms; in all {ratio:.1f} × a plain page of {unit:.0f} ms"
        yield Figure(
            f"blocking by thread time, {name}",
            wanted,
            measured,
            (
                f"{least.styled} elements styled",
                *least.long_tasks(),
            ),
        )


def tabs(site: Site) -> Iterator[Figure]:
    """How often a reader presses Tab on the story page until the footer has the focus."""
    count = 0
    with site.window() as page:
        page.goto(site.address + STORY_PAGE, wait_until="networkidle")
        while count < MOST_TABS:
            page.keyboard.press("Tab")
            if page.evaluate(IN_FOOTER):
                break
            count += 1
    yield Figure("tab stops before the footer, story", "≤ 300", f"{count:,}")


def screens(site: Site) -> Iterator[Figure]:
    """How long the story page is with its sections closed, in screens."""
    with site.window() as page:
        page.goto(site.address + STORY_PAGE, wait_until="networkidle")
        height = page.evaluate("() => document.documentElement.scrollHeight")
    yield Figure("screens of 1280 × 900, story", "≤ 16", f"{height / WINDOW[1]:.1f}")


def links(site: Site) -> Iterator[Figure]:
    """Links of contents that miss, in each engine and size."""
    yield _missed("Chromium", functools.partial(chromium_tab, site.browser), site.address)
    with firefox() as session:
        yield _missed("Firefox", functools.partial(firefox_tab, session), site.address)
    with webkit() as driver:
        yield _missed("WebKitGTK", functools.partial(webkit_tab, driver), site.address)


def _missed(engine: str, open_tab: OpenTab, address: str) -> Figure:
    all_links, rows, counts = 0, [], []
    for size, pixels in SIZES.items():
        with open_tab(*pixels) as tab:
            found = {name: links_that_miss(tab, address + name) for name in CONTENTS}
        all_links = sum(count for count, _ in found.values())
        faults = [
            f"{size}, {name}{href}: {what}"
            for name, (_, missed) in found.items()
            for href, what in missed.items()
        ]
        rows += faults
        counts.append(f"{size} {len(faults)}")
    measured = f"{', '.join(counts)} of {all_links}"
    return Figure(f"contents links that miss, {engine}", "0", measured, tuple(rows))


def axe(site: Site) -> Iterator[Figure]:
    """Rules of axe that any page breaks in any state, scheme or size, and targets too small."""
    runs = list(findings(site.browser, site.address))
    broken = [each for of_run, _ in runs for each in of_run]
    rules = {each.partition(":")[0] for each in broken}
    measured = f"{len(rules)} rules, {len(broken)} times in {len(runs)} runs"
    yield Figure("axe: pages × states × schemes × sizes", "0", measured, tuple(broken))
    small = [each for _, of_run in runs for each in of_run]
    yield Figure("targets below 24 × 24 in all of these", "0", str(len(small)), tuple(small))


def paper(site: Site) -> Iterator[Figure]:
    """How many sheets of A4 the story takes."""
    with chromium_tab(site.browser, *WINDOW) as tab:
        tab.goto(site.address + STORY_PAGE)
        counts = {"Chromium": tab.pdf()}
    with firefox() as session, firefox_tab(session, *WINDOW) as tab:
        tab.goto(site.address + STORY_PAGE)
        counts["Firefox"] = tab.pdf()
    measured = ", ".join(
        f"{engine} {len(pypdfium2.PdfDocument(pdf))}" for engine, pdf in counts.items()
    )
    yield Figure("printed pages, story", "≤ 15", measured)


MEASURES: dict[str, Callable[[Site], Iterator[Figure]]] = {
    "size": html_size, "scripts": scripts, "lighthouse": lighthouse,
    "blocking": blocking, "tabs": tabs, "screens": screens,
    "links": links, "axe": axe, "paper": paper,
}  # fmt: skip


def markdown(figures: list[Figure]) -> str:
    """The table."""
    rows = [f"| {each.name} | {each.wanted} | {each.measured} |" for each in figures]
    return "\n".join(["| | wanted | measured |", "|---|---|---|", *rows])


def main() -> int:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), default=list(MEASURES))
    parser.add_argument("--runs", type=int, default=3, help="of loading a page [3]")
    parser.add_argument("--details", action="store_true", help="say what each figure consists of")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--work", type=Path, default=WORK, help="where the tools are [.benchmark/]")
    options = parser.parse_args()
    figures: list[Figure] = []
    with serving(options.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        site = Site(options.site, address, browser, options.work.resolve(), options.runs)
        for name in options.only:
            for figure in MEASURES[name](site):
                figures.append(figure)
                sys.stderr.write(f"{figure.name}: {figure.measured}\n")
                if options.details:
                    sys.stderr.writelines(f"    {row}\n" for row in figure.details)
        browser.close()
    sys.stdout.write(markdown(figures) + "\n")
    if options.write:
        write(markdown(figures), BEGIN, END)
    return 0


if __name__ == "__main__":
    sys.exit(main())
