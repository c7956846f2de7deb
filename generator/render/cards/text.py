"""What can be drawn on a card, and in which lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

# Written from right to left. The plain layout of a card puts letters side by side from the left.
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
# Longer texts have no room; they are cut before they cost anything.
_LONGEST = 400


def drawable(text: str, has_glyph: Callable[[str], bool]) -> str:
    """The text as it can be drawn, in one line; empty if it cannot be drawn right.

    Letters are put side by side and never joined, moved or stacked. So a script that needs this
    (Arabic, Hebrew, Devanagari) is not drawn, and neither is a character that the font lacks: no
    text is better than a wrong one.
    """
    line = unicodedata.normalize("NFC", " ".join(text.split()))
    # A hyphen that does not break is not in every font; soft hyphens and the like have no shape.
    line = line.replace("\u2011", "-")
    line = "".join(char for char in line if unicodedata.category(char) != "Cf")
    line = f"{line[:_LONGEST].rstrip()}…" if len(line) > _LONGEST else line
    for char in sorted(set(line) - {" "}):
        if unicodedata.category(char)[0] in "MC":
            return ""
        if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT or not has_glyph(char):
            return ""
    return line


def lines(text: str, width: int, length: Callable[[str], float]) -> list[str]:
    """The text in lines of at most `width`, broken at spaces and only if need be in words.

    `length` measures a text.
    """
    made: list[str] = []
    for word in text.split():
        joined = f"{made[-1]} {word}" if made else word
        if length(joined) <= width:
            made[-1:] = [joined]
        else:
            made += _pieces(word, width, length)
    return made


def _pieces(word: str, width: int, length: Callable[[str], float]) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and length(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def shortened(made: list[str], most: int, width: int, length: Callable[[str], float]) -> list[str]:
    """At most `most` lines; where that cuts the text, the last ends in `…`."""
    if len(made) <= most:
        return made
    last = made[most - 1]
    while last and length(f"{last}…") > width:
        last = last[:-1]
    return [*made[: most - 1], f"{last.rstrip(' ,;:–—-')}…"]
