"""A text's own words: all that stand outside quotation marks, as they are compared.

Two outlets that quote one speaker share the speaker's words, not each other's; so what stands
between quotation marks is masked before texts are compared. Marks that were lost or never closed
mask too much rather than too little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

BARRIER = ""
"""Stands among the words for a quotation; it equals no word, so no run goes across it."""

# A text with a line longer than this has one line per paragraph; others are broken into lines,
# and blank lines part their paragraphs.
_WRAPPED = 120
_LINE = re.compile(r"[^\n\f\u2029]+")
_BLOCK = re.compile(r"[^\n\f\u2029]+(?:\n[^\S\n\f]*\S[^\n\f\u2029]*)*")

# Each kind of mark runs to its partner or, without one, to the end of the paragraph. The first
# is a quotation that was opened before the paragraph began; `”x”` and `»x«` are used in the north
# and in German. Marks inside others are masked with them.
_QUOTED = re.compile(
    r"""\A[^“”„"]*(?<=\S)”
    | “[^”"]*(?:[”"]|\Z)
    | "[^"”]*(?:["”]|\Z)
    | „[^“”"]*(?:[“”"]|\Z)
    | (?<!\S)”[^”]*(?:”|\Z)
    | «[^»]*(?:»|\Z)
    | »[^«»]*(?:[«»]|\Z)
    | 「[^」]*(?:」|\Z)
    | 『[^』]*(?:』|\Z)
    # A single mark may be an apostrophe: it opens nothing unless its partner is there, and one
    # behind an s and before a small letter (the outlets’ servers) closes only if no other does.
    | (?<!\w)‘(?=\w)[^‘]*?(?<=\S)(?!(?<=s)’[ ][a-z])’(?!\w)
    | (?<!\w)‘(?=\w)[^‘]*?(?<=\S)’(?!\w)
    | (?<!\w)'(?=[^\W\d])(?:[^']|(?<=\w)'(?=\w))*?(?<=\S)'(?!\w)
    """,
    re.VERBOSE,
)

_MARKS = "".join(
    chr(code) for code in range(0x300, 0x1E00) if unicodedata.category(chr(code))[0] == "M"
)
# Inside a word stand hyphens, apostrophes (an acute accent is used as one) and what is not seen;
# points between single letters (U.S.), points and commas between digits.
_LETTER = rf"[^\W_{_MARKS}][{_MARKS}]*"
_INSIDE = "[-‐‑'’‘´`ʼ＇\u00ad\u200b-\u200d\u2060]"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{_LETTER}(?:{_INSIDE}?{_LETTER}|(?<=\d)[.,](?=\d))*")
_SILENT = re.compile(r"[^\w.]|_|(?<!\d)\.|\.(?!\d)")


@dataclass(frozen=True, slots=True)
class Words:
    """A text's own words, with `BARRIER` for each quotation: how they compare, where they stand.

    `starts` and `ends` are offsets in the text as it is; those of a barrier enclose the quotation.
    """

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self.keys) - self.keys.count(BARRIER)


def own_words(text: str) -> Words:
    """The words of `text` outside quotation marks, by the rules of this module."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for start, end in quoted_spans(text):
        found += _words(text, at, start)
        found.append((BARRIER, start, end))
        at = end
    found += _words(text, at, len(text))
    keys, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(keys, starts, ends)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where quotations stand in `text`, their marks included, in order."""
    return [
        (paragraph.start() + match.start(), paragraph.start() + match.end())
        for paragraph in _paragraphs(text)
        for match in _QUOTED.finditer(paragraph[0])
    ]


def _paragraphs(text: str) -> Iterator[re.Match[str]]:
    one_line_each = any(len(line) > _WRAPPED for line in text.splitlines())
    return (_LINE if one_line_each else _BLOCK).finditer(text)


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text, start, end):
        if key := word_key(match[0]):
            yield key, match.start(), match.end()


def word_key(word: str) -> str:
    """What two words have in common that differ in case, hyphens, apostrophes or points only.

    A point between digits stays (3.5 is not 35); commas between digits are taken for spaces.
    """
    bare = _SILENT.sub("", word) if word.isascii() else _bare(word)
    return unicodedata.normalize("NFKC", bare.casefold())


def _bare(word: str) -> str:
    kept = (c for c in word if c.isalnum() or c == "." or unicodedata.category(c)[0] == "M")
    return re.sub(r"(?<!\d)\.|\.(?!\d)", "", unicodedata.normalize("NFC", "".join(kept)))
