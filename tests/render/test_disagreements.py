"""Where the sources disagree: the table, the order, the answers beside one another."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import Place
from generator.prose import Cite, Emphasis, TermUse, Text, plain_text
from generator.render.views.told_apart import told_apart
from generator.resolve import Paragraphs, Statement
from tests.compiled import Compiled
from tests.support import DEMO, clean, page_html

STORY = "stories/ostermill-bell"
OWN = f"{STORY}/disagreements"
MAIN = ["what-is-missing", "who-led", "how-many", "when", "who-says-weight"]
MINOR = ["success", "name-of-the-town", "keepers-words"]


@pytest.fixture(scope="module")
def html() -> dict[str, str]:
    """The demo's pages by address."""
    compiled: Compiled = clean(DEMO, drafts=True)
    return {page.address: page_html(page) for page in compiled.rendered.pages}


def test_the_heaviest_comes_first_whatever_its_kind(html: dict[str, str]) -> None:
    assert _points(html["disagreements"]) == [*MAIN, *MINOR]


def test_the_story_names_differences_and_wordings_and_answers_the_others(
    html: dict[str, str],
) -> None:
    assert _points(html[STORY]) == ["who-led", "how-many", "when", "success"]
    (named,) = re.findall(r'<ul class="sx-named">(.*?)</ul>', html[STORY], re.DOTALL)
    questions = re.findall(r'<li id="disagreement\.([^"]+)"><a href="([^"]+)">', named)
    assert questions == [
        (id, f"ostermill-bell/disagreements.html#disagreement.{id}")
        for id in ("what-is-missing", "who-says-weight", "name-of-the-town", "keepers-words")
    ]
    assert "4 points, answer by answer: 2 differences, 2 of wording" in html[STORY]


def test_old_addresses_of_what_the_story_only_names_lead_to_its_question(
    html: dict[str, str],
) -> None:
    anchors = re.compile(r' id="((?:disagreement|d|fn)\.[^"]+)"')
    in_full, here = (anchors.findall(html[page]) for page in (OWN, STORY))
    assert set(in_full) <= set(here)
    assert len(here) == len(set(here))


def _points(html: str) -> list[str]:
    return re.findall(r'<section class="sx-disagreement[^"]*" id="disagreement\.([^"]+)"', html)


def test_smaller_points_stand_in_a_closed_part_that_says_what_they_are(
    html: dict[str, str],
) -> None:
    for page in (OWN, "disagreements"):
        (minor,) = re.findall(
            r'<details class="sx-section"><summary>3 smaller points: (.*?)</details>',
            html[page],
            re.DOTALL,
        )
        assert minor.startswith("1 that one report alone has, 2 of wording</summary>")
        assert re.findall(r'id="disagreement\.([^"]+)"', minor) == MINOR


def test_a_kind_is_named_each_time_and_explained_once(html: dict[str, str]) -> None:
    assert html[STORY].count("<span>contradiction</span>") == 3
    assert html[STORY].count("The answers cannot all be true.") == 1


def test_an_answer_stands_under_those_who_give_it(html: dict[str, str]) -> None:
    section = _disagreement(html[STORY], "how-many")
    heads = re.findall(r'<p class="sx-answer-sources">(.*?)</p>', section)
    assert heads == ["Harbour leaflet", "Tide Post", "Gull Wire"]
    (compared,) = re.findall(r'<span class="sx-cf">(.*?)</span>', section)
    assert '<abbr title="for comparison">cf.</abbr>' in compared
    assert "#fn.leaflet-three-parties" in compared


def test_what_one_answer_alone_has_is_marked(html: dict[str, str]) -> None:
    section = _disagreement(html[STORY], "how-many")
    marked = re.findall(r"<mark>([^<]+)</mark>", section)
    assert marked[0] == "Three"
    assert {"Four", "Five"} < set(marked)
    assert "<mark>what</mark> frightens us" in _disagreement(html[OWN], "keepers-words")


def test_the_table_has_a_row_for_each_answer_and_says_who_gives_it(html: dict[str, str]) -> None:
    table = _table(html[STORY], "matrix")
    columns = re.findall(r'<th scope="col"><a href="[^"]+" tabindex="-1">([^<]+)</a>', table)
    assert {"Harbour leaflet", "Tide Post", "Gull Wire"} <= set(columns)
    questions = re.findall(r'<a href="[^"]*#disagreement\.([^"]+)"', table)
    assert questions == MAIN, "wordings and what one report alone says have no row"
    rows = _rows(table)
    assert table.count('<th scope="row">') == 11
    four = dict(zip(columns, rows["Four, one more than in the leaflet."], strict=True))
    assert four["Tide Post"] == ("says so", "#fn.tide-four-parties", True)
    # It leads to the words for its own answer, and the keyboard finds these in that row.
    assert four["Harbour leaflet"] == ("says otherwise", "#fn.leaflet-three-parties", False)
    assert dict(zip(columns, rows["In the night of 3 April."], strict=True))["Gull Wire"][0] == (
        "silent"
    )


def test_every_cell_leads_to_a_footnote_that_there_is(html: dict[str, str]) -> None:
    found = re.findall(r'<td[^>]*><a href="([^#"]*)#([^"]+)"', _table(html[STORY], "matrix"))
    assert {page for page, _ in found} <= {"", "ostermill-bell/disagreements.html"}
    for page, anchor in found:
        assert f'<li id="{anchor}"' in html[OWN if page else STORY]


def test_the_page_of_all_disagreements_has_all_in_tables(html: dict[str, str]) -> None:
    page = html["disagreements"]
    for anchor, ids in (("matrix.ostermill-bell", MAIN), ("matrix.ostermill-bell.minor", MINOR)):
        table = _table(page, anchor)
        assert re.findall(r'<a href="#disagreement\.([^"]+)"', table) == ids
        hrefs = re.findall(r'<td[^>]*><a href="([^"]+)"', table)
        assert hrefs
        assert all(
            href.startswith("stories/ostermill-bell/disagreements.html#fn.") for href in hrefs
        )


def test_the_table_scrolls_in_a_named_region_that_takes_focus(html: dict[str, str]) -> None:
    assert (
        '<div class="sx-matrix" role="region" aria-labelledby="matrix" tabindex="0">'
        in (html[STORY])
    )
    assert '<h3 id="matrix">Who says what</h3>' in html[STORY]


def test_how_many_are_silent_stands_where_a_table_says_who(html: dict[str, str]) -> None:
    assert '<p class="sx-silent">Silent: ' in _disagreement(html[STORY], "who-led")
    assert "sx-silent" not in _disagreement(html[STORY], "success")
    assert '<p class="sx-silent">Silent: ' in _disagreement(html["disagreements"], "success")


def _disagreement(page: str, id: str) -> str:
    (section,) = re.findall(
        rf'<section class="sx-disagreement[^"]*" id="disagreement\.{id}".*?</section>',
        page,
        re.DOTALL,
    )
    return str(section)


def _table(page: str, anchor: str) -> str:
    (table,) = re.findall(
        rf'<table class="sx-matrix-table" aria-labelledby="{re.escape(anchor)}">.*?</table>',
        page,
        re.DOTALL,
    )
    return str(table)


def _rows(table: str) -> dict[str, list[tuple[str, str, bool]]]:
    """Each answer's cells: what they say, where they lead, whether the keyboard stops there."""
    rows = {}
    for answer, cells in re.findall(r'<tr><th scope="row">([^<]+)</th>(.*?)</tr>', table):
        rows[answer] = [
            (
                re.sub(r"<[^>]+>", "", cell),
                (re.findall(r'href="([^"]+)"', cell) or [""])[0],
                "tabindex" not in cell and "href" in cell,
            )
            for cell in re.findall(r"<td[^>]*>.*?</td>", cells)
        ]
    return rows


def _answer(*nodes: Text | TermUse | Cite) -> Paragraphs:
    return ((Statement("x", nodes, (), editor=False, derived="", place=Place("x.yml")),),)


class TestToldApart:
    @staticmethod
    def marked(*answers: Paragraphs, language: str = "en") -> list[list[str]]:
        return [
            [
                plain_text(node.children)
                for node in answer[0][0].nodes
                if isinstance(node, Emphasis) and node.tag == "mark"
            ]
            for answer in told_apart(answers, language)
        ]

    def test_figures_compare_by_what_they_mean(self) -> None:
        one, other = _answer(Text("In eight towns and 12 ports.")), _answer(Text("In 8 towns."))
        assert self.marked(one, other) == [["12"], []]

    def test_words_of_a_quotation_are_marked_together(self) -> None:
        one = _answer(Text("It was “a great big loss”, he said."))
        other = _answer(Text("It was “a gain”, they said."))
        assert self.marked(one, other) == [["great big loss"], ["gain"]]

    def test_a_term_among_marked_words_keeps_its_link(self) -> None:
        one = _answer(Text("It was “a loud "), TermUse("bell", "bell"), Text(" at night”."))
        (nodes,) = (
            answer[0][0].nodes for answer in told_apart([one, _answer(Text("No."))], "en")[:1]
        )
        assert Emphasis("mark", (TermUse("bell", "bell"),)) in nodes
        assert plain_text(nodes) == plain_text(one[0][0].nodes)

    def test_a_lone_answer_has_nothing_to_differ_from(self) -> None:
        assert self.marked(_answer(Text("In 12 ports."))) == [[]]

    def test_in_a_language_that_nobody_reads_quoted_words_are_marked_all_the_same(self) -> None:
        one, other = _answer(Text("„zibu 12“ 7")), _answer(Text("„zabu“"))
        assert self.marked(one, other, language="x-none") == [["zibu 12"], ["zabu"]]
