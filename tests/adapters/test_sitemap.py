"""Where search engines are told that pages are."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.sites import explainer

pytestmark = pytest.mark.slow
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


def built(folder: Path) -> Path:
    done = explainer("build", "--strict", "-q", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def entries(site: Path) -> dict[str, str | None]:
    """The dates of the sitemap by address."""
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - we have just written it
    assert root.tag == f"{NAMESPACE}urlset"
    rows = [(row.findtext(f"{NAMESPACE}loc"), row.findtext(f"{NAMESPACE}lastmod")) for row in root]
    found = {address: date for address, date in rows if address}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("directory_urls", [False, True])
def test_it_lists_every_page_by_its_one_address(demo: Path, directory_urls: bool) -> None:
    config = demo / "mkdocs.yml"
    wanted = f"use_directory_urls: {str(directory_urls).lower()}"
    text = config.read_text("utf-8")
    config.write_text(text.replace("use_directory_urls: false", wanted), "utf-8")
    site = built(demo)
    address = yaml.safe_load((demo / "content/site.yml").read_text("utf-8"))["address"]
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}
    canonical = {}
    for name in pages:
        (canonical[name],) = CANONICAL.findall((site / name).read_text("utf-8"))
        path = name.removesuffix("index.html") if directory_urls else name
        assert canonical[name] == address + path
    assert set(entries(site)) == set(canonical.values())
    assert not CANONICAL.search((site / "404.html").read_text("utf-8"))


def test_dates_are_those_of_the_content(demo: Path) -> None:
    dates = entries(built(demo))
    story = next(date for address, date in dates.items() if address.endswith("ostermill-bell.html"))
    told = yaml.safe_load((demo / "content/stories/ostermill-bell/story.yml").read_text("utf-8"))
    assert story == str(told["updated"])
    # A hand-written page has no date, and is given none.
    assert next(date for address, date in dates.items() if address.endswith("method.html")) is None


def test_a_site_without_an_address_claims_none(demo: Path) -> None:
    settings = demo / "content/site.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("address:")]
    assert len(kept) == len(lines) - 1
    settings.write_text("".join(kept), "utf-8")
    site = built(demo)
    assert entries(site) == {}
    assert not [p for p in site.rglob("*.html") if CANONICAL.search(p.read_text("utf-8"))]
