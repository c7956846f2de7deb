"""Prose → paragraphs of statements, each citation and each mistake at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import CODES, Diagnostic
from generator.prose import Cite, Line, Link, Text, plain_text, read_prose
from tests.support import DEMO, document, no_hang


def read(
    *rows: str, citations_needed: bool = True
) -> tuple[tuple[tuple[Line, ...], ...], list[Diagnostic]]:
    """Read rows of block text."""
    text = "".join(f"  {row}\n" if row else "\n" for row in rows)
    return read_prose(document(f"a: |\n{text}"), ("a",), citations_needed=citations_needed)


def one(row: str) -> Line:
    """Read a row that is one good statement."""
    ((line,),), problems = read(row)
    assert problems == []
    return line


def wrong(*rows: str) -> list[tuple[str, str]]:
    """What is wrong with rows: the code, and the words that are marked."""
    _, problems = read(*rows)
    return [
        (p.code, p.source_line[p.place.column - 1 : p.place.column - 1 + p.place.width])
        for p in problems
    ]


def test_a_line_is_a_statement_and_a_blank_line_ends_a_paragraph() -> None:
    paragraphs, problems = read("A. [@a]", "B. [@b]", "", "", "C. [@c]", "")
    assert problems == []
    words = [[plain_text(line.nodes) for line in lines] for lines in paragraphs]
    assert words == [["A.", "B."], ["C."]]


def test_a_citation_belongs_to_its_statement_and_knows_its_place() -> None:
    paragraphs, _ = read("A. [@a]", "", "Bé. [@b-1; @c]")
    line = paragraphs[1][0]
    assert [(c.quotation, c.place.line, c.place.column, c.place.width) for c in line.citations] == [
        ("b-1", 4, 9, 3),
        ("c", 4, 15, 1),
    ]
    assert (line.place.line, line.place.column, line.place.width) == (4, 3, 14)


@pytest.mark.parametrize(
    ("row", "groups"),
    [
        ("A. [@a]", [("a",)]),
        ("A. [@a;@b]", [("a", "b")]),
        ("A. [@a; @b;  @c]", [("a", "b", "c")]),
        ("A. [ @a ; @b ]", [("a", "b")]),
        ("A[@a]", [("a",)]),
        ("A, [@a] B. [@b]", [("a",), ("b",)]),
        ("A. [@a] [@b]", [("a",), ("b",)]),
        ("A. [@a][@b]", [("a",), ("b",)]),
        ("[@a] A.", [("a",)]),
        ("A [@a] A. [@a]", [("a",), ("a",)]),
        ("A. [@2018; @a-1-b]", [("2018", "a-1-b")]),
    ],
)
def test_groups_of_citations(row: str, groups: list[tuple[str, ...]]) -> None:
    line = one(row)
    assert [node.quotations for node in line.nodes if isinstance(node, Cite)] == groups
    assert [c.quotation for c in line.citations] == [id for group in groups for id in group]


@pytest.mark.parametrize(
    ("row", "ids"),
    [("A. [@a; @b; @a]", ("a", "b")), ("A [@b] A. [@a; @b]", ("b", "a")), ("A. [editor]", ())],
)
def test_a_statement_cites_each_quotation_once(row: str, ids: tuple[str, ...]) -> None:
    assert one(row).quotations == ids


def test_an_id_twice_in_a_group_is_one_mark_and_two_places() -> None:
    line = one("A. [@a; @a]")
    assert [node.quotations for node in line.nodes if isinstance(node, Cite)] == [("a",)]
    assert [c.quotation for c in line.citations] == ["a", "a"]
    assert line.citations[0].place != line.citations[1].place


@pytest.mark.parametrize(
    ("row", "supporting", "compared"),
    [
        ("A. [@a; cf. @b]", ("a",), ("b",)),
        ("A. [@a; cf.@b; cf.   @c ]", ("a",), ("b", "c")),
        ("A. [ cf. @b; @a]", ("a",), ("b",)),
        ("A [@a], not B. [cf. @b]", ("a",), ("b",)),
        ("A [@a]. [cf. @a; cf. @b]", ("a",), ("b",)),
        ("A. [@a; @b]", ("a", "b"), ()),
    ],
)
def test_what_is_compared_supports_nothing(
    row: str, supporting: tuple[str, ...], compared: tuple[str, ...]
) -> None:
    line = one(row)
    assert (line.supporting, line.compared) == (supporting, compared)
    assert set(line.quotations) == {*supporting, *compared}


def test_a_comparison_knows_the_place_of_its_id() -> None:
    line = one("A. [@a; cf.  @bc]")
    assert [(c.quotation, c.column, c.compares) for c in line.citations] == [
        ("a", 8, False),
        ("bc", 17, True),
    ]


def test_a_mark_knows_whether_it_compares() -> None:
    marks = [node for node in one("A [@a; cf. @b] B. [cf. @a]").nodes if isinstance(node, Cite)]
    assert marks == [Cite(("a", "b"), ("b",)), Cite(("a",), ("a",))]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("A. [cf. @a]", [("uncited-statement", "A. [cf. @a]")]),
        ("A. [@a; cf @b]", [("bad-citation", "cf @b")]),
        ("A. [@a; see @b]", [("bad-citation", "see @b")]),
        ("A. [@a; cf. b]", [("bad-citation", "cf. b")]),
        ("A. [cf. cf. @b]", [("bad-citation", "@b]")]),
        ("A. [cf. @b", [("bad-citation", "[cf. @")]),
    ],
)
def test_comparisons_that_cannot_be_read(row: str, found: list[tuple[str, str]]) -> None:
    assert wrong(row) == found


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("*It was gone.* [@a]", "em"),
        ("It was *gone*. [@a]", "em"),
        ("_It was gone._ [@a]", "em"),
        ("It was _gone_ [@a]", "em"),
        ("**It was gone.** [@a]", "strong"),
        ("__It was gone__ [@a]", "strong"),
        ("*It was gone.*[@a]", "em"),
        ("*It was gone [@a]* now.", "em"),
        ("*It was [@a] gone.*", "em"),
    ],
)
def test_emphasis_before_and_around_a_citation(row: str, words: str) -> None:
    nodes = one(row).nodes
    assert words in {getattr(node, "tag", "") for node in nodes}
    assert not {"*", "_"} & set(plain_text(nodes))


@pytest.mark.parametrize(
    ("row", "plain"),
    [
        ("A, [@a] B. [@b]", "A, B."),
        ("A  [@a].", "A."),
        ("A. [@a]", "A."),
        ("*A.* [@a] B.", "A. B."),
    ],
)
def test_the_space_before_a_citation_is_no_part_of_the_words(row: str, plain: str) -> None:
    assert plain_text(one(row).nodes) == plain


class TestEditor:
    @pytest.mark.parametrize("row", ["A. [editor]", "A.[editor]", "A.   [editor]  "])
    def test_the_mark_says_whose_words_they_are(self, row: str) -> None:
        line = one(row)
        assert line.editor
        assert line.citations == ()
        assert line.nodes == (Text("A."),)

    def test_an_editors_words_may_cite(self) -> None:
        line = one("A. [@a] [editor]")
        assert line.editor
        assert [c.quotation for c in line.citations] == ["a"]

    @pytest.mark.parametrize("row", ["[editor] A.", "A. [Editor]", "A. [editor].", "A. [ editor ]"])
    def test_the_mark_counts_at_the_end_only(self, row: str) -> None:
        assert [code for code, _ in wrong(row)] == ["bad-citation"]

    def test_where_all_words_are_the_editors_nothing_is_needed(self) -> None:
        paragraphs, problems = read("A.", "B. [@b]", citations_needed=False)
        assert problems == []
        assert not paragraphs[0][0].editor


@pytest.mark.parametrize(
    ("row", "code", "marked"),
    [
        ("A.", "uncited-statement", "A."),
        ("A. [b]", "uncited-statement", "A. [b]"),
        ("A. (@b)", "uncited-statement", "A. (@b)"),
        ("A. [@B]", "bad-citation", "@B"),
        ("A. [@b c]", "bad-citation", "@b c"),
        ("A. [@b, @c]", "bad-citation", "@b, @c"),
        ("A. [@b; c]", "bad-citation", "c"),
        ("A. [@b;]", "bad-citation", "]"),
        ("A. [@b; ; @c]", "bad-citation", ";"),
        ("A. [@]", "bad-citation", "@"),
        ("A. [@b--c]", "bad-citation", "@b--c"),
        ("A. [@b", "bad-citation", "[@"),
        ("A. @b]", "bad-citation", "@b]"),
        ("A. [[@b]", "bad-citation", None),
        ("A. [@b [@c]", "bad-citation", "[@"),
    ],
)
def test_a_mistake_is_marked(row: str, code: str, marked: str | None) -> None:
    found = wrong(row)
    if marked is None:
        # An opening bracket too many stays in the text.
        assert found == []
        assert "[" in plain_text(one(row).nodes)
        return
    assert (code, marked) in found
    assert {code for code, _ in found} == {code}


def test_each_mistake_in_a_row_is_marked_at_its_own_place() -> None:
    assert wrong("A <b>x</b> and <b>y</b>. [@a]") == [
        ("html-in-prose", "<b>"),
        ("html-in-prose", "</b>"),
        ("html-in-prose", "<b>"),
        ("html-in-prose", "</b>"),
    ]
    _, problems = read("A <b>x</b> and <b>y</b>. [@a]")
    assert len({problem.place for problem in problems}) == 4


@pytest.mark.parametrize("row", ["A `<b>`. [@a]", "A 1 < 2 > 0. [@a]", "A <3. [@a]", "a -> b [@a]"])
def test_what_only_looks_like_html_is_left_alone(row: str) -> None:
    assert wrong(row) == []


class TestLinks:
    def test_a_good_link_is_kept(self) -> None:
        line = one("A [b](https://c.example/d) and [e](mailto:f@g.example). [@a]")
        assert [n.href for n in line.nodes if isinstance(n, Link)] == [
            "https://c.example/d",
            "mailto:f@g.example",
        ]

    @pytest.mark.parametrize(
        "href",
        [
            "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java&#115;cript:alert(1)", "data:a,b",
            "vbscript:a", "file:///a", "//a.example", "a.html", "../a", "#a", "",
        ],
    )  # fmt: skip
    def test_a_link_to_anything_else_is_an_error(self, href: str) -> None:
        found = wrong(f"A [b]({href}). [@a]")
        assert [code for code, _ in found] == ["bad-link"]

    def test_every_bad_link_is_marked_where_it_stands(self) -> None:
        row = "A [b](c.html), [d](https://e.example/) and [f](ftp://g.example/). [@a]"
        _, problems = read(row)
        starts = [problem.place.column - 1 for problem in problems]
        assert [problems[0].source_line[at:][:4] for at in starts] == ["c.ht", "ftp:"]

    @pytest.mark.parametrize(
        "row", ["A [b](https://c.example/[@d]). [@a]", 'A [b](https://c.example "[@d]"). [@a]']
    )
    def test_a_citation_in_a_links_address_is_not_lost_without_a_word(self, row: str) -> None:
        assert [code for code, _ in wrong(row)] == ["bad-citation"]


class TestFolded:
    @pytest.mark.parametrize(
        "text",
        [
            "a: >\n  A. [@a]\n  B. [@b]\n",
            "a: >-\n  A. [@a]\n",
            "a: A. [@a]\n  B. [@b]\n",
            "a: 'A. [@a]\n  B. [@b]'\n",
            'a: "A. [@a]\n  B. [@b]"\n',
        ],
    )
    def test_lines_that_run_together_are_an_error(self, text: str) -> None:
        paragraphs, (problem,) = read_prose(document(text), ("a",))
        assert paragraphs == ()
        assert problem.code == "folded-prose"

    @pytest.mark.parametrize("text", ["a: A. [@a]\n", "a: 'A. [@a]'\n", 'a: "A. [@a]"\n'])
    def test_one_line_needs_no_block(self, text: str) -> None:
        (((line,),), problems) = read_prose(document(text), ("a",))
        assert problems == []
        assert line.citations[0].place.column == text.index("@a") + 2


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: | # a comment\n  A. [@a]\n  B. [@nope]\n", 3, 8),
        ("a: |2\n    A. [@a]\n    B. [@nope]\n", 3, 10),
        ("a: |\n\n\n  A. [@a]\n\n  B. [@nope]\n", 6, 8),
        ("x:\n  - a: |-\n      A. [@a]\n      B. [@nope]\n", 4, 12),
    ],
)
def test_places_are_right_in_every_form_of_block_text(text: str, line: int, column: int) -> None:
    trail = ("x", 0, "a") if text.startswith("x") else ("a",)
    paragraphs, problems = read_prose(document(text), trail)
    assert problems == []
    place = paragraphs[-1][-1].citations[0].place
    assert (place.line, place.column, place.width) == (line, column, 4)


@pytest.mark.parametrize("entity", ["&#x202e;", "&#8238;", "&#x2066;", "&#xfeff;", "&#x2028;"])
def test_an_entity_makes_no_character_that_could_not_be_typed(entity: str) -> None:
    assert [code for code, _ in wrong(f"A {entity}b. [@a]")] == ["bad-character"]


@pytest.mark.parametrize(
    "row",
    [
        "A" + " " * 100_000 + "b. [@a]",
        "A" + "[@b " * 20_000 + "[@a]",
        "A" + "<b" * 30_000 + " [@a]",
        "A" + "[" * 30_000 + " [@a]",
        "A" + " [@a]" * 10_000,
        "A" + "@" * 30_000 + " [@a]",
    ],
)
def test_any_line_is_read_in_time(row: str) -> None:
    with no_hang():
        paragraphs, _ = read(row)
        assert len(paragraphs[0]) == 1


ROWS = sorted(
    {
        row.strip()
        for path in (DEMO / "content").rglob("*.yml")
        for row in path.read_text("utf-8").splitlines()
        if row.strip().endswith("]") and ". " in row
    }
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A statement of the demo with a few changes."""
    row = draw(st.sampled_from(ROWS))
    marks = st.sampled_from([*"[]@;*_`\\<>()&\"'{}%#", "[@", "](", "[editor]", "&#x", " "])
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(row)))
        row = row[:at] + draw(marks) + row[at + draw(st.integers(0, 4)) :]
    return row.strip() or "a"


@given(mutated())
def test_any_statement_gives_nodes_or_problems(row: str) -> None:
    paragraphs, problems = read(row)
    assert sum(map(len, paragraphs)) == 1
    line = paragraphs[0][0]
    assert line.citations or line.editor or problems
    file_line = f"  {row}"
    for problem in problems:
        assert problem.code in CODES
        assert problem.place.line == 2
        assert 1 <= problem.place.column <= len(file_line)
    for citation in line.citations:
        start = citation.place.column - 1
        assert file_line[start : start + citation.place.width] == citation.quotation
