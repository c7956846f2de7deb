"""The inverted index and its chunks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.render.links import Links
from generator.render.search import search_data
from generator.render.search.entries import Entry, Place, Row
from generator.render.search.index import (
    COMMON,
    DIGITS,
    chunked_words,
    delta_encoded,
    encode_number,
    in_script_order,
    inverted_index,
    shortest_prefixes,
)
from tests.render.search.reader import Reader, numbers_in

PAGE = Place("stories/a", "A title")


def made(titles: list[str], statements: list[str]) -> list[Row]:
    """Stories, and statements of the first one."""
    return [
        Row("story", 8, tuple(Entry(Place(f"stories/{t}", t), t) for t in titles)),
        Row("statement", 3, tuple(Entry(PAGE, t, f"s{n}") for n, t in enumerate(statements)), 0),
    ]


def reader(rows: list[Row], most: int = 1000) -> Reader:
    return Reader(dict(search_data(rows, Links(), {}, most)))


def test_digits_need_no_escape() -> None:
    assert len(set(DIGITS)) == 90
    assert not set(DIGITS) & set(f'"\\< {COMMON}')


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_are_read_as_they_were_written(numbers: list[int]) -> None:
    assert numbers_in("".join(map(encode_number, numbers))) == numbers


@given(st.sets(st.integers(0, 10**6)))
def test_steps_add_up(numbers: set[int]) -> None:
    total, found = 0, []
    for step in numbers_in(delta_encoded(sorted(numbers))):
        total += step
        found.append(total)
    assert found == sorted(numbers)


def test_an_entry_is_listed_once_for_a_word() -> None:
    index = inverted_index(made(["Bell bell BELL"], ["A bell"]))
    assert index == {"a": delta_encoded([1]), "bell": delta_encoded([0, 1])}


@given(st.lists(st.text(min_size=1), min_size=1))
def test_words_stand_in_the_order_of_scripts(texts: list[str]) -> None:
    index = list(inverted_index(made(texts, [])))
    assert index == sorted(index, key=in_script_order)


@given(st.sets(st.text(alphabet="abcdé字𠮷", min_size=1, max_size=5), min_size=1))
def test_beginnings_tell_the_chunks_apart(vocabulary: set[str]) -> None:
    # So many entries that every chunk holds few words.
    index = dict.fromkeys(sorted(vocabulary, key=in_script_order), "#" * 5000)
    chunks = list(chunked_words(index))
    assert [word for chunk in chunks for word in chunk.words] == list(index)
    ends = [(chunk.words[0], chunk.words[-1]) for chunk in chunks]
    marks = [in_script_order(mark) for mark in shortest_prefixes(ends)]
    for chunk, mark in zip(chunks, marks, strict=True):
        assert in_script_order(chunk.words[0]) >= mark
    for chunk, mark in zip(chunks, marks[1:], strict=False):
        assert in_script_order(chunk.words[-1]) < mark


def test_a_word_that_stands_nearly_everywhere_is_looked_for_in_titles() -> None:
    rows = made(["The bell", "The tent"], [f"The bell was at {n}" for n in range(50)])
    found = reader(rows, most=20)
    assert found.search("the") == [0, 1]
    # Beside a rarer word it is left out; alone it finds titles.
    assert [hit.text for hit in found.hits("the 31")] == ["The bell was at 31"]
    assert len(reader(rows).search("the bell")) == 51


def test_titles_come_before_statements() -> None:
    found = reader(made(["Tents", "Bells"], ["Of bells and tents", "Tents"]))
    assert [hit.kind for hit in found.hits("tents")] == ["story", "statement", "statement"]


def test_whole_words_come_before_beginnings() -> None:
    found = reader(made(["x"], ["a bellow", "a bell"]))
    assert [hit.text for hit in found.hits("bell")] == ["a bell", "a bellow"]
    assert [hit.text for hit in found.hits("bell ")] == ["a bell"]


def test_words_that_stand_apart_find_what_holds_them_all() -> None:
    found = reader(made(["Night"], ["A bell rang.", "A tent stood."]))
    assert [(hit.kind, hit.text) for hit in found.hits("bell tent")] == [("story", "Night")]
    assert found.hits("bell lamp") == []


def test_a_site_without_entries() -> None:
    found = reader(made([], []))
    assert found.search("bell") == []
