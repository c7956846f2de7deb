"""Whether the words of a name stand among others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.verify.figures.claims import row
from generator.verify.figures.similar import Names

_SHORTEST_PLURAL = 4


@dataclass(frozen=True)
class Spellings:
    """How glossary terms are spelled.

    Attributes:
        terms: by the words of a spelling, the ids of the terms that have it.
        widths: by the first of these words, how many the longest spelling with it has.
    """

    terms: Mapping[tuple[str, ...], frozenset[str]]
    widths: Mapping[str, int]

    @cached_property
    def names(self) -> Names:
        """The words of the spellings that have a capital."""
        return Names({word for words in self.terms for word in words if word[:1].isupper()})

    def of(self, words: tuple[str, ...]) -> frozenset[str]:
        """The terms that are spelled with these words."""
        return self.terms.get(words, frozenset())

    def standing_in(self, words: tuple[str, ...]) -> frozenset[str]:
        """The terms of which a spelling stands among the words."""
        found: set[str] = set()
        for at, first in enumerate(words):
            if first in self.widths:
                for width in range(1, self.widths[first] + 1):
                    found |= self.of(words[at : at + width])
        return frozenset(found)


def stands(among: str, name: Iterable[str]) -> bool:
    """Whether the words of a name stand in a row; singular and plural of the last are alike."""
    *_, last = words = tuple(name)
    if row(words) in among:
        return True
    if len(last) >= _SHORTEST_PLURAL and row((*words[:-1], f"{last}s")) in among:
        return True
    singular = last.removesuffix("s")
    plural = len(last) > len(singular) >= _SHORTEST_PLURAL
    return plural and row((*words[:-1], singular)) in among


def stands_alone(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name stands somewhere without another capital beside it."""
    width = len(name)
    for at in range(len(words) - width + 1):
        if words[at : at + width] == name:
            beside = (*words[max(0, at - 1) : at], *words[at + width : at + width + 1])
            if not any(word[:1].isupper() for word in beside):
                return True
    return False
