"""What readers learn of reviews: how many sentences, when last, and by whom only if they may."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.compiled import Compiled
from tests.support import BASE, codes, page_html

STORY = (BASE / "content/stories/bell/story.yml").read_text("utf-8")
SITE = (BASE / "content/site.yml").read_text("utf-8")
AUTHORS = STORY.replace("published:", "authors: [Wren]\npublished:")
# Of the sentences `s.1` and `k.1`; the case `review-asks-change` has them too.
FIRST, SECOND = "7c40ef483f2027bb", "a80eb79b314915c8"

Compile = Callable[..., Compiled]


def reviews(*rows: tuple[str, str, str]) -> str:
    lines = [f"  - {{of: {of}, by: {by}, on: {on}, verdict: supported}}" for of, by, on in rows]
    return "reviews:\n" + "\n".join(lines) + "\n"


def compiled(
    compile_files: Compile, text: str, settings: str = "", story: str = AUTHORS
) -> Compiled:
    files = {
        "content/site.yml": SITE + settings,
        "content/stories/bell/story.yml": story,
        "content/reviews/bell.yml": text,
    }
    made = compile_files(files)
    assert [code for code in codes(made) if code != "review-without-authors"] == []
    return made


def story_page(made: Compiled) -> str:
    return page_html(next(page for page in made.rendered.pages if page.address == "stories/bell"))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "No second reading is recorded."),
        ([(FIRST, "Wren", "2031-05-02")], "No second reading is recorded."),
        (
            [(FIRST, "Odo", "2031-05-02")],
            (
                "A second reader has read 1 of the 3 sentences with citations beside the words "
                "that they cite, last on May 2, 2031, by 1 reviewer."
            ),
        ),
        (
            [(FIRST, "Odo", "2031-05"), (SECOND, "Ida", "2031-04-30")],
            (
                "A second reader has read 2 of the 3 sentences with citations beside the words "
                "that they cite, last on May 2031, by 2 reviewers."
            ),
        ),
    ],
)
def test_a_story_says_how_much_was_read(
    compile_files: Compile, rows: list[tuple[str, str, str]], told: str
) -> None:
    text = reviews(*rows) if rows else "reviews: []\n"
    html = story_page(compiled(compile_files, text))
    assert told in html
    assert "Odo" not in html


def test_names_are_told_only_if_the_site_says_so(compile_files: Compile) -> None:
    text = reviews((FIRST, "Odo", "2031-05-02"))
    for settings, is_named in (("", False), ("name_reviewers: true\n", True)):
        made = compiled(compile_files, text, settings)
        everything = [story_page(made), *(file.data.decode() for file in made.rendered.files)]
        assert any("Odo" in each for each in everything) == is_named


def test_without_authors_nothing_is_claimed(compile_files: Compile) -> None:
    text = reviews((FIRST, "Odo", "2031-05-02"))
    made = compiled(compile_files, text, story=STORY)
    assert codes(made) == ["review-without-authors"]
    assert "No second reading is recorded." in story_page(made)


def test_a_sentence_says_that_it_was_read(compile_files: Compile) -> None:
    html = story_page(compiled(compile_files, reviews((FIRST, "Odo", "2031-05-02"))))
    told = re.findall(r'id="([^"]+)"[^>]* data-read=""', html)
    words = "read by a second reader beside what it cites, last on May 2, 2031, by 1 reviewer"
    # What is said of most of them stands once.
    assert told
    assert "s.1" not in told
    assert f'data-read="{words}"' in html


def test_data_files_say_the_same(compile_files: Compile) -> None:
    made = compiled(compile_files, reviews((FIRST, "Odo", "2031-05-02")))
    files = {file.path.rpartition("/")[2]: file.data for file in made.rendered.files}
    graph = json.loads(files["bell.jsonld"])["@graph"]
    claims = {each["@id"].partition("#")[2]: each for each in graph if each["@type"] == "Claim"}
    assert "creativeWorkStatus" in claims["s.1"]
    assert "creativeWorkStatus" not in claims["k.1"]
    assert [each["author"] for each in graph if each["@type"] == "Article"] == [
        [{"@type": "Person", "name": "Wren"}]
    ]
    table = files["bell.statements.csv"].decode()
    assert '"yes","2031-05-02"' in table
    assert table.count('"no",""') == 2


def test_a_story_names_its_authors(compile_files: Compile) -> None:
    made = compiled(compile_files, "reviews: []\n")
    assert "By <bdi>Wren</bdi>" in story_page(made)
