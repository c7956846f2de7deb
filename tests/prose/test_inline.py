"""Inline Markdown → a tree that can hold only what a statement may hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose import (
    Cite,
    Emphasis,
    Inline,
    Link,
    Text,
    links,
    parse_inline,
    plain_text,
    term_uses,
)
from generator.prose.inline import CITE_CLOSE, CITE_OPEN
from tests.work import check_growth

ONE = (Cite(("a",)),)
MARK = f"{CITE_OPEN}0{CITE_CLOSE}"


def em(*children: Inline) -> Emphasis:
    return Emphasis("em", children)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("plain", (Text("plain"),)),
        ("*a*", (em(Text("a")),)),
        ("_a_", (em(Text("a")),)),
        ("**a**", (Emphasis("strong", (Text("a"),)),)),
        ("a*b*c", (Text("a"), em(Text("b")), Text("c"))),
        ("snake_case_name", (Text("snake_case_name"),)),
        ("2 * 3 * 4", (Text("2 * 3 * 4"),)),
        ("*open", (Text("*open"),)),
        ("`a*b*`", (Emphasis("code", (Text("a*b*"),)),)),
        ("`` a`b ``", (Emphasis("code", (Text("a`b"),)),)),
        ("`open", (Text("`open"),)),
        ("***a***", (em(Emphasis("strong", (Text("a"),))),)),
        ("*a **b** c*", (em(Text("a "), Emphasis("strong", (Text("b"),)), Text(" c")),)),
    ],
)
def test_emphasis_and_code(text: str, nodes: tuple[Inline, ...]) -> None:
    assert merged(parse_inline(text)) == nodes


def merged(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same nodes, texts that follow each other joined."""
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + node.text)
        elif isinstance(node, Emphasis):
            out.append(Emphasis(node.tag, merged(node.children)))
        elif isinstance(node, Link):
            out.append(Link(node.href, merged(node.children)))
        else:
            out.append(node)
    return tuple(out)


@pytest.mark.parametrize(
    ("text", "href", "inner"),
    [
        ("[a](https://b.example)", "https://b.example", "a"),
        ("[a b](https://b.example/c_d_e)", "https://b.example/c_d_e", "a b"),
        ('[a](https://b.example "a title")', "https://b.example", "a"),
        ("[a](<https://b.example/c d>)", "https://b.example/c%20d", "a"),
        ("[a](https://b.example/(c))", "https://b.example/(c)", "a"),
        ("[*a*](https://b.example)", "https://b.example", "a"),
        ("[a [b] c](https://b.example)", "https://b.example", "a [b] c"),
        ('[a](https://b.example/?q="c")', "https://b.example/?q=%22c%22", "a"),
        ("[“a”](https://b.example/&amp;c)", "https://b.example/&c", "“a”"),
        ("[a](javascript:alert(1))", "javascript:alert(1)", "a"),
        ("[a]()", "", "a"),
        ("[](https://b.example)", "https://b.example", ""),
    ],
)
def test_links(text: str, href: str, inner: str) -> None:
    (link,) = parse_inline(text)
    assert isinstance(link, Link)
    assert (link.href, plain_text(link.children)) == (href, inner)
    assert list(links((em(link),))) == [link]


@pytest.mark.parametrize(
    "text",
    [
        "![a](https://b.example/c.png)", "<https://b.example>", "https://b.example",
        "<b>a</b>", "<script>a</script>", "<!-- a -->", "# a", "- a", "> a",
        "1. a", "a | b", "~~a~~",
        "$a$",
        "[a]: https://b.example", "{{ 7*7 }}", "{% raw %}", "[^1]", "---", "    a",
    ],
)  # fmt: skip
def test_nothing_else_of_markdown_is_read(text: str) -> None:
    nodes = parse_inline(text)
    if text.startswith("!"):
        # An image is a link with an exclamation mark before it: nothing is fetched.
        assert nodes[0] == Text("!")
        assert isinstance(nodes[1], Link)
        return
    assert plain_text(nodes) == text
    assert merged(nodes) == (Text(text),)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\*a\*", "*a*"),
        (r"\[a\](b)", "[a](b)"),
        (r"\`a\`", "`a`"),
        (r"\_a\_", "_a_"),
        (r"\\", "\\"),
        (r"\a", r"\a"),
        ("a\\", "a\\"),
        ("&amp;", "&"),
        ("&lt;script&gt;", "<script>"),
        ("&eacute; &#233; &#xE9;", "é é é"),
        ("&unknown; &", "&unknown; &"),
        ("`&amp;`", "&amp;"),
        (r"`\*`", r"\*"),
    ],
)
def test_escapes_and_entities(text: str, plain: str) -> None:
    assert plain_text(parse_inline(text)) == plain


class TestCitations:
    def test_a_group_stands_where_it_was_written(self) -> None:
        nodes = parse_inline(f"a{MARK} b", ONE)
        assert merged(nodes) == (Text("a"), Cite(("a",)), Text(" b"))

    def test_groups_are_told_apart(self) -> None:
        text = "".join(f"{CITE_OPEN}{number}{CITE_CLOSE}" for number in (1, 0, 10))
        groups = [Cite((str(number),)) for number in range(11)]
        assert parse_inline(text, groups) == (Cite(("1",)), Cite(("0",)), Cite(("10",)))

    @pytest.mark.parametrize("form", ["*a{}*", "**a{} b**", "*{}a*", "[a{}](https://b.example)"])
    def test_a_group_may_stand_inside_a_mark(self, form: str) -> None:
        (node,) = parse_inline(form.format(MARK), ONE)
        assert isinstance(node, Emphasis | Link)
        assert Cite(("a",)) in node.children

    def test_a_citation_has_no_words(self) -> None:
        assert plain_text(parse_inline(f"a{MARK} *b{MARK}*", ONE)) == "a b"


PLAIN = st.text(st.characters(exclude_characters="*_`[]()\\&<>!\ufdd0\ufdd1\n\r\x00",
                              exclude_categories=["Cs"]), max_size=60)  # fmt: skip


@given(PLAIN)
def test_text_without_marks_survives(text: str) -> None:
    assert plain_text(parse_inline(text)) == text


@given(PLAIN)
def test_marked_text_survives_when_its_marks_are_escaped(text: str) -> None:
    escaped = re.sub(r"([*_`\[\]()\\&<>!])", r"\\\1", f"*{text}*[a](b)`c`&amp;")
    assert plain_text(parse_inline(escaped)) == f"*{text}*[a](b)`c`&amp;"


@given(st.text(st.sampled_from("ab *_`[]()\\&;<>!\"'#:/.@{}%é"), max_size=80))
def test_any_text_gives_a_tree_of_known_nodes(text: str) -> None:
    def known(nodes: tuple[Inline, ...]) -> bool:
        return all(
            isinstance(node, Text)
            or (isinstance(node, Emphasis) and node.tag in ("em", "strong", "code")
                and known(node.children))
            or (isinstance(node, Link) and known(node.children))
            for node in nodes
        )  # fmt: skip

    nodes = parse_inline(text)
    assert known(nodes)
    assert list(term_uses(nodes)) == []


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("[", ""), ("[a](", ""), ("*a ", ""), ("*", ""), ("`a``b", ""), ("![", ""), ("&", ""),
        ("\\", ""), ("*a **b ", "** *"), ("[", "](b)"), ("[a](b", "](c"),
    ],
)  # fmt: skip
def test_work_grows_as_the_text_does(before: str, behind: str) -> None:
    def read(text: str) -> None:
        assert plain_text(parse_inline(text))

    check_growth(lambda size: before * size + "c" + behind * size, read, 10_000)


def test_emphasis_in_emphasis_is_read_however_deep() -> None:
    depth = 2_000
    nodes = parse_inline("*a _b " * depth + "c" + " b_ a*" * depth)
    assert plain_text(nodes).count("a") == 2 * depth


def test_marks_of_ours_in_the_text_itself_are_only_text() -> None:
    text = (
        f"{CITE_OPEN}x{CITE_CLOSE} {CITE_OPEN}7{CITE_CLOSE} {CITE_OPEN} a{CITE_OPEN}0{CITE_CLOSE}"
    )
    nodes = parse_inline(text, [Cite(("post-weight",))])
    assert nodes[-1] == Cite(("post-weight",))
    assert plain_text(nodes) == text[: -len(f"{CITE_OPEN}0{CITE_CLOSE}")]
