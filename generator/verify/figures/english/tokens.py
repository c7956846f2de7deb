"""An English text cut up, once for all that read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

_WORD = r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b|[^\W_]\w*(?:[’'´-]\w+)*"
_PIECE = re.compile(rf"{_WORD}|(?:[^\w\s]|_)+")
# Letters and digits in a row.
_RUN = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_POSSESSIVE = re.compile(r"(?:[’'´]s|(?<=s)[’'´])$", re.IGNORECASE)
_ACRONYM = re.compile(r"(?:[A-Z]\.)+[A-Z]?")


# Enough for a story's statements and what they cite, which are looked at more than once.
@lru_cache(maxsize=512)
def cut(text: str) -> tuple[str, ...]:
    """The words of a text as they are written, and the marks in a row between them."""
    return tuple(_PIECE.findall(text))


def capitals(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text in which there is a capital, each with its place."""
    at = 0
    for token in cut(text):
        if not token.islower() and token[0].isalnum() and has_capital(token):
            # It stands nowhere before its place: there are no capitals between it and the last.
            at = text.index(token, at)
            yield token, at
            at += len(token)


def has_capital(word: str) -> bool:
    """Whether there is a capital in a word."""
    return word[:1].isupper() or any(map(str.isupper, word))


@lru_cache(maxsize=512)
def small_runs(text: str) -> frozenset[str]:
    """All letters and digits that stand in a row somewhere in a text, in small letters.

    A set tells in no time that a text has none of the words that a slow pattern looks for.
    """
    return frozenset(map(str.lower, _RUN.findall(text)))


def matches(pattern: re.Pattern[str], text: str, first: Set[str]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, looked for only where the pattern can begin.

    Args:
        pattern: a slow pattern that begins where a row of letters and digits begins.
        text: the text.
        first: the rows, in small letters, with which it can begin, if not with a digit.
    """
    words = first & small_runs(text)
    end = 0
    for run in (_RUN if words else _DIGITS).finditer(text):
        if run.start() >= end and (run[0][0].isdecimal() or run[0].lower() in words):
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


def words_in(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())
