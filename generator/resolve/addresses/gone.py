"""Where the addresses of sentences that are gone lead: to what stands in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from generator.model import Addresses
from generator.resolve.addresses.matching import Beside, Matches

# A sentence that is gone may have become a part of another, of so many that stand in its place, if
# that has so much of its words, in their order.
_NEAR = 8
_PART_OF = 0.8
_WORD = re.compile(r"\w+")
# Words that are longer on average are those of a script without spaces.
_LONG = 15
_GROUPS = {"s": "text", "k": "text", "e": "timeline", "o": "map", "p": "map", "m": "map"}


def leads_to(matches: Matches, record: Addresses, given: Sequence[str]) -> dict[str, str]:
    """Where the address of each sentence that is gone leads.

    Args:
        matches: which sentences are which.
        record: what is recorded.
        given: the address of each sentence of the story.
    """
    back = set(matches.back.values())
    there = set(given)
    leads = {}
    for at, target in _targets(matches):
        leads[matches.then[at].address] = given[target]
    for address, gone in record.gone.items():
        if address in back:
            continue
        # What it led to may be gone as well by now.
        leads[address] = gone.now if gone.now in there else leads.get(gone.now, "")
    return {address: lead or given[0] for address, lead in leads.items()} if given else {}


def _targets(matches: Matches) -> Iterator[tuple[int, int]]:
    """For each sentence that is lost the one that now stands in its place."""
    lost = matches.lost
    if not lost or not matches.now:
        return
    before, behind = _nearest(matches, 1), _nearest(matches, -1)
    replacing = _Replacing(matches)
    for at in lost:
        sides = before[at], behind[at]
        target = _taken_up(matches, at, sides[0].get(""), sides[1].get(""))
        target = replacing.of(at) if target is None else target
        # In its own part of the story, if there is anything left of it.
        for area in _areas(matches.then[at].address):
            for side in sides:
                target = side.get(area) if target is None else target
        yield at, target or 0


class _Replacing:
    """New sentences in the places of lost ones, of the same part, one after the other."""

    def __init__(self, matches: Matches) -> None:
        self._matches = matches
        self._beside = Beside(matches)
        self._left: dict[int, dict[str, list[int]]] = {}

    def of(self, then: int) -> int | None:
        """The sentence that replaces a lost one; the last of them, if there are fewer of these."""
        candidates = self._beside.candidates(then)
        if id(candidates) not in self._left:
            by_part: dict[str, list[int]] = {}
            for at in sorted(candidates, reverse=True):
                by_part.setdefault(self._matches.now[at].part, []).append(at)
            self._left[id(candidates)] = by_part
        left = self._left[id(candidates)].get(self._matches.then[then].part, [])
        return left.pop() if len(left) > 1 else next(iter(left), None)


def _nearest(matches: Matches, step: int) -> dict[int, dict[str, int]]:
    """For each lost sentence the nearest on one side that is still there, by area."""
    found = {}
    last: dict[str, int] = {}
    for at in range(len(matches.then))[::step]:
        now = matches.at(at)
        if now is None:
            own = _areas(matches.then[at].address)
            found[at] = {area: last[area] for area in own if area in last}
        else:
            last |= dict.fromkeys(_areas(matches.now[now].address), now)
    return found


def _areas(address: str) -> tuple[str, str, str]:
    """What an address stands in: its part of the story, that part's place, the whole page."""
    group = _GROUPS.get(address.partition(".")[0], "disagreements")
    return address.rpartition(".")[0], f"the {group}", ""


def _taken_up(matches: Matches, at: int, before: int | None, behind: int | None) -> int | None:
    """The sentence that a lost one has become a part of, if one in its place has its words."""
    first = 0 if before is None else before
    last = len(matches.now) - 1 if behind is None else behind
    if not 0 <= last - first <= _NEAR:
        return None
    words = _pieces(matches.then[at].words)
    found = {
        each: LCSseq.similarity(words, _pieces(matches.now[each].words))
        for each in range(first, last + 1)
    }
    best = max(found, key=lambda each: (found[each], -each), default=None)
    return best if best is not None and found[best] >= max(1, _PART_OF * len(words)) else None


@lru_cache(_NEAR + 2)
def _pieces(text: str) -> tuple[str, ...]:
    """The words of a sentence; in a script without spaces its signs."""
    words = tuple(_WORD.findall(text.casefold()))
    is_spaced = sum(map(len, words)) <= _LONG * len(words)
    return words if is_spaced else tuple("".join(words))
