"""What readers are told of live pages; `tests/demo/content/rechecks.yml` says what was found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.index import Store
from generator.passes import Options
from tests.compiled import Compiled, compile_into
from tests.support import DEMO, make_site, page_html

RECORD = (DEMO / "content/rechecks.yml").read_text("utf-8")
CHANGED = "the report reads: <q>It weighed some <ins>700</ins> kilograms</q>"


def html(compiled: Compiled, address: str) -> str:
    (page,) = (page for page in compiled.rendered.pages if page.address == address)
    return page_html(page)


def quotation(text: str, id: str) -> str:
    """What a page says of a quotation."""
    found = re.search(rf'<figure[^>]*id="[a-z]+\.{id}".*?</figure>', text, re.DOTALL)
    assert found, id
    return found[0]


@pytest.mark.parametrize("address", ["sources/tide-post", "quotations"])
def test_words_that_have_left_are_told_with_the_quotation(
    address: str, compiled_demo: Compiled
) -> None:
    page = html(compiled_demo, address)
    changed = quotation(page, "tide-weight")
    assert "Last seen on the live page on May 2, 2031. Since May 9, 2031 at the latest" in changed
    assert CHANGED in changed
    gone = quotation(page, "tide-customs")
    assert "Since May 9, 2031 at the latest the report is without these words." in gone
    for each in (changed, gone):
        places = [each.index(text) for text in ("in the archived copy", "in the report</a>")]
        assert places == sorted(places)
    for id in ("tide-cast", "tide-clapper"):
        assert "live page" not in quotation(page, id)
        assert "archived copy" not in quotation(page, id)


def test_a_footnote_tells_of_it_without_a_date(compiled_demo: Compiled) -> None:
    page = html(compiled_demo, "stories/ostermill-bell")
    told = re.findall(r'<p class="sx-left">(.*?)</p>', page)
    assert sorted(told) == [
        "The report has other words here by now: <q>It weighed some <ins>700</ins> kilograms</q>",
        "The report is without these words by now.",
    ]


def test_the_copy_comes_first_where_words_have_left(compiled_demo: Compiled) -> None:
    page = html(compiled_demo, "sources/tide-post")
    assert page.index("<dt>Archived copy</dt>") < page.index("<dt>Address</dt>")
    assert "9 of 11 quotations stood there on May 9, 2031, word for word." in page
    assert "11 of 11 quotations stood there on May 9, 2031, word for word." in page


def test_a_page_that_is_gone_and_one_behind_a_wall_are_told_apart(compiled_demo: Compiled) -> None:
    gone, wall = (html(compiled_demo, f"sources/{id}") for id in ("gull-wire", "harbour-leaflet"))
    assert "On May 9, 2031 the report was no longer there." in gone
    assert "On May 9, 2031 no program could read the page." in wall
    assert "no longer there" not in wall


def test_links_to_a_source_are_robust(compiled_demo: Compiled) -> None:
    page = html(compiled_demo, "sources/tide-post")
    live, copy = "https://tide-post.example/bell-gone", "https://archive.example/2031/"
    tags = re.findall(r"<a [^>]*data-versiondate[^>]*>", page)
    assert len(tags) == 2
    assert f'href="{copy}{live}"' in tags[0]
    assert f'data-originalurl="{live}" data-versiondate="2031-05-01"' in tags[0]
    assert f'href="{live}"' in tags[1]
    assert f'data-versionurl="{copy}{live}" data-versiondate="2031-05-01"' in tags[1]
    assert "data-version" not in html(compiled_demo, "sources/gull-wire")


def test_an_edit_and_a_new_look_reach_the_pages(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", base=DEMO)
    store = Store(tmp_path / "index", is_kept=False)
    try:
        build = lambda: compile_into(store, site, "content", Options(drafts=True))  # noqa: E731
        assert CHANGED in html(build(), "sources/tide-post")
        record = site / "content/rechecks.yml"
        record.write_text(RECORD.replace("some 700", "some 800"), "utf-8")
        built = build()
        assert "<ins>800</ins>" in html(built, "sources/tide-post")
        assert "<ins>800</ins>" in html(built, "stories/ostermill-bell")
        # Of other words than those that were looked for, nothing is known.
        digest = RECORD.partition("tide-weight:\n        words: sha256:")[2][:64]
        record.write_text(RECORD.replace(digest, "0" * 64), "utf-8")
        assert "<ins>" not in html(build(), "sources/tide-post")
        record.unlink()
        built = build()
        assert "sx-left" not in html(built, "stories/ostermill-bell")
        assert "sx-looked" not in html(built, "sources/tide-post")
    finally:
        store.close()
