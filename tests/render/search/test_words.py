"""Text becomes words in the way in which readers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.folding.words import folded, without_clitics, words

# The browser test takes these too, so that both sides do the same.
WORDS = {
    "The Bell-Watch’s 1,200 lamps": ["the", "bell", "watch", "s", "1200", "lamps"],
    "Élan, naïve, Ångström, Łódź": ["elan", "naive", "angstrom", "lodz"],
    "Øresund Đakovo æther œuvre þing": ["oresund", "dakovo", "aether", "oeuvre", "thing"],
    "A\ufe0f b\U000e0100c": ["a", "bc"],
    "Straße GROSS ﬁne İstanbul ılık": ["strasse", "gross", "fine", "istanbul", "ilik"],
    "ΟΔΟΣ οδός": ["οδοσ", "οδοσ"],
    "йод Ёлка": ["иод", "елка"],
    "أعماق أَعْمَاق وكـــالة": ["اعماق", "اعماق", "وكالة"],
    "שָׁלוֹם": ["שלום"],
    "हिन्दी में": ["हिन्दी", "में"],
    "１２３ ＡＢＣ ½": ["123", "abc", "1", "2"],
    "co\u00adoperate a\u200bb": ["cooperate", "ab"],
    "警察は動いた": ["警察", "察は", "は動", "動い", "いた", "た"],
    "AI技術 x 字": ["ai", "技術", "術", "x", "字"],
    "ガギ ｶﾞ": ["ガギ", "ギ", "ガ"],
    "한국어 검색": ["한국어", "검색"],
    "a_b c.d @e #f <g>": ["a", "b", "c", "d", "e", "f", "g"],
    "𠮷野家": ["𠮷野", "野家", "家"],
    "26,000 26.000 26’000 26\u202f000 ٢٦٬٠٠٠ 12,34,567": [
        "26000", "26000", "26000", "26000", "26", "000", "26000", "1234567",
    ],
    "April 25 130 people": ["april", "25130", "25", "130", "people"],
    "2018 2019, 25.04.2018, 1,234.50": ["2018", "2019", "25", "04", "2018", "1234", "50"],
    "a1,200 1,2000 1,200,300b 2018,250,000": [
        "a1", "200", "1", "2000", "1200300b", "2018", "250000",
    ],
    "२६ ২৬ ٢٦ ۲۶ ２６ 𝟐𝟔": ["26", "26", "26", "26", "26", "26"],
    "الوكالة والوكالة بالوكالة للوكالة وللوكالة": ["وكالة"] * 5,
    "الله والد والدته البيت والبيت": ["الله", "والد", "والدته", "بيت", "والبيت"],
    "constructor __proto__": ["constructor", "proto"],
    " —…!? ": [],
}  # fmt: skip
# Folded words, and what they may be without clitics.
CLITICS = {
    "وبدعم": ["بدعم", "دعم"],
    "وقادت": ["قادت"],
    "والبيت": ["بيت"],
    "بلد": [],
    "שבבית": ["בבית", "בית"],
    "וכשהמשטרה": ["כשהמשטרה", "שהמשטרה", "המשטרה", "משטרה"],
    "בית": [],
    "bell": [],
    "иод": [],
}


@pytest.mark.parametrize("word", CLITICS)
def test_clitics(word: str) -> None:
    assert list(without_clitics(word)) == CLITICS[word]


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    assert words(text) == WORDS[text]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_no_word_holds_a_space_or_is_empty(text: str) -> None:
    for word in words(text):
        assert word
        assert word.split() == [word]


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_does_not_count(text: str) -> None:
    assert words(text.upper()) == words(text)
