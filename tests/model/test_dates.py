"""Dates: what is accepted, what it covers, and that it reads back as it was written."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.dates import Date, Interval, parse_date


@pytest.mark.parametrize(
    ("text", "when", "first", "last"),
    [
        ("2018", Date(2018), date(2018, 1, 1), date(2018, 12, 31)),
        ("0001", Date(1), date(1, 1, 1), date(1, 12, 31)),
        ("9999", Date(9999), date(9999, 1, 1), date(9999, 12, 31)),
        ("2018-04", Date(2018, 4), date(2018, 4, 1), date(2018, 4, 30)),
        ("2020-02", Date(2020, 2), date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-02-29", Date(2020, 2, 29), date(2020, 2, 29), date(2020, 2, 29)),
        ("2018?", Date(2018, uncertain=True), date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-04~", Date(2018, 4, approximate=True), date(2018, 4, 1), date(2018, 4, 30)),
        ("2018-04-27%", Date(2018, 4, 27, True, True), date(2018, 4, 27), date(2018, 4, 27)),
        (
            "2018-04-25/2018-04-26",
            Interval(Date(2018, 4, 25), Date(2018, 4, 26)),
            date(2018, 4, 25),
            date(2018, 4, 26),
        ),
        ("2018/2018-04", Interval(Date(2018), Date(2018, 4)), date(2018, 1, 1), date(2018, 4, 30)),
        ("2018/..", Interval(Date(2018), None), date(2018, 1, 1), date.max),
        ("../2018-04", Interval(None, Date(2018, 4)), date.min, date(2018, 4, 30)),
        (
            "2018~/2019?",
            Interval(Date(2018, approximate=True), Date(2019, uncertain=True)),
            date(2018, 1, 1),
            date(2019, 12, 31),
        ),
    ],
)
def test_a_date_is_read(text: str, when: Date | Interval, first: date, last: date) -> None:
    read = parse_date(text)
    assert read == when
    assert (read.first, read.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0000", "there is no year 0000"),
        ("2018-00", "there is no month 00"),
        ("2018-13", "there is no month 13"),
        ("2018-04-00", "2018-04 has no day 00"),
        ("2018-04-31", "2018-04 has no day 31"),
        ("2019-02-29", "2019-02 has no day 29"),
        ("../..", "an interval needs one end at least"),
        ("2019/2018", "the interval ends before it starts"),
        ("2018-04-26/2018-04-25", "the interval ends before it starts"),
        *(
            (text, "it is not written as YYYY, YYYY-MM or YYYY-MM-DD")
            for text in (
                "", " ", "18", "2018-4", "2018-04-1", "20180427", "2018/", "/2018", "/", "..",
                "2018-04-27T12:00", "2018-04-27Z", "2018-04-27+01:00", "27.4.2018", "April 2018",
                "-2018", "+2018", "Y20180", "201X", "2018-2X", "2018~?", "?2018",
                "2018-?04", "2018/2019/2020", "٢٠١٨", "２０１８", "2018-04-27\n", "2018..2019",
                "2018-04..", "2018 ", " 2018",
            )
        ),
        ("2018-21", "there is no month 21"),
    ],
)  # fmt: skip
def test_what_is_no_date_says_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_date(text)
    assert str(caught.value) == why


@st.composite
def dates(draw: st.DrawFn) -> Date:
    year = draw(st.integers(1, 9999))
    month = draw(st.integers(0, 12))
    day = draw(st.integers(0, calendar.monthrange(year, month)[1])) if month else 0
    return Date(year, month, day, draw(st.booleans()), draw(st.booleans()))


def written(when: Date | None) -> str:
    """A date as EDTF."""
    if when is None:
        return ".."
    text = f"{when.year:04}"
    text += f"-{when.month:02}" if when.month else ""
    text += f"-{when.day:02}" if when.day else ""
    marks = {(True, True): "%", (True, False): "?", (False, True): "~", (False, False): ""}
    return text + marks[when.uncertain, when.approximate]


@given(dates())
def test_a_date_that_is_written_is_read_again(when: Date) -> None:
    assert parse_date(written(when)) == when
    assert when.first <= when.last


@given(st.none() | dates(), st.none() | dates())
def test_an_interval_that_is_written_is_read_again(start: Date | None, end: Date | None) -> None:
    text = f"{written(start)}/{written(end)}"
    backwards = start and end and start.first > end.last
    if backwards or not (start or end):
        with pytest.raises(ValueError, match=r"^(the|an) interval"):
            parse_date(text)
        return
    when = parse_date(text)
    assert when == Interval(start, end)
    assert when.first <= when.last


@given(st.text("0123456789-/.?~% T:Z", max_size=24))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    with suppress(ValueError):
        when = parse_date(text)
        assert when.first <= when.last
