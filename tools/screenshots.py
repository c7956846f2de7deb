"""Pictures of every page type of a built site: desktop and phone, light and dark, and print.

Usage: screenshots.py SITE OUT
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# A picture of a whole page shows what is laid out only when it comes near as well.
LAY_OUT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets.push(sheet);
}"""
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
# Chromium asks for nothing of its own, and works for root in a container.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         "--disable-component-update", "--disable-sync", "--disable-quic"]  # fmt: skip


def chromium_path() -> str | None:
    """The system's Chromium; None means the one that Playwright installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def pages_of(site: Path) -> list[str]:
    """One page of each type, and all hand-written ones."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    kept: dict[str, str] = {}
    for name in found:
        folder, _, file = name.rpartition("/")
        kind = (
            f"{folder.partition('/')[0]}/{file if folder.count('/') else '*'}" if folder else name
        )
        kept.setdefault(kind, name)
    return list(kept.values())


def take(browser: Browser, site: Path, out: Path) -> int:
    """Take all pictures. Returns how many."""
    count = 0
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            for name in pages_of(site):
                page = context.new_page()
                page.goto((site / name).resolve().as_uri())
                page.evaluate(LAY_OUT)
                stem = name.removesuffix(".html").replace("/", "-")
                page.screenshot(path=out / f"{stem}-{size}-{scheme}.png", full_page=True)
                count += 1
                if (size, scheme) == ("desktop", "light"):
                    page.emulate_media(media="print")
                    page.screenshot(path=out / f"{stem}-print.png", full_page=True)
                    count += 1
                page.close()
            context.close()
    return count


def main() -> int:
    """Take the pictures that the arguments ask for."""
    site, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        count = take(browser, site, out)
        browser.close()
    sys.stdout.write(f"{count} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
