"""The promises of verification, tried on thousands of random quotations from invented texts."""

from __future__ import annotations

import pytest

from generator.folding import Normalised, normalise, normalised
from generator.verify.match import Located, locate
from generator.verify.near_miss import nearest_passage
from tests.verify.texts import every_other_sign, harm, seeded, text, typeset

TEXTS = 100
QUOTATIONS = 100


def quotations(seed: int) -> list[tuple[str, Normalised]]:
    """Quotations of 4 to 25 words that stand once in their text, with its own signs."""
    chance = seeded(seed)
    cut = []
    for _ in range(TEXTS):
        copy = normalise(text(chance))
        words = copy.original.split(" ")
        while len(cut) % QUOTATIONS or not cut or cut[-1][1] is not copy:
            at = chance.randrange(len(words) - 25)
            quotation = " ".join(words[at : at + chance.randint(4, 25)])
            if isinstance(locate(quotation, copy), Located):
                cut.append((quotation, copy))
    return cut


@pytest.fixture(scope="module")
def cut() -> list[tuple[str, Normalised]]:
    return quotations(seed=20180427)


def words_of(text: str) -> str:
    """What must not change: letters, digits, and where words end; with a space at both ends."""
    signs = "".join(sign if sign.isalnum() else " " for sign in normalised(text))
    return f" {' '.join(signs.split())} "


def test_10000_harmful_changes_are_refused(cut: list[tuple[str, Normalised]]) -> None:
    chance = seeded(1)
    tried = 0
    true = {copy.text: words_of(copy.text) for _, copy in cut}
    for quotation, copy in cut:
        changed = harm(quotation, chance)
        # By chance a change may do nothing, such as the swap of two equal words, or give words
        # that are true as well: those that stand in the text as whole words are no harm.
        while words_of(changed) in true[copy.text]:
            changed = harm(quotation, chance)
        assert not isinstance(locate(changed, copy), Located), (quotation, changed)
        tried += 1
    assert tried == 10_000


def test_every_single_letter_and_digit_counts(cut: list[tuple[str, Normalised]]) -> None:
    chance = seeded(2)
    tried = 0
    for quotation, copy in cut[::50]:
        for changed in every_other_sign(quotation, chance):
            assert normalised(changed) not in copy.text, "choose another seed"
            assert not isinstance(locate(changed, copy), Located), (quotation, changed)
            tried += 1
    assert tried > 10_000


def test_10000_typographic_variants_are_accepted(cut: list[tuple[str, Normalised]]) -> None:
    chance = seeded(3)
    for quotation, copy in cut:
        variant = typeset(quotation, chance)
        assert locate(variant, copy) == locate(quotation, copy), (quotation, variant)


def test_a_copy_that_is_otherwise_typeset_gives_the_same(
    cut: list[tuple[str, Normalised]],
) -> None:
    chance = seeded(4)
    for _, copy in cut[::QUOTATIONS]:
        assert normalise(typeset(copy.original, chance)).text == copy.text


def test_what_was_found_leads_back_to_the_original(cut: list[tuple[str, Normalised]]) -> None:
    chance = seeded(5)
    others = {copy.text: normalise(typeset(copy.original, chance)) for _, copy in cut[::QUOTATIONS]}
    for quotation, copy in cut:
        other = others[copy.text]
        found = locate(quotation, other)
        assert isinstance(found, Located)
        start, end = other.span(found.start, found.end)
        assert normalised(other.original[start:end]) == normalised(quotation)


def test_the_nearest_passage_passes_when_it_is_pasted(
    cut: list[tuple[str, Normalised]],
) -> None:
    chance = seeded(6)
    shown = 0
    for quotation, copy in cut[::20]:
        near = nearest_passage(harm(quotation, chance), copy)
        if near:
            shown += 1
            assert normalised(near.passage) == copy.text[near.start : near.end]
            assert isinstance(locate(near.passage, copy), Located), (quotation, near)
    assert shown > 450
