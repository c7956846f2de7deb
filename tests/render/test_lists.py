"""Home, the lists by year and by topic, the reading order, and where things are used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.render import Page
from generator.render.pages import disagreements, lists, quotations, reference, sources
from generator.render.pages.lists import MOST_STORIES, NEWEST, newest_of, topic_anchor
from generator.render.wording import wording_for
from tests.compiled import Compiled
from tests.support import BASE, DEMO, ROOT, clean, elements, headings, make_site, page_html

STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")
SOURCE = (BASE / "content/sources/post.yml").read_text("utf-8")
MANY = 30


def story(
    title: str, date: str, *, topics: str = "", follows: str = "", draft: bool = False
) -> str:
    """A story file."""
    text = STORY.replace("Who took the bell?", title).replace("2031-05-01", date)
    text = text.replace("status: published", "status: draft") if draft else text
    extra = (f"topics: {topics}\n" if topics else "") + (f"follows: {follows}\n" if follows else "")
    return text.replace("key_points:", f"{extra}key_points:")


def site_of(folder: Path, **stories: str) -> Path:
    """A site with these stories besides the one that it has, and its report older than all."""
    files = {"content/sources/post.yml": SOURCE.replace("2031-04-05", "2019-04-05")}
    files |= {
        f"content/stories/{name.replace('_', '-')}/story.yml": text
        for name, text in stories.items()
    }
    return make_site(folder, files)


def pages(compiled: Compiled) -> dict[str, Page]:
    return {page.address: page for page in compiled.rendered.pages}


def links(page: Page, start: str = "") -> list[tuple[str, str]]:
    """The links of a page: where to, and their texts."""
    return [
        (a["href"], " ".join(text.split()))
        for tag, a, text in elements(page_html(page))
        if tag == "a" and a.get("href", "").startswith(start)
    ]


def text_of(page: Page) -> str:
    return " ".join(next(iter(elements(f"<div>{page_html(page)}</div>")))[2].split())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """A site of many stories over three years; the first is the oldest."""
    stories = {
        f"story_{n:02d}": story(
            f"Story {n:02d}", f"{2020 + n // 10}-{n % 10 + 1:02d}-01",
            topics="[Bells]" if n % 2 else "[bells, 'weights & measures']",
            follows=f"story-{n - 1:02d}" if n % 10 else "",
        )
        for n in range(MANY)
    }  # fmt: skip
    return clean(site_of(tmp_path_factory.mktemp("many"), **stories))


class TestManyStories:
    def test_home_shows_the_newest_in_full(self, many: Compiled) -> None:
        home = pages(many)[""]
        cards = [a for tag, a, _ in elements(page_html(home)) if tag == "article"]
        assert len(cards) == NEWEST
        assert "Story 29" in text_of(home)
        assert "Story 05" not in text_of(home)
        assert ("stories.html", f"All {MANY + 1} stories, by year") in links(home)

    def test_the_list_has_every_story_once_by_year(self, many: Compiled) -> None:
        page = pages(many)["stories"]
        assert [h.text for h in headings(page)][1:] == ["2031", "2022", "2021", "2020"]
        titles = [text for _, text in links(page, "stories/")]
        assert titles == ["Who took the bell?", *(f"Story {n:02d}" for n in reversed(range(MANY)))]
        assert page.in_navigation

    def test_a_topic_has_its_stories_whatever_its_capitals(self, many: Compiled) -> None:
        page = pages(many)["topics"]
        assert [h.text for h in headings(page)] == ["Topics", "Bells", "weights & measures"]
        assert len(links(page, "stories/")) == MANY + MANY // 2

    def test_home_leads_to_the_topics_the_largest_first(self, many: Compiled) -> None:
        found = links(pages(many)[""], "topics.html#topic.")
        listed = [text for _, text in found][-2:]
        assert listed == ["Bells", "weights & measures"]
        ids = {heading.id for heading in headings(pages(many)["topics"])}
        assert {href.partition("#")[2] for href, _ in found} <= ids

    def test_stories_lead_to_the_one_before_and_the_one_after(self, many: Compiled) -> None:
        text = text_of(pages(many)["stories/story-15"])
        assert "Read first: Story 14 Read next: Story 16" in text
        first = text_of(pages(many)["stories/story-10"])
        assert "Read first:" not in first
        assert "Read next: Story 11" in first
        assert "Read next: Story 16" in text_of(pages(many)[""])

    def test_where_a_term_and_a_source_are_used_is_folded(self, many: Compiled) -> None:
        for address in ("glossary", "sources", "sources/post"):
            page = pages(many)[address]
            summaries = [t for tag, _, t in elements(page_html(page)) if tag == "summary"]
            assert f"{MANY + 1} stories" in summaries, address
            used = {text for href, text in links(page) if re.search(r"stories/[\w-]+\.html$", href)}
            assert used == {"Who took the bell?", *(f"Story {n:02d}" for n in range(MANY))}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The demo's pages, as if there were too much in it for pages that show all."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (lists, quotations, reference, sources, disagreements):
            for name in ("MOST_QUOTATIONS", "MOST_STORIES"):
                patch.setattr(module, name, 0, raising=False)
            patch.setattr(module, "NEWEST", 1, raising=False)
        return pages(clean(DEMO, drafts=True))


class TestLargeSite:
    """What no page can show in full is an index that leads to it."""

    def test_the_pages_of_the_sources_have_the_quotations(
        self, large: dict[str, Page], compiled_demo: Compiled
    ) -> None:
        html = page_html(large["quotations"])
        number = len(compiled_demo.site.quotations)
        assert "<blockquote" not in html
        assert f"{number} quotations are too many for one page" in text_of(large["quotations"])
        assert ("sources.html", "All reports") in links(large["quotations"])
        assert "<blockquote" in page_html(large["sources/tide-post"])

    def test_speakers_lead_to_their_words(self, large: dict[str, Page]) -> None:
        page = large["quotations/speakers"]
        assert "<blockquote" not in page_html(page)
        found = links(page, "../sources/")
        assert found
        for href, _ in found:
            address, anchor = href.removeprefix("../").split(".html#")
            assert f'id="{anchor}"' in page_html(large[address])
        assert "more report, by the search" in text_of(page)

    def test_questions_lead_to_where_they_are_answered(
        self, large: dict[str, Page], compiled_demo: Compiled
    ) -> None:
        address = "stories/ostermill-bell/disagreements"
        found = links(large["disagreements"], f"{address}.html#disagreement.")
        story = next(s for s in compiled_demo.site.told if s.slug == "ostermill-bell")
        assert [text for _, text in found] == [e.disagreement.question for e in story.disagreements]
        for href, _ in found:
            assert f'id="{href.partition("#")[2]}"' in page_html(large[address])
        assert "in several reports in other words" in text_of(large["disagreements"])
        assert "sx-utterance" not in page_html(large["disagreements"])

    def test_a_term_names_the_newest_stories(self) -> None:
        wording = wording_for("en", ROOT / "none")
        slugs = [f"story-{number}" for number in range(MOST_STORIES + 1)]
        assert newest_of(slugs[1:], wording) == (slugs[1:], "")
        more = "and 81 more stories, by the search"
        assert newest_of(slugs, wording) == (slugs[:NEWEST], more)

    def test_a_source_alone_says_who_cites_it(self, large: dict[str, Page]) -> None:
        assert links(large["sources"], "stories/") == []
        assert links(large["sources/tide-post"], "../stories/")


class TestFewStories:
    def test_the_lists_are_in_the_navigation(self, compiled_demo: Compiled) -> None:
        assert pages(compiled_demo)["stories"].in_navigation
        assert pages(compiled_demo)["topics"].in_navigation

    def test_a_draft_is_marked(self, compiled_demo: Compiled) -> None:
        assert "La cloche d’Ostermill Draft · June 2031" in text_of(pages(compiled_demo)["stories"])

    def test_a_term_says_where_it_is_used_and_has_an_address(self, compiled_demo: Compiled) -> None:
        found = links(pages(compiled_demo)["glossary"])
        assert ("#term.belfry", "Link to this term") in found
        title = "Who took the bell of Ostermill, and how many went looking"
        assert ("stories/ostermill-bell.html", title) in found

    def test_the_reading_order_is_told_at_both_ends(self, compiled_demo: Compiled) -> None:
        made = pages(compiled_demo)
        assert "Read next: La cloche d’Ostermill" in text_of(made["stories/ostermill-bell"])
        assert "Read first: Who took the bell" in text_of(made["stories/la-cloche"])

    def test_without_topics_there_is_no_page_of_them(self, tmp_path: Path) -> None:
        made = pages(clean(make_site(tmp_path)))
        assert "topics" not in made
        assert "stories" in made
        assert "Topics" not in text_of(made[""])

    def test_references_and_a_feed_are_offered(self, compiled_demo: Compiled) -> None:
        made = pages(compiled_demo)
        found = dict(links(made["stories/ostermill-bell"]))
        ends = {"bib": "BibTeX", "ris": "RIS", "cite.json": "CSL-JSON"}
        for end, name in ends.items():
            assert found[f"ostermill-bell.{end}"] == name
        assert "feed.xml" in dict(links(made[""]))


def test_a_draft_is_in_no_order_of_a_published_site(tmp_path: Path) -> None:
    stories = {
        "one": story("One", "2031-01-01"),
        "two": story("Two", "2031-02-01", follows="one", draft=True),
        "three": story("Three", "2031-03-01", follows="two"),
    }
    folder = site_of(tmp_path, **stories)
    for address in ("stories/one", "stories/three"):
        assert "Read " not in text_of(pages(clean(folder))[address])
    shown = clean(folder, drafts=True)
    assert "Read next: Two" in text_of(pages(shown)["stories/one"])


def test_several_stories_may_follow_one(tmp_path: Path) -> None:
    stories: Mapping[str, str] = {
        "later": story("Later", "2032-01-01", follows="bell"),
        "sooner": story("Sooner", "2031-06-01", follows="bell"),
    }
    folder = site_of(tmp_path, **stories)
    assert "Read next: Sooner, Later" in text_of(pages(clean(folder))["stories/bell"])


@pytest.mark.parametrize(
    ("topic", "anchor"),
    [
        ("policing", "topic.policing"),
        ("Lost property", "topic.lost-property"),
        ("lost-property", "topic.lost-property-[0-9a-f]{8}"),
        ("bells & towers", "topic.bells-towers-[0-9a-f]{8}"),
        ("الأجراس", "topic.[0-9a-f]{8}"),
    ],
)
def test_a_topic_has_an_anchor_of_its_own(topic: str, anchor: str) -> None:
    assert re.fullmatch(anchor, topic_anchor(topic))


def test_topics_with_other_letters_have_other_anchors() -> None:
    topics = ["a b", "a-b", "a  b", "a&b", "ä b", "σ", "τ"]
    assert len(set(map(topic_anchor, topics))) == len(topics)
    assert topic_anchor("Straße") == topic_anchor("STRASSE")
