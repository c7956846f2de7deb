"""The pieces of a quotation in their order: every way in which they stand in a text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TypeAlias

from generator.folding import Normalised
from generator.verify.marks import REACH, Gap, Parts, Piece, letters_alike
from generator.verify.words import cuts_a_word, is_word

Span: TypeAlias = tuple[int, int]
"""Start and end, as offsets in a copy's normalised text."""

MOST_PLACES = 50_000
"""So many places of one piece are looked at, from the start: a text can be made of one letter."""


def chains(wanted: Parts, copy: Normalised, language: str | None = None) -> list[tuple[Span, ...]]:
    """Each way in which the pieces stand in order, the shortest where one holds another.

    It goes from the last piece to the first and keeps, for each occurrence of a piece, the rest of
    the chain that ends soonest.

    Args:
        wanted: the pieces and what may stand between them.
        copy: the archived text.
        language: the quotation's language, for what an insertion may stand for.
    """
    found_chains: list[tuple[Span, ...]] = []
    for index in reversed(range(len(wanted.pieces))):
        piece, before, after = wanted.pieces[index], wanted.gaps[index], wanted.gaps[index + 1]
        is_last = index == len(wanted.pieces) - 1
        found = _occurrences(piece, before, after, copy)
        if is_last:
            found_chains = [(span,) for span in found]
        else:
            found_chains = _joined(found, after, found_chains, copy.text, language)
        if not found_chains:
            return []
    shortest: list[tuple[Span, ...]] = []
    for chain in reversed(found_chains):
        if not shortest or chain[-1][1] < shortest[-1][-1][1]:
            shortest.append(chain)
    return shortest[::-1]


def _joined(
    found: list[Span], gap: Gap, rest: list[tuple[Span, ...]], text: str, language: str | None
) -> list[tuple[Span, ...]]:
    """Each occurrence with the chain behind it that ends soonest; those with none are left out."""
    starts = [chain[0][0] for chain in rest]
    soonest = list(rest)
    for at in range(len(rest) - 2, -1, -1):
        if soonest[at + 1][-1][1] <= soonest[at][-1][1]:
            soonest[at] = soonest[at + 1]
    joined = []
    for span in found:
        first = bisect_left(starts, span[1])
        if not gap.is_tight:
            candidates = soonest[first : first + 1]
        else:
            last = bisect_left(starts, span[1] + REACH + 1)
            candidates = [
                chain
                for chain in rest[first:last]
                if gap.replaced(text[span[1] : chain[0][0]], language) is not None
            ]
        if candidates:
            joined.append((span, *min(candidates, key=lambda chain: chain[-1][1])))
    return joined


def _occurrences(piece: Piece, before: Gap, after: Gap, copy: Normalised) -> list[Span]:
    """Where a piece stands with whole words at its ends."""
    spans = []
    head = len(piece.head)
    for found in finds(piece.text[head:], copy.text):
        start, end = found - head, found + len(piece.text) - head
        if head and (start < 0 or not letters_alike(copy.text[start:found], piece.head)):
            continue
        if _fits(copy, start, before, is_start=True) and _fits(copy, end, after, is_start=False):
            spans.append((start, end))
    return spans


def _fits(copy: Normalised, at: int, gap: Gap, *, is_start: bool) -> bool:
    if gap.is_insertion and not is_word(copy.text[at] if is_start else copy.text[at - 1]):
        return True
    return not cuts_a_word(copy, at, is_start=is_start)


def finds(words: str, text: str, most: int = MOST_PLACES) -> list[int]:
    """Where the words begin, overlapping ones too, whatever stands around them."""
    places: list[int] = []
    at = text.find(words)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(words, at + 1)
    return places
