"""What is shown of the passage that a quotation most likely means."""

from __future__ import annotations

import pytest

from generator.folding import Normalised, normalise
from generator.verify.match import Located, locate
from generator.verify.near_miss import NearMiss, nearest_passage
from tests.verify.texts import seeded, text
from tests.work import check_growth

COPY = normalise(
    "The harbour was closed at noon. Divers searched the “old basin” for three days and found\n"
    "only rope, the harbour master said. Nobody was hurt. Ferries sail again from Monday on."
)


def near(exact: str) -> NearMiss:
    found = nearest_passage(exact, COPY)
    assert found
    assert isinstance(locate(found.passage, COPY), Located)
    return found


@pytest.mark.parametrize(
    ("exact", "passage", "differences"),
    [
        (
            'searched the "old basin" for four days',
            "searched the “old basin” for three days",
            [("same", 'searched the "old basin" for'), ("quotation", "four"), ("source", "three"),
             ("same", "days")],
        ),
        (
            "Divers searched the basin for three days",
            "Divers searched the “old basin” for three days",
            [("same", "Divers searched the"), ("source", '"old'), ("same", "basin"),
             ("source", '"'), ("same", "for three days")],
        ),
        (
            "and they found only rope",
            "and found only rope",
            [("same", "and"), ("quotation", "they"), ("same", "found only rope")],
        ),
        (
            "Boats sail again from Monday",
            "Ferries sail again from Monday",
            [("quotation", "Boats"), ("source", "Ferries"), ("same", "sail again from Monday")],
        ),
        (
            "Nobody was harmed",
            "Nobody was hurt",
            [("same", "Nobody was"), ("quotation", "harmed"), ("source", "hurt")],
        ),
        (
            "The harbour […] found old rope, the harbour master said",
            "found only rope, the harbour master said",
            [("same", "found"), ("quotation", "old"), ("source", "only"),
             ("same", "rope, the harbour master said")],
        ),
    ],
)  # fmt: skip
def test_the_passage_and_what_differs(
    exact: str, passage: str, differences: list[tuple[str, str]]
) -> None:
    found = near(exact)
    assert found.passage == passage
    assert [(part.kind, part.words) for part in found.differences] == differences
    assert 60 <= found.score < 100


def test_capitals_hide_no_passage() -> None:
    assert near("NOBODY WAS HURT").passage == "Nobody was hurt"


@pytest.mark.parametrize(
    "exact", ["", "…", "[…]", "kittens asleep in the garden", "zzz", "a", "the"]
)
def test_nothing_is_like_it(exact: str) -> None:
    found = nearest_passage(exact, COPY)
    assert found is None or exact == "the"


def test_the_passage_to_paste_has_the_signs_that_are_seen() -> None:
    copy = normalise("Ein «groß\u00ades» Fest —\u00a0mit\u200b \n Musik — war es.")
    found = nearest_passage("großes Fest - ohne Musik - war es", copy)
    assert found
    assert found.passage == "großes» Fest — mit Musik — war es"


def test_work_grows_as_the_copy_does() -> None:
    chance = seeded(7)
    whole = text(chance, 45_000)[:300_000]
    words = whole[:70_000].split(" ")
    quotations = []
    for _ in range(5):
        at = chance.randrange(len(words) - 30)
        quotation = words[at : at + 25]
        quotation[7], quotation[19] = "xylophone", "zither"
        quotations.append(" ".join(quotation))

    def look(copy: Normalised) -> None:
        for quotation in quotations:
            found = nearest_passage(quotation, fresh(copy))
            assert found
            assert len(found.differences) >= 4

    check_growth(lambda size: normalise(whole[:size]), look, len(whole))


@pytest.mark.parametrize(
    ("exact", "copy"),
    [
        ("a b c " * 2000, "a b c d " * 20_000),
        ("aaaa " * 300, "aaaa " * 60_000),
        ("x" * 5000, "xy" * 100_000),
        (". , " * 300, ". , " * 30_000),
    ],
)
def test_work_grows_as_hostile_texts_do(exact: str, copy: str) -> None:
    def part(percent: int) -> tuple[str, Normalised]:
        return exact[: len(exact) * percent // 100], normalise(copy[: len(copy) * percent // 100])

    check_growth(part, lambda made: nearest_passage(made[0], fresh(made[1])), 100)


def fresh(copy: Normalised) -> Normalised:
    """The same text, of which nothing has been worked out yet."""
    return Normalised(copy.text, copy.original)
