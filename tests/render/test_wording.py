"""Dates, countries and languages in the site's language."""

from __future__ import annotations

import pytest
from hypothesis import given

from generator.model.base import COUNTRY_CODES
from generator.model.dates import Date
from generator.render.wording import wording_for
from tests.model.test_dates import dates, written


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2018", "2018"),
        ("2018-04", "April 2018"),
        ("2018-04-27", "April 27, 2018"),
        ("2018~", "about 2018"),
        ("2018-04?", "April 2018 (uncertain)"),
        ("2018-04-27%", "about April 27, 2018 (uncertain)"),
        ("2018-04-25/2018-04-26", "April 25 – 26, 2018"),
        ("2018-04-30/2018-05-01", "April 30 – May 1, 2018"),
        ("2018-12-31/2019-01-01", "December 31, 2018 – January 1, 2019"),
        ("2018-04-25/2018-04-25", "April 25, 2018"),
        ("2018-04/2018-05", "April – May 2018"),
        ("2018/2019", "2018 – 2019"),
        ("2018/2018-04", "2018 – April 2018"),
        ("2018-04-25~/2018-04-26", "about April 25, 2018 – April 26, 2018"),
        ("2018/..", "from 2018"),
        ("../2018-04-27?", "until April 27, 2018 (uncertain)"),
        ("0900", "900"),
    ],
)
def test_a_date_in_english(text: str, shown: str) -> None:
    # The width of the spaces around a dash is the locale data's affair.
    assert wording_for("en").date(text).replace("\u2009", " ") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en-GB", "27 April 2018"),
        ("fr", "27 avril 2018"),
        ("de-AT", "27. April 2018"),
        ("ja", "2018年4月27日"),
        ("zh-Hant", "2018年4月27日"),
    ],
)
def test_a_date_in_other_languages(language: str, shown: str) -> None:
    assert wording_for(language).date("2018-04-27") == shown


@given(dates())
def test_any_date_is_shown_with_its_year(when: Date) -> None:
    shown = wording_for("en").date(written(when))
    assert str(when.year) in shown
    assert ("about" in shown) == when.approximate
    assert ("uncertain" in shown) == when.uncertain


def test_countries_and_languages_have_names() -> None:
    english, french = wording_for("en"), wording_for("fr")
    assert english.country("BE") == "Belgium"
    assert french.country("BE") == "Belgique"
    assert english.language("ar") == "Arabic"
    assert french.language("de-AT") == "allemand (Autriche)"
    names = {english.country(code) for code in COUNTRY_CODES}
    assert len(names) == len(COUNTRY_CODES)
    assert not names & COUNTRY_CODES


@pytest.mark.parametrize(("number", "shown"), [(0, "0 bells"), (1, "1 bell"), (2, "2 bells")])
def test_a_number_takes_its_noun(number: int, shown: str) -> None:
    assert wording_for("en").count(number, "{n} bell", "{n} bells") == shown
