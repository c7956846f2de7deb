"""Where a word or a number begins and ends, so that no quotation cuts one in two.

'33 countries' does not stand in '133 countries', 'can' not in 'can't', 'violent' not in
'non-violent', '5 per cent' not in '-5 per cent'. A possessive may be left off (`the EU` of
`the EU's`), a French or Italian article too (`homme` of `l'homme`).
"""

from __future__ import annotations

import re
import unicodedata

from generator.folding import Normalised
from generator.verify.function_words import is_multiplied

# As far as this is looked to either side for the ends of one word.
_REACH = 60
# U+FFFD stands for what could not be read, and raised or lowered signs for those of exponents.
_TOKEN = re.compile(
    r"(?:[^\W_]|\ufffd)+(?:['-][^\W_]+|(?<=\d)[.,:/_·٫٬،．，]\d+|[⁺⁻⁽₊₋₍]+[^\W_]+|[⁺⁻₊₋])*"
)
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words, as ranges; words of katakana are told by letters."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
ARTICLES = frozenset(
    (
        "c",
        "d",
        "j",
        "l",
        "m",
        "s",
        "t",
        "qu",
        "jusqu",
        "lorsqu",
        "puisqu",
        "quoiqu",
        "all",
        "dall",
        "dell",
        "nell",
        "sull",
        "un",
    )
)
"""Elided articles and pronouns that a quotation may leave off before an apostrophe."""
_ENDS_IN_GROUP = re.compile(r"(?<![\d.,])\d{1,3}$")
_GROUP = re.compile(r"\d{3}(?!\d)")
DASHES = frozenset("–—―")
"""Dashes that part words, though `normalise` writes a hyphen for them."""
_LAST_WORD = re.compile(r"\w{1,20}$")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_word(sign: str) -> bool:
    """Whether a character is part of words: a letter, a digit, a mark."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def cuts_a_word(copy: Normalised, at: int, *, is_start: bool) -> bool:
    """Whether words that start (or end) at this offset begin (or end) inside a word or number."""
    text = copy.text
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if before == " " or after == " ":
        space = at if after == " " else at - 1
        return _cuts_digit_groups(copy, space) or _parts_number_words(text, space)
    if unicodedata.category(after)[0] == "M":
        return True
    is_in_number = before.isnumeric() and after.isnumeric()
    if not is_in_number and (_UNSPACED.match(before) or _UNSPACED.match(after)):
        return False
    if is_start and before == "-" and after.isdigit() and _is_sign(copy, at - 1):
        return True
    start = text.rfind(" ", max(0, at - _REACH), at) + 1 or max(0, at - _REACH)
    end = text.find(" ", at, at + _REACH)
    around = _letters_for_marks(text[start : end if end >= 0 else at + _REACH])
    for token in _TOKEN.finditer(around):
        if token.start() < at - start < token.end():
            return _is_cut(copy, token[0], start + token.start(), at, is_start=is_start)
    return False


def _is_cut(copy: Normalised, token: str, start: int, at: int, *, is_start: bool) -> bool:
    """Whether it matters that a token, which starts at `start`, is parted at `at`."""
    head, tail = token[: at - start], token[at - start :]
    if not is_start and tail.lower() == "'s":
        return False
    if is_start and head[-1] == "'" and head[:-1].lower() in ARTICLES:
        return False
    joint = at - 1 if head[-1] == "-" else at if tail[0] == "-" else None
    if joint is None or (head.rstrip("-")[-1].isdigit() and tail.lstrip("-")[0].isdigit()):
        return True
    return _original(copy, joint) not in DASHES


def _is_sign(copy: Normalised, at: int) -> bool:
    """Whether the hyphen here is a number's sign: nothing of a word stands before it."""
    alone = at == 0 or not is_word(copy.text[at - 1])
    return alone and _original(copy, at) not in DASHES


def _cuts_digit_groups(copy: Normalised, space: int) -> bool:
    """Whether the space here groups the digits of one number, as in '12 500' in many languages.

    A plain space may stand between two numbers as well: then too it is safer to quote both.
    """
    return (
        _ENDS_IN_GROUP.search(copy.text, max(0, space - 4), space) is not None
        and _GROUP.match(copy.text, space + 1) is not None
        and "\n" not in _original(copy, space)
    )


def _parts_number_words(text: str, space: int) -> bool:
    """Whether the words around the space are one number: '17 thousand', 'five hundred', '2 ½'."""
    before = _LAST_WORD.search(text, max(0, space - _REACH), space)
    after = _LETTERS.match(text, space + 1)
    if before is None or after is None:
        return False
    is_fraction = before[0][-1].isdigit() and after[0][0].isnumeric()
    return is_fraction or is_multiplied(before[0], after[0])


def _original(copy: Normalised, at: int) -> str:
    start, end = copy.span(at, at + 1)
    return copy.original[start:end]


def _letters_for_marks(text: str) -> str:
    """The same text with a letter for each mark: regular expressions do not count marks in."""
    if text.isascii():
        return text
    return "".join("x" if unicodedata.category(sign)[0] == "M" else sign for sign in text)
