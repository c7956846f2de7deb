"""Links between pages, and into the sources' live pages."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Locator, Quotation
from generator.render.links import (
    Links,
    passage_address,
    relative_path,
    source_pieces,
    text_fragment,
)
from tests.compiled import Compiled
from tests.support import DEMO

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


PATHS = st.lists(st.sampled_from(["a", "b", "a.html", "index.html"]), max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_a_relative_path_is_the_way_between_two_places(path: str, folder: str) -> None:
    assert relative_path(path, folder) == posixpath.relpath(path or ".", folder or ".")


def test_a_link_to_a_place_on_the_same_page_is_the_mark_alone() -> None:
    assert Links(True).href("glossary", "glossary", "term.a") == "#term.a"


@pytest.mark.parametrize(
    ("here", "plain", "folders"),
    [("", "data.json", "data.json"), ("stories/a", "../data.json", "../../data.json")],
)
def test_a_link_to_a_file(here: str, plain: str, folders: str) -> None:
    assert Links(False).to_file(here, "data.json") == plain
    assert Links(True).to_file(here, "data.json") == folders


# The syntax of a text directive (https://wicg.github.io/scroll-to-text-fragment/#syntax).
CHARACTERS = r"(?:[A-Za-z0-9!$'()*+./:;=?@_~]|%[0-9A-Fa-f]{2})+"
DIRECTIVE = re.compile(
    rf"text=(?:(?P<prefix>{CHARACTERS})-,)?(?P<start>{CHARACTERS})"
    rf"(?:,(?P<end>{CHARACTERS}))?(?:,-(?P<suffix>{CHARACTERS}))?"
)


def directive(address: str) -> dict[str, str]:
    """What a browser reads out of an address, as the specification parses it."""
    _, delimiter, text = address.partition("#")[2].partition(":~:")
    assert delimiter
    (only,) = text.split("&")
    found = DIRECTIVE.fullmatch(only)
    assert found, only
    return {name: unquote(part) for name, part in found.groupdict().items() if part}


def highlighted(address: str, page: str) -> str:
    """The passage of a page that a browser shows: the first that stands between its words.

    As in the specification, words are found whole, and a prefix and a suffix stand right beside.
    Case and accents, which a browser overlooks, count here.
    """
    asked = directive(address)
    # Between a word and a mark there is a word's edge, whichever of them comes first.
    edge = {
        name: ("" if re.match(r"\W", part) else r"(?<!\w)")
        + re.escape(part)
        + ("" if re.search(r"\W$", part) else r"(?!\w)")
        for name, part in asked.items()
    }
    before = rf"{edge['prefix']}\s*" if "prefix" in asked else ""
    middle = rf"{edge['start']}.*?{edge['end']}" if "end" in asked else edge["start"]
    after = rf"(?=\s*{edge['suffix']})" if "suffix" in asked else ""
    found = re.search(rf"{before}(?P<passage>{middle}){after}", page)
    assert found, address
    return found["passage"]


def fragment(exact: str, url: str = "https://a.example/b", **more: str) -> str:
    return text_fragment(url, Quotation.model_validate({"id": "q", "exact": exact, **more}))


@pytest.mark.parametrize(
    ("exact", "directive"),
    [
        ("led by Belgium", "led%20by%20Belgium"),
        ("one two three four five six seven eight",
         "one%20two%20three%20four%20five%20six%20seven%20eight"),
        ("one two three four five six seven eight nine",
         "one%20two%20three%20four,six%20seven%20eight%20nine"),
        ("A rope […] and a sled", "A%20rope,and%20a%20sled"),
        ("[the bell] rang", "rang"),
        ("The search [for it] was led [by them]", "The%20search,was%20led"),
        ("A [big] bell rang", "bell%20rang"),
        ("They heard the [bell] ring", "They%20heard%20the"),
        ("one […] two", "one,two"),
        ("[B]elgium led it", "led%20it"),
        ("the bell[s] rang out", "rang%20out"),
        ("the rope […]and a sled", "the%20rope,and%20a%20sled"),
        ("it stopped. […], he said", "it%20stopped.,%2C%20he%20said"),
        ("the end […].", "the%20end"),
        ("then … it rang", "then%20%E2%80%A6%20it%20rang"),
        ("well-known, & so on", "well%2Dknown%2C%20%26%20so%20on"),
        ("so   many\nspaces", "so%20many%20spaces"),
        ("جرس", "%D8%AC%D8%B1%D8%B3"),
    ],
)  # fmt: skip
def test_a_passage_is_named_by_its_words(exact: str, directive: str) -> None:
    assert fragment(exact) == f"https://a.example/b#:~:text={directive}"


def test_a_fragment_of_the_address_stays() -> None:
    assert fragment("a", "https://a.example/?b=c#d") == "https://a.example/?b=c#d:~:text=a"
    route = "https://a.example/reader#!/article/77"
    assert fragment("a", route) == f"{route}:~:text=a"
    assert fragment("a", f"{route}:~:text=b") == f"{route}:~:text=a"


def test_a_page_of_a_pdf_and_a_time_are_addresses_of_their_own() -> None:
    quotation = Quotation(id="a", exact="a")
    page, time = Locator(page="xii", page_number=14), Locator(time=751)
    pdf, talk = "https://a.example/b.pdf", "https://a.example/talk"
    assert passage_address(pdf, quotation, page) == f"{pdf}#page=14"
    assert passage_address(talk, quotation, page) == f"{talk}#:~:text=a"
    assert passage_address(talk, quotation, time) == f"{talk}#t=751"
    assert passage_address(f"{talk}#!/x", quotation, time) == f"{talk}#!/x:~:text=a"


def test_where_no_words_of_the_source_are_left_the_page_is_the_address() -> None:
    assert fragment("[…]", "https://a.example/b#c") == "https://a.example/b#c"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_words_make_an_address_without_special_characters(exact: str) -> None:
    base, _, directive = fragment(exact).partition("#:~:text=")
    assert base == "https://a.example/b"
    assert directive.isascii()
    assert not set(directive) & set("-&#<>\"' ")
    words = exact.split()
    if "[" not in exact and len(words) <= 8:
        assert unquote(directive) == " ".join(words)


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "parts"),
    [
        ("it rang", "at noon", "", {"prefix": "at noon", "start": "it rang"}),
        ("it rang", "", ", twice", {"start": "it rang", "suffix": ", twice"}),
        ("it rang", "a-b,", "& so", {"prefix": "a-b,", "start": "it rang", "suffix": "& so"}),
        # What was put in stands between the prefix and the source's own words.
        ("[The bell] rang", "at noon", "twice", {"start": "rang", "suffix": "twice"}),
        ("it rang [twice]", "at noon", "there", {"prefix": "at noon", "start": "it rang"}),
        ("A […] bell rang", "at noon", "", {"start": "bell rang"}),
        ("it  rang\nout", "at\nnoon", "", {"prefix": "at noon", "start": "it rang out"}),
        ("a b c d e f g h i j k", "x", "y",
         {"prefix": "x", "start": "a b c d", "end": "h i j k", "suffix": "y"}),
    ],
)  # fmt: skip
def test_the_words_around_it_are_named_where_they_stand_beside_it(
    exact: str, prefix: str, suffix: str, parts: dict[str, str]
) -> None:
    around = {"prefix": prefix, "suffix": suffix}
    assert directive(fragment(exact, **{k: v for k, v in around.items() if v})) == parts


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(WORDS, st.none() | WORDS, st.none() | WORDS)
def test_whatever_the_words_a_browser_can_read_the_address(
    exact: str, prefix: str | None, suffix: str | None
) -> None:
    around = {"prefix": prefix, "suffix": suffix}
    address = fragment(exact, **{k: v for k, v in around.items() if v})
    if ":~:" not in address:
        assert not source_pieces(exact)
        return
    read = directive(address)
    assert set(read) <= {"start", "end", *(name for name, text in around.items() if text)}
    assert all(read.get(name) == " ".join(around[name].split()) for name in around if name in read)
    words = exact.split()
    if "[" not in exact:
        assert read["start"].split() == words[: len(read["start"].split())]
        assert ("end" in read) == (len(words) > 10)


@given(st.integers(1, 2000))
def test_many_brackets_cost_little(number: int) -> None:
    for text in ("[" * number, "a" * number + "[", "[a]b" * number, "[a" * number + "]"):
        source_pieces(text)


def test_every_link_of_the_demo_leads_to_the_words_in_the_archived_text(
    compiled_demo: Compiled,
) -> None:
    assert compiled_demo.site
    for entry in compiled_demo.site.quotations.values():
        source = compiled_demo.site.sources[entry.source].source
        text = (DEMO / "content/archive" / str(source.archived_as)).read_text("utf-8")
        page = " ".join(text.split())
        passage = highlighted(text_fragment(source.url, entry.quotation), page)
        assert all(piece in passage for piece in source_pieces(entry.quotation.exact))
        before = page[: page.index(passage)]
        assert before.endswith(f"{entry.quotation.prefix or ''} ".lstrip())
