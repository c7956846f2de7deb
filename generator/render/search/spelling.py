"""The words of a site as a browser looks them through for one that is spelt much like another.

Two words that differ by one or two letters have the same beginning or the same end, unless they are
very short. So all words stand here in order, and once more in the order of their ends; a browser
loads the pieces with those that begin, and those that end, as the word that a reader typed. Where
a site has few words, it loads them all, and the second list is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.folding.words import UNSPACED
from generator.render.search.index import encode_number, in_script_order

# Characters of a piece; about half of that goes over the wire.
PIECE = 12_000
FEW_PIECES = 3
"""So many pieces are loaded all together."""
# Shorter words are like too many others.
_SHORTEST = 4
# The greatest number in a single digit is 44.
_MOST_SHARED = 40
_SPELT = re.compile(f"(?:(?![{UNSPACED}])[^\\W\\d_]){{{_SHORTEST},}}")


Piece = tuple[str, str, str]
"""The first and the last word of a piece, and all of them as they are written."""


def spelling_pieces(words: Iterable[str]) -> tuple[list[Piece], list[Piece]]:
    """The words, and the words backwards if they are more than a few, in pieces.

    Figures are left out, because another number is no mistake of spelling.

    Args:
        words: the folded words of a site.
    """
    spelt = [word for word in words if _SPELT.fullmatch(word) and max(word) <= "\uffff"]
    forwards = list(_pieces(spelt))
    few = len(forwards) <= FEW_PIECES
    return forwards, [] if few else list(_pieces(word[::-1] for word in spelt))


def _pieces(words: Iterable[str]) -> Iterator[Piece]:
    """The words in order; of each, how many letters it shares with the one before, and the rest.

    The number is a single digit, one of those that no folded word holds.
    """
    first = last = ""
    written: list[str] = []
    size = 0
    for word in sorted(words, key=in_script_order):
        if size > PIECE:
            yield first, last, "".join(written)
            written, size = [], 0
        shared = _shared(last, word) if written else 0
        first = first if written else word
        written.append(encode_number(shared) + word[shared:])
        size += 1 + len(word) - shared
        last = word
    if written:
        yield first, last, "".join(written)


def _shared(one: str, other: str) -> int:
    at = 0
    for a, b in zip(one[:_MOST_SHARED], other, strict=False):
        if a != b:
            break
        at += 1
    return at
