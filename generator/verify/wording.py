"""One utterance as several sources quote it: what differs, word by word.

The quotations are laid side by side in columns of like words, one after another, the longest
first, so that the result does not depend on the order in which they are given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, TypeAlias

# A word with the marks at it; dashes are marks of the word before, and `[…]` stands for itself.
_TOKEN = re.compile(
    r"\[(?:…|\.\.\.)\]|(?:(?!\[(?:…|\.\.\.)\])[^\s—–])+(?:\s*[—–]+|\s+[-…]+(?!\S))*|\S"
)
# A word by itself: dashes, quotation marks and brackets part words, but for a capital put in.
_WORD = re.compile(r"""(?:\[\w\](?=\w)|[^\s—–…“”„«»‹›"()\[\]])+""")
_AT_THE_ENDS = ".,:;!?'‘’؟،؛।"
_THOUSANDS = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))")
_CAPITAL_PUT_IN = re.compile(r"\[(\w)\](?=\w)")

# British and American endings, and words. The stem of three letters keeps `prise` from `prize`.
_ISE = re.compile(r"(?<=\w{3})(i|y)z(?=(?:e|ed|er|ers|es|ing|able|ation|ations|ational)$)")
_OUR = re.compile(
    r"\b(arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|sav|savi|vap|vig)our(?!\w*ous)"
)
_RE = re.compile(r"\b(cent|fib|lit|met|spect|theat)re(?=s?$)")
_DOUBLED = re.compile(r"(cancel|fuel|label|model|signal|travel)l(?=(?:ed|er|ers|ing)$)")
_ENSE = re.compile(r"\b(def|off|lic|pret)enc(?=e)")
_WHOLE = {
    "grey": "gray", "programme": "program", "programmes": "programs", "catalogue": "catalog",
    "catalogues": "catalogs", "dialogue": "dialog", "dialogues": "dialogs",
}  # fmt: skip


MOST_WORDS = 3_000
"""Each word is held against all others: no utterance that somebody quotes is near so long."""


class PieceKind(StrEnum):
    """How a piece stands to the other quotations.

    `same`: all have it so. `spelling`: all have the word; case, marks or British and American
    spelling differ. `not-in-all`: all that have any words here have these, others have none.
    `other`: others have different words here.
    """

    SAME = "same"
    SPELLING = "spelling"
    NOT_IN_ALL = "not-in-all"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation, all of one kind."""

    text: str
    kind: PieceKind

    @property
    def same(self) -> bool:
        """Whether all quotations have it, letter by letter."""
        return self.kind is PieceKind.SAME


@dataclass(frozen=True, slots=True)
class _Token:
    surface: str
    key: str
    start: int
    end: int


_Column: TypeAlias = dict[int, _Token]  # number of the quotation → its word


def differences(words: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Mark the differences between quotations of one utterance.

    Args:
        words: each quotation's exact words.

    Returns:
        For each quotation, in the same order, its pieces: put together they are its text. White
        space before, after and between pieces counts as the same. Nothing is marked where the
        quotations have more than `MOST_WORDS` together.
    """
    variants = [_tokens(text) for text in words]
    if sum(map(len, variants)) > MOST_WORDS:
        return tuple((Piece(text, PieceKind.SAME),) for text in words)
    columns: list[_Column] = []
    for number in sorted(range(len(words)), key=lambda n: (-len(variants[n]), words[n])):
        columns = _aligned_with(columns, number, variants[number])
    kinds: dict[tuple[int, int], PieceKind] = {}
    for full, stretch in groupby(columns, key=lambda column: len(column) == len(words)):
        _classify([*stretch], kinds, full=full)
    return tuple(
        _pieces(text, number, variants[number], kinds) for number, text in enumerate(words)
    )


class Word(NamedTuple):
    """A word of a text, from `start` to `end`; words that differ only in spelling have one key."""

    key: str
    text: str
    start: int
    end: int


def compared_words(text: str) -> Iterator[Word]:
    """The words of a text, in any script, without the punctuation around them."""
    for match in _WORD.finditer(text):
        word = match[0].rstrip(_AT_THE_ENDS)
        end = match.start() + len(word)
        word = word.lstrip(_AT_THE_ENDS)
        if any(map(str.isalnum, word)):
            yield Word(spelling_key(word), word, end - len(word), end)


def spelling_key(word: str) -> str:
    """What words have in common that differ only in spelling; figures keep their points.

    Marks in brackets stay, for they are the editor's and not the speaker's, but for a capital
    put in (`[T]he`).
    """
    lone = "".join(char for char in word if unicodedata.category(char) != "Sk")  # such as ´ for ’
    bare = _THOUSANDS.sub("", _CAPITAL_PUT_IN.sub(r"\1", unicodedata.normalize("NFKC", lone)))
    kept = "".join(
        char
        for at, char in enumerate(bare.casefold())
        if char.isalnum()
        or unicodedata.category(char)[0] in "MS"
        or char in "[]%&"
        or (char in ".,:" and bare[at - 1 : at].isdigit() and bare[at + 1 : at + 2].isdigit())
    )
    kept = _ISE.sub(r"\1s", kept)
    kept = _OUR.sub(r"\1or", kept)
    kept = _RE.sub(r"\1er", kept)
    kept = _DOUBLED.sub(r"\1", kept)
    kept = _ENSE.sub(r"\1ens", kept)
    return _WHOLE.get(kept, kept) or word


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(match[0], spelling_key(match[0]), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def _aligned_with(columns: list[_Column], number: int, tokens: Sequence[_Token]) -> list[_Column]:
    """The columns with one more quotation: as many of its words as can be stand beside like ones.

    A column with more quotations counts more, and like spelling decides between equals.
    """
    laid: list[_Column] = []
    at = 0
    for row, column in enumerate(_choices(columns, tokens)):
        if column is None:
            laid.append(columns[row])
            continue
        laid += [{number: token} for token in tokens[at:column]]
        laid.append({**columns[row], number: tokens[column]})
        at = column + 1
    return [*laid, *({number: token} for token in tokens[at:])]


def _choices(columns: Sequence[_Column], tokens: Sequence[_Token]) -> list[int | None]:
    """For each column the word that stands in it, found from the best of all alignments."""
    best = [[0] * (len(tokens) + 1) for _ in range(len(columns) + 1)]
    for row in range(len(columns) - 1, -1, -1):
        here, below = best[row], best[row + 1]
        worth = _score(columns[row], tokens)
        for at in range(len(tokens) - 1, -1, -1):
            here[at] = max(here[at + 1], below[at], below[at + 1] + worth[at] if worth[at] else 0)
    choices: list[int | None] = []
    at = 0
    for row, column in enumerate(columns):
        worth = _score(column, tokens)
        while at < len(tokens) and best[row][at] == best[row][at + 1]:
            at += 1
        takes = (
            at < len(tokens) and worth[at] and best[row][at] == best[row + 1][at + 1] + worth[at]
        )
        choices.append(at if takes else None)
        at += bool(takes)
    return choices


def _score(column: _Column, tokens: Sequence[_Token]) -> list[int]:
    """What it is worth to put each word into a column; 0 where it is another word."""
    like = next(iter(column.values())).key
    surfaces = [token.surface for token in column.values()]
    return [
        2 * len(surfaces) + (token.surface in surfaces) if token.key == like else 0
        for token in tokens
    ]


def _classify(
    stretch: Sequence[_Column], kinds: dict[tuple[int, int], PieceKind], *, full: bool
) -> None:
    """Say of each word in a stretch of columns, which all quotations fill or none, what it is."""
    present = set().union(*stretch)
    for column in stretch:
        alike = len({token.surface for token in column.values()}) == 1
        if full:
            kind = PieceKind.SAME if alike else PieceKind.SPELLING
        elif present <= column.keys():
            kind = PieceKind.NOT_IN_ALL if alike else PieceKind.SPELLING
        else:
            kind = PieceKind.OTHER
        for number, token in column.items():
            kinds[number, token.start] = kind


def _pieces(
    text: str, number: int, tokens: Iterable[_Token], kinds: Mapping[tuple[int, int], PieceKind]
) -> tuple[Piece, ...]:
    """Cut a text where the kind changes; the space between two of one kind belongs to them."""
    cut: list[tuple[str, PieceKind]] = []
    at = 0
    for token in tokens:
        kind = kinds[number, token.start]
        if at < token.start:
            within = cut and cut[-1][1] is kind
            cut.append((text[at : token.start], kind if within else PieceKind.SAME))
        cut.append((token.surface, kind))
        at = token.end
    if at < len(text):
        cut.append((text[at:], PieceKind.SAME))
    return tuple(
        Piece("".join(part for part, _ in parts), kind)
        for kind, parts in groupby(cut, key=lambda part: part[1])
    )
