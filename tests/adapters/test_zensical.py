"""What `explainer render` writes, built by another builder: Zensical, which runs no plugin.

docs/other-builders.md tells what these tests check, and names them.
"""

from __future__ import annotations

import importlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.publishing.atomic_swap import MARKER
from generator.publishing.checksums import CHECKSUMS_FILE
from tests.sites import broken_links, files_of, read_html
from tests.support import ROOT
from tests.zensical import build_with_zensical

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The demo as our plugin builds it, and as Zensical does."""
    return build_with_zensical(tmp_path_factory)


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def content_of(path: Path) -> str:
    """The content of a page, without what Zensical changes in it.

    It takes away an attribute that says what its search leaves out, puts an anchor before all, and
    links for editing where there are none. What is beside a page it addresses by `./`.
    """
    (article,) = LexborHTMLParser(path.read_text("utf-8")).css("article.md-content__inner")
    for link in article.css("a.md-content__button"):
        link.decompose()
    html = article.html or ""
    html = html.replace(' data-search-exclude=""', "")
    html = html.replace('<a id="__skip" tabindex="-1"></a>', "").replace('href="./', 'href="')
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def metas(path: Path) -> Iterator[tuple[str, str]]:
    for node in LexborHTMLParser(path.read_text("utf-8")).css("meta"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        if name.startswith(("og:", "article:", "twitter:", "description")):
            yield name, node.attributes.get("content") or ""


def test_all_pages_and_files_are_there(sites: tuple[Path, Path]) -> None:
    ours, other = map(files_of, sites)
    own = re.compile(r"assets/(javascripts|stylesheets|images)/")
    missing = {name for name in ours.keys() - other.keys() if not own.match(name)}
    more = {name for name in other.keys() - ours.keys() if not own.match(name)}
    assert missing == {"_headers", "sitemap.xml.gz", MARKER, CHECKSUMS_FILE}
    assert more == {"search.json"}


def test_the_content_of_every_page_is_the_same(sites: tuple[Path, Path]) -> None:
    ours, other = sites
    assert pages(ours) == pages(other)
    for name in pages(ours):
        if name != "404.html":
            assert content_of(other / name) == content_of(ours / name), name


def test_every_anchor_is_there_and_no_link_is_broken(sites: tuple[Path, Path]) -> None:
    ours, other = sites
    for name in pages(ours):
        anchors = [set(read_html((s / name).read_text("utf-8")).ids) for s in (ours, other)]
        named = {anchor for anchor in anchors[0] if not anchor.startswith("__")}
        assert named <= anchors[1], name
    # The page for what is not there names the folder that the site will stand in.
    assert [row for row in broken_links(other) if not row.startswith("404.html: /stories/")] == []


def test_data_files_are_the_same(sites: tuple[Path, Path]) -> None:
    ours, other = map(files_of, sites)
    # A template to MkDocs, and a file to Zensical, whose frame does not load it.
    scheme = "assets/scheme.js"
    assert b"{%" in other[scheme]
    assert scheme not in other["index.html"].decode()
    for name in (ours.keys() & other.keys()) - {scheme, "sitemap.xml"}:
        if not name.endswith(".html"):
            assert other[name] == ours[name], name


def test_the_map_of_the_site_has_the_same_pages_and_dates(sites: tuple[Path, Path]) -> None:
    rows = [
        {
            tuple(child.text for child in entry)
            for entry in ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 - just written
        }
        for site in sites
    ]
    assert rows[0] == rows[1]
    assert rows[0]


def test_what_a_page_tells_other_sites_is_the_same(sites: tuple[Path, Path]) -> None:
    ours, other = sites
    for name in pages(ours):
        if name != "404.html":
            assert list(metas(other / name)) == list(metas(ours / name)), name


def test_the_contents_list_names_the_same_headings(sites: tuple[Path, Path]) -> None:
    def contents(path: Path) -> list[str]:
        tree = LexborHTMLParser(path.read_text("utf-8"))
        links = tree.css(".sx-toc, .md-nav--secondary")
        found = [a.attributes.get("href") or "" for nav in links[:1] for a in nav.css("a")]
        return [link for link in found if link.startswith("#")]

    ours, other = sites
    for name in pages(ours):
        if name.startswith("stories/"):
            assert contents(other / name) == contents(ours / name), name


def test_there_is_no_security_policy(sites: tuple[Path, Path]) -> None:
    _, other = sites
    for name in pages(other):
        assert "Content-Security-Policy" not in (other / name).read_text("utf-8")


def test_the_document_names_tests_that_there_are() -> None:
    text = (ROOT / "docs/other-builders.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", text))
    there = set()
    for module in ("tests.adapters.test_zensical", "tests.browser.test_zensical"):
        there |= {name for name in vars(importlib.import_module(module)) if name[:5] == "test_"}
    there.discard("test_the_document_names_tests_that_there_are")
    assert named == there
