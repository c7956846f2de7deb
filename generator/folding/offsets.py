"""From offsets in a normalised text back to offsets in the original.

Most of a text is left as it was, so only the stretches that changed are kept: between two of
them both texts run in step.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.folding.scripts import ends_nothing

# What may change: white space that is not one plain space between words, and anything beyond
# visible ASCII, with the character before it, which a combining mark may belong to.
_MAY_CHANGE = re.compile(r"[!-_a-~]?(?:[^!-_a-~]{2,}|[^ !-_a-~])|\A | \Z")
_WORD_OR_SPACE = re.compile(r"\s+|\S+")

# A stretch: where it starts and ends in the original, and what stands for it afterwards.
_Piece = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Offsets:
    """The stretches that changed, in order, as four columns of one length.

    A character of a stretch that changed as a whole, such as one dot of an ellipsis, leads to the
    whole of what it came from.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    original_starts: tuple[int, ...]
    original_ends: tuple[int, ...]

    @classmethod
    def between(
        cls, original: str, dropped: frozenset[str], normalised: Callable[[str], str]
    ) -> Offsets:
        """The way back from `normalised(original)`, where `dropped` are what it leaves out."""
        columns: list[tuple[int, int, int, int]] = [(0, 0, 0, 0)]
        at = done = 0
        for start, end, text in _tidy(_pieces(original, dropped, normalised), len(original)):
            at += start - done
            columns.append((at, at + len(text), start, end))
            at += len(text)
            done = end
        return cls(*zip(*columns, strict=True))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that the characters from `start` to `end` came from."""
        if end <= start:
            at, _ = self._character(start)
            return at, at
        return self._character(start)[0], self._character(end - 1)[1]

    def _character(self, at: int) -> tuple[int, int]:
        row = bisect_right(self.starts, at) - 1
        if at < self.ends[row]:
            return self.original_starts[row], self.original_ends[row]
        start = self.original_ends[row] + at - self.ends[row]
        return start, start + 1


def _pieces(
    original: str, dropped: frozenset[str], normalised: Callable[[str], str]
) -> Iterator[_Piece]:
    """The stretches that may have changed."""
    known: dict[str, list[_Piece]] = {}
    for run in _MAY_CHANGE.finditer(original):
        text, at = run[0], run.start()
        if text not in known:
            known[text] = list(_inside(text, dropped, normalised))
        for start, end, becomes in known[text]:
            yield at + start, at + end, becomes


def _inside(
    run: str, dropped: frozenset[str], normalised: Callable[[str], str]
) -> Iterator[_Piece]:
    """What changes in one stretch, counted from its start."""
    for part in _WORD_OR_SPACE.finditer(run):
        if part[0].isspace():
            # Nothing may stand for the end of a line, as the characters around it decide.
            before, after = _around(run, part.start(), part.end(), dropped)
            is_nothing = ends_nothing(normalised(before), normalised(after), part[0])
            yield part.start(), part.end(), "" if is_nothing else " "
        elif normalised(part[0]) != part[0]:
            yield from _letters(part[0], part.start(), dropped, normalised)


def _around(run: str, start: int, end: int, dropped: frozenset[str]) -> tuple[str, str]:
    """The characters before and behind a part of a stretch; empty where there is none."""
    before = next((sign for sign in reversed(run[:start]) if sign not in dropped), "")
    after = next((sign for sign in run[end:] if sign not in dropped), "")
    return before, after


def _letters(
    word: str, start: int, dropped: frozenset[str], normalised: Callable[[str], str]
) -> Iterator[_Piece]:
    """A word letter by letter, each with its marks; as a whole where letters grow together."""
    cuts = [at for at, sign in enumerate(word) if not (unicodedata.combining(sign) and at)]
    cuts = [at for at in cuts if at == 0 or not _drops_into_mark(word, at, dropped)]
    letters = [word[a:b] for a, b in zip(cuts, [*cuts[1:], len(word)], strict=True)]
    after = [normalised(letter) for letter in letters]
    if "".join(after) != normalised(word):
        yield start, start + len(word), normalised(word)
        return
    for at, letter, becomes in zip(cuts, letters, after, strict=True):
        if letter != becomes:
            yield start + at, start + at + len(letter), becomes


def _drops_into_mark(word: str, at: int, dropped: frozenset[str]) -> bool:
    """Whether what is dropped here stands between a letter and a mark of its own."""
    while at < len(word) and word[at] in dropped:
        at += 1
        if at < len(word) and unicodedata.combining(word[at]):
            return True
    return False


def _tidy(pieces: Iterator[_Piece], length: int) -> Iterator[_Piece]:
    """Spaces that come together are one, and none is left at the two ends."""
    held: _Piece | None = None
    is_at_start, last = True, 0
    for start, end, text in pieces:
        is_at_start = is_at_start and start == last
        if held and start == held[1] and {text, held[2]} <= {"", " "}:
            held = (held[0], end, held[2] or text)
        else:
            if held:
                yield held
            held = (start, end, text)
        if is_at_start and held[2] == " ":
            held = (held[0], held[1], "")
        is_at_start, last = is_at_start and not held[2], end
    if held and held[1] == length and held[2] == " ":
        held = (held[0], held[1], "")
    if held:
        yield held
