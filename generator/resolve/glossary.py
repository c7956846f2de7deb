"""Where glossary terms stand in the prose.

All spellings are looked for at once by an Aho-Corasick automaton, as literal text after the rules
of `generator.folding`, so that an apostrophe or a no-break space makes no other name. Of
matches that overlap, the leftmost wins, then the longest. A match must begin and end at a
word's boundary (except between characters of scripts that put no spaces between words), stands not
in a link, in code or between quotation marks, and counts once per section.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from generator.folding import normalise, normalised
from generator.model import CaseRule, Term
from generator.prose import (
    Cite,
    Emphasis,
    Inline,
    Link,
    Mention,
    TermUse,
    Text,
    quotation_marks,
)  # fmt: skip
from generator.prose.inline import cites
from generator.prose.quotation_marks import SINGLE

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


def _inside_word(text: str, at: int) -> bool:
    if at in (0, len(text)):
        return False
    before, after = text[at - 1], text[at]
    if not (_wordlike(before) and _wordlike(after)):
        return False
    return not (_unspaced(before) or _unspaced(after))


@lru_cache(maxsize=4096)
def _wordlike(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M" or char == "_"


@lru_cache(maxsize=4096)
def _unspaced(char: str) -> bool:
    return ord(char) > 0xE00 and unicodedata.name(char, "").startswith(_UNSPACED)


def _any_sigma(folded: str) -> str:
    """Folded text with one small sigma: which of the two `fold` gives hangs on what follows."""
    return folded.replace("ς", "σ")


class Glossary:
    """The automaton over all spellings of all terms. Two of the same spellings are equal.

    Attributes:
        exact: the terms by the spellings that must stand just so, normalised.
        folded: the terms by the spellings that stand in any case, normalised and folded.
    """

    def __init__(self, terms: Iterable[tuple[str, Term]]) -> None:
        self.exact: dict[str, str] = {}
        self.folded: dict[str, str] = {}
        for id, term in terms:
            for spelling in (term.term, *term.aliases):
                written = normalised(spelling)
                if any_case(spelling, term.case):
                    self.folded.setdefault(fold(written), id)
                else:
                    self.exact.setdefault(written, id)
        # By the exact ones in small letters: what stands in other capitals is told where it may be.
        self._exact_folded = {_any_sigma(fold(each)): id for each, id in self.exact.items()}
        looked_for = {*map(_any_sigma, map(fold, self.exact)), *map(_any_sigma, self.folded)}
        self._automaton = AhoCorasick(sorted(looked_for)) if looked_for else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Glossary):
            return NotImplemented
        return (self.exact, self.folded) == (other.exact, other.folded)

    def __hash__(self) -> int:
        return hash((frozenset(self.exact.items()), frozenset(self.folded.items())))

    def find(self, text: str, others: dict[str, str] | None = None) -> list[tuple[int, int, str]]:
        """Non-overlapping matches in `text` in order: start, end, id of the term.

        Args:
            text: where to look.
            others: takes the terms that stand there in other capitals than their rule has, each
                with its words; they are no matches.
        """
        if self._automaton is None:
            return []
        written = normalise(text)
        found = self._find(written.text, others)
        if written.text == text:
            return found
        return [(*written.span(start, end), term) for start, end, term in found]

    def term_of(self, name: str) -> str:
        """The id of the term of which a name is a spelling, or an empty text."""
        found = self.find(name)
        return found[0][2] if found and found[0][:2] == (0, len(name)) else ""

    def _find(self, text: str, others: dict[str, str] | None = None) -> list[tuple[int, int, str]]:
        """The same in a normalised text."""
        if self._automaton is None:
            return []
        folded = fold(text)
        spans = self._automaton.find_matches_as_indexes(_any_sigma(folded), overlapping=True)
        if not spans:
            return []
        matches = []
        for _, start, end in spans:
            term = self.exact.get(text[start:end]) or self.folded.get(folded[start:end])
            if _inside_word(text, start) or _inside_word(text, end):
                continue
            if term:
                matches.append((start, end, term))
            elif others is not None:
                term = self._exact_folded.get(_any_sigma(folded[start:end]), "")
                if term:
                    others.setdefault(term, text[start:end])
        matches.sort(key=lambda match: (match[0], -match[1]))
        kept: list[tuple[int, int, str]] = []
        for match in matches:
            if not kept or match[0] >= kept[-1][1]:
                kept.append(match)
        return kept

    def read(
        self,
        nodes: tuple[Inline, ...],
        words: str,
        seen: set[str],
        skip: str | None = None,
        others: dict[str, str] | None = None,
    ) -> tuple[tuple[Inline, ...], set[str]]:
        """Find and mark the terms of a statement.

        Args:
            nodes: the statement.
            words: its plain text.
            seen: the terms that this section has had; those marked are added.
            skip: the term that the text defines, which does not count in it.
            others: takes what `find` finds in other capitals.

        Returns:
            The nodes with marks (the very same ones if there are none), and the ids of all terms
            that stand there, marked or not.
        """
        matches = self.find(words, others)
        if not _are_cites_last(nodes):
            marked = self.mark(nodes, seen, skip)
        elif matches:
            # The text in which marks are set differs behind its last word only.
            marked = _marked(nodes, matches, seen, skip)
        else:
            return nodes, set()
        return marked, {term for _, _, term in matches if term != skip}

    def mark(
        self, nodes: Sequence[Inline], seen: set[str], skip: str | None = None
    ) -> tuple[Inline, ...]:
        """Mark where terms stand.

        Args:
            nodes: a statement.
            seen: the terms that this section has had; those found are added.
            skip: a term that is not to be marked: the one that the text defines.
        """
        text = "".join([piece for piece, _ in _pieces(nodes)])
        return _marked(tuple(nodes), self.find(text), seen, skip)


def _marked(
    nodes: tuple[Inline, ...],
    matches: list[tuple[int, int, str]],
    seen: set[str],
    skip: str | None,
) -> tuple[Inline, ...]:
    if all(term == skip or term in seen for _, _, term in matches):
        return nodes
    closed, ends = _closed(nodes)
    marks: dict[int, tuple[int, str]] = {}
    for start, end, term in matches:
        if (
            term != skip
            and term not in seen
            and closed.find(1, start, end) < 0
            # A term that runs over the end of an emphasis: no one element can hold it.
            and ends.isdisjoint(range(start + 1, end))
        ):
            seen.add(term)
            marks[start] = (end, term)
    return _rebuild(nodes, marks, [0]) if marks else nodes


def _are_cites_last(nodes: Sequence[Inline]) -> bool:
    last = len(nodes)
    while last and isinstance(nodes[last - 1], Cite):
        last -= 1
    return (last == 1 and isinstance(nodes[0], Text)) or not any(cites(nodes[:last]))


def _closed(nodes: Sequence[Inline]) -> tuple[bytearray, set[int]]:
    """Where no term may be marked, a 1 for each such character, and where pieces of text end."""
    pieces = list(_pieces(nodes))
    text = "".join([piece for piece, _ in pieces])
    closed = bytearray(len(text))
    at, ends = 0, {0}
    for piece, is_open in pieces:
        if not is_open:
            closed[at : at + len(piece)] = b"\1" * len(piece)
        at += len(piece)
        ends.add(at)
    for quoted in quotation_marks(text).quoted:
        if text[quoted.start] in SINGLE:
            continue
        closed[quoted.start : quoted.end] = b"\1" * (quoted.end - quoted.start)
    return closed, ends


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
    """The same nodes with the marked spans, which stand in order, as `TermUse`.

    `at` holds the running position.
    """
    built: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text):
            built += _split(node.text, marks, at[0])
            at[0] += len(node.text)
        elif isinstance(node, Emphasis):
            built.append(Emphasis(node.tag, _rebuild(node.children, marks, at)))
        elif isinstance(node, Link):
            built.append(Link(node.href, _rebuild(node.children, marks, at)))
        elif isinstance(node, Mention):
            built.append(Mention(node.kind, _rebuild(node.children, marks, at)))
        else:
            built.append(node)
            at[0] += len(node.text) if isinstance(node, TermUse) else 1
    return tuple(built)


def _split(text: str, marks: dict[int, tuple[int, str]], offset: int) -> Iterator[Inline]:
    done = 0
    for start in [s for s in marks if offset <= s < offset + len(text)]:
        end, term = marks[start]
        if end > offset + len(text):
            continue  # it runs over the end of an emphasis: no one element can hold it
        if start - offset > done:
            yield Text(text[done : start - offset])
        yield TermUse(term, text[start - offset : end - offset])
        done = end - offset
    if done < len(text):
        yield Text(text[done:])
