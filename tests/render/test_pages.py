"""The pages of the demo: whole, well-formed, and with every link leading somewhere."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import html5lib
import pytest

from generator.render import Fragment, Heading, Page
from generator.render.database import DATABASE_PATH
from generator.render.links import Links
from tests.compiled import Compiled
from tests.support import DEMO, clean, elements, headings, page_html

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
ADDRESSES = [
    "", "corrections", "disagreements", "glossary", "quotations", "quotations/speakers", "sources",
    "sources/gull-wire", "sources/harbour-leaflet", "sources/tide-post", "stories",
    "stories/la-cloche", "stories/ostermill-bell", "stories/ostermill-bell/disagreements",
    "stories/ostermill-bell/map", "stories/ostermill-bell/timeline", "time-stamps", "topics",
]  # fmt: skip


class Balance(HTMLParser):
    """Reads HTML; fails at an element that is not closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def pages(compiled_demo: Compiled) -> dict[str, Page]:
    """The pages by their addresses."""
    return {page.address: page for page in compiled_demo.rendered.pages}


@pytest.fixture(scope="module", params=[False, True], ids=["files", "folders"])
def both(request: pytest.FixtureRequest) -> tuple[Compiled, bool]:
    """The demo with both forms of address."""
    return clean(DEMO, drafts=True, directory_urls=request.param), request.param


def test_the_pages_are_these(pages: dict[str, Page]) -> None:
    assert sorted(pages) == ADDRESSES


@pytest.mark.parametrize("address", ADDRESSES)
class TestEveryPage:
    def test_fragments_are_whole(self, pages: dict[str, Page], address: str) -> None:
        fragments = [b.html for b in pages[address].blocks if isinstance(b, Fragment)]
        assert fragments
        for html in fragments:
            balance = Balance()
            balance.feed(html)
            balance.close()
            assert balance.open == []
            assert list(elements(html))

    def test_the_first_block_is_the_one_heading_of_level_one(
        self, pages: dict[str, Page], address: str
    ) -> None:
        page = pages[address]
        assert isinstance(page.blocks[0], Heading)
        levels = [heading.level for heading in headings(page)]
        assert levels[0] == 1
        assert 1 not in levels[1:]
        in_fragments = [tag for tag, _, _ in elements(page_html(page)) if re.match(r"h\d", tag)]
        steps = [int(tag[1]) for tag in in_fragments]
        assert all(after - before <= 1 for before, after in pairwise(steps))

    def test_every_id_is_unique(self, pages: dict[str, Page], address: str) -> None:
        ids = Counter(a["id"] for _, a, _ in elements(page_html(pages[address])) if "id" in a)
        assert ids
        assert [id for id, times in ids.items() if times > 1] == []

    def test_a_page_says_what_it_is_and_where_it_comes_from(
        self, pages: dict[str, Page], address: str
    ) -> None:
        page = pages[address]
        for text in (page.title, page.description):
            assert text
            assert text == text.strip()
            assert "<" not in text
            assert "&amp;" not in text
        assert (DEMO / page.origin).is_file()
        assert date.fromisoformat(page.updated)

    def test_footnotes_are_numbered_as_they_are_read(
        self, pages: dict[str, Page], address: str
    ) -> None:
        page = pages[address]
        found = list(elements(page_html(page)))
        marks = [
            (a["href"], text)
            for tag, a, text in found
            if tag == "a" and a.get("href", "").startswith("#fn.") and text.isdigit()
        ]
        notes = [a for tag, a, _ in found if tag == "li" and a.get("id", "").startswith("fn.")]
        first = dict(reversed(marks))
        in_order = list(dict.fromkeys(marks))
        assert [f"#{note['id']}" for note in notes] == [href for href, _ in in_order]
        assert [int(number) for _, number in in_order] == list(range(1, len(in_order) + 1))
        assert len(first) == len(in_order)

    def test_a_footnote_leads_back_to_the_first_statement_that_cites_it(
        self, pages: dict[str, Page], address: str
    ) -> None:
        tree = html5lib.parseFragment(page_html(pages[address]), namespaceHTMLElements=False)
        cited: dict[str | None, str] = {}
        for statement in tree.iter("span"):
            for mark in statement.iterfind(".//sup[@class='sx-refs']//a"):
                if statement.get("id"):
                    cited.setdefault(mark.get("href"), f"#{statement.get('id')}")
        backs = [
            (f"#{note.get('id')}", back.get("href"))
            for note in tree.iter("li")
            for back in note.iter("a")
            if back.get("role") == "doc-backlink"
        ]
        assert dict(backs) == cited
        assert len(backs) == len(cited)


def test_every_statement_of_the_story_stands_on_its_page(
    compiled_demo: Compiled, pages: dict[str, Page]
) -> None:
    assert compiled_demo.site
    for story in compiled_demo.site.told:
        page = pages[f"stories/{story.slug}"]
        ids = {a["id"] for _, a, _ in elements(page_html(page)) if "id" in a}
        assert {statement.anchor for statement in story.statements()} <= ids


def test_every_link_leads_to_a_page_and_a_place_on_it(both: tuple[Compiled, bool]) -> None:
    compiled, directory_urls = both
    links = Links(directory_urls)
    ids = {}
    files = {DATABASE_PATH, *(file.path for file in compiled.rendered.files)}
    assert compiled.site
    files |= {links.file(path.removesuffix(".md")) for path in compiled.site.written}
    for page in compiled.rendered.pages:
        found = list(elements(page_html(page)))
        ids[links.file(page.address)] = {a["id"] for _, a, _ in found if "id" in a}
    checked = 0
    for page in compiled.rendered.pages:
        here = links.file(page.address)
        for _, attributes, _ in elements(page_html(page)):
            for key in ("href", "src", "cite"):
                href = attributes.get(key)
                if href is None or re.match(r"(https?|mailto):", href):
                    continue
                path, _, anchor = href.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
                target = here if not path else target
                if path.endswith("/"):
                    target = posixpath.normpath(f"{target}/index.html")
                of_theme = target in ("assets/map/map.css", "assets/map/map.js")
                assert target in ids or target in files or of_theme, (page.address, href)
                assert not anchor or anchor in ids[target], (page.address, href)
                checked += 1
    assert checked > 300


def test_links_to_other_sites_tell_them_nothing(pages: dict[str, Page]) -> None:
    outside = [
        a
        for page in pages.values()
        for tag, a, _ in elements(page_html(page))
        if tag == "a" and a["href"].startswith("http")
    ]
    assert outside
    assert all({"noopener", "noreferrer"} <= set(a["rel"].split()) for a in outside)


def test_nothing_is_fetched_from_another_site(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for tag, attributes, _ in elements(page_html(page)):
            assert tag not in ("iframe", "object", "embed", "style")
            for key in ("src", "href") if tag in ("script", "link") else ("src",):
                assert not attributes.get(key, "").startswith(("http", "//"))
            assert "url(" not in attributes.get("style", "")


def words(page: Page) -> str:
    """The text of a page, spaces collapsed."""
    return " ".join(elements_text(page_html(page)).split())


def elements_text(html: str) -> str:
    return next(iter(elements(f"<div>{html}</div>")))[2]


class TestContent:
    def test_the_home_page_shows_each_story(self, pages: dict[str, Page]) -> None:
        text = words(pages[""])
        assert "Who took the bell of Ostermill" in text
        assert "La cloche d’Ostermill" in text
        assert "Draft" in text

    def test_the_story_page_has_every_part(self, pages: dict[str, Page]) -> None:
        ids = [heading.id for heading in headings(pages["stories/ostermill-bell"])]
        parts = [
            "top", "key-points", "the-night", "the-search", "timeline", "who-took-part",
            "disagreements", "sources", "corrections", "cite", "terms", "footnotes",
        ]  # fmt: skip
        assert [id for id in ids if id in parts] == parts

    def test_a_part_without_content_is_left_out(self, pages: dict[str, Page]) -> None:
        ids = {heading.id for heading in headings(pages["stories/la-cloche"])}
        assert not ids & {"timeline", "who-took-part", "disagreements"}

    def test_a_footnote_shows_words_speaker_outlet_and_date(self, pages: dict[str, Page]) -> None:
        page = pages["stories/ostermill-bell"]
        (note,) = [
            " ".join(text.split())
            for tag, a, text in elements(page_html(page))
            if tag == "li" and a.get("id") == "fn.tide-heard-nothing"
        ]
        for part in (
            "Tide Post, note ", "“We heard nothing, and that is what frightens us”",
            "Tom Fennel", "the keeper of the tower",
        ):  # fmt: skip
            assert part in note
        # What a report is stands once, not with each of its notes.
        text = words(page)
        for part in ("Bell of Ostermill gone from its tower", "The Tide Post", "April 5, 2031"):
            assert part in text.rpartition("Footnotes")[2].partition("note 1")[0]

    def test_a_source_page_shows_everything_of_its_source(self, pages: dict[str, Page]) -> None:
        text = words(pages["sources/gull-wire"])
        for part in (
            "Morning Foghorn", "Bell Watch", "The wardens of the fogbound island",
            "about April 8, 2031",
            "agency report", "sha256:", "The copy carries no date.", "a resounding success",
        ):  # fmt: skip
            assert part in text
        # A look at the page has seen it since it was accessed.
        assert "Last seen there May 9, 2031" in words(pages["sources/tide-post"])
        assert "Ada Quill, Jun Marrow" in words(pages["sources/tide-post"])

    def test_a_quotation_is_shown_in_its_own_direction(self, pages: dict[str, Page]) -> None:
        quotes = [
            a
            for tag, a, text in elements(page_html(pages["sources/harbour-leaflet"]))
            if tag == "blockquote"
        ]
        assert [(a.get("lang"), a.get("dir")) for a in quotes] == [
            ("ar", "rtl"), ("ar", "rtl"), (None, None)
        ]  # fmt: skip

    def test_the_same_statement_in_other_words_is_linked(self, pages: dict[str, Page]) -> None:
        html = page_html(pages["sources/gull-wire"])
        (figure,) = [
            html[m.start() : html.index("</figure>", m.start())]
            for m in re.finditer('id="q.gull-heard-nothing"', html)
        ]
        assert "tide-post.html#q.tide-heard-nothing" in figure
        assert "harbour-leaflet.html#q.leaflet-heard-nothing" in figure

    def test_speakers_are_grouped(self, pages: dict[str, Page]) -> None:
        titles = [h.text for h in headings(pages["quotations/speakers"]) if h.level > 1]
        assert titles == ["Officials", "Tom Fennel", "سامر الوهمي"]

    def test_the_glossary_shows_spellings_kinds_and_links(self, pages: dict[str, Page]) -> None:
        text = words(pages["glossary"])
        for part in ("جرس البلدة", "Oster Mill", "organisation", "https://things.example/entity"):
            assert part in text

    def test_corrections_stand_on_both_pages(self, pages: dict[str, Page]) -> None:
        for address in ("corrections", "stories/ostermill-bell"):
            text = words(pages[address])
            assert "The tower was open." in text
            assert "We had misread the report." in text
        assert "whoever is on duty" in words(pages["corrections"])

    def test_a_disputed_role_leads_to_the_disagreement(self, pages: dict[str, Page]) -> None:
        found = elements(page_html(pages["stories/ostermill-bell/map"]))
        hrefs = [a["href"] for tag, a, _ in found if tag == "a"]
        assert "../ostermill-bell.html#disagreement.who-led" in hrefs

    def test_the_page_can_be_cited(self, pages: dict[str, Page]) -> None:
        text = words(pages["stories/ostermill-bell"])
        assert "https://bell-file.example/stories/stories/ostermill-bell.html" in text


class TestReferenceList:
    def rows(self, compiled: Compiled) -> dict[str, dict[str, object]]:
        (file,) = [f for f in compiled.rendered.files if f.path == "sources.csl.json"]
        return {row["id"]: row for row in json.loads(file.data)}

    def test_every_source_is_listed(self, compiled_demo: Compiled) -> None:
        rows = self.rows(compiled_demo)
        assert list(rows) == ["gull-wire", "harbour-leaflet", "tide-post"]
        assert rows["tide-post"]["issued"] == {"date-parts": [[2031, 4, 5]]}
        assert rows["tide-post"]["author"] == [{"literal": "Ada Quill"}, {"literal": "Jun Marrow"}]
        assert rows["gull-wire"]["author"] == [{"literal": "Gull Wire"}]
        assert rows["gull-wire"]["issued"] == {"date-parts": [[2031, 4, 8]], "circa": True}
        assert rows["harbour-leaflet"]["issued"] == {"date-parts": [[2031, 4]]}
        assert rows["harbour-leaflet"]["language"] == "ar"


def test_a_word_as_word_is_explained_where_one_stands(pages: dict[str, Page]) -> None:
    explained = "a word spoken of as a word; nobody is quoted</p>"
    assert "“The Saucepan”" in page_html(pages["stories/ostermill-bell"])
    assert re.search(
        r'<i class="sx-word"[^>]*>“…”</i> ' + explained, page_html(pages["stories/ostermill-bell"])
    )
    assert explained not in page_html(pages["stories/ostermill-bell/timeline"])
