"""Words under the letters of an index, in the alphabet of the page's language."""

from __future__ import annotations

import pytest

from generator.render.alphabet import in_order, index_letter


@pytest.mark.parametrize(
    ("language", "word", "letter"),
    [
        ("en", "École", "E"), ("en", "Øre", "O"), ("en", "“quoted”", "Q"), ("en", "the Hague", "T"),
        ("en", "3G", "0–9"), ("en", "…", ""), ("de", "Ärzte", "A"), ("de", "ß", "S"),
        ("sv", "Ärzte", "Ä"), ("sv", "École", "E"), ("da", "Århus", "Å"), ("es", "ñu", "Ñ"),
        ("pl", "Łódź", "Ł"), ("tr", "istanbul", "İ"), ("tr", "Isparta", "I"), ("cs", "Čapek", "Č"),
        ("ru", "Йод", "Й"), ("ru", "Ёлка", "Е"), ("el", "Άρης", "Α"), ("ar", "أجراس", "ا"),
        ("da", "Aarhus", "Å"), ("nb", "Aas", "Å"), ("da", "Ærø", "Æ"), ("da", "Öland", "Ø"),
        ("sv", "Ørsted", "Ö"), ("cs", "Charita", "CH"), ("cs", "chata", "CH"), ("cs", "Ďas", "D"),
        ("sk", "Chata", "CH"), ("sk", "Ľud", "L"), ("hu", "Ágnes", "A"), ("hu", "Őrség", "Ö"),
        ("hu", "Csaba", "CS"), ("hu", "Dzsúdó", "DZS"), ("hu", "Zsófia", "ZS"),
        ("hr", "Džep", "DŽ"), ("hr", "Ljubav", "LJ"), ("sq", "Shqipëri", "SH"), ("lt", "Yla", "I"),
        ("es", "Chile", "C"), ("es", "Llobregat", "L"), ("es", "Álvaro", "A"), ("lv", "Ābols", "A"),
        ("ro", "Ţara", "Ț"), ("vi", "Ấn", "Â"), ("vi", "Đà Nẵng", "Đ"), ("az", "Əli", "Ə"),
        ("uk", "Ґанок", "Ґ"), ("uk", "Їжак", "Ї"), ("be", "Ўрок", "Ў"), ("fa", "گل", "گ"),
        ("fa", "آب", "آ"), ("ar", "آل", "ا"), ("en", "Čapek", "C"),
        ("ar", "الميناء", "ا"), ("he", "שלום", "ש"), ("ko", "깃발", "ㄱ"), ("ja", "ガス", "か"),
        ("ja", "っと", "た"), ("th", "เกาะ", "ก"), ("hi", "घंटी", "घ"), ("zh", "钟", "钟"),
    ],
)  # fmt: skip
def test_a_word_has_a_letter(language: str, word: str, letter: str) -> None:
    assert index_letter(word, language) == letter


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["3G", "abbey", "Église", "encyclical", "Zoo", "جرس"]),
        ("sv", ["abbot", "zon", "åska", "ärende", "öre"]),
        ("da", ["abe", "zebra", "æble", "øre", "Aarhus"]),
        ("es", ["nube", "ñu", "ola"]),
        ("cs", ["cena", "čas", "hora", "chata", "inkoust", "žena"]),
        ("hu", ["cukor", "csap", "dal", "zene", "zseb"]),
        ("he", ["אב", "בית", "שלום", "תל"]),
        ("el", ["άλφα", "βήτα", "όμικρον", "ωμέγα"]),
        ("ru", ["ель", "жук", "игла", "йод", "яма"]),
        ("uk", ["гай", "ґанок", "дім", "ехо", "єнот", "жук", "икавка", "іній", "їжак", "йод"]),
        ("fa", ["آب", "ابر", "باد", "پل", "چای", "گل", "نان", "وام", "هوا", "یخ"]),
        ("ar", ["أجراس", "برج", "جرس", "Bell Watch"]),
        ("pl", ["zebra", "źrebak", "żaba"]),
    ],
)
def test_words_stand_in_the_order_of_the_alphabet(language: str, words: list[str]) -> None:
    assert list(in_order(reversed(words), language)) == words
