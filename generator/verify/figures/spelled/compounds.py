"""Cuts compounds such as "zweihundertfünfzigtausend" into their pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from generator.verify.figures.spelled.grammar import Atom, Part, Reading

# The longest below a million has 66 letters in German; with an ending such as "jährige" some more.
_LONGEST = 100


def compounds(
    atoms: Mapping[str, Atom], endings: str
) -> tuple[Callable[[str], Reading | None], frozenset[str]]:
    """A function that cuts a word, and the first three letters of all words that it can cut.

    Args:
        atoms: pieces of compounds; at each place the longest that fits is taken.
        endings: a pattern of what makes an adjective or adverb of a number above one, as in
            "zweitägig" and "dreimal".
    """
    # Nothing is tried twice at a place, so that cutting takes no more steps than there are letters.
    longest_first = sorted(atoms.items(), key=lambda item: -len(item[0]))
    # "Tausende" only ends a word: "tausendeins" has "tausend".
    piece = re.compile(
        "|".join(re.escape(word) + r"\Z" * atom.plural for word, atom in longest_first)
    )
    ending = re.compile(endings)

    # Words stand in a text again and again.
    @lru_cache(maxsize=4096)
    def cut(word: str) -> Reading | None:
        if len(word) > _LONGEST:
            return None
        found: list[Atom] = []
        at = 0
        while at < len(word):
            match = piece.match(word, at)
            if match is None:
                break
            found.append(atoms[match[0]])
            at = match.end()
        if not found or found[0].part is Part.AND or found[-1].part is Part.AND:
            return None
        if at < len(word):
            if ending.fullmatch(word, at) is None or (len(found) == 1 and found[0].value == 1):
                return None
            found.append(Atom(Part.STOP))
        return Reading(tuple(found))

    firsts = (word for word, atom in atoms.items() if atom.part is not Part.AND)
    return cut, frozenset(word[:3] for word in firsts)


def add_atoms(**values: int) -> dict[str, Atom]:
    """Pieces with a value of their own."""
    return {word: Atom(Part.ADD, value) for word, value in values.items()}
