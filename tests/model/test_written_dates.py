"""Dates as people write them, and what each may mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.cldr_names import names_in, names_in_all_languages
from generator.model.dates import parse_date
from generator.model.written_dates import possible_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("5 April 2031", "2031-04-05"),
        ("5th of April, 2031", "2031-04-05"),
        ("Apr. 2031", "2031-04"),
        ("April  5,  2031", "2031-04-05"),
        ("April 2031", "2031-04"),
        ("1er avril 2031", "2031-04-01"),
        ("5. März 2031", "2031-03-05"),
        ("le 27 avril 2031", "2031-04-27"),
        ("27 de abril de 2031", "2031-04-27"),
        ("27. dubna 2031", "2031-04-27"),
        ("27 апреля 2031 г.", "2031-04-27"),
        ("2031. április 27.", "2031-04-27"),
        ("2031年4月27日", "2031-04-27"),
        ("2031년 4월", "2031-04"),
        ("ngày 27 tháng 4 năm 2031", "2031-04-27"),
        ("٢٧ أبريل ٢٠٣١", "2031-04-27"),
        ("27/04/2031", "2031-04-27"),
        ("04/27/2031", "2031-04-27"),
        ("05/05/2031", "2031-05-05"),
        ("27.04.2031", "2031-04-27"),
        ("04.05.2031", "2031-05-04"),
        ("04/2031", "2031-04"),
        ("2031.4.5", "2031-04-05"),
        ("2031-4", "2031-04"),
        ("Sunday, 27 April 2031", "2031-04-27"),
        ("Sun, 27 Apr 2031 10:30:00 GMT", "2031-04-27"),
        ("zondag 27 april 2031", "2031-04-27"),
        ("27.04.2031 10:30 Uhr", "2031-04-27"),
        ("2031-04-27T10:00:00+02:00", "2031-04-27"),
        ("ca. 2031", "2031~"),
        ("around April 2031", "2031-04~"),
        ("April 2031?", "2031-04?"),
        ("ca. 2031?", "2031%"),
        ("25–26 April 2031", "2031-04-25/2031-04-26"),
        ("April 25-26, 2031", "2031-04-25/2031-04-26"),
        ("April–May 2031", "2031-04/2031-05"),
        ("25 April to 3 May 2031", "2031-04-25/2031-05-03"),
        ("2031–2032", "2031/2032"),
        ("the 1990s", "1990/1999"),
    ],
)
def test_what_can_be_one_date_only(text: str, date: str) -> None:
    assert possible_dates(text) == (date,)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("04/05/2031", ("2031-05-04", "2031-04-05")),
        ("04-05-2031", ("2031-05-04", "2031-04-05")),
        ("spring 2031", ("2031-03/2031-05", "2031-09/2031-11")),
        ("Winter 2031", ("2030-12/2031-02", "2031-12/2032-02", "2031-06/2031-08")),
        # October in Croatian, November in Polish.
        ("listopad 2031", ("2031-10", "2031-11")),
    ],
)
def test_where_several_are_possible_all_are_given(text: str, dates: tuple[str, ...]) -> None:
    assert possible_dates(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "2031/04", "29 February 2031", "0 April 2031", "0000-1-1", "", "-", "May", "yesterday",
        "Aprilis-ish 2031", "Aprl 2031", "27.04.31", "20310427", "x" * 100,
        # No Monday; years of other calendars.
        "Monday, 27 April 2031", "27 เมษายน 2561", "1397/02/07",
        # Words that a language of few readers has for a month.
        "sun 2031", "her 2031", "man 2031",
    ],
)  # fmt: skip
def test_what_is_no_date_gives_none(text: str) -> None:
    assert possible_dates(text) == ()


@given(st.text(alphabet="0123456789 -–/.,~?'abdeilmnoprsty年月年thcaÉ٢", max_size=30))
def test_whatever_is_given_is_a_date(text: str) -> None:
    for each in possible_dates(text):
        parse_date(each)


def test_names_of_one_meaning_are_the_rule() -> None:
    names = names_in_all_languages()
    assert len(names.countries) > 20_000
    assert sum(len(meant) > 1 for meant in names.countries.values()) < 20
    assert names_in("en").months["april"] == {4}
    assert names_in("en").weekdays["monday"] == {0}
