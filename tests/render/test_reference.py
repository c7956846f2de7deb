"""Where readers look things up: timeline, sources by voice, quotations, glossary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.render import Page
from tests.compiled import Compiled, compile_site
from tests.support import elements, headings, make_site, page_html

SOURCE = """\
title: {title}
publisher: {publisher}
short: {short}
published: 2031-04-0{day}
url: https://{id}.example/
kind: news-report
{more}
quotations:
  - id: {id}-said
    exact: {words}
"""
TERM = "term: {name}\nkind: concept\ndefinition: |\n  A word. [@post-vanished]\n"


def source(id: str, day: int, more: str = "", words: str = "The bell was heavy") -> str:
    short = id.capitalize()
    return SOURCE.format(
        id=id, day=day, more=more, words=words, title=f"{short} reports", short=short,
        publisher=f"The {short}",
    )  # fmt: skip


def pages_of(compiled: Compiled) -> dict[str, Page]:
    return {page.address: page for page in compiled.rendered.pages}


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of all sources, some of which are one voice."""
    ruling = "rulings:\n  - other: cape\n    verdict: one-voice\n    reason: They share a desk."
    files = {
        "content/sources/alpha.yml": source("alpha", 1, "origin: The Wire"),
        "content/sources/beta.yml": source("beta", 2, "origin: the wire"),
        "content/sources/cape.yml": source("cape", 3),
        "content/sources/dune.yml": source("dune", 4, "origin: The Wire\n" + ruling),
    }
    folder = make_site(tmp_path_factory.mktemp("voices") / "site", files)
    return page_html(pages_of(compile_site(folder))["sources"])


def test_reports_of_one_voice_stand_together_with_the_reasons(voices: str) -> None:
    (voice,) = re.findall(r'<li class="sx-voice">(.*?)</ul></li>', voices, re.DOTALL)
    head, why = (re.sub("<[^>]+>", "", part) for part in voice.split("</p>")[:2])
    assert head == "4 reports, one voice"
    assert why == (
        "Alpha; Beta; Dune: The text of each is by The Wire."
        " · Cape; Dune: The editors count them as one: They share a desk."
    )
    assert re.findall(r">(\w+ reports)<", voice) == [
        "Alpha reports", "Beta reports", "Cape reports", "Dune reports",
    ]  # fmt: skip


def test_a_voice_of_one_report_needs_no_reason(voices: str) -> None:
    alone = voices.partition("</ul></li>")[2]
    assert "Bell gone" in alone
    assert "one voice" not in alone


class TestTimeline:
    def test_the_contents_list_years_and_events(self, compiled_demo: Compiled) -> None:
        page = pages_of(compiled_demo)["stories/ostermill-bell/timeline"]
        found = [(h.level, h.id) for h in headings(page)]
        assert (2, "year.1702") in found
        events = [id for level, id in found if level == 3]
        assert events
        assert all(id.startswith("event.") for id in events)

    def test_the_story_page_has_the_same_events(self, compiled_demo: Compiled) -> None:
        pages = pages_of(compiled_demo)
        page = pages["stories/ostermill-bell/timeline"]
        events = [h.id for h in headings(page) if h.level == 3]
        found = elements(page_html(pages["stories/ostermill-bell"]))
        assert [a["id"] for tag, a, _ in found if a.get("class") == "sx-event"] == events

    def test_what_is_open_at_its_start_comes_first(self, compiled_demo: Compiled) -> None:
        page = pages_of(compiled_demo)["stories/ostermill-bell/timeline"]
        assert [h.text for h in headings(page) if h.level == 2][:3] == ["Earlier", "1650", "1702"]


class TestQuotations:
    def test_what_all_have_in_common_is_said_once(self, compiled_demo: Compiled) -> None:
        html = page_html(pages_of(compiled_demo)["quotations"])
        assert html.count("compared word for word with our copies on") == 1

    def test_each_keeps_its_address(self, compiled_demo: Compiled) -> None:
        html = page_html(pages_of(compiled_demo)["quotations"])
        for id in compiled_demo.site.quotations:
            assert html.count(f' id="q.{id}"') == 1

    def test_the_filter_knows_sources_and_speakers(self, compiled_demo: Compiled) -> None:
        pages = pages_of(compiled_demo)
        for address, names in (
            ("quotations", ["source", "speaker"]), ("quotations/speakers", ["source"]),
        ):  # fmt: skip
            html = page_html(pages[address])
            assert re.findall('<fieldset name="([a-z]+)"', html) == names
            assert '<form class="sx-filter" hidden' in html
        chips = re.findall(r'<button type="button"[^>]*><bdi>([^<]+)</bdi>', html)
        assert set(chips) <= {entry.source.short for entry in compiled_demo.site.sources.values()}

    def test_an_unverified_one_says_so(self, tmp_path: Path) -> None:
        files = {"content/sources/alpha.yml": source("alpha", 1)}
        html = page_html(pages_of(compile_site(make_site(tmp_path / "site", files)))["quotations"])
        assert "unless it says otherwise" in html
        (figure,) = re.findall(r'id="q.alpha-said">.*?</figure>', html, re.DOTALL)
        assert "Not yet compared with a copy" in figure


class TestGlossary:
    def page(self, folder: Path, *names: str) -> Page:
        files = {
            f"content/glossary/t{at}.yml": TERM.format(name=name) for at, name in enumerate(names)
        }
        return pages_of(compile_site(make_site(folder / "site", files)))["glossary"]

    def test_few_terms_need_no_index(self, tmp_path: Path) -> None:
        page = self.page(tmp_path, "alarm", "chime")
        assert [(h.level, h.text) for h in headings(page)][1:-1] == [
            (2, "alarm"), (2, "belfry"), (2, "chime"),
        ]  # fmt: skip
        assert "sx-letters" not in page_html(page)

    def test_many_terms_stand_by_letter(self, tmp_path: Path) -> None:
        names = ["Église", "alarm", *(f"chime {n}" for n in "abcdefghij"), "3 bells", "جرس"]
        page = self.page(tmp_path, *names)
        letters = [(h.id, h.text) for h in headings(page) if h.level == 2]
        assert letters[:-1] == [
            ("letter.0030", "0–9"), ("letter.a", "A"), ("letter.b", "B"), ("letter.c", "C"),
            ("letter.e", "E"), ("letter.062c", "ج"),
        ]  # fmt: skip
        index = page_html(page).partition("</nav>")[0]
        assert re.findall(r'<a href="#(letter\.[^"]+)">', index) == [id for id, _ in letters[:-1]]
        assert {h.id for h in headings(page) if h.level == 3} >= {"term.belfry", "term.t0"}
