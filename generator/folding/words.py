"""Text → the words by which it is found: folded as by `generator.folding`, and more.

`site-templates/theme/assets/search-index.js` does the same with what a reader types; a browser test
holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# What a reader does not type: accents, points and vowel signs that are set above or below
# (Latin, Greek and Cyrillic; Hebrew; Arabic), the line that stretches Arabic words, and
# characters that cannot be seen. Vowel signs of Indic scripts are letters, and stay.
UNTYPED = (
    "\\u00AD\\u0300-\\u036F\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7"
    "\\u0610-\\u061A\\u061C\\u0640\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED"
    "\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFE00-\\uFE0F\\uFEFF"
    "\\U000E0100-\\U000E01EF"
)
# Letters of their own that no decomposition takes apart, and that who has no such keyboard writes
# with others.
SPELT = {
    "æ": "ae", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ø": "o", "œ": "oe",
    "þ": "th", "ŧ": "t",
}  # fmt: skip

# A number whose digits are grouped by a sign or a space, by threes or as in India. One such space
# may stand between two numbers as well.
GROUPED = "[0-9]{1,3}(?:([ ,.'’٬،])[0-9]{3}(?:\\1[0-9]{3})*|(?:,[0-9]{2})+,[0-9]{3})(?![0-9])"
_GROUPED = re.compile(f"(?<![^\\W_]){GROUPED}")
# The Arabic article, alone or behind what is written onto it, where a word is left behind it.
ARTICLE = "(?:[وف]?[بك]?ال(?=.{4})|ال(?=.{3})|و?لل(?=.{3}))"
_ARTICLE = re.compile(ARTICLE)
# Little words that Arabic and Hebrew write onto the next one; how they may follow one another.
CLITICS = "(?:[وف]?[بلك]?|ו?(?:כש|ש)?[הבלכמ]?)"
_CLITICS = re.compile(CLITICS)
_LONGEST_CLITICS = 4
_LEAST_BEHIND_CLITICS = 3
# Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han.
UNSPACED = (
    "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3005-\\u3007\\u3040-\\u30FF"
    "\\u3400-\\u4DBF\\u4E00-\\u9FFF"
)
_UNTYPED = re.compile(f"[{UNTYPED}]")
_RUNS = re.compile(f"[{UNSPACED}\\U00020000-\\U0003FFFF]+|[^{UNSPACED}\\U00020000-\\U0003FFFF]+")
_UNSPACED = re.compile(f"[{UNSPACED}\\U00020000-\\U0003FFFF]")


class _WordsOnly(dict[int, str]):
    """A table for `str.translate`: letters, marks and digits stay, all else becomes a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = character if unicodedata.category(character)[0] in "LMN" else " "
        self[code] = kept
        return kept


class _Spelt(dict[int, str]):
    """A table for `str.translate`: letters as they are spelt with others, digits as 0 to 9."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        digit = unicodedata.decimal(character, None)
        self[code] = found = character if digit is None else str(digit)
        return found


_WORDS_ONLY = _WordsOnly()
_SPELT = _Spelt(str.maketrans(SPELT))


def folded(text: str) -> str:
    """The text without what a reader may type in another way: case, accents, widths, digits."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text).upper().lower().replace("ς", "σ")
    # Changing the case can bring accents of its own.
    bare = _UNTYPED.sub("", unicodedata.normalize("NFKD", apart))
    return unicodedata.normalize("NFKC", bare).translate(_SPELT)


def words(text: str, *, spaced: str = "both") -> list[str]:
    """The words of a text in order, folded.

    The digits of a number stand together, whatever groups them. Where a script puts no spaces,
    every two neighbours are a word, and so is the last character.

    Args:
        text: any text.
        spaced: what is made of digits that spaces group, which may be several numbers: `one` word,
            words of their own (`many`), or `both`.
    """
    found: list[str] = []
    bare = _GROUPED.sub(lambda match: _joined(match, spaced), folded(text)).translate(_WORDS_ONLY)
    if bare.isascii():
        return bare.split()
    for word in bare.split():
        if word.isascii():
            found.append(word)
            continue
        for run in _RUNS.findall(word):
            if _UNSPACED.match(run):
                found += (run[at : at + 2] for at in range(len(run)))
            else:
                found.append(without_article(run))
    return found


def _joined(match: re.Match[str], spaced: str) -> str:
    one = "".join(re.findall("[0-9]", match[0]))
    if match[1] != " " or spaced == "one":
        return one
    return match[0] if spaced == "many" else f"{one} {match[0]}"


def without_article(word: str) -> str:
    """A folded word without the Arabic article."""
    article = _ARTICLE.match(word) if "\u0621" <= word[0] <= "\u064a" else None
    return word[article.end() :] if article else word


def without_clitics(word: str) -> Iterator[str]:
    """What a folded word may be without the little words that Arabic and Hebrew write onto it.

    Only who knows the words of a site can tell whether it is.
    """
    if "\u05d0" <= word[0] <= "\u064a":
        for length in range(1, min(_LONGEST_CLITICS, len(word) - _LEAST_BEHIND_CLITICS) + 1):
            if _CLITICS.fullmatch(word, 0, length):
                yield without_article(word[length:])
