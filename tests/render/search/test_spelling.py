"""Words that are misspelt are found, and little is loaded for it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.links import Links
from generator.render.search import search_data
from generator.render.search.entries import Entry, Place, Row
from generator.render.search.index import in_script_order
from generator.render.search.spelling import spelling_pieces
from tests.render.search.reader import LONG, WIDEST, Reader, distance, unfolded

PAGE = Place("stories/a", "Title")
LETTERS = "aeioulnrst"


def reader(*texts: str) -> Reader:
    row = Row("statement", 3, tuple(Entry(PAGE, text, f"s{n}") for n, text in enumerate(texts)))
    return Reader(dict(search_data([row], Links(), {})))


@pytest.fixture(scope="module")
def chance() -> random.Random:
    return random.Random(5)  # noqa: S311 - invented words


@pytest.fixture(scope="module")
def vocabulary(chance: random.Random) -> list[str]:
    made = {"".join(chance.choices(LETTERS, k=chance.randint(5, 12))) for _ in range(6_000)}
    return sorted(made)


@pytest.fixture(scope="module")
def large(vocabulary: list[str]) -> Reader:
    """A site with so many words that they are not loaded at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.render.search.spelling.PIECE", 2_000)
        return reader(" ".join(vocabulary))


def mistyped(chance: random.Random, word: str) -> str:
    """A word with one letter left out, added, changed, or swapped with the next."""
    at = chance.randrange(len(word) - 1)
    letter = chance.choice(LETTERS)
    return chance.choice([
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ])  # fmt: skip


def test_a_mistake_anywhere_in_a_word_is_forgiven_on_a_large_site(
    large: Reader, vocabulary: list[str], chance: random.Random
) -> None:
    known = set(vocabulary)
    for word in chance.sample(vocabulary, 100):
        typed = mistyped(chance, word)
        if len(typed) > 4 and typed not in known:
            large.loaded.clear()
            found = large.alike(typed)
            # Of more than a few that are as near, any may be meant.
            assert word in found or len(found) == 5, (word, typed, found)
            assert all(distance(typed, each) == 1 for each in found)
            assert 0 < len(large.loaded) <= 2 * WIDEST


def test_two_mistakes_are_forgiven_in_long_words_alone() -> None:
    found = reader("headquarters intelligence servers")
    assert found.alike("haedquaters") == ["headquarters"]
    assert found.alike("inteligense") == ["intelligence"]
    assert len("sarvors") < LONG
    assert found.alike("sarvors") == []
    assert found.alike("sarvers") == ["servers"]


def test_nothing_is_taken_for_a_figure_or_a_short_word() -> None:
    found = reader("2018 1337 Is abc 警察は動いた ab12")
    for typed in ("2019", "1338", "iss", "abcd", "警察は動かた", "ab13"):
        assert found.alike(typed) == []


def test_what_has_the_words_comes_before_what_is_spelt_alike() -> None:
    texts = ["A naser said so.", "A nasher said no.", "Nasher again.", "Nothing."]
    found = reader(*texts)
    assert [hit.text for hit in found.hits("naser")] == [texts[0], *texts[1:3]]
    assert not found.found("naser").only
    assert found.found("naser").like == ["nasher"]
    # Three hits are enough.
    assert reader(*texts, "naser one", "naser two").found("naser").like == []


def test_only_the_word_with_the_mistake_is_changed() -> None:
    found = reader("the bell was stolen", "the tent was stolen", "the dell was green")
    assert [hit.text for hit in found.hits("bell stolne")] == ["the bell was stolen"]
    assert found.found("bell stolne").like == ["stolen"]


def test_small_words_of_a_question_are_left_out_where_nothing_has_them() -> None:
    row = Row("statement", 3, tuple(Entry(PAGE, t, t) for t in ("Nasher is here", "what for")))
    found = Reader(dict(search_data([row], Links(), {"small": "what is a"})))
    assert [hit.text for hit in found.hits("what is nasher")] == ["Nasher is here"]
    assert found.found("what is nasher").left == ["what", "is"]
    assert found.found("nasher is").left == []
    assert found.hits("what is a") == []


def test_the_arabic_article_and_clitics_make_no_difference() -> None:
    texts = ["وكالة الشرطة", "والوكالة قالت", "وقالت بوكالة", "كتاب", "بلجيكا"]
    found = reader(*texts)
    for typed in ("وكالة", "الوكالة", "للوكالة"):
        assert {hit.text for hit in found.hits(typed)} == set(texts[:3])
    assert {hit.text for hit in found.hits("قالت ")} == set(texts[1:3])
    assert [hit.text for hit in found.hits("لجيكا ")] == [texts[4]]
    assert found.found("لجيكا ").only


def test_hebrew_clitics_make_no_difference_where_the_word_stands_alone_too() -> None:
    texts = ["המשטרה פעלה", "משטרה", "ושבמשטרה", "מכתבים"]
    found = reader(*texts)
    assert {hit.text for hit in found.hits("משטרה ")} == set(texts[:3])
    # With a clitic, first what has it, then the word alone.
    assert found.hits("המשטרה ")[0].text == texts[0]
    assert {hit.text for hit in found.hits("המשטרה ")} == set(texts[:3])


def test_digits_that_spaces_group_may_be_two_numbers() -> None:
    texts = ["26 000 items", "In 26 places 130 people", "More than 26,000"]
    found = reader(*texts)
    for typed in ("26000", "26,000", "26 000", "26.000", "26’000", "٢٦٬٠٠٠"):
        assert {hit.text for hit in found.hits(typed)} == {texts[0], texts[2]}
    assert [hit.text for hit in found.hits("26 130")] == [texts[1]]


@given(st.lists(st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=4)))
def test_a_list_is_read_as_it_was_written(words: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.render.search.spelling.PIECE", 20)
        forwards, backwards = spelling_pieces(dict.fromkeys(words))
    in_order = sorted(set(words), key=in_script_order)
    assert [word for *_, piece in forwards for word in unfolded(piece)] == in_order
    ends = [word[::-1] for *_, piece in backwards for word in unfolded(piece)]
    assert sorted(ends) == sorted(set(words) if backwards else ())
    for first, last, piece in (*forwards, *backwards):
        assert [unfolded(piece)[0], unfolded(piece)[-1]] == [first, last]
