"""Where a quotation is a part of its sentence only."""

from __future__ import annotations

import pytest

from generator.folding import normalise
from generator.verify.match import Located, locate
from generator.verify.sentences import Cut, sentence_cut

COPY = normalise(
    "A headline without stop\nDivers came. “We won,” she said. Then (all) of it ended “well”.\n"
    "Was it over? It was"
)


@pytest.mark.parametrize(
    ("exact", "starts_late", "stops_early"),
    [
        ("A headline without stop", False, False),
        ("headline without", True, True),
        ("Divers came", False, False),
        ("Divers came.", False, False),
        ("We won", False, True),
        ("We won,”", False, True),
        ("she said", True, False),
        ("Then (all) of it ended “well”.", False, False),
        ("of it ended “well", True, False),
        ("all", True, True),
        ("Was it over", False, False),
        ("It was", False, False),
    ],
)
def test_what_is_left_over(exact: str, starts_late: bool, stops_early: bool) -> None:
    found = locate(exact, COPY)
    assert isinstance(found, Located)
    assert sentence_cut(COPY, found.start, found.end) == Cut(starts_late, stops_early)
