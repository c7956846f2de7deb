"""The short ways through an English text find what the long ones find."""

from __future__ import annotations

import re
from collections.abc import Set

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verify.figures.english import dates, numbers
from generator.verify.figures.english.tokens import (
    bare,
    capitals,
    cut,
    matches,
    may_have_digits,
    small_runs,
)

PIECES = (
    "two", "Three", "hundred", "million", "a", "an", "half", "thirds", "dozens", "of", "both",
    "26,000", "1.5", "50%", "5k", "12:30", "2018", "1990s", "2018-04-27", "27th", "3", "the",
    "May", "March", "Sept.", "April", "Friday", "Mondays", "next", "last", "early", "mid-May",
    "spring", "start", "end", "in", "and", "day", "Ostermill", "U.S.", "Spain’s", "al-Hadid",
    "O’Neill", "G7", "é", "Élan", "東京", "Ⓐ", "_two", "a_b", "½", "٣", "ſ", "İ",
)  # fmt: skip
JOINTS = (" ", " ", " ", "", "-", ", ", ". ", "\u00a0", "’", "_", "\n", " (", "“")
TEXTS = st.lists(st.sampled_from(PIECES + JOINTS), max_size=16).map("".join)


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (dates._DATE, dates._FIRST),
        (numbers._NUMBER, numbers._FIRST),
        (numbers._TIME, numbers._NO_WORDS),
    ],
    ids=["dates", "numbers", "times"],
)
@given(text=TEXTS)
def test_matches_are_those_of_the_pattern(
    pattern: re.Pattern[str], first: Set[str], text: str
) -> None:
    found = [match.span() for match in matches(pattern, text, first)]
    assert found == [match.span() for match in pattern.finditer(text)]


@given(TEXTS)
def test_no_date_is_passed_over(text: str) -> None:
    if not dates.may_have_dates(text, small_runs(text, dates.DATE_WORDS)):
        assert dates._DATE.search(text) is None
    if not list(dates.written_dates(text)):
        # "May" may be no month.
        assert all(match["only_month"] for match in dates._DATE.finditer(text))


@given(TEXTS)
def test_no_number_has_no_word_and_no_digit(text: str) -> None:
    runs = small_runs(text, numbers.NUMBER_WORDS)
    if runs.isdisjoint(numbers.NUMBER_WORDS) and not may_have_digits(runs):
        assert numbers._NUMBER.search(text) is None
        assert not list(numbers.find_numbers(text, runs))


@given(TEXTS)
def test_no_word_that_is_looked_for_is_left_out(text: str) -> None:
    words = dates.DATE_WORDS | numbers.NUMBER_WORDS
    every = {run.lower() for run in re.findall(r"[^\W_]+", text)}
    assert small_runs(text, words) & words == every & words
    assert may_have_digits(small_runs(text, words)) or not any(map(str.isdecimal, text))


@given(TEXTS)
def test_the_cut_pieces_are_all_of_a_text_but_its_spaces(text: str) -> None:
    assert "".join(cut(text)) == "".join(text.split())


@given(TEXTS)
def test_capitals_stand_at_their_places(text: str) -> None:
    found = list(capitals(text))
    assert all(text.startswith(token, at) for token, at in found)
    assert [token for token, _ in found] == [
        piece for piece in cut(text) if piece[0].isalnum() and any(sign.isupper() for sign in piece)
    ]
    assert [at for _, at in found] == sorted({at for _, at in found})


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Spain’s", ("Spain",)),
        ("James'", ("James",)),
        ("U.S.", ("US",)),
        ("two-day", ("two", "day")),
        ("O'Neill", ("O’Neill",)),
    ],
)
def test_bare_words(written: str, words: tuple[str, ...]) -> None:
    assert bare(written) == words
