"""How wide texts are thought to be, and what of them fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.lettering import fitted, text_width


def test_wide_letters_count_double() -> None:
    assert text_width("中国", 30) == 60
    assert text_width("China", 30) < text_width("China!", 30) < text_width("China中", 30)
    assert text_width("", 30) == 0


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Raids", "Raids"),
        ("Two days of raids", "Two days of…"),
        ("Two days, or raids", "Two days, or…"),
        ("Two days of, raids", "Two days of…"),
        ("Donaudampfschifffahrt", "Donaudampfsc…"),
        ("警察が四か国で作戦を行った", "警察が四か国…"),
    ],
)
def test_what_does_not_fit_is_cut_at_a_word(text: str, kept: str) -> None:
    assert fitted(text, 10, text_width("Two days of r", 10)) == kept


@given(st.text(min_size=1), st.floats(20, 400))
def test_what_is_kept_fits(text: str, most: float) -> None:
    kept = fitted(text, 10, most)
    assert kept == text or kept.endswith("…")
    assert text_width(kept, 10) <= most
