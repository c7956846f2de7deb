"""The one table of folding: what typesetters change is folded, what writers write is not.

Verification compares texts after these rules and no others; the glossary and the search fold the
same and more. `RULES` is the whole of it, in the order in which it is applied, and documentation is
made from it. Whoever changes what a rule does raises `VERSION`: the lock records it, and quotations
that were verified under another version are verified again.

Words, figures, case, accents and their order are never touched. Neither is white space made or
taken away between words: 'data base' is not 'database', and 'a - b' is not 'a-b'.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from generator.folding.offsets import Offsets
from generator.folding.scripts import without_line_ends

VERSION = 2
LINE_END_HYPHEN = "\ufdd0"
"""What readers of copies put in the place of a hyphen at a line's end: the word may be spelt with
it or without. A noncharacter, which no text holds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that normalisation does: its name, what becomes of what, and why it is harmless.

    `folds` are the characters that the rule changes, each with what stands for it afterwards.
    """

    name: str
    what: str
    why: str
    folds: tuple[tuple[str, str], ...] = ()


def _arabic_forms() -> tuple[tuple[str, str], ...]:
    """Each form that an Arabic letter takes in a word, and the letters that it shows."""
    found = []
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        tag, *letters = unicodedata.decomposition(chr(code)).split() or ("",)
        shown = "".join(chr(int(letter, 16)) for letter in letters)
        if tag in ("<initial>", "<medial>", "<final>", "<isolated>") and " " not in shown:
            found.append((chr(code), shown))
    return tuple(found)


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
        "variation selectors",
        "Variation selectors (U+FE00 to U+FE0F, U+E0100 to U+E01EF) and the line that stretches "
        "Arabic words (U+0640) are dropped.",
        "They choose how a sign is drawn, in colour or as text, long or short, and change no word.",
        _each("".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x0640))), ""),
    ),
    Rule(
        "single quote marks",
        "Curly, low, reversed and angled single quote marks, primes, the modifier apostrophe, the "
        "Hebrew geresh, and an acute accent or a backtick that stands by itself become '.",
        "Which apostrophe a text has depends on the keyboard and the house.",
        _each("‘’‚‛‹›′ʼ＇`´\u1fef\u1ffd\u05f3", "'"),
    ),
    Rule(
        "double quote marks",
        "Curly, low, reversed and angled double quote marks, double primes and the Hebrew "
        "gershayim "
        'become ". A double '
        "mark never equals a single one, nor two single ones: 5' is not 5\".",
        "Each language and each house has its own.",
        _each("“”„‟«»″＂\u05f4", '"'),
    ),
    Rule(
        "dashes and hyphens",
        "Hyphens, non-breaking hyphens, figure, en and em dashes, bars, minus signs and the Hebrew "
        "maqaf become -. "
        "A hyphen never equals nothing, or a space, and two hyphens never equal one.",
        "Which dash a text has is a matter of typesetting.",
        _each("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u05be", "-"),
    ),
    Rule(
        "Arabic punctuation",
        "The Arabic comma, semicolon, question mark and per cent sign become , ; ? and %, and the "
        "Urdu full stop becomes a full stop. Digits and the signs within numbers stay.",
        "Keyboards and programs give one or the other.",
        (("،", ","), ("؛", ";"), ("؟", "?"), ("٪", "%"), ("۔", ".")),
    ),
    Rule(
        "Arabic presentation forms",
        "The forms that an Arabic letter takes at the beginning, in the middle or at the end of a "
        "word, and joined letters, become the letters that they show.",
        "They come from fonts, mostly by way of PDF; the words are spelt with the letters.",
        _arabic_forms(),
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
        "line ends in Chinese and Japanese",
        "A line end between two characters of Chinese or Japanese, with the spaces around it, is "
        "dropped. A space without a line end stays.",
        "These scripts put no space between words, so that a line end says nothing.",
    ),
    Rule(
        "white space",
        "Every run of spaces, non-breaking and thin ones too, tabs and line breaks becomes one "
        "space; none is left at the two ends.",
        "Where a line ends and how wide a space is depends on the page.",
    ),
)
TABLE = {ord(a): b for rule in RULES for a, b in rule.folds}
TABLE[ord(LINE_END_HYPHEN)] = ""
_ASCII_TABLE = {code: becomes for code, becomes in TABLE.items() if code < 128}
FOLDS = {chr(code): becomes for code, becomes in TABLE.items()}
# Signs that others become are replaced before these, so that no sign is replaced twice.
_FIRST = FOLDS.keys() & set("".join(FOLDS.values()))
# With more of them than this, one look at each character takes less time than one at each sign.
_MOST_SIGNS = 50
DROPPED = frozenset(chr(code) for code, becomes in TABLE.items() if not becomes)


_WORD = re.compile(r"[^\W_]+")
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")


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
    def line_end_hyphens(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """Where a word may have a hyphen that the text has not: its two parts → the places.

        A place is the offset in the text at which the second part begins.
        """
        if LINE_END_HYPHEN not in self.original:
            return {}
        places: dict[tuple[str, str], tuple[int, ...]] = {}
        at = 0
        first, *others = (normalised(part) for part in self.original.split(LINE_END_HYPHEN))
        for part in others:
            at += len(first)
            first = part
            before, after = _WORD_BEFORE.search(self.text, 0, at), _WORD.match(self.text, at)
            if before and after:
                key = before[0], after[0]
                places[key] = (*places.get(key, ()), at)
        return places

    @cached_property
    def skeleton(self) -> str:
        """The letters and digits alone: what is left when white space and line noise are not."""
        return re.sub(r"[\W_]+", "", self.text)


def normalised(text: str) -> str:
    """The text after all the rules; a second time changes nothing more."""
    if text.isascii():
        # Nothing is composed, and no line ends between signs of Chinese or Japanese.
        return " ".join(text.translate(_ASCII_TABLE).split())
    folded = unicodedata.normalize("NFC", fold_signs(text))
    return " ".join(without_line_ends(folded).split())


def fold_signs(text: str) -> str:
    """The same as `text.translate(TABLE)`, in a fifth of the time: most texts have few signs."""
    signs = FOLDS.keys() & set(text)
    if len(signs) > _MOST_SIGNS:
        return text.translate(TABLE)
    for sign in sorted(signs, key=lambda sign: sign not in _FIRST):
        text = text.replace(sign, FOLDS[sign])
    return text


def normalise(text: str) -> Normalised:
    """The text after all the rules, with the way back to where each character came from."""
    return Normalised(normalised(text), text)
