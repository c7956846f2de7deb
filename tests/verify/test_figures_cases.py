"""Sentences and the words that they cite, in several languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.verify.sites import found

GERMAN = "In Deutschland wurden 17 Server beschlagnahmt"


@pytest.mark.parametrize(
    ("text", "exact", "options", "expected"),
    [
        ("In Germany 99 servers were seized.", GERMAN, {"language": "de"}, ["99"]),
        ("In Germany 17 servers were seized.", GERMAN, {"language": "de"}, []),
        ("In Germany 71 servers were seized.", GERMAN,
         {"language": "de", "translation": "In Germany 71 servers were seized"}, []),
        ("The police found 600 addresses.", "600.000 E-Mail-Adressen", {"language": "de"}, ["600"]),
        ("The police found 600,000 addresses.", "600.000 E-Mail-Adressen", {"language": "de"}, []),
        ("The police found 600 addresses.", "600.000 E-Mail-Adressen",
         {"language": "de", "translation": "600,000 email addresses"}, ["600"]),
        ("The damage was €14.5 million.", "damage of $14.5 million", {}, ["€14.5 million"]),
        ("The damage was $14.5 million.", "damage of $14.5 million", {}, []),
        ("It came on 27.01.2021.", "on 27 January 2021", {}, []),
        ("It cost two and a half billion dollars.", "$2.5 billion", {}, []),
        ("In Deutschland wurden 18 Server beschlagnahmt.", GERMAN,
         {"language": "de", "site": "de"}, ["18"]),
        ("In Deutschland wurden 17 Server beschlagnahmt.", GERMAN,
         {"language": "de", "site": "de"}, []),
        ("In Belgien wurden 17 Server beschlagnahmt.", GERMAN,
         {"language": "de", "site": "de"}, ["Belgien"]),
        ("La police a saisi vingt-cinq serveurs.", "la police a saisi 25 serveurs",
         {"language": "fr", "site": "fr"}, []),
        ("La police a saisi vingt-six serveurs.", "la police a saisi 25 serveurs",
         {"language": "fr", "site": "fr"}, ["vingt-six"]),
    ],
)  # fmt: skip
def test_the_figures_of_a_sentence(
    text: str, exact: str, options: dict[str, Any], expected: list[str]
) -> None:
    assert found(text, exact, **options) == expected
