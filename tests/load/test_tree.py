"""Places in a document, above all in block text."""

from __future__ import annotations

import pytest

from generator.load import Document
from tests.support import document


def marked(read: Document, trail: tuple[str | int, ...], row: int, start: int, width: int) -> str:
    """The characters of the file that a place marks."""
    place = read.place(trail, row, start, width)
    return read.lines[place.line - 1][place.column - 1 : place.column - 1 + place.width]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a: |\n  one\n  two words\n", 1),
        ("a: | # a comment\n  one\n  two words\n", 1),
        ("a: |   # | > - text\n  one\n  two words\n", 1),
        ("a: |-\n  one\n  two words\n", 1),
        ("a: |+\n  one\n  two words\n\n\n", 1),
        ("a: |2\n  one\n  two words\n", 1),
        ("a: |2-\n    one\n  two words\n", 1),
        ("a: |-2\n  one\n    two words\n", 1),
        ("a: |\n\n  one\n\n  two words\n", 3),
        ("a: |\n  \n \n  two words\n", 2),
        ("a: |1\n two words\n", 0),
        ("a:\n  |\n  two words\n", 0),
        ("x: y\na: |\n        two words\nb: c\n", 0),
        ("a: |\n  two words", 0),
        ("{a: b}\n", -1),
    ],
)
def test_a_place_in_block_text_is_exact(text: str, row: int) -> None:
    read = document(text)
    if row < 0:
        assert marked(read, ("a",), 0, 0, 0) == "b"
        return
    node = read.node(("a",))
    start = node.text.split("\n")[row].index("words")  # type: ignore[union-attr]
    assert marked(read, ("a",), row, start, 5) == "words"


def test_a_place_in_a_list_of_block_texts_is_exact() -> None:
    read = document("- |\n  one\n- b: |\n    two\n    three\n- - - |\n      four\n")
    assert marked(read, (0,), 0, 0, 3) == "one"
    assert marked(read, (1, "b"), 1, 0, 5) == "three"
    assert marked(read, (2, 0, 0), 0, 0, 4) == "four"


def test_without_a_width_a_line_of_block_text_is_marked_whole() -> None:
    read = document("a: |\n  one\n  two words\n")
    assert marked(read, ("a",), 1, 0, 0) == "two words"


@pytest.mark.parametrize("text", ["a: one two\n", "a: 'one two'\n", 'a: "one two"\n'])
def test_a_place_in_text_on_one_line_is_exact(text: str) -> None:
    assert marked(document(text), ("a",), 0, 4, 3) == "two"


def test_a_way_that_ends_early_leads_to_what_is_there() -> None:
    read = document("a:\n  b: c\n")
    assert read.place(("a", "x", 3)) == read.place(("a",))
    assert read.place(("a", "b", "c", 0)) == read.place(("a", "b"))
    assert read.place(()).line == 1


def test_a_key_is_found_by_its_way() -> None:
    read = document("a:\n  - b: c\n")
    key = read.key(("a", 0, "b"))
    assert key is not None
    assert (key.text, key.line, key.column) == ("b", 2, 5)
    assert read.key(("a", 0, "x")) is None
    assert read.key(("a", 0)) is None


def test_a_problem_carries_its_line() -> None:
    read = document("a: one\nb: two\n")
    problem = read.problem("tab", read.place(("b",)), "what")
    assert problem.source_line == "b: two"
    assert problem.place.file == "content/test.yml"


def test_a_value_is_found_among_many() -> None:
    text = "list:\n" + "".join(f"  - id: a{n}\n    more: [b, {{c: d}}]\n" for n in range(50))
    read = document(text + "map:\n" + "".join(f"  k{n}: {{x: v{n}}}\n" for n in range(50)))
    for at in (0, 1, 49):
        assert marked(read, ("list", at, "id"), 0, 0, 0) == f"a{at}"
        assert marked(read, ("map", f"k{at}", "x"), 0, 0, 0) == f"v{at}"
        assert read.key(("map", f"k{at}")).text == f"k{at}"  # type: ignore[union-attr]
    assert read.place(("list", 50)) == read.place(("list",))
    assert read.place(("list", "id")) == read.place(("list",))
    assert read.place(("map", 0)) == read.place(("map",))


def test_places_of_keys_stand_entry_by_entry() -> None:
    read = document("a:\n  - {b: c, d: e}\n  - b: |\n      f\n  - g\n")
    assert list(read.places(("a",), "b", "d")) == [
        (read.place(("a", 0, "b")), read.place(("a", 0, "d"))),
        (read.place(("a", 1, "b")), read.place(("a", 1))),
        (read.place(("a", 2)), read.place(("a", 2))),
    ]
    assert list(read.places(("x",), "b")) == []


def test_documents_of_the_same_text_are_equal() -> None:
    assert document("a: [b]\n") == document("a: [b]\n")
    assert hash(document("a: [b]\n")) == hash(document("a: [b]\n"))
    assert document("a: [b]\n") != document("a: [c]\n")
