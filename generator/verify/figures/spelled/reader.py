"""Finds the spelled-out numbers of a text.

Figures are: cardinals, shares ("zwei Drittel", "la moitié"), vague ones ("Dutzende", "miles"),
"both" and "twice". No figures are: "one" alone, ordinals, and ambiguous words where the tables of
a language say so. A lot in the singular is exact, as "a dozen" is: "une centaine" is 100.

The text is cut into words once. Words that are parts of numbers and stand in a row are a phrase,
and phrases are read from left to right, with a bounded look-ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.verify.figures.claims import Number
from generator.verify.figures.spelled.cardinal import Cardinal, Piece, cardinal
from generator.verify.figures.spelled.folding import Folded, folded
from generator.verify.figures.spelled.grammar import Grammar, Guard, Part, Reading

_RUN = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[-‐‑]|\s{1,2}")
# How much of the text beside a word a guard sees.
_BESIDE = 40
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:…\n•–—])[\s\"'“”„«»‹›‘’(\[]*\Z")
_DIGIT_BEFORE = re.compile(r"\d[\s-]{0,2}\Z")
_DIGIT_BEHIND = re.compile(r"[.,]?\d")
_LETTER_HYPHEN = re.compile(r"[^\W_][-‐‑]\Z")
# "Acht- bis neunhundert".
_SUSPENDED = re.compile(r"[-‐‑](?:\s|\Z)")
_HYPHEN_LETTER = re.compile(r"[-‐‑][^\W\d_]")
_IN_LOTS = (Part.SCALE, Part.COLLECTIVE)
_BEHIND_DIGITS = (*_IN_LOTS, Part.HUNDRED)
_OUTSIDE_NUMBERS = (Part.AND, Part.OF, Part.ARTICLE)


class SpelledNumber(NamedTuple):
    """A number in words and its place in a text."""

    start: int
    end: int
    number: Number


class SpelledNumbers:
    """The reader of one language."""

    def __init__(self, grammar: Grammar) -> None:
        """Keep the grammar.

        Args:
            grammar: the language's tables.
        """
        self._grammar = grammar
        # Words without which there is no number in a text.
        self._telling = frozenset(
            word
            for word, reading in grammar.words.items()
            if not all(atom.part in _OUTSIDE_NUMBERS for atom in reading.atoms)
        ) | frozenset(words[-1] for words in grammar.phrases)
        self._phrase_firsts = frozenset(words[0] for words in grammar.phrases)
        self.scales: Mapping[str, int] = grammar.scales
        """Scale words that may stand behind digits, in small letters, with their values."""

    def find(self, text: str) -> Iterator[SpelledNumber]:
        """Every spelled-out number of a text, in order; none overlaps another.

        Args:
            text: the text; a scale behind digits ("2,5 Millionen") is passed over.
        """
        small = folded(text, self._grammar.letters)
        if not self._may_have(_RUN.findall(small.text)):
            return
        for phrase in self._phrases(small, text):
            for start, end, number in self._read(phrase, small.text):
                yield SpelledNumber(small.place(start), small.place(end), number)

    def _may_have(self, words: list[str]) -> bool:
        if not self._telling.isdisjoint(words):
            return True
        heads, glued = self._grammar.heads, self._grammar.glued
        if glued is None:
            return False
        return any(word[:3] in heads and glued(word) is not None for word in words)

    def _phrases(self, small: Folded, text: str) -> Iterator[list[Piece]]:
        """Rows of pieces of numbers with nothing but a space or hyphen between them."""
        words = list(_RUN.finditer(small.text))
        phrase: list[Piece] = []
        done = end = 0
        for at, word in enumerate(words):
            if at < done:
                continue
            reading, width = self._reading(words, at, small, text)
            if reading is None:
                if phrase:
                    yield phrase
                    phrase = []
                continue
            done = at + width
            joint = _joint(small.text, end, word.start()) if phrase else ""
            if phrase and not joint:
                yield phrase
                phrase = []
            end = words[done - 1].end()
            start = word.start() + reading.skip
            for number, atom in enumerate(reading.atoms):
                phrase.append(Piece(atom, start, end, "" if number else joint))
        if phrase:
            yield phrase

    def _reading(
        self, words: Sequence[re.Match[str]], at: int, small: Folded, text: str
    ) -> tuple[Reading | None, int]:
        """How a word is read, and how many words that takes."""
        grammar, word = self._grammar, words[at][0]
        if word in self._phrase_firsts:
            row = words[at : at + 2]
            reading = grammar.phrases.get(tuple(each[0] for each in row))
            if (
                reading is not None
                and _joint(small.text, row[0].end(), row[1].start())
                and (reading.atoms[0].part is not Part.PERCENT or self._counts(words, at, small))
            ):
                return reading, 2
        reading = grammar.words.get(word)
        if reading is None:
            if word[:3] not in grammar.heads or grammar.glued is None:
                return None, 1
            return grammar.glued(word), 1
        guard = grammar.guards.get(word)
        if guard is not None and not _passes(guard, words[at], small, text):
            return None, 1
        return reading, 1

    def _counts(self, words: Sequence[re.Match[str]], at: int, small: Folded) -> bool:
        """Whether a number stands before a word: "pour cent" is "for a hundred" elsewhere."""
        start = words[at].start()
        if _DIGIT_BEFORE.search(small.text[max(0, start - 3) : start]):
            return True
        if not at:
            return False
        before = words[at - 1]
        glued = self._grammar.glued
        known = before[0] in self._grammar.words or (glued is not None and glued(before[0]))
        return bool(known and _joint(small.text, before.end(), start))

    def _read(self, phrase: list[Piece], text: str) -> Iterator[tuple[int, int, Number]]:
        at = 0
        while at < len(phrase):
            if phrase[at].atom.part is Part.AND:
                at += 1
                continue
            found, following = self._number(phrase, at, text)
            if found is not None:
                start, end = phrase[at].start, phrase[following - 1].end
                behind_digits = phrase[at].atom.part in _BEHIND_DIGITS and _DIGIT_BEFORE.search(
                    text[max(0, start - 3) : start]
                )
                if not behind_digits and not self._is_no_figure(start, end, text):
                    yield start, end, found
            at = following
            # The rest of a compound that makes no sense as a whole makes none either.
            while at < len(phrase) and not phrase[at].joint:
                at += 1

    def _number(self, phrase: list[Piece], at: int, text: str) -> tuple[Number | None, int]:
        atom = phrase[at].atom
        if atom.part in (Part.SHARE, Part.FIXED):
            return _whole(phrase, Number(Fraction(atom.value), atom.part is Part.SHARE), at + 1)
        if atom.part is Part.ARTICLE:
            return self._share(phrase, Cardinal(1, at + 1)) or (None, at + 1)
        if atom.part is Part.HALF:
            return self._half_of(phrase, at)
        if atom.part is Part.COLLECTIVE or (atom.part is Part.SCALE and atom.plural):
            lot = Cardinal(atom.value, at + 1, bare=True, vague=atom.plural)
            return self._lots(phrase, lot, text, at)
        read = cardinal(phrase, at, self._grammar)
        if read is None:
            return None, at + 1
        if share := self._share(phrase, read):
            return share
        return self._behind(phrase, at, read, text)

    def _behind(
        self, phrase: list[Piece], at: int, read: Cardinal, text: str
    ) -> tuple[Number | None, int]:
        """A number with what makes a percentage, lots or a half of it, or as it is."""
        after = _atom_at(phrase, read.next)
        if after is Part.COLLECTIVE and not (read.bare or phrase[read.next].joint == ""):
            lot = phrase[read.next].atom
            return self._lots(phrase, Cardinal(read.value * lot.value, read.next + 1), text, at)
        if after is Part.PERCENT:
            return _whole(phrase, Number(Fraction(read.value), share=True), read.next + 1)
        if after is Part.HALF and read.value == 1:
            # "One half million" is half a million.
            return self._half_of(phrase, read.next)
        if read.value == 1:
            return None, read.next
        vague = read.vague or (read.bare and self._is_vague(phrase[at].start, text))
        return _whole(phrase, Number(Fraction(read.value), vague=vague), read.next)

    def _half_of(self, phrase: list[Piece], at: int) -> tuple[Number | None, int]:
        """Half a million, or half by itself if the word is a share then, and not "and a half"."""
        after = at + 1
        if _atom_at(phrase, after) in _IN_LOTS:
            return Number(Fraction(phrase[after].atom.value) / 2), after + 1
        share = phrase[at].atom.value
        if not share or (at and phrase[at - 1].atom.part is Part.AND):
            return None, after
        return Number(Fraction(share), share=True), after

    def _share(self, phrase: list[Piece], top: Cardinal) -> tuple[Number | None, int] | None:
        if _atom_at(phrase, top.next) is not Part.BELOW or top.value.denominator != 1:
            return None
        below = phrase[top.next].atom
        # "Ein Drittel", but "zwei Drittel", "trois quarts": the plural takes no "one".
        if top.value > below.value or (below.plural and top.value == 1):
            return None
        return Number(Fraction(100 * top.value) / below.value, share=True), top.next + 1

    def _lots(
        self, phrase: list[Piece], first: Cardinal, text: str, start: int
    ) -> tuple[Number | None, int]:
        """Lots of a scale: "dizaines de milliers", "dos docenas"."""
        value, at = first.value, first.next
        after = at + 1 if _atom_at(phrase, at) is Part.OF else at
        if _atom_at(phrase, after) in _IN_LOTS and phrase[after].joint:
            value *= phrase[after].atom.value
            at = after + 1
        vague = first.vague or (first.bare and self._is_vague(phrase[start].start, text))
        return _whole(phrase, Number(Fraction(value), vague=vague), at)

    def _is_vague(self, start: int, text: str) -> bool:
        words = _RUN.findall(text[max(0, start - _BESIDE) : start])
        return bool(words) and words[-1] in self._grammar.vague_after

    def _is_no_figure(self, start: int, end: int, text: str) -> bool:
        """Whether what stands beside a number makes something else of it."""
        grammar = self._grammar
        before = text[max(0, start - 3) : start]
        if _LETTER_HYPHEN.search(before) or _SUSPENDED.match(text, end):
            return True
        if _DIGIT_BEHIND.match(text, end) and text[end] != ",":
            return True
        if grammar.ordinal_next is not None and grammar.ordinal_next.match(text, end):
            return True
        return grammar.hyphen_parts and _HYPHEN_LETTER.match(text, end) is not None


def _whole(phrase: list[Piece], number: Number, following: int) -> tuple[Number | None, int]:
    """The number, unless it ends within a compound."""
    if following < len(phrase) and not phrase[following].joint:
        if phrase[following].atom.part is not Part.STOP:
            return None, following
        return number, following + 1
    return number, following


def _atom_at(phrase: list[Piece], at: int) -> Part | None:
    return phrase[at].atom.part if at < len(phrase) else None


def _joint(text: str, start: int, end: int) -> str:
    """What joins two words to one number: "-" or " ", or "" if something else parts them."""
    if not 0 < end - start <= 2:
        return ""
    found = _JOINT.fullmatch(text, start, end)
    if found is None or found[0].count("\n") > 1:
        return ""
    return " " if found[0].isspace() else "-"


def _passes(guard: Guard, word: re.Match[str], small: Folded, text: str) -> bool:
    start, end = word.span()
    before = small.text[max(0, start - _BESIDE) : start]
    behind = small.text[end : end + _BESIDE]
    written = text[small.place(start) : small.place(end)]
    if guard.not_capital and written[0].isupper() and not _SENTENCE_BEGINS.search(before):
        return False
    if guard.not_capitals and written.isupper():
        beside = text[max(0, small.place(start) - _BESIDE) : small.place(end) + _BESIDE]
        if not beside.isupper():
            return False
    if guard.not_after is not None and guard.not_after.search(before):
        return False
    if guard.not_before is not None and guard.not_before.match(behind):
        return False
    wanted = [
        found is not None
        for found in (
            True if guard.after is None else guard.after.search(before),
            True if guard.before is None else guard.before.match(behind),
        )
    ]
    return any(wanted) if guard.either else all(wanted)
