"""Pictures of a built site: every page type, in all widths, light, dark, and as printed.

screenshots.py SITE OUT               all pictures, as PNG
screenshots.py --readme SITE OUT      the two of the README, as WebP
"""

from __future__ import annotations

import argparse
import io
import math
import shutil
import sys
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright

# Widths and heights of windows, in CSS pixels.
SIZES = {1280: 900, 820: 1180, 390: 844, 320: 640}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Chromium asks for nothing of its own, and works for root in a container.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         "--disable-component-update", "--disable-sync", "--disable-quic"]  # fmt: skip
WHO, PANEL = "main .sx-says", ".sx-panel"
MAP = ".sx-map"
SHEETS_IN_A_ROW = 4
README_BYTES = 100_000  # of each picture
README_WINDOW = (1280, 800)
README_MARGIN = 24
# Whether a panel has the words of several reports and all of them are in view.
SAYS_ENOUGH = """(panel) => panel.querySelectorAll(".sx-panel-source").length > 1
    && panel.scrollHeight <= panel.clientHeight && panel.clientHeight < innerHeight / 2"""


def chromium_path() -> str | None:
    """The system's Chromium; None means the one that Playwright installed."""
    # The first has no windows, of which nobody sees anything here, and is half the work.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
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
    for width, height in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            for name in pages_of(site):
                page = context.new_page()
                page.goto((site / name).resolve().as_uri())
                stem = name.removesuffix(".html").replace("/", "-")
                count += _take_page(page, out, stem, f"{width}-{scheme}")
                if (width, scheme) == (1280, "light"):
                    _sheets(page.pdf(prefer_css_page_size=True, format="A4")).save(
                        out / f"{stem}-print.png"
                    )
                    count += 1
                page.close()
            context.close()
    return count


def _take_page(page: Page, out: Path, stem: str, suffix: str) -> int:
    """Take a page as it is, and with a sentence's panel open if it has one."""
    page.screenshot(path=out / f"{stem}-{suffix}.png", full_page=True)
    if not page.locator(WHO).count():
        return 1
    open_panel(page)
    page.screenshot(path=out / f"{stem}-panel-{suffix}.png")
    page.keyboard.press("Escape")
    return 2


def open_panel(page: Page) -> None:
    """Open the panel of the first sentence."""
    page.locator(WHO).first.click()
    page.locator(PANEL).first.wait_for(state="visible")


def _open_telling_panel(page: Page) -> None:
    """Open the first panel that shows what panels are for in half a window, or else the first."""
    sentences = page.locator(WHO)
    for at in range(sentences.count()):
        sentences.nth(at).evaluate("(e) => e.scrollIntoView({ block: 'center' })")
        sentences.nth(at).click()
        panel = page.locator(PANEL).first
        panel.wait_for(state="visible")
        if panel.evaluate(SAYS_ENOUGH):
            return
        page.keyboard.press("Escape")
        panel.wait_for(state="hidden")
    open_panel(page)


def _sheets(pdf: bytes) -> Image.Image:
    """The sheets of a printed page, side by side and row by row."""
    sheets = [page.render(scale=1).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    width, height = (max(sheet.size[axis] for sheet in sheets) + 10 for axis in (0, 1))
    columns = min(len(sheets), SHEETS_IN_A_ROW)
    picture = Image.new("RGB", (columns * width, math.ceil(len(sheets) / columns) * height), "gray")
    for at, sheet in enumerate(sheets):
        row, column = divmod(at, columns)
        picture.paste(sheet, (column * width + 5, row * height + 5))
    return picture


def take_for_readme(browser: Browser, site: Path, out: Path) -> int:
    """Take the picture of a story with an open panel, and that of its map. Returns how many."""
    width, height = README_WINDOW
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1.5,
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    map_page = min(site.glob("stories/*/map.html"))
    page.goto((site / "stories" / f"{map_page.parent.name}.html").resolve().as_uri())
    _open_telling_panel(page)
    _save_small(_opened(page.screenshot()), out / "story.webp")
    page.goto(map_page.resolve().as_uri())
    page.locator(MAP).scroll_into_view_if_needed()
    picture = _opened(page.locator(MAP).screenshot())
    _save_small(ImageOps.expand(picture, README_MARGIN, "white"), out / "map.webp")
    context.close()
    return 2


def _opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def _save_small(image: Image.Image, path: Path) -> None:
    """Save a picture as WebP, in the best quality that fits into the README's bytes."""
    for quality in range(90, 10, -5):
        data = io.BytesIO()
        image.save(data, "WEBP", quality=quality, method=6)
        if data.tell() <= README_BYTES:
            break
    path.write_bytes(data.getvalue())


def main() -> int:
    """Take the pictures that the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--readme", action="store_true", help="the two of the README")
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        work = take_for_readme if options.readme else take
        count = work(browser, options.site, options.out)
        browser.close()
    sys.stdout.write(f"{count} pictures in {options.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
