"""Two numbers of a statement that stand each with what the other one counts."""

from __future__ import annotations

from collections.abc import Sequence

from generator.verify.figures.claims import Claim, Evidence, Number
from generator.verify.figures.similar import ENDING, differ_in_ending
from generator.verify.figures.values import equal

_SHORTEST = 4


def is_swapped(claim: Claim, claims: Sequence[Claim], cited: Sequence[Evidence]) -> bool:
    """Whether a number and another one have changed places.

    "31 passengers and 212 crew" is not "212 passengers and 31 crew". A number that only stands
    with another word is none: "31 boats sank" is said of "of 40 boats 31 sank".

    Args:
        claim: the number.
        claims: all claims of the statement.
        cited: what the cited words give.
    """
    own = _counted(claim.unit, cited)
    if not own or _is_among(claim, own):
        return False
    return any(
        other.unit != claim.unit
        and _is_among(other, own)
        and (others := _counted(other.unit, cited))
        and _is_among(claim, others)
        and not _is_among(other, others)
        for other in claims
        if other is not claim
    )


def _counted(unit: str, cited: Sequence[Evidence]) -> frozenset[Number]:
    """The numbers that stand before a word in the cited words."""
    if len(unit) < _SHORTEST:
        return frozenset()
    return frozenset[Number]().union(
        *(
            numbers
            for part in cited
            for known, numbers in part.units.items()
            if known and differ_in_ending(known, unit, ENDING)
        )
    )


def _is_among(claim: Claim, numbers: frozenset[Number]) -> bool:
    return any(
        isinstance(meaning, Number) and any(equal(each, meaning) for each in numbers)
        for meaning in (claim.meaning, *claim.also)
    )
