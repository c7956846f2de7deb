"""The sign of the site: in the browser's tab and beside the title."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from tests.support import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ASSETS = ROOT / "site-templates/theme/assets"
FILLS = "['.tile', '.mark'].map((e) => getComputedStyle(document.querySelector(e)).fill)"


def test_the_picture_is_the_drawing(tmp_path: Path) -> None:
    made = tmp_path / "favicon.png"
    tool = [sys.executable, str(ROOT / "tools/icons.py"), str(made)]
    subprocess.run(tool, check=True, timeout=300)
    (fresh, kept) = (Image.open(path).convert("RGBA") for path in (made, ASSETS / "favicon.png"))
    assert fresh.size == kept.size == (96, 96)
    # Another Chromium may smooth edges otherwise.
    difference = ImageChops.difference(fresh, kept).convert("L")
    assert ImageStat.Stat(difference).mean[0] < 2
    assert len((ASSETS / "favicon.png").read_bytes()) < 4000


def test_the_drawing_suits_light_and_dark_screens(browser: Browser) -> None:
    seen = []
    for scheme in ("light", "dark"):
        page = browser.new_context(color_scheme=scheme).new_page()
        page.goto((ASSETS / "favicon.svg").as_uri())
        seen.append(page.evaluate(FILLS))
        page.context.close()
    assert seen == [
        ["rgb(11, 86, 104)", "rgb(255, 255, 255)"],
        ["rgb(143, 202, 219)", "rgb(14, 35, 41)"],
    ]


def test_every_page_names_both_and_they_are_there(page: Page, address: str) -> None:
    page.goto(f"{address}sources/ap-2018.html")
    icons = page.locator("link[rel=icon]").evaluate_all("all => all.map((e) => e.href)")
    assert icons == [f"{address}assets/favicon.png", f"{address}assets/favicon.svg"]
    png, svg = (page.request.get(icon) for icon in icons)
    assert Image.open(io.BytesIO(png.body())).format == "PNG"
    assert svg.headers["content-type"] == "image/svg+xml"


def test_the_sign_beside_the_title_takes_the_colour_of_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    logo = page.locator(".md-header .sx-brand")
    expect(logo).to_be_visible()
    expect(logo).to_have_accessible_name("Story Explainer")
    colours = "(e) => [getComputedStyle(e).color, getComputedStyle(e, '::before').backgroundColor]"
    text, sign = logo.evaluate(colours)
    assert text == sign
    assert text != "rgba(0, 0, 0, 0)"
