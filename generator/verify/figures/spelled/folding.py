"""Texts as number words are looked up in them, with the place of every letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Marks that join the letter before them, and signs within words that nobody sees: soft hyphen,
# zero-width joiners, direction marks, the Arabic tatweel.
_UNSEEN = "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u2060\ufeff]"
_HAS_UNSEEN = re.compile(_UNSEEN)
_CLUSTER = re.compile(rf".?{_UNSEEN}+", re.DOTALL)
# Marks that may be one with their letter.
_MARK = re.compile("[\u0300-\u036f\u0653-\u0655]")
# More marks on one letter are noise, and sorting them takes time.
_MOST_MARKS = 4


class Folded:
    """A folded text; `places` tells where its letters stand, if not where they stand here."""

    __slots__ = ("places", "text")

    def __init__(self, text: str, places: Sequence[int] | None = None) -> None:
        """Keep the text and its places, one more than it has letters."""
        self.text = text
        self.places = places

    def place(self, at: int) -> int:
        """Where a letter of the folded text, or its end, stands in the text itself."""
        return at if self.places is None else self.places[at]


def folded(text: str, letters: Sequence[tuple[str, str]]) -> Folded:
    """The text in small letters, composed, without unseen signs; `letters` replaced."""
    # Only "İ" has a longer small form.
    small = text.replace("İ", "I").lower()
    places = None
    if not small.isascii():
        if _HAS_UNSEEN.search(small) is not None:
            small, places = _composed(small)
        for letter, other in letters:
            small = small.replace(letter, other)
    return Folded(small, places)


def _composed(text: str) -> tuple[str, list[int]]:
    kept: list[str] = []
    places: list[int] = []
    done = 0
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        kept.append(text[done:start])
        places.extend(range(done, start))
        done = end
        if _HAS_UNSEEN.match(text, start) is None:
            marks = "".join(_MARK.findall(text, start + 1, min(end, start + 1 + _MOST_MARKS)))
            kept.append(unicodedata.normalize("NFC", text[start] + marks)[0])
            places.append(start)
    kept.append(text[done:])
    places.extend(range(done, len(text) + 1))
    return "".join(kept), places
