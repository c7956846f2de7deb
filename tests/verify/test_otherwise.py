"""What is told of words that stand in a copy otherwise than an editor has them."""

from __future__ import annotations

import pytest

from generator.folding import normalise
from generator.model import Quotation
from generator.verify.match import Located, locate
from generator.verify.otherwise import in_case_of_copy, with_omission_marks

COPY = normalise(
    "The harbour was closed at noon. Divers searched the “old basin” for three days and found\n"
    "only rope... the Harbour Master said. Nobody was hurt. NATO said nothing; nato-watchers did."
)


def quotation(exact: str) -> Quotation:
    return Quotation(id="a", exact=exact)


@pytest.mark.parametrize(
    ("exact", "right"),
    [
        ("Divers searched … for three days", "Divers searched […] for three days"),
        ("Divers searched...for three days", "Divers searched […] for three days"),
        ("Divers searched (...) for three days", "Divers searched […] for three days"),
        ("Divers searched [..] for three days", "Divers searched […] for three days"),
        ("… searched the “old basin”…", "searched the “old basin”"),
        ("Divers … rope... the Harbour", "Divers […] rope... the Harbour"),
        ("Divers … for four days", ""),
        ("Divers searched", ""),
        ("…", ""),
    ],
)
def test_dots_for_words_left_out(exact: str, right: str) -> None:
    assert with_omission_marks(quotation(exact), COPY, "en") == right
    if right:
        assert isinstance(locate(right, COPY), Located)


@pytest.mark.parametrize(
    ("exact", "right"),
    [
        ("NOBODY WAS HURT", "Nobody was hurt"),
        ("nobody was hurt.", "Nobody was hurt."),
        ("The harbour master", "the Harbour Master"),
        ('DIVERS SEARCHED THE "OLD BASIN"', "Divers searched the “old basin”"),
        ("divers […] for Three days", "Divers […] for three days"),
        # Only inside another word; in two ways; in no way.
        ("IVERS", ""),
        ("Nato", ""),
        ("NOBODY WAS HARMED", ""),
        ("[…]", ""),
    ],
)
def test_words_in_other_capitals(exact: str, right: str) -> None:
    assert in_case_of_copy(quotation(exact), COPY, "en") == right
