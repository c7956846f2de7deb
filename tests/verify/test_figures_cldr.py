"""The reader of any language: numbers, sums, dates, countries and names, by what CLDR says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.verify.figures import (
    Kind,
    Number,
    PartialDate,
    Vocabulary,
    checked_languages,
    for_language,
)  # fmt: skip
from generator.verify.figures.cldr.digits import values
from tests.work import check_growth

NOTHING = Vocabulary()


def read(language: str, text: str, *kinds: Kind) -> list[str]:
    reader = for_language(language)
    assert reader
    return [c.text for c in reader.claims(text, NOTHING) if not kinds or c.kind in kinds]


def numbers(language: str, text: str) -> set[Fraction]:
    reader = for_language(language)
    assert reader
    return {number.value for number in reader.evidence(text, "").numbers}


def dates(language: str, text: str, published: str = "") -> set[PartialDate]:
    reader = for_language(language)
    assert reader
    return set(reader.evidence(text, published).dates)


@pytest.mark.parametrize(
    ("written", "decimal", "group", "value"),
    [
        ("600.000", ",", ".", 600_000),
        ("600,000", ".", ",", 600_000),
        ("1 200", ",", "\u202f", 1200),
        ("1\u00a0200", ",", ".", 1200),
        ("1'200", ".", "’", 1200),
        ("1.200.000", ".", ",", 1_200_000),
        ("1.200,50", ",", ".", Fraction(2401, 2)),
        ("12,34,567", ".", ",", 1_234_567),
        ("2.5", ",", ".", Fraction(5, 2)),
        ("0,125", ",", ".", Fraction(1, 8)),
        ("٦٠٠٬٠٠٠", "٫", "٬", 600_000),
        ("٢٦٫٥", "٫", "٬", Fraction(53, 2)),
    ],
)
def test_figures_have_the_value_of_their_convention(
    written: str, decimal: str, group: str, value: Fraction
) -> None:
    assert values(written, decimal, group)[0] == value


@pytest.mark.parametrize("written", ["1.2.3", "1,2,3", "1.2.000", "9" * 90])
def test_what_is_no_number_has_no_value(written: str) -> None:
    assert values(written, ".", ",") == ()


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "’"]))
def test_grouped_digits_have_the_value_in_any_convention(number: int, sign: str) -> None:
    written = f"{number:,}".replace(",", sign)
    assert Fraction(number) in values(written, ".", ",")
    assert Fraction(number) in values(written, ",", ".")


@given(st.integers(1, 999))
def test_a_sign_that_groups_is_no_decimal_sign(number: int) -> None:
    assert values(f"{number}.000", ",", ".") == (Fraction(number * 1000),)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "600.000 E-Mail-Adressen", 600_000),
        ("de", "2,5 Mio. Euro", 2_500_000),
        ("fr", "1\u202f200 serveurs", 1200),
        ("ru", "2,5 миллиона", 2_500_000),
        ("ja", "1億2000万円", 120_000_000),
        ("hi", "12,34,567 लोग", 1_234_567),
        ("hi", "५ लाख", 500_000),
        ("ar", "٦٠٠٬٠٠٠ عنوان", 600_000),
        ("fa", "۲۵ نفر", 25),
        ("th", "๑๒ คน", 12),
        ("bn", "১,২০০", 1200),
        ("pl", "3 tys. osób", 3000),
    ],
)
def test_numbers_of_many_languages(language: str, text: str, value: int) -> None:
    assert value in numbers(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "50 Prozent"), ("fr", "50\u00a0%"), ("es", "50 por ciento"), ("ar", "50 في المئة"),
        ("tr", "yüzde 50"), ("ru", "50 процентов"), ("zh", "百分之50"), ("nl", "50 procent"),
        ("sv", "50 procent"), ("el", "50%"),
    ],
)  # fmt: skip
def test_per_cents_of_many_languages(language: str, text: str) -> None:
    reader = for_language(language)
    assert reader
    assert Number(Fraction(50), share=True) in reader.evidence(text, "").numbers


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "3 Prozentpunkte"), ("fr", "3 points de pourcentage"),
        ("es", "3 puntos porcentuales"), ("nl", "3 procentpunten"), ("ru", "3 процентных пункта"),
        ("sv", "3 procentenheter"), ("en", "3 percentage points"),
    ],
)  # fmt: skip
def test_percentage_points_are_no_per_cent(language: str, text: str) -> None:
    reader = for_language(language)
    assert reader
    (number,) = reader.evidence(text, "").numbers
    assert number.points
    assert not number.share


@pytest.mark.parametrize(
    ("language", "text", "code", "other"),
    [
        ("de", "14,5 Millionen Dollar", "USD", "EUR"),
        ("de", "400.000 Franken", "CHF", "USD"),
        ("de", "500 €", "EUR", "USD"),
        ("fr", "14,5 millions d’euros", "EUR", "USD"),
        ("es", "200 mil dólares", "USD", "EUR"),
        ("ar", "14.5 مليون دولار", "USD", "EUR"),
        ("ru", "5 рублей", "RUB", "USD"),
        ("ja", "5000円", "JPY", "CNY"),
        ("hi", "48 करोड़ रुपये", "INR", "USD"),
        ("en", "$2.5 billion", "CAD", "GBP"),
        ("en", "USD 5", "USD", "CAD"),
        ("pl", "5 zł", "PLN", "EUR"),
    ],
)
def test_currencies_of_many_languages(language: str, text: str, code: str, other: str) -> None:
    reader = for_language(language)
    assert reader
    (meant,) = {number.currencies for number in reader.evidence(text, "").numbers}
    assert code in meant
    assert other not in meant


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("de", "am Freitag, dem 27. April 2018", PartialDate(2018, 4, 27, 5)),
        ("de", "am 5. Jänner 2020", PartialDate(2020, 1, 5)),
        ("de", "am 27.01.2021", PartialDate(2021, 1, 27)),
        ("fr", "le 1er janvier 2021", PartialDate(2021, 1, 1)),
        ("es", "27 de enero del 2021", PartialDate(2021, 1, 27)),
        ("pt", "27 de janeiro de 2021", PartialDate(2021, 1, 27)),
        ("ar", "في ٢٧ كانون الثاني ٢٠٢١", PartialDate(2021, 1, 27)),
        ("ar", "٢٧/١/٢٠٢١", PartialDate(2021, 1, 27)),
        ("fa", "۲۷ ژانویهٔ ۲۰۲۱", PartialDate(2021, 1, 27)),
        ("ru", "в пятницу, 27 апреля 2018 года", PartialDate(2018, 4, 27, 5)),
        ("ru", "к маю 2024 года", PartialDate(2024, 5)),
        ("pl", "w styczniu 2021", PartialDate(2021, 1)),
        ("ja", "2021年1月27日水曜日", PartialDate(2021, 1, 27, 3)),
        ("ko", "2021년 1월 27일", PartialDate(2021, 1, 27)),
        ("hu", "2021. január 27-én", PartialDate(2021, 1, 27)),
        ("lt", "2021 m. sausio 27 d.", PartialDate(2021, 1, 27)),
        ("vi", "27 tháng 1 năm 2021", PartialDate(2021, 1, 27)),
        ("th", "27 มกราคม 2564", PartialDate(2021, 1, 27)),
        ("hi", "27 जनवरी 2021", PartialDate(2021, 1, 27)),
        ("en", "1/27/2021", PartialDate(2021, 1, 27)),
    ],
)  # fmt: skip
def test_dates_of_many_languages(language: str, text: str, when: PartialDate) -> None:
    assert when in dates(language, text)


@pytest.mark.parametrize(
    ("language", "text", "published", "when"),
    [
        ("de", "am Freitag", "2018-04-27", PartialDate(2018, 4, 27)),
        ("de", "gestern", "2018-03-01", PartialDate(2018, 2, 28)),
        ("de", "vor 2 Jahren", "2018-03-01", PartialDate(2016)),
        ("fr", "en décembre", "2019-01-05", PartialDate(2018, 12)),
        ("nl", "op 1 september", "2023-02-17", PartialDate(2023, 9, 1)),
        ("ar", "أمس", "2018-03-01", PartialDate(2018, 2, 28)),
    ],
)
def test_dates_are_completed_by_the_day_of_publication(
    language: str, text: str, published: str, when: PartialDate
) -> None:
    assert when in dates(language, text, published)


@pytest.mark.parametrize(
    ("language", "text"),
    [("tr", "bir ekip geldi"), ("ru", "среди них"), ("fr", "la planète Mars"), ("de", "er morgen")],
)
def test_a_word_like_a_month_is_no_date(language: str, text: str) -> None:
    assert [text for text in read(language, text, Kind.DATE) if text != "Mars"] == []


def test_both_orders_of_a_numeric_date_are_read_where_nobody_can_tell() -> None:
    assert dates("en", "3/4/2021") == {PartialDate(2021, 3, 4), PartialDate(2021, 4, 3)}
    assert dates("de", "3.4.2021") == {PartialDate(2021, 4, 3)}
    assert dates("fr", "3/4/2021") == {PartialDate(2021, 4, 3)}


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("de", "die deutsche Polizei", "DE"),
        ("de", "französische Ermittler", "FR"),
        ("de", "im Vereinigten Königreich", "GB"),
        ("fr", "la police néerlandaise", "NL"),
        ("fr", "aux Pays-Bas", "NL"),
        ("es", "la policía danesa", "DK"),
        ("ar", "الشرطة البلجيكية", "BE"),
        ("ru", "бельгийская полиция", "BE"),
        ("tr", "İspanya'da", "ES"),
        ("ja", "ドイツの警察", "DE"),
        ("fi", "Ruotsissa", "SE"),
    ],
)
def test_countries_are_found_by_name_and_adjective(language: str, text: str, code: str) -> None:
    reader = for_language(language)
    assert reader
    evidence = reader.evidence(text, "")
    assert evidence.has_place(code)
    assert not evidence.has_place("MN")


def test_a_part_of_a_name_names_no_country() -> None:
    reader = for_language("fr")
    assert reader
    assert not reader.evidence("dans ce pays", "").has_place("NL")
    reader = for_language("de")
    assert reader
    assert not reader.evidence("die vereinigten Stadtwerke", "").has_place("US")


def test_every_language_of_cldr_has_a_reader() -> None:
    languages = [each.language for each in checked_languages()]
    assert len(languages) > 250
    for tag in (*languages[::12], "zh-TW", "sr-Latn", "de-CH-1996"):
        reader = for_language(tag)
        assert reader, tag
        assert Number(Fraction(17)) in reader.evidence("a 17 b", "").numbers, tag
    assert for_language("zxx") is None
    assert for_language("x" * 10_000) is None


@pytest.mark.parametrize("language", ["de", "fr", "ar", "ja", "ru", "hi", "th"])
@given(
    text=st.text(
        alphabet="aA1 .,’-“:%é\n[]€$٣万Маймайيو27MaiJanuar.2021الجمعة月日年vor", max_size=40
    )
)
def test_any_text_can_be_read(language: str, text: str) -> None:
    reader = for_language(language)
    assert reader
    claims = reader.claims(text, reader.vocabulary(text))
    evidence = reader.evidence(text, "2031-04-05")
    assert isinstance(evidence.numbers | evidence.dates, frozenset)
    assert evidence.lists is not None
    end = 0
    for claim in claims:
        assert end <= claim.start < claim.end
        assert text[claim.start : claim.end] == claim.text
        end = claim.end


@pytest.mark.parametrize(
    "text",
    ["1,", "1 ", "1.", "Mai ", "1. Mai, ", "Freitag ", "€", "Aa ", "1/", "[", "Ende ", "1万"],
)
@pytest.mark.parametrize("language", ["de", "ja"])
def test_the_work_grows_with_the_text_and_no_faster(language: str, text: str) -> None:
    reader = for_language(language)
    assert reader

    def read_it(whole: str) -> None:
        reader.claims(whole, NOTHING)
        evidence = reader.evidence(whole, "2031-04-05")
        assert evidence.numbers is not None
        assert evidence.dates is not None

    read_it(text)
    check_growth(lambda size: text * size, read_it, 4000)
