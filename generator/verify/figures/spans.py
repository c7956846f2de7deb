"""Which parts of a text have been read already."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable

BLANK = "\ufdd2"
"""Stands for what has been read: a noncharacter, no letter, digit or space."""


HAS_DIGIT = re.compile(r"\d")
"""Tells in little time that slow patterns for figures find nothing."""


class Spans:
    """Parts of a text that do not overlap; looking one up takes no time, however many there are."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def overlap(self, start: int, end: int) -> bool:
        """Whether any part lies, be it with an end only, between two places."""
        at = bisect_right(self._spans, (start, end))
        before, after = self._spans[at - 1 : at], self._spans[at : at + 1]
        return any(begin < end and start < stop for begin, stop in (*before, *after))

    def add(self, start: int, end: int) -> None:
        """Add a part that overlaps no other."""
        insort(self._spans, (start, end))

    def next_start(self, at: int) -> int:
        """Where the first part that begins at a place or after it begins; -1 if there is none."""
        found = bisect_right(self._spans, (at, -1))
        return self._spans[found][0] if found < len(self._spans) else -1

    def __iter__(self) -> Iterable[tuple[int, int]]:
        return iter(self._spans)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with what was read blanked out, so that nothing in it is read again."""
    kept: list[str] = []
    done = 0
    for start, end in sorted(set(spans)):
        if start >= done:
            kept += (text[done:start], BLANK * (end - start))
            done = end
    return "".join((*kept, text[done:])) if kept else text
