"""Whether a quotation is a part of its sentence only, so that an editor looks at the rest.

No machine sees whether a cut is fair. This one says only that there is more: a guess by signs and
line ends, which an abbreviation can mislead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.folding import Normalised

_ENDED = re.compile(r"[.!?:…]['\")\]]*$")
_ENDS_BEHIND = re.compile(r"['\")\]]*(?:[.!?:…]|$)")
_OPENING = "'\"(["


@dataclass(frozen=True, slots=True)
class Cut:
    """`starts_late`: the sentence begins before the words. `stops_early`: it goes on after them."""

    starts_late: bool
    stops_early: bool


def sentence_cut(copy: Normalised, start: int, end: int) -> Cut:
    """Look at both ends of a place in a copy's normalised text."""
    return Cut(_starts_late(copy, start), _stops_early(copy, start, end))


def is_utterance(copy: Normalised, start: int, end: int) -> bool:
    """Whether a place is all that stands between two quotation marks."""
    text = copy.text
    before = text[start - 1 : start] if start else ""
    behind = text[end : end + 4].lstrip(",.!?") if end < len(text) else ""
    return before in ("'", '"') and behind[:1] == before


def _starts_late(copy: Normalised, start: int) -> bool:
    text = copy.text
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    if start == 0 or _has_line_end(copy, start - 1):
        return False
    return not _ENDED.search(text, max(0, start - 12), start - 1)


def _stops_early(copy: Normalised, start: int, end: int) -> bool:
    text = copy.text
    if _ENDED.search(text, max(start, end - 12), end):
        return False
    if _ENDS_BEHIND.match(text, end, end + 12):
        return False
    while end < len(text) and text[end] in "'\")]":
        end += 1
    return not (end == len(text) or _has_line_end(copy, end))


def _has_line_end(copy: Normalised, at: int) -> bool:
    """Whether the white space here ends a line: a headline, or a paragraph with no full stop."""
    if copy.text[at] != " ":
        return False
    start, end = copy.span(at, at + 1)
    return "\n" in copy.original[start:end]
