"""Where glossary terms stand in the prose.

All spellings are looked for at once by an Aho-Corasick automaton, as literal text. Of matches that
overlap, the leftmost wins, then the longest. A match must begin and end at a word's boundary
(except between characters of scripts that put no spaces between words), stands not in a link, in
code or between quotation marks, and counts once per section.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from generator.model import CaseRule, Term
from generator.prose import Cite, Emphasis, Inline, Link, TermUse, Text

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|「[^」]*」|\"[^\"]*\"")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


def fold(text: str) -> str:
    """Lower case, character by character, so that positions stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def any_case(spelling: str, rule: CaseRule) -> bool:
    """Whether a spelling is looked for in any case, by its term's rule."""
    if rule is CaseRule.SMART:
        return spelling == fold(spelling)
    return rule is CaseRule.ANY


@dataclass(frozen=True, slots=True)
class _Automaton:
    automaton: AhoCorasick
    terms: tuple[str, ...]
    folded: bool

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Every match at word boundaries: start, end, term."""
        haystack = fold(text) if self.folded else text
        for index, start, end in self.automaton.find_matches_as_indexes(haystack, overlapping=True):
            if not (_inside_word(text, start) or _inside_word(text, end)):
                yield start, end, self.terms[index]


def _inside_word(text: str, at: int) -> bool:
    if at in (0, len(text)):
        return False
    before, after = text[at - 1], text[at]
    if not (_wordlike(before) and _wordlike(after)):
        return False
    return not (_unspaced(before) or _unspaced(after))


def _wordlike(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M" or char == "_"


def _unspaced(char: str) -> bool:
    return ord(char) > 0xE00 and unicodedata.name(char, "").startswith(_UNSPACED)


class Glossary:
    """The automaton over all spellings of all terms."""

    def __init__(self, terms: Iterable[tuple[str, Term]]) -> None:
        exact: dict[str, str] = {}
        folded: dict[str, str] = {}
        for id, term in terms:
            for spelling in (term.term, *term.aliases):
                if any_case(spelling, term.case):
                    folded.setdefault(fold(spelling), id)
                else:
                    exact.setdefault(spelling, id)
        self._automata = tuple(
            _Automaton(AhoCorasick(list(spellings)), tuple(spellings.values()), is_folded)
            for spellings, is_folded in ((exact, False), (folded, True))
            if spellings
        )

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Non-overlapping matches in `text` in order: start, end, id of the term."""
        matches = [match for automaton in self._automata for match in automaton.find(text)]
        matches.sort(key=lambda match: (match[0], -match[1]))
        kept: list[tuple[int, int, str]] = []
        for match in matches:
            if not kept or match[0] >= kept[-1][1]:
                kept.append(match)
        return kept

    def mark(
        self, nodes: Sequence[Inline], seen: set[str], skip: str | None = None
    ) -> tuple[Inline, ...]:
        """Mark where terms stand.

        Args:
            nodes: a statement.
            seen: the terms that this section has had; those found are added.
            skip: a term that is not to be marked: the one that the text defines.
        """
        pieces = list(_pieces(nodes))
        text = "".join(piece for piece, _ in pieces)
        ends = {0}
        free = [True] * len(text)
        at = 0
        for piece, open_to_terms in pieces:
            if not open_to_terms:
                free[at : at + len(piece)] = [False] * len(piece)
            at += len(piece)
            ends.add(at)
        for quoted in _QUOTED.finditer(text):
            free[quoted.start() : quoted.end()] = [False] * len(quoted[0])
        marks: dict[int, tuple[int, str]] = {}
        for start, end, term in self.find(text):
            if (
                term != skip
                and term not in seen
                and all(free[start:end])
                and not (
                    # A term that runs over the end of an emphasis: no one element can hold it.
                    ends & set(range(start + 1, end))
                )
            ):
                seen.add(term)
                marks[start] = (end, term)
        return _rebuild(nodes, marks, [0]) if marks else tuple(nodes)


def _pieces(nodes: Sequence[Inline], *, is_open: bool = True) -> Iterator[tuple[str, bool]]:
    """The statement's characters in pieces, and whether terms may be marked there."""
    for node in nodes:
        if isinstance(node, Text | TermUse):
            yield node.text, is_open
        elif isinstance(node, Cite):
            # One character that is no word's, so that no match runs across a citation.
            yield "\ufffc", False
        else:
            inner = is_open and isinstance(node, Emphasis) and node.tag != "code"
            yield from _pieces(node.children, is_open=inner)


def _rebuild(
    nodes: Sequence[Inline], marks: dict[int, tuple[int, str]], at: list[int]
) -> tuple[Inline, ...]:
    """The same nodes with the marked spans as `TermUse`; `at` holds the running position."""
    built: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text):
            built += _split(node.text, marks, at[0])
            at[0] += len(node.text)
        elif isinstance(node, Emphasis):
            built.append(Emphasis(node.tag, _rebuild(node.children, marks, at)))
        elif isinstance(node, Link):
            built.append(Link(node.href, _rebuild(node.children, marks, at)))
        else:
            built.append(node)
            at[0] += len(node.text) if isinstance(node, TermUse) else 1
    return tuple(built)


def _split(text: str, marks: dict[int, tuple[int, str]], offset: int) -> Iterator[Inline]:
    done = 0
    for start in sorted(s for s in marks if offset <= s < offset + len(text)):
        end, term = marks[start]
        if end > offset + len(text):
            continue  # it runs over the end of an emphasis: no one element can hold it
        if start - offset > done:
            yield Text(text[done : start - offset])
        yield TermUse(term, text[start - offset : end - offset])
        done = end - offset
    if done < len(text):
        yield Text(text[done:])
