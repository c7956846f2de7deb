"""Texts as they are compared: what typesetters change is folded, what writers write is not.

`RULES` is the whole of it, in the order in which it is applied, and documentation is made from
it. Whoever changes what a rule does raises `VERSION`: the lock records it, and quotations that
were verified under another version are verified again.

Words, figures, case, accents and their order are never touched. Neither is white space made or
taken away between words: 'data base' is not 'database', and 'a - b' is not 'a-b'.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from generator.verify.offsets import Offsets

VERSION = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that normalisation does: its name, what becomes of what, and why it is harmless.

    `folds` are the characters that the rule changes, each with what stands for it afterwards.
    """

    name: str
    what: str
    why: str
    folds: tuple[tuple[str, str], ...] = ()


def _each(characters: str, becomes: str) -> tuple[tuple[str, str], ...]:
    return tuple((character, becomes) for character in characters)


RULES = (
    Rule(
        "invisible characters",
        "Soft hyphens, zero-width spaces, word joiners, byte order marks and direction marks are "
        "dropped. The joiners that some scripts spell with (U+200C, U+200D) stay, and so do the "
        "two characters that turn the direction of a text by force (U+202D, U+202E).",
        "They say where a line may break or which way it runs. No reader sees them.",
        _each("\u00ad\u200b\u2060\ufeff\u180e\u200e\u200f\u061c", "")
        + _each("\u202a\u202b\u202c\u2066\u2067\u2068\u2069", ""),
    ),
    Rule(
        "single quote marks",
        "Curly, low, reversed and angled single quote marks, primes, the modifier apostrophe, and "
        "an acute accent or a backtick that stands by itself become '.",
        "Which apostrophe a text has depends on the keyboard and the house.",
        _each("‘’‚‛‹›′ʼ＇`´\u1fef\u1ffd", "'"),
    ),
    Rule(
        "double quote marks",
        'Curly, low, reversed and angled double quote marks and double primes become ". A double '
        "mark never equals a single one, nor two single ones: 5' is not 5\".",
        "Each language and each house has its own.",
        _each("“”„‟«»″＂", '"'),
    ),
    Rule(
        "dashes and hyphens",
        "Hyphens, non-breaking hyphens, figure, en and em dashes, bars and minus signs become -. "
        "A hyphen never equals nothing, or a space, and two hyphens never equal one.",
        "Which dash a text has is a matter of typesetting.",
        _each("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    ),
    Rule(
        "ellipses",
        "… becomes three full stops. Full stops with spaces between stay as they are.",
        "The one character and the three look alike, and programs change one for the other.",
        (("…", "..."),),
    ),
    Rule(
        "ligatures",
        "ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ become the letters that they show. The letters æ, œ and ß stay.",
        "They come from fonts, mostly by way of PDF; the words are spelt with the letters.",
        (
            ("ﬀ", "ff"),
            ("ﬁ", "fi"),
            ("ﬂ", "fl"),
            ("ﬃ", "ffi"),
            ("ﬄ", "ffl"),
            ("ﬅ", "st"),
            ("ﬆ", "st"),
        ),
    ),
    Rule(
        "composed letters",
        "Letters with marks take their composed form (Unicode NFC).",
        "é as one character and as e with a mark are the same letter by definition.",
    ),
    Rule(
        "white space",
        "Every run of spaces, non-breaking and thin ones too, tabs and line breaks becomes one "
        "space; none is left at the two ends.",
        "Where a line ends and how wide a space is depends on the page.",
    ),
)
_TABLE = {ord(a): b for rule in RULES for a, b in rule.folds}
DROPPED = frozenset(chr(code) for code, becomes in _TABLE.items() if not becomes)


@dataclass(frozen=True)
class Normalised:
    """A text as it is compared, and the text that it was made from."""

    text: str
    original: str

    @cached_property
    def offsets(self) -> Offsets:
        """Where each character came from; made when it is first asked for."""
        return Offsets.between(self.original, DROPPED, normalised)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the original of the characters from `start` to `end` of the text."""
        return self.offsets.span(start, end)

    @cached_property
    def skeleton(self) -> str:
        """The letters and digits alone: what is left when white space and line noise are not."""
        return re.sub(r"[\W_]+", "", self.text)


def normalised(text: str) -> str:
    """The text after all the rules; a second time changes nothing more."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_TABLE)).split())


def normalise(text: str) -> Normalised:
    """The text after all the rules, with the way back to where each character came from."""
    return Normalised(normalised(text), text)
