"""Makes the theme's `favicon.png` from its `favicon.svg`, for browsers that show no SVG.

Usage: icons.py [OUT]
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from screenshots import FLAGS, chromium_path

ASSETS = Path(__file__).resolve().parent.parent / "site-templates" / "theme" / "assets"
SIZE = 96


def icon(browser: Browser) -> bytes:
    """The picture as PNG, as it is on a light screen."""
    page = browser.new_page(viewport={"width": SIZE, "height": SIZE}, color_scheme="light")
    svg = (ASSETS / "favicon.svg").read_text("utf-8")
    page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


def main() -> int:
    """Write the picture."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS / "favicon.png"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        out.write_bytes(icon(browser))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
