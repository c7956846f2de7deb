"""Characters that nobody sees."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.invisible import find_needless_invisible, is_invisible


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("ab\u200bc", [2]), ("ab\u200d", [2]), ("ab\u200cc", [2]), ("a\ufe0f", [1]),
        ("x\u2060y", [1]), ("Donau\u00addampf", [5]), ("\u3164", [0]), ("a\u2800b", [1]),
        ("A\u115f", [1]), ("a\U000e0061b", [1]), ("a\U000e0100", [1]), ("a\u034fb", [1]),
        ("abc\u200f", [3]), ("50\u200e%", [2]), ("a\u061cb", [1]), ("a\u180eb", [1]),
        ("\u200b\u200b", [0, 1]), ("क\u200bख", [1]), ("a\u2063b\u2064c", [1, 3]),
    ],
)  # fmt: skip
def test_what_no_script_needs_is_found(text: str, at: list[int]) -> None:
    assert [place for place, _ in find_needless_invisible(text)] == at


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم", "ه\u200d", "क्\u200dष", "क्\u200cष", "ශ්\u200dරී",
        "👩\u200d👩\u200d👧", "❤\ufe0f", "☎\ufe0e",
        "1\ufe0f\u20e3", "👩🏽\u200d🚀",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "葛\U000e0100", "ไทย\u200bไทย", "שלום\u200f!", "(\u200fגל) abc\u200e", "٪\u061c50 ألف",
        "ᄒ\u1160", "\u0600١٢", "ᠠ\u180bᠠ", "plain", "naïve café", "", "\u00a0",
    ],
)  # fmt: skip
def test_what_a_script_needs_is_left_alone(text: str) -> None:
    assert list(find_needless_invisible(text)) == []


def test_every_character_without_a_shape_is_looked_at() -> None:
    """Whatever Unicode counts as a format character; the shapes that it has are listed by hand."""
    format_characters = [
        char for char in map(chr, range(sys.maxunicode)) if unicodedata.category(char) == "Cf"
    ]
    assert len(format_characters) >= 160
    assert all(map(is_invisible, format_characters))


@given(
    st.text(), st.sampled_from("\u200b\u2060\u00ad\u3164"), st.text(alphabet="abcXYZ ", min_size=1)
)
def test_between_latin_letters_nothing_is_needed(before: str, char: str, around: str) -> None:
    text = f"{before}{around}{char}{around}"
    assert len(before + around) in [place for place, _ in find_needless_invisible(text)]
