"""The passages of a text that are ranked: its sentences, none of them long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.folding import Normalised, normalised
from generator.verify.chains import Span

LONGEST = 600
"""A sentence of more characters is cut between words: transcripts have no full stops."""

# A line that is shorter than a page is wide was ended by its writer: a headline, a caption.
_SHORT_LINE = 50
_EMPTY_LINE = re.compile(r"\n\s*\n")
_ENDS = re.compile(r"[.!?]+[\"')\]]* |[。！？।]+[\"')\]]* ?")
# What a full stop may stand behind within a sentence: initials, "U.S.", "Mr", "Jan", "12. April".
_ABBREVIATED = re.compile(r"(?:^|[\s(\"'.])(?:\w|\d\d|[A-Z][a-z]{1,2})\.$")
_LOOK_BACK = 6


def windows(copy: Normalised) -> Iterator[Span]:
    """The passages of a text in order, as offsets in what is compared of it."""
    done = 0
    for block in _blocks(copy.original):
        words = normalised(block)
        if not words:
            continue
        start = copy.text.find(words, done)
        if start < 0:  # a letter at its edge was composed with its neighbour's
            continue
        yield from _sentences(copy.text, done, start)
        done = start + len(words)
        yield from _sentences(copy.text, start, done)
    yield from _sentences(copy.text, done, len(copy.text))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, and lines that stand by themselves."""
    for paragraph in _EMPTY_LINE.split(text):
        block = ""
        for line in paragraph.split("\n"):
            block = f"{block}\n{line}" if block else line
            if len(line.strip()) < _SHORT_LINE:
                yield block
                block = ""
        yield block


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _ENDS.finditer(text, start, end):
        before = text[max(start, found.start() - _LOOK_BACK) : found.start() + 1]
        goes_on = text[found.end() : found.end() + 1].islower()
        if goes_on or (found[0] == ". " and _ABBREVIATED.search(before)):
            continue
        yield from _short(text, start, found.end())
        start = found.end()
    yield from _short(text, start, end)


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    """The place without the spaces around it, in pieces if it is long."""
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            stop = space if space > 0 else start + LONGEST
        piece = text[start:stop]
        first = start + len(piece) - len(piece.lstrip(" "))
        if words := piece.strip(" "):
            yield first, first + len(words)
        start = stop
