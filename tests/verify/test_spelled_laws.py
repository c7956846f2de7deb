"""Laws of the readers of spelled-out numbers: what is spelled is read, and any text can be."""

from __future__ import annotations

import sys
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.verify.figures.claims import Number
from generator.verify.figures.spelled import SPELLED_LANGUAGES, SpelledNumber, spelled_for
from tests.verify.spellers import SPELLERS, swiss

LANGUAGES = sorted(SPELLED_LANGUAGES)
# Around a number: what stands in any sentence, and is no number in any of the languages.
AROUND = (("", ""), ("Xyz ", " xyz"), ("„", "“"), ("(", ")."), ("xyz, ", "; xyz"), ("\n", "\n"))


def found(language: str, text: str) -> list[SpelledNumber]:
    reader = spelled_for(language)
    assert reader is not None
    return list(reader.find(text))


def alone(language: str, spelled: str, before: str, behind: str) -> None:
    """Ask for one number, with its place; the caller compares the value."""
    text = f"{before}{spelled}{behind}"
    spans = [(each.start, each.end) for each in found(language, text)]
    assert spans == [(len(before), len(before) + len(spelled))], text


@pytest.mark.parametrize("language", LANGUAGES)
@given(n=st.integers(0, 10**6) | st.integers(0, 9_999_999), around=st.sampled_from(AROUND))
@example(n=80, around=AROUND[0])
@example(n=1001, around=AROUND[1])
@example(n=1121, around=AROUND[1])
@example(n=2002, around=AROUND[1])
@example(n=100_000, around=AROUND[1])
@example(n=200_000, around=AROUND[1])
@example(n=999_999, around=AROUND[1])
@example(n=1_000_000, around=AROUND[1])
def test_what_is_spelled_is_read(language: str, n: int, around: tuple[str, str]) -> None:
    spelled = SPELLERS[language](n)
    # "One" alone is no figure, and a lone "neuf" is "new", too.
    if n == 1 or (language == "fr" and n == 9):
        assert found(language, "{}".join(around).format(spelled)) == []
        return
    alone(language, spelled, *around)
    text = "{}".join(around).format(spelled)
    assert found(language, text)[0].number == Number(Fraction(n))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_to_two_thousand(language: str) -> None:
    for n in range(2, 2001):
        if (language, n) != ("fr", 9):
            spelled = SPELLERS[language](n)
            assert [each.number for each in found(language, spelled)] == [Number(Fraction(n))], (
                spelled
            )


def test_swiss_french() -> None:
    for n in range(10, 100):
        assert [each.number for each in found("fr", swiss(n))] == [Number(Fraction(n))]


@pytest.mark.parametrize("language", LANGUAGES)
@given(n=st.integers(20, 999_999))
def test_case_and_composition_change_nothing(language: str, n: int) -> None:
    spelled = SPELLERS[language](n)
    for variant in (spelled.upper(), spelled.title(), unicodedata.normalize("NFD", spelled)):
        # "ß" has no capital of one letter in every text.
        numbers = found(language, variant)
        assert [each.number for each in numbers] == [Number(Fraction(n))], variant
        assert (numbers[0].start, numbers[0].end) == (0, len(variant))


@pytest.mark.parametrize("language", LANGUAGES)
@given(numbers=st.lists(st.integers(2, 999_999).filter(lambda n: n != 9), min_size=1, max_size=5))
def test_numbers_in_a_list_stay_apart(language: str, numbers: list[int]) -> None:
    text = ", ".join(map(SPELLERS[language], numbers))
    expected = [Number(Fraction(n)) for n in numbers]
    assert [each.number for each in found(language, text)] == expected


def _pieces(language: str) -> list[str]:
    words = {
        word
        for n in (*range(100), 100, 200, 1000, 2000, 10**6, 3 * 10**6)
        for word in SPELLERS[language](n).split()
    }
    more = {
        "de": "hundert tausend und eine halbe einhalb Drittel Dutzende Prozent acht zweitägig",
        "nl": "honderd en een half derde van tientallen procent duizenden acht",
        "fr": "et demi tiers quart le de pour cent cents vingts dizaines milliers neuf doublé",
        "es": "y medio tercio tercera parte la de por ciento miles cientos mitad cuarto",
        "ar": "و ونصف نصف أرباع عشرات الآلاف في المئة كلا بالمئة ثلثا مئتا والألف",
    }[language].split()
    return sorted(words) + more


NOISE = [
    " ",
    " ",
    " ",
    "-",
    "",
    "  ",
    "\n\n",
    ", ",
    ".",
    "\u00ad",
    "\u0301",
    "\u064b",
    "\u200f",
    "İ",
    "1",
    "x",
    "’",
]


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_any_text_gives_numbers_in_order(language: str, data: st.DataObject) -> None:
    parts = data.draw(
        st.lists(st.sampled_from(_pieces(language) + NOISE * 3) | st.text(max_size=3), max_size=30)
    )
    text = "".join(parts)
    end = 0
    for number in found(language, text):
        assert end <= number.start < number.end <= len(text)
        assert not text[number.start].isspace()
        assert number.number.value >= 0
        end = number.end


# Texts of these pieces, which a comma parts here.
HOSTILE = {
    "de": "zwei,zwei ,zwei und ,achtzehn,und ,eine halbe ,hundert ,tausend ,Million ,zwei-",
    "nl": "twee,twee ,twee en ,en ,een half ,honderd ,duizenden van ,derde ",
    "fr": "un ,vingt et ,et ,neuf ,quatre-,pour cent ,le le ,tiers ,milliers de ,mille ",
    "es": "treinta y ,y ,mil ,millones ,medio ,por ciento ,la tercera parte ,cuarto ",
    "ar": "و,وخمسة ,ألف ,نصف ,كلا ,في المئة ,عشرات ,خمس\u0651\u064b",
}
ANY = ("\u0301", "a\u0301\u0316", "İ", "\u00ad", " ", "-", "x", "\u0640", "xyz ")


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        (language, piece)
        for language in LANGUAGES
        for piece in (*HOSTILE[language].split(","), *ANY)
    ],
)
def test_work_grows_with_the_text_alone(language: str, piece: str) -> None:
    assert _calls(language, piece * 800) <= 2.5 * _calls(language, piece * 400) + 200


def _calls(language: str, text: str) -> int:
    """How many functions are called while a text is read."""
    found(language, "zwei deux dos twee ألف")
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        found(language, text)
    finally:
        sys.setprofile(before)
    return count
