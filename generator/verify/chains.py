"""The pieces of a quotation in their order: every way in which they stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TypeAlias

from generator.verify.marks import Gap, Parts
from generator.verify.normalise import Normalised
from generator.verify.words import cuts_a_word, is_word

Span: TypeAlias = tuple[int, int]
"""Start and end, as offsets in a copy's normalised text."""

MOST_PLACES = 50_000
"""So many places of one piece are looked at, from the start: a text can be made of one letter."""

_REST_OF_WORD = re.compile(r"[^\W\d_]*")


def chains(wanted: Parts, copy: Normalised) -> list[tuple[Span, ...]]:
    """Each way in which the pieces stand in order, the shortest where one holds another.

    It goes from the last piece to the first and keeps, for each occurrence of a piece, the rest of
    the chain that ends soonest.
    """
    found_chains: list[tuple[Span, ...]] = []
    for index in reversed(range(len(wanted.pieces))):
        piece, before, after = wanted.pieces[index], wanted.gaps[index], wanted.gaps[index + 1]
        is_last = index == len(wanted.pieces) - 1
        found = _occurrences(piece, before, after, copy)
        if is_last:
            found_chains = [(span,) for span in found]
        else:
            found_chains = _joined(found, after, found_chains, copy.text)
        if not found_chains:
            return []
    shortest: list[tuple[Span, ...]] = []
    for chain in reversed(found_chains):
        if not shortest or chain[-1][1] < shortest[-1][-1][1]:
            shortest.append(chain)
    return shortest[::-1]


def _joined(
    found: list[Span], gap: Gap, rest: list[tuple[Span, ...]], text: str
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
        if not gap.is_insertion:
            candidates = soonest[first : first + 1]
        else:
            last = bisect_left(starts, span[1] + gap.reach + 1)
            candidates = [
                chain for chain in rest[first:last] if gap.allows(text[span[1] : chain[0][0]])
            ]
        if candidates:
            joined.append((span, *min(candidates, key=lambda chain: chain[-1][1])))
    return joined


def _occurrences(piece: str, before: Gap, after: Gap, copy: Normalised) -> list[Span]:
    """Where a piece stands with whole words at its ends, or what its marks allow there."""
    spans = []
    for start in finds(piece, copy.text):
        end = start + len(piece)
        if _fits_start(copy, start, before) and _fits_end(copy, end, after):
            spans.append((start, end))
    return spans


def _fits_start(copy: Normalised, at: int, gap: Gap) -> bool:
    if not gap.is_insertion:
        return not cuts_a_word(copy, at, is_start=True)
    if not gap.is_before_letter:
        return not is_word(copy.text[at]) or not cuts_a_word(copy, at, is_start=True)
    # '[T]he': the word may begin where the bracketed letters begin, or here.
    letters = (gap.inserted or "").casefold()
    there = copy.text[max(0, at - len(letters)) : at].casefold()
    word = at - len(letters) if there == letters else at
    return gap.is_after_letter or not cuts_a_word(copy, word, is_start=True)


def _fits_end(copy: Normalised, at: int, gap: Gap) -> bool:
    if not gap.is_insertion:
        return not cuts_a_word(copy, at, is_start=False)
    if not gap.is_after_letter:
        return not is_word(copy.text[at - 1]) or not cuts_a_word(copy, at, is_start=False)
    # 'walk[ed]': the rest of the word is a few letters, whatever they are.
    rest = _REST_OF_WORD.match(copy.text, at)
    end = rest.end() if rest else at
    return gap.is_before_letter or (
        gap.allows(copy.text[at:end]) and not cuts_a_word(copy, end, is_start=False)
    )


def finds(words: str, text: str, most: int = MOST_PLACES) -> list[int]:
    """Where the words begin, overlapping ones too, whatever stands around them."""
    places: list[int] = []
    at = text.find(words)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = text.find(words, at + 1)
    return places
