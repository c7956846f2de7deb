"""The English reader, on invented sentences."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verify.figures import Counted, Kind, Number, PartialDate, Vocabulary, for_language
from generator.verify.figures.english import English

ENGLISH = English()
NOTHING = Vocabulary()


def found(text: str, *kinds: Kind) -> list[str]:
    return [c.text for c in ENGLISH.claims(text, NOTHING) if not kinds or c.kind in kinds]


def dates(text: str, published: str = "") -> set[PartialDate]:
    return set(ENGLISH.evidence(text, published).dates)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("eight boats", 8),
        ("a two-day search", 2),
        ("26,000 shells", 26000),
        ("1.5 miles", Fraction(3, 2)),
        ("2.5 million", 2_500_000),
        ("twenty-one", 21),
        ("one hundred and thirty", 130),
        ("three hundred thousand", 300_000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two and a half", Fraction(5, 2)),
        ("twice", 2),
        ("€3bn", 3_000_000_000),
        ("5\u202fmillion", 5_000_000),
        ("5\nthousand", 5000),
        ("5 thouſand", 5000),
    ],
)
def test_numbers_have_values(text: str, value: Fraction) -> None:
    claims = ENGLISH.claims(text, NOTHING)
    assert [c.meaning._replace(currencies=frozenset()) for c in claims] == [Number(Fraction(value))]


@pytest.mark.parametrize("text", ["50%", "50 per cent", "fifty percent", "half of it"])
def test_shares_compare_by_value(text: str) -> None:
    assert [c.meaning for c in ENGLISH.claims(text, NOTHING)] == [Number(Fraction(50), share=True)]


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "a second strike",
        "the 21st crate",
        "several boats",
        "both the bell and the rope",
        "the second half of it",
    ],
)
def test_no_figures(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("two reports", Counted.SOURCES),
        ("all four other reports", Counted.SOURCES),
        ("two agencies say so", Counted.SOURCES),
        ("two agencies were shut", Counted.NAMES),
        ("two of them say so", Counted.SOURCES),
        ("two of them were held", None),
        ("both reports", Counted.SOURCES),
        ("two of the people they quote", Counted.SPEAKERS),
        ("two people were held", None),
        ("two days", Counted.DAYS),
        ("six towns", Counted.NAMES),
        ("six boats", None),
    ],
)
def test_what_a_number_counts(text: str, counted: Counted | None) -> None:
    assert [c.counted for c in ENGLISH.claims(text, NOTHING)] == [counted]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("on Friday, 27 April 2018", ["Friday, 27 April 2018"]),
        ("on 25 and 26 April 2031", ["25", "26 April 2031"]),
        ("on Nov. 21", ["Nov. 21"]),
        ("late in April 2018", ["late in April 2018"]),
        ("in the spring of 2018", ["spring of 2018"]),
        ("since the 1990s", ["1990s"]),
        ("in May", ["May"]),
        ("it may rain", []),
        ("on 2031-04-05", ["2031-04-05"]),
    ],
)
def test_dates_in_a_text(text: str, written: list[str]) -> None:
    assert found(text) == written


@pytest.mark.parametrize(
    ("text", "published", "when"),
    [
        ("on Friday", "2018-04-27", PartialDate(2018, 4, 27)),
        ("on Thursday", "2018-04-28~", PartialDate(2018, 4, 26)),
        ("next Monday", "2018-04-27", PartialDate(2018, 4, 30)),
        ("last Friday", "2018-04-27", PartialDate(2018, 4, 20)),
        ("on Friday", "2018-04", PartialDate(weekday=5)),
        ("on Nov. 21", "2019-11-25", PartialDate(2019, 11, 21)),
        ("in December", "2019-01-05", PartialDate(2018, 12)),
        ("last month", "2018-01", PartialDate(2017, 12)),
        ("yesterday", "2018-03-01", PartialDate(2018, 2, 28)),
        ("two years ago", "2018-03-01", PartialDate(2016)),
        ("two weeks ago", "2018-03-01", PartialDate(2018, 2)),
    ],
)
def test_dates_are_completed_by_the_day_of_publication(
    text: str, published: str, when: PartialDate
) -> None:
    assert dates(text, published) == {when}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The keeper, Tom Fennel, met Dr. Quill.", ["Tom Fennel", "Dr. Quill"]),
        ("Interpol led the search.", ["Interpol"]),
        ("Dogs barked. Heavy rain fell.", []),
        ("He said: “Nobody from Ostermill came.” Everybody left.", ["Ostermill"]),
        ("It heard the al-Hadid station and BELL-branded radio.", ["al-Hadid", "BELL"]),
        ("Belgium’s officers and U.S. sailors went.", ["Belgium", "U.S."]),
        ("G7 ships and the flight MH17 were named.", ["G7", "MH17"]),
        ("I think that I know it.", []),
    ],
)  # fmt: skip
def test_names(text: str, names: list[str]) -> None:
    assert found(text, Kind.NAME) == names


def test_a_known_name_counts_where_a_sentence_begins() -> None:
    known = ENGLISH.vocabulary("the office of Chimeboard")
    assert [c.text for c in ENGLISH.claims("Chimeboard, in part.", known)] == ["Chimeboard"]
    assert [c.text for c in ENGLISH.claims("Chimebord, in part.", known)] == ["Chimebord"]
    common = ENGLISH.vocabulary("a chimeboard of the Chimeboard")
    assert ENGLISH.claims("Chimeboard, in part.", common) == ()


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Belgian", "Belgium"),
        ("U.S.", "United States"),
        ("Dutch", "Netherlands"),
        ("Britons", "United Kingdom"),
        ("Westerners", "West"),
    ],
)
def test_adjectives_name_the_country(words: str, other: str) -> None:
    places = [ENGLISH.place(ENGLISH.words(each)) for each in (words, other)]
    assert places[0] == places[1] != ""


def test_us_is_not_a_country() -> None:
    assert ENGLISH.evidence("they gave it to us", "").places == frozenset()
    assert ENGLISH.evidence("European ships", "").places == {"-europe"}


def test_words_put_in_give_nothing() -> None:
    evidence = ENGLISH.evidence("It left [for Ostermill with 12 men] early", "2031-04-05")
    assert "Ostermill" not in evidence.words
    assert evidence.numbers == frozenset()


def test_lists_are_counted() -> None:
    text = "in Norway, Malta and Chad as well as in Peru and Ghana"
    assert ENGLISH.evidence(text, "").lists == {3, 5}


def test_languages() -> None:
    assert for_language("en-GB") is for_language("EN")
    assert for_language("fr") is for_language("FR")
    assert for_language("zxx") is None


@given(
    st.text(alphabet="aA1 .,’-“”:%é\n[]two hundredMay2018of"),
    st.text("0123456789-/.~", max_size=12),
)
def test_any_text_can_be_read(text: str, published: str) -> None:
    claims = ENGLISH.claims(text, ENGLISH.vocabulary(text))
    ENGLISH.evidence(text, published)
    end = 0
    for claim in claims:
        assert end <= claim.start < claim.end
        assert text[claim.start : claim.end] == claim.text
        end = claim.end


@pytest.mark.parametrize(
    "text", ["A ", "Belgian ", "Ab, ", "1,", "two and ", "“", "A.B.", "in May "]
)
def test_a_long_text_of_one_thing_can_be_read(text: str) -> None:
    claims = ENGLISH.claims(text * 3000, NOTHING)
    ENGLISH.evidence(text * 3000, "2031-04-05")
    assert sum(len(claim.text) for claim in claims) <= len(text) * 3000


def test_a_number_too_long_to_be_read_is_none() -> None:
    text = f"{'1' * 9000} boats, {'1' * 9000} days ago"
    assert ENGLISH.evidence(text, "2031-04-05").numbers == frozenset()


@given(st.integers(2, 10**9 - 1))
def test_grouped_digits_have_the_value(number: int) -> None:
    given_numbers = ENGLISH.evidence(f"about {number:,} shells", "").numbers
    assert Number(Fraction(number)) in given_numbers or 1000 <= number < 2100


def in_words(number: int) -> str:
    small = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    small += "fifteen sixteen seventeen eighteen nineteen"
    tens = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    if number < 20:
        return small.split()[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{in_words(number % 10)}" if number % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if size == 100 else " "
            return f"{in_words(number // size)} {name}" + (joint + in_words(rest) if rest else "")
    raise AssertionError


@given(st.integers(2, 10**9 - 1))
def test_number_words_have_the_value(number: int) -> None:
    assert ENGLISH.evidence(in_words(number), "").numbers == {Number(Fraction(number))}
