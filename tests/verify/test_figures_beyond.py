"""What is compared besides a claim with the words that it cites, and what stands for what."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from generator.verify.figures import (
    NamesChecked,
    Number,
    checked,
    for_language,
    is_untranslated,
    mistranslated,
    other_day,
)  # fmt: skip
from generator.verify.figures.absence import clauses
from generator.verify.figures.approximate import Rounded, rounding, rounds_to
from generator.verify.figures.similar import Names, differ_in_ending, is_slip, same_but_ending
from tests.verify.sites import found, reports, site_with


def wrong(exact: str, language: str, translation: str) -> list[str]:
    """What is wrong in a translation into English."""
    site = site_with(exact, language=language, translation=translation)
    quotation = site.quotations["words"].quotation
    source = site.sources["post"].source
    return [claim.text for claim in mistranslated(quotation, source, site.settings)]


@pytest.mark.parametrize(
    ("exact", "language", "translation", "expected"),
    [
        ("In Deutschland wurden 17 Server beschlagnahmt", "de", "17 servers in Germany", []),
        ("In Deutschland wurden 17 Server beschlagnahmt", "de", "71 servers in Germany", ["71"]),
        ("In Deutschland wurden siebzehn Server beschlagnahmt", "de", "17 servers in Germany", []),
        ("In Deutschland wurden 17 Server beschlagnahmt", "de", "17 servers in Spain", ["Spain"]),
        ("la police néerlandaise a saisi 1 200 serveurs", "fr", "Dutch police, 1,200 servers", []),
        ("pour 14,5 millions d’euros", "fr", "for $14.5 million", ["$14.5 million"]),
        ("am 3. März 2021", "de", "on 4 March 2021", ["4 March 2021"]),
        ("sagte Karl Brenner", "de", "said Karl Brennner", ["Karl Brennner"]),
        ("قالت الشرطة البلجيكية يوم الجمعة", "ar", "Belgian police said on Friday", []),
        ("trzy osoby zginęły", "pl", "3 people died", []),
        ("W Gdyni 8 osób, 3 ranne", "pl", "9 people in Gdynia, 3 hurt", ["9"]),
    ],
)  # fmt: skip
def test_a_translation_is_held_against_the_words(
    exact: str, language: str, translation: str, expected: list[str]
) -> None:
    assert wrong(exact, language, translation) == expected


@pytest.mark.parametrize(
    ("language", "site", "translation", "untranslated"),
    [("de", "en", "", True), ("de", "en", "Yes", False), ("en-GB", "en", "", False)],
)
def test_what_is_untranslated(
    language: str, site: str, translation: str, *, untranslated: bool
) -> None:
    made = site_with("Ja", language=language, site=site, translation=translation)
    quotation, source = made.quotations["words"].quotation, made.sources["post"].source
    assert is_untranslated(quotation, source, made.settings) is untranslated


@pytest.mark.parametrize(
    ("texts", "when", "day"),
    [
        (["The bell vanished on 4 April 2031."], "2031-04-03", "4 April 2031"),
        (["The bell vanished on 3 April 2031."], "2031-04-03", None),
        (["The bell vanished on 3 April."], "2031-04-03", None),
        (["The bell vanished on 4 April."], "2031-04-03", "4 April"),
        (["On 3 April, a day before 4 April, it vanished."], "2031-04-03", None),
        (["Known since 2016, it vanished."], "2031-04-03", None),
        (["It vanished in April 2031."], "2031-04-03", None),
        (["It vanished on 4 April 2031."], "2031-04-03~", None),
        (["It vanished on 4 April 2031."], "2031-04", None),
        (["It vanished on 4 April 2031."], "2031-04-01/2031-04-09", None),
        (["From 1 May to 4 May they searched."], "2031-04-03", None),
        (["No day at all"], "2031-04-03", None),
    ],
)
def test_the_day_of_an_event_is_held_against_its_text(
    texts: list[str], when: str, day: str | None
) -> None:
    language = for_language("en")
    assert language
    claim = other_day(language, texts, when)
    assert (claim.text if claim else None) == day


def test_the_day_of_an_event_is_read_in_its_language() -> None:
    language = for_language("de")
    assert language
    claim = other_day(language, ["Am 4. April 2031 verschwand sie."], "2031-04-03")
    assert claim
    assert claim.text == "4. April 2031"


@pytest.mark.parametrize(
    ("language", "text", "exact", "weekday"),
    [
        ("en", "It came on Friday, 26 April 2018.", "on 26 April 2018", 4),
        ("en", "It came on Thursday, 26 April 2018.", "on 26 April 2018", 0),
        ("de", "Sie kam am Freitag, dem 26. April 2018.", "am 26. April 2018", 4),
    ],
)
def test_a_weekday_that_does_not_fit_its_date(
    language: str, text: str, exact: str, weekday: int
) -> None:
    said = reports(text, exact, language=language, site=language)
    assert [each.weekday for each in said] == ([weekday] if weekday else [])


@pytest.mark.parametrize(
    ("text", "exact", "options", "expected"),
    [
        ("The Post leaves out the United Kingdom.", "police in France",
         {"publisher": "The Post"}, []),
        ("Police left out the United Kingdom.", "police in France", {"publisher": "The Post"},
         ["United Kingdom"]),
        ("The report does not name Spain; Italy led it.", "police in France", {}, ["Italy"]),
        ("Der Bericht erwähnt Belgien nicht.", "Polizei in Frankreich",
         {"language": "de", "site": "de"}, []),
    ],
)  # fmt: skip
def test_what_a_report_leaves_out_need_not_stand_in_it(
    text: str, exact: str, options: dict[str, Any], expected: list[str]
) -> None:
    assert found(text, exact, **options) == expected


def test_no_list_of_words_means_no_clause() -> None:
    assert list(clauses("The report does not name Spain.", "xx")) == []


@pytest.mark.parametrize(
    ("given_number", "claimed", "rounded", "fits"),
    [
        (2400, 2000, Rounded.ABOVE, True),
        (20_400, 2000, Rounded.ABOVE, False),
        (1900, 2000, Rounded.ABOVE, False),
        (8915, 9000, Rounded.BELOW, True),
        (8915, 8000, Rounded.BELOW, False),
        (183, 200, Rounded.NEAR, True),
        (9640, 9500, Rounded.ABOVE, True),
        (9640, 9000, Rounded.NO, False),
        (23, 25, Rounded.ANY, False),
        (2400, 2000, Rounded.ANY, True),
    ],
)
def test_rounded_numbers(given_number: int, claimed: int, rounded: Rounded, *, fits: bool) -> None:
    numbers = Number(Fraction(given_number)), Number(Fraction(claimed))
    assert rounds_to(*numbers, rounded) is fits


@pytest.mark.parametrize(
    ("language", "before", "behind", "rounded"),
    [
        ("en", "more than ", " boats", Rounded.ABOVE),
        ("en", "the ", " boats", Rounded.NO),
        ("de", "knapp ", " Boote", Rounded.BELOW),
        ("fr", "près de ", " bateaux", Rounded.BELOW),
        ("ar", "أكثر من ", " قارب", Rounded.ABOVE),
        ("ja", "約", "人", Rounded.NEAR),
        ("ja", "", "人以上", Rounded.ABOVE),
        ("tr", "", " binadan fazla", Rounded.ABOVE),
        ("is", "yfir ", " bátar", Rounded.ANY),
    ],
)
def test_how_a_number_is_said_to_be_rounded(
    language: str, before: str, behind: str, rounded: Rounded
) -> None:
    text = f"{before}200{behind}"
    assert rounding(text, len(before), len(before) + 3, language) is rounded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 212 passengers and 31 officers.", []),
        ("There were 31 passengers and 212 officers.", ["31", "212"]),
        ("31 passengers were officers.", []),
    ],
)
def test_numbers_that_have_changed_places(text: str, expected: list[str]) -> None:
    assert found(text, "the ship had 212 passengers and 31 officers") == expected


@pytest.mark.parametrize(
    ("word", "name", "slip"),
    [
        ("Ostermil", "Ostermill", False), ("Ostremill", "Ostermill", True),
        ("Ostermmill", "Ostermill", True), ("Ostermill", "Ostermill", False),
        ("Ostermills", "Ostermill", False), ("Bell", "Ball", False),
        ("Norwegeen", "Norwegen", True),
    ],
)  # fmt: skip
def test_a_slip_is_a_letter_within_a_name(word: str, name: str, *, slip: bool) -> None:
    assert is_slip(word, name) is slip
    assert (name in Names([name]).like(word)) or not slip


def test_words_with_other_endings() -> None:
    assert differ_in_ending("германии", "германией", 3)
    assert not differ_in_ending("witlod", "witold", 3)
    assert same_but_ending("deutschland", "deutschlands")
    assert not same_but_ending("bell", "ball")


@pytest.mark.parametrize(
    ("tag", "spelled", "names"),
    [
        ("en-GB", True, NamesChecked.ALL),
        ("de", True, NamesChecked.AMONG_NOUNS),
        ("ar", True, NamesChecked.KNOWN),
        ("sv", False, NamesChecked.ALL),
        ("ja", False, NamesChecked.KNOWN),
    ],
)
def test_what_is_checked_is_told(tag: str, names: NamesChecked, *, spelled: bool) -> None:
    known = checked(tag)
    assert known
    assert (known.spelled, known.names) == (spelled, names)
    assert checked("zxx") is None
