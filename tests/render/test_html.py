"""Statements → HTML: only escaped text, and the few elements that a statement can hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.diagnostics import Place
from generator.prose import Cite, Emphasis, Inline, Link, Mention, TermUse, Text, without
from generator.prose.inline import cites
from generator.render.html import ProseWriter, html_text, isolated
from generator.render.links import Links
from generator.render.wording import wording_for
from generator.resolve import Footnote, Statement
from tests.support import elements

NOTES = {"a": Footnote(1, "a", ("k.1", "s.1")), "b": Footnote(2, "b", ("s.1",))}
HOSTILE = "<script>alert('1')</script> \" onclick=\"x &amp; {{ 7*7 }}"


def counted(statement: Statement) -> list[str]:
    groups = [without(each.quotations, each.compared) for each in cites(statement.nodes)]
    return [f"{len(ids)} reports" if ids else "" for ids in groups]


def write(*nodes: Inline, editor: bool = False, notes_address: str = "") -> str:
    writer = ProseWriter(
        "stories/x",
        Links(),
        wording_for("en"),
        NOTES,
        counted,
        notes_address,
    )
    ids = tuple(id for node in nodes if isinstance(node, Cite) for id in node.quotations)
    return str(writer.statement(Statement("s.1", nodes, ids, editor, "", Place("a.yml", 1, 1))))


@given(st.text() | st.text("&<>\"'a ") | st.integers() | st.text().map(Markup))
def test_a_text_is_escaped_as_markupsafe_does(value: object) -> None:
    assert str(html_text(value)) == str(escape(value))


@pytest.mark.parametrize(
    ("node", "name"),
    [
        (Text(HOSTILE), "span"),
        (Emphasis("em", (Text(HOSTILE),)), "em"),
        (Emphasis("strong", (Text(HOSTILE),)), "strong"),
        (Emphasis("code", (Text(HOSTILE),)), "code"),
        (Link("https://a.example/?b=1&c='\"<>", (Text(HOSTILE),)), "a"),
        (TermUse("term", HOSTILE), "a"),
        (Mention("title", (Text(HOSTILE),)), "cite"),
        (Mention("word", (Text(HOSTILE),)), "i"),
    ],
)
def test_text_is_escaped_in_every_node(node: Inline, name: str) -> None:
    found = list(elements(write(node)))
    assert any(tag == name and text == HOSTILE for tag, _, text in found)
    assert not any(tag in ("script", "b") for tag, _, _ in found)
    assert not any(key.startswith("on") for _, attributes, _ in found for key in attributes)


@pytest.mark.parametrize(
    ("site", "lang", "opening"),
    [
        ("en", "", "<p><span"),
        ("en", "fr", "<p><span"),
        ("en", "ar", '<p dir="rtl"><span'),
        ("ar", "fr", '<p dir="ltr"><span'),
        ("ar", "fa", "<p><span"),
    ],
)
def test_a_paragraph_against_the_page_says_so(site: str, lang: str, opening: str) -> None:
    writer = ProseWriter("x", Links(), wording_for(site), {}, counted, lang=lang)
    statement = Statement("s.1", (Text("x"),), (), False, "", Place("a.yml", 1, 1))
    html = writer.paragraphs(((statement,),))
    assert html.startswith(opening)
    assert (f'lang="{lang}"' in html) == bool(lang)


def test_a_link_keeps_its_address() -> None:
    href = "https://a.example/?b=1&c='\"<>"
    (link,) = [a for tag, a, _ in elements(write(Link(href, (Text("x"),)))) if tag == "a"]
    assert link["href"] == href
    assert "noopener" in link["rel"]


def test_a_citation_leads_to_its_footnote() -> None:
    html = write(Text("x"), Cite(("b", "a")))
    marks = [(a, text) for tag, a, text in elements(html) if tag == "a"]
    assert [(a["href"], text) for a, text in marks] == [("#fn.b", "2"), ("#fn.a", "1")]


def test_a_comparison_is_said_to_be_one_and_counts_for_nothing() -> None:
    html = write(Text("x"), Cite(("b", "a"), ("a",)))
    assert 'title="1 reports"' in html
    (compared,) = re.findall(r'<span class="sx-cf">(.*?)</span>', html)
    told, _, mark = compared.partition(" <a")
    assert told == '<abbr title="for comparison">cf.</abbr>'
    assert 'href="#fn.a"' in mark
    assert "title" not in write(Text("x"), Cite(("a",), ("a",))).split("<abbr")[0]


def test_a_statement_has_its_address() -> None:
    (statement, *_) = [a for tag, a, _ in elements(write(Text("x"))) if tag == "span"]
    assert statement["id"] == "s.1"


def test_a_page_that_borrows_a_statement_claims_no_address_of_it() -> None:
    html = write(Text("x"), Cite(("a",)), notes_address="stories/y")
    found = list(elements(html))
    assert not any("id" in a for _, a, _ in found)
    (mark,) = [a for tag, a, _ in found if tag == "a"]
    assert mark["href"] == "y.html#fn.a"


def test_an_editors_words_are_said_to_be_such() -> None:
    assert "editor’s words" in write(Text("x"), editor=True)
    assert "editor’s words" not in write(Text("x"))


def test_words_as_words_are_told_from_titles() -> None:
    (title,) = [
        a for tag, a, _ in elements(write(Mention("title", (Text("“x”"),)))) if tag == "cite"
    ]
    (word,) = [a for tag, a, _ in elements(write(Mention("word", (Text("“x”"),)))) if tag == "i"]
    assert title == {"class": "sx-title"}
    assert word == {"class": "sx-word", "title": "a word spoken of as a word; nobody is quoted"}


def test_a_writer_remembers_the_terms_it_wrote() -> None:
    writer = ProseWriter("stories/x", Links(), wording_for("en"), {}, counted)
    nodes = (TermUse("b", "B"), Emphasis("em", (TermUse("a", "A"),)), TermUse("b", "B"))
    html = writer.line([Statement("s.1", nodes, (), False, "", Place("a.yml"))])
    assert list(writer.terms) == ["b", "a"]
    assert 'href="../glossary.html#term.b"' in html


@given(st.recursive(
    st.builds(Text, st.text(max_size=10)) | st.just(Cite(("a",))),
    lambda inner: st.builds(Emphasis, st.sampled_from(["em", "strong", "code"]),
                            st.lists(inner, max_size=3).map(tuple)),
    max_leaves=8,
))  # fmt: skip
def test_any_tree_becomes_markup_with_the_same_words(node: Inline) -> None:
    def words(part: Inline) -> str:
        if isinstance(part, Text):
            return part.text
        return "".join(map(words, getattr(part, "children", ())))

    if "\x00" in words(node) or any(char < " " or "\x7f" <= char < "\xa0" for char in words(node)):
        return  # `load` lets none of these through, and no HTML can hold them
    if any(0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE for c in words(node)):
        return
    (statement, *_) = elements(write(node).replace("1</a>", "</a>"))
    assert statement[2] == words(node)


@pytest.mark.parametrize(
    ("name", "around", "html"),
    [
        ("L'Écho <2018>", "ltr", "L&#39;Écho &lt;2018&gt;"),
        ("الوفد & 2018", "ltr", "<bdi>الوفد &amp; 2018</bdi>"),
        ("AP\u200f", "ltr", "<bdi>AP\u200f</bdi>"),
        ("AP 2018", "rtl", "<bdi>AP 2018</bdi>"),
    ],
)
def test_a_name_is_isolated_where_it_could_move_what_is_around(
    name: str, around: str, html: str
) -> None:
    assert isolated(name, around) == html
