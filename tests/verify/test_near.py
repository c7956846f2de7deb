"""What is shown of the passage that a quotation most likely means."""

from __future__ import annotations

import time

import pytest

from generator.verify.match import Located, locate
from generator.verify.near import NearMiss, nearest_passage
from generator.verify.normalise import normalise
from tests.verify.texts import seeded, text

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


def test_a_long_text_takes_less_than_50_ms() -> None:
    chance = seeded(7)
    copy = normalise(text(chance, 45_000)[:300_000])
    words = copy.original.split(" ")
    assert len(copy.original) == 300_000
    taken = []
    for _ in range(5):
        at = chance.randrange(len(words) - 30)
        quotation = words[at : at + 25]
        quotation[7], quotation[19] = "xylophone", "zither"
        fresh = normalise(copy.original)
        start = time.process_time()
        found = nearest_passage(" ".join(quotation), fresh)
        taken.append(time.process_time() - start)
        assert found
        assert len(found.differences) >= 4
    assert min(taken) < 0.05


@pytest.mark.parametrize(
    ("exact", "copy"),
    [
        ("a b c " * 2000, "a b c d " * 20_000),
        ("aaaa " * 300, "aaaa " * 60_000),
        ("x" * 5000, "xy" * 100_000),
        (". , " * 300, ". , " * 30_000),
    ],
)
def test_hostile_texts_take_no_time(exact: str, copy: str) -> None:
    text = normalise(copy)
    start = time.process_time()
    nearest_passage(exact, text)
    assert time.process_time() - start < 3
