"""Codes by the names of what they stand for."""

from __future__ import annotations

import pytest
from babel import Locale

from generator.model.base import COUNTRY_CODES
from generator.model.suggestions import possible_countries, possible_languages


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("be", "BE"), ("Belgium", "BE"), ("BELGIUM", "BE"), ("UK", "GB"), ("uk", "GB"),
        ("U.S.", "US"), ("USA", "US"), ("Kosovo", "XK"), ("Niger", "NE"), ("nigeria", "NG"),
        ("Deutschland", "DE"), ("Pays-Bas", "NL"), ("les Pays-Bas", "NL"), ("Россия", "RU"),
        ("日本", "JP"), ("هولندا", "NL"), ("The Netherlands", "NL"), ("Holland", "NL"),
        ("Congo", "CD CG"), ("Kongo", "CD CG"), ("Congo - Kinshasa", "CD"), ("YU", "RS ME"),
        # Nigeria in Albanian, Niger in Nama.
        ("Nigeri", "NE NG"),
        ("Nigera", ""), ("Germani", ""), ("Atlantis", ""), ("EU", ""), ("World", ""), ("SU", ""),
        ("the", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_names_in_any_language(typed: str, codes: str) -> None:
    assert possible_countries(typed) == tuple(codes.split())
    assert COUNTRY_CODES.issuperset(codes.split())


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("German", "de"), ("dutch", "nl"), ("Niederländisch", "nl"), ("français", "fr"),
        ("العربية", "ar"), ("Flemish", "nl-BE"), ("Brazilian Portuguese", "pt-BR"),
        ("fr_CA", "fr-CA"), ("Tagalog", "fil tl"),
        ("Germn", ""), ("Elvish", ""), ("xx", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_names_in_any_language(typed: str, tags: str) -> None:
    assert possible_languages(typed) == tuple(tags.split())
    for tag in tags.split():
        Locale.parse(tag, sep="-")
