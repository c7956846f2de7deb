"""Dates, countries and languages in the site's language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from generator.model import Role, TermKind
from generator.model.base import COUNTRY_CODES
from generator.model.dates import Date
from generator.render.catalogue import BadTranslationError
from generator.render.wording import direction, wording_for
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


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "لا تقارير"), (1, "تقرير واحد"), (2, "تقريران"), (3, "3 تقارير"), (10, "10 تقارير"),
        (11, "11 تقريرًا"), (99, "99 تقريرًا"), (100, "100 تقرير"), (102, "102 تقرير"),
        (103, "103 تقارير"), (1111, "1,111 تقريرًا"),
    ],
)  # fmt: skip
def test_arabic_has_six_forms_of_a_counted_noun(number: int, shown: str) -> None:
    assert wording_for("ar").count(number, "{n} report", "{n} reports") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["0 reports", "1 report", "12,000 reports"]),
        ("de", ["0 Berichte", "1 Bericht", "12.000 Berichte"]),
        ("fr", ["0 article", "1 article", "12\u202f000 articles"]),
    ],
)
def test_other_languages_have_theirs(language: str, shown: list[str]) -> None:
    count = wording_for(language).count
    assert [count(n, "{n} report", "{n} reports") for n in (0, 1, 12_000)] == shown


def test_a_region_takes_what_it_lacks_from_its_language_and_then_from_english() -> None:
    assert wording_for("de-AT").text("Glossary") == "Glossar"
    assert wording_for("ar-EG").text("Sources") == "المصادر"
    assert wording_for("pl").text("Glossary") == "Glossary"
    assert wording_for("fr").text("A text that nobody knows") == "A text that nobody knows"


def test_values_of_the_content_format_have_names() -> None:
    german = wording_for("de")
    assert wording_for("en").word(Role.SEIZED_SERVERS) == "seized servers"
    assert german.word(Role.SEIZED_SERVERS) == "beschlagnahmte Server"
    # The same word in two lists need not be the same in another language.
    assert german.word(TermKind.PLACE) == "Ort"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "“x”"), ("de", "„x“"), ("de-AT", "„x“"), ("fr", "«\u202fx\u202f»"), ("fr-CH", "«x»"),
        ("ar", "”x“"), ("ja", "「x」"), ("eo", "“x”"),
    ],
)  # fmt: skip
def test_quotation_marks_are_the_languages(language: str, shown: str) -> None:
    assert wording_for(language).quoted("x") == shown
    assert wording_for("en").quoted("x", language) == shown


def test_lists_and_shares() -> None:
    english, arabic, french = wording_for("en"), wording_for("ar"), wording_for("fr")
    assert (english.comma, english.semicolon) == (", ", "; ")
    assert (arabic.comma, arabic.semicolon) == ("، ", "؛ ")
    assert english.percent(0.125) == "12%"
    assert french.percent(0.5) == "50\xa0%"


def test_the_direction_of_a_language() -> None:
    found = {tag: direction(tag) for tag in ("en", "ar", "he", "fa-IR", "zh-Hant", "pa-Arab")}
    assert [tag for tag, way in found.items() if way == "rtl"] == ["ar", "he", "fa-IR", "pa-Arab"]


def catalogue(folder: Path, name: str, *pairs: tuple[str, str]) -> Path:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    rows = "".join(f'\nmsgid "{text}"\nmsgstr "{other}"\n' for text, other in pairs)
    (folder / name).write_text(head + rows, "utf-8")
    return folder


def test_a_site_may_bring_a_language_and_put_texts_otherwise(tmp_path: Path) -> None:
    catalogue(tmp_path, "pl.po", ("Glossary", "Słowniczek"))
    catalogue(tmp_path, "fr.po", ("Glossary", "Lexique"))
    catalogue(tmp_path, "en.po", ("Glossary", "Words"))
    catalogue(tmp_path, "en-GB.po", ("Sources", "Where it comes from"))
    polish, french = wording_for("pl", tmp_path), wording_for("fr", tmp_path)
    assert (polish.text("Glossary"), polish.text("Sources")) == ("Słowniczek", "Sources")
    assert (french.text("Glossary"), french.text("Quotations")) == ("Lexique", "Citations")
    british = wording_for("en-GB", tmp_path)
    assert (british.text("Glossary"), british.text("Sources")) == ("Words", "Where it comes from")
    assert wording_for("fr").text("Glossary") == "Glossaire"


def test_a_changed_catalogue_is_read_anew(tmp_path: Path) -> None:
    catalogue(tmp_path, "pl.po", ("Glossary", "Słowniczek"))
    assert wording_for("pl", tmp_path).text("Glossary") == "Słowniczek"
    catalogue(tmp_path, "pl.po", ("Glossary", "Glosariusz, nowy"))
    assert wording_for("pl", tmp_path).text("Glossary") == "Glosariusz, nowy"


def test_a_fuzzy_translation_is_not_used(tmp_path: Path) -> None:
    catalogue(tmp_path, "pl.po", ("Glossary", "Słowniczek"))
    path = tmp_path / "pl.po"
    path.write_text(path.read_text("utf-8").replace('msgid "G', '#, fuzzy\nmsgid "G'), "utf-8")
    assert wording_for("pl", tmp_path).text("Glossary") == "Glossary"


def test_a_broken_catalogue_of_a_site_says_where(tmp_path: Path) -> None:
    catalogue(tmp_path, "pl.po", ("Glossary", "{n} <b>"))
    with pytest.raises(BadTranslationError) as failed:
        wording_for("pl", tmp_path)
    place = failed.value.diagnostic.place
    assert (place.file, place.line) == ("site-templates/locale/pl.po", 5)
