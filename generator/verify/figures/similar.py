"""Words that are alike: with another ending, or a letter off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

SHORTEST = 5
"""A shorter word is like too many others to be taken for a slip of one."""
ENDING = 3
"""So many letters may an ending have, and one less of the word may change before it."""
_LEAST_COMMON = 3
_MOST = 2000


class Names:
    """Names, by what a misspelt one has in common with them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep the names that are long enough, and no more than somebody reads.

        Args:
            names: the names.
        """
        self._by_edge: dict[str, list[str]] = {}
        long_enough = (name for name in names if len(name) >= SHORTEST - 1)
        for name in islice(sorted(long_enough), _MOST):
            self._by_edge.setdefault(f"{name[0]}_", []).append(name)
            self._by_edge.setdefault(f"_{name[-1]}", []).append(name)

    def like(self, word: str) -> Iterator[str]:
        """Those that begin or end as a word does and are as long, but for a letter."""
        for edge in (f"{word[0]}_", f"_{word[-1]}"):
            for name in self._by_edge.get(edge, ()):
                if -2 < len(name) - len(word) < 2:
                    yield name


def differ_in_ending(one: str, other: str, ending: int) -> bool:
    """Whether two words are alike but for so many letters at the end of either."""
    short, long = sorted((len(one), len(other)))
    least = max(_LEAST_COMMON, short - ending + 1)
    return one[:least] == other[:least] and long - short <= ending + 1


def same_but_ending(one: str, other: str) -> bool:
    """Whether one of two words is the other with a few letters behind it, or is the other."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= ENDING


def is_slip(word: str, name: str, least: int = SHORTEST) -> bool:
    """Whether a word is a name with one letter changed, put in, left out or swapped.

    Letters at the very end are not looked at: they may be an ending. Nor are names that are shorter
    than `least`.
    """
    if word == name or min(len(word), len(name)) < least - 1 or abs(len(word) - len(name)) > 1:
        return False
    if word[:1] != name[:1] and word[-1:] != name[-1:]:
        return False
    start = 0
    shorter = min(len(word), len(name))
    while start < shorter and word[start] == name[start]:
        start += 1
    if start >= shorter or (start == shorter - 1 and word[-1] != name[-1]):
        return False
    rest, others = word[start:], name[start:]
    if len(name) < least:
        # Of a short name a doubled letter is a slip; all else may be another word.
        return rest[1:] == others and rest[:1] == word[start - 1 : start]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )
