"""Links between pages, and into the sources' live pages."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Quotation
from generator.render.links import Links, text_fragment

ADDRESSES = st.sampled_from(
    ["", "glossary", "quotations", "quotations/speakers", "stories/a", "stories/a/map", "sources/b"]
)


@given(ADDRESSES, ADDRESSES, st.sampled_from(["", "top"]), st.booleans())
def test_a_link_leads_to_the_pages_file(
    here: str, there: str, anchor: str, directory_urls: bool
) -> None:
    links = Links(directory_urls)
    href = links.href(here, there, anchor)
    path, _, mark = href.partition("#")
    assert mark == anchor
    start = links.file(here)
    if path:
        assert not path.startswith("/")
        joined = posixpath.join(posixpath.dirname(start), path)
        file = joined + "index.html" if path.endswith("/") else joined
        assert posixpath.normpath(file) == links.file(there)
    else:
        assert here == there


@pytest.mark.parametrize(
    ("here", "there", "plain", "folders"),
    [
        ("", "", "index.html", "./"),
        ("", "glossary", "glossary.html", "glossary/"),
        ("glossary", "", "index.html", "../"),
        ("stories/a", "glossary", "../glossary.html", "../../glossary/"),
        ("stories/a", "stories/a/map", "a/map.html", "map/"),
        ("stories/a/map", "stories/a", "../a.html", "../"),
        ("quotations/speakers", "quotations", "../quotations.html", "../"),
    ],
)
def test_both_forms_of_address(here: str, there: str, plain: str, folders: str) -> None:
    assert Links(False).href(here, there) == plain
    assert Links(True).href(here, there) == folders


def test_a_link_to_a_place_on_the_same_page_is_the_mark_alone() -> None:
    assert Links(True).href("glossary", "glossary", "term.a") == "#term.a"


@pytest.mark.parametrize(
    ("here", "plain", "folders"),
    [("", "data.json", "data.json"), ("stories/a", "../data.json", "../../data.json")],
)
def test_a_link_to_a_file(here: str, plain: str, folders: str) -> None:
    assert Links(False).to_file(here, "data.json") == plain
    assert Links(True).to_file(here, "data.json") == folders


def fragment(exact: str, url: str = "https://a.example/b") -> str:
    return text_fragment(url, Quotation.model_validate({"id": "q", "exact": exact}))


@pytest.mark.parametrize(
    ("exact", "directive"),
    [
        ("led by Belgium", "led%20by%20Belgium"),
        ("one two three four five six seven eight nine ten",
         "one%20two%20three%20four%20five%20six%20seven%20eight%20nine%20ten"),
        ("one two three four five six seven eight nine ten eleven",
         "one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"),
        ("A rope […] and a sled", "A%20rope,and%20a%20sled"),
        ("[the bell] rang", "rang"),
        ("well-known, & so on", "well%2Dknown%2C%20%26%20so%20on"),
        ("so   many\nspaces", "so%20many%20spaces"),
        ("جرس", "%D8%AC%D8%B1%D8%B3"),
    ],
)  # fmt: skip
def test_a_passage_is_named_by_its_words(exact: str, directive: str) -> None:
    assert fragment(exact) == f"https://a.example/b#:~:text={directive}"


def test_a_fragment_of_the_address_gives_way() -> None:
    assert fragment("a", "https://a.example/?b=c#d") == "https://a.example/?b=c#:~:text=a"


def test_where_no_words_of_the_source_are_left_the_page_is_the_address() -> None:
    assert fragment("[…]", "https://a.example/b#c") == "https://a.example/b#c"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_words_make_an_address_without_special_characters(exact: str) -> None:
    base, _, directive = fragment(exact).partition("#:~:text=")
    assert base == "https://a.example/b"
    assert directive.isascii()
    assert not set(directive) & set("-&#<>\"' ")
    words = exact.split()
    if "[" not in exact and len(words) <= 10:
        assert unquote(directive) == " ".join(words)
