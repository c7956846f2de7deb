"""The site of this repository, built as `make site` builds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.once import real_site
from tests.sites import broken_links, read_html
from tests.support import ROOT

pytestmark = pytest.mark.slow
LANGUAGES = ("ar", "de", "fr")
STORY = "stories/islamic-state-propaganda-takedowns"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_site(tmp_path_factory)


def test_has_every_page(site: Path) -> None:
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    framed = {name for name in made if name.startswith("embed/")}
    assert f"embed/{STORY.removeprefix('stories/')}/s.1.html" in framed
    sources = {
        f"sources/{path.stem}.html"
        for path in (ROOT / "content/sources").glob("*.yml")
        if "." not in path.stem
    }
    assert len(sources) == 12
    others = {name for name in made if name.partition("/")[0] in LANGUAGES}
    originals = made - framed - others
    # Each language has what the first has, but for what was published once, which is kept as it is.
    kept = {name for name in originals if f"{STORY}/history" in name}
    for language in LANGUAGES:
        own = {name.removeprefix(f"{language}/") for name in others if name.startswith(language)}
        assert {name for name in own if not name.startswith("embed/")} == originals - kept
    assert originals == sources | {
        "index.html", "glossary.html", "quotations.html", "quotations/speakers.html",
        "sources.html", "disagreements.html", "corrections.html", "method.html", "about.html",
        "accessibility.html", "corrections-policy.html", "404.html", "stories.html", "topics.html",
        f"{STORY}.html", f"{STORY}/timeline.html", f"{STORY}/map.html",
        f"{STORY}/disagreements.html",
        f"{STORY}/history.html",
        *(f"{STORY}/history/{number}.html" for number in (1, 2)),
    }  # fmt: skip


def test_no_link_and_no_anchor_is_broken(site: Path) -> None:
    assert list(broken_links(site)) == []


def test_the_walk_over_links_sees_what_is_broken(site: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="a.html"></a><a id="x" href="#y"></a>')
    assert len(list(broken_links(tmp_path))) == 2


def test_ids_are_unique(site: Path) -> None:
    for path in site.rglob("*.html"):
        ids = read_html(path.read_text("utf-8")).ids
        assert sorted(ids) == sorted(set(ids)), path.name


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    loading = {"script", "img", "link", "iframe", "source", "video", "audio"}
    for path in site.rglob("*.html"):
        for tag, link in read_html(path.read_text("utf-8")).links:
            if tag in loading and "story-explainer.example" not in link:
                assert not re.match(r"(?:[a-z]+:)?//", link), f"{path.name}: {link}"


def test_every_statement_leads_to_its_words(site: Path) -> None:
    html = (site / f"{STORY}.html").read_text("utf-8")
    statements = re.findall(r'<span class="sx-statement" id="[^"]+"[^>]*>.*?</sup></span>', html)
    assert len(statements) >= 70
    assert all('href="#fn.' in statement for statement in statements)
