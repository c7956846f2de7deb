"""An English text cut up, once for all that read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

_WORD = r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b|[^\W_]\w*(?:[’'´-]\w+)*"
_PIECE = re.compile(rf"{_WORD}|(?:[^\w\s]|_)+")
# Letters and digits in a row.
_RUN = re.compile(r"[^\W_]+")
# Noncharacter: parts what stands on both sides, and is no letter, digit or space.
_BLANK = "\ufdd2"
_DIGITS = re.compile(r"\d+")
_POSSESSIVE = re.compile(r"(?:[’'´]s|(?<=s)[’'´])$", re.IGNORECASE)
_ACRONYM = re.compile(r"(?:[A-Z]\.)+[A-Z]?")


def cut(text: str) -> tuple[str, ...]:
    """The words of a text as they are written, and the marks in a row between them."""
    return tuple(_PIECE.findall(text))


def capitals(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text in which there is a capital, each with its place."""
    at = 0
    for chunk in text.split():
        if chunk.islower():
            continue
        # It stands nowhere before its place: there are no capitals between it and the last.
        if chunk.isalpha():
            if has_capital(chunk):
                at = text.index(chunk, at)
                yield chunk, at
                at += len(chunk)
        elif found := _capitals_in(chunk):
            at = text.index(chunk, at)
            for token, offset in found:
                yield token, at + offset
            at += len(chunk)


# Names stand in a text again and again, with the same marks beside them.
@lru_cache(maxsize=2048)
def _capitals_in(chunk: str) -> tuple[tuple[str, int], ...]:
    """The words with a capital in a text without spaces, each with its place."""
    found = []
    at = 0
    for piece in cut(chunk):
        if piece[0].isalnum() and has_capital(piece):
            found.append((piece, at))
        at += len(piece)
    return tuple(found)


def has_capital(word: str) -> bool:
    """Whether there is a capital in a word."""
    return word[:1].isupper() or any(map(str.isupper, word))


def small_runs(text: str, words: Set[str]) -> frozenset[str]:
    """The letters and digits that stand in a row somewhere in a text, in small letters.

    Rows that are just a word in small letters, with a space on both sides, are left out, but for
    the given words. A set tells in no time that a text has none of the words that a slow pattern
    looks for.
    """
    notable = [
        chunk
        for chunk in text.split()
        if not (chunk.islower() and chunk.isalpha()) or chunk in words
    ]
    return frozenset(map(str.lower, _RUN.findall(" ".join(notable))))


def may_have_digits(runs: Iterable[str]) -> bool:
    """Whether a digit may stand in some of the `small_runs` of a text."""
    return not all(map(str.isalpha, runs))


def matches(pattern: re.Pattern[str], text: str, first: Set[str]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, looked for only where the pattern can begin.

    Args:
        pattern: a slow pattern that begins where a row of letters and digits begins.
        text: the text.
        first: the rows, in small letters, with which it can begin, if not with a digit.
    """
    end = 0
    for run in (_RUN if first else _DIGITS).finditer(text):
        word = run[0]
        if (word.lower() in first or word[0].isdecimal()) and run.start() >= end:
            found = pattern.match(text, run.start())
            if found:
                end = found.end()
                yield found


def without_possessive(token: str) -> str:
    """A written word without "’s" or the mark behind a plural."""
    return token if token.isalpha() else _POSSESSIVE.sub("", token)


def bare(token: str) -> tuple[str, ...]:
    """A written word as words: without possessive, dots of an acronym and hyphens."""
    return (token,) if token.isalpha() else _bare(token)


@lru_cache(maxsize=4096)
def _bare(token: str) -> tuple[str, ...]:
    word = _POSSESSIVE.sub("", token).replace("´", "’").replace("'", "’")
    if _ACRONYM.fullmatch(word):
        word = word.replace(".", "")
    return tuple(word.split("-"))


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with dates or numbers blanked out, so that nothing in them is read again."""
    kept: list[str] = []
    done = 0
    for start, end in sorted(spans):
        kept += (text[done:start], _BLANK * (end - start))
        done = end
    return "".join((*kept, text[done:])) if kept else text
