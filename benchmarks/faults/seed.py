"""Faults of a sentence: always the same for the same sentence and the same seed.

A change whose result stands in what the sentence cites is no fault, and is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from benchmarks.faults.changes import (
    numbers_in,
    other_currencies,
    other_dates,
    other_figures,
    other_names,
    other_quotes,
    stands_in,
    with_elisions,
)
from benchmarks.faults.corpus import Corpus, Sentence, Span

KINDS = ("figure", "date", "name", "currency", "quoted", "marks")
"""What a fault is in."""
SWAPPED = "swapped"
"""Two figures of a sentence, each in the other's place: all of it stands in what is cited."""

# What nearly every sentence has: it waits for the rest, so that each kind has its share.
_COMMON = {"figure", "name"}
_OPENING = re.compile(r"[“”„«»‹›「『‚‘’\"'][   ]?$")
_CLOSING = re.compile(r"[   ]?[“”»«’‘」』\"']")
_WORDS_BEFORE = re.compile(r"(?:[^\W_][\w’'-]*[   ]){1,3}$")
_WORDS_AFTER = re.compile(r"(?:[   ][\w’'-]+){1,3}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that was made false.

    Attributes:
        kind: one of `KINDS`, or `SWAPPED`.
        text: the sentence.
        was: the words that were changed.
        now: what stands in their place.
    """

    kind: str
    text: str
    was: str
    now: str


def faults_of(corpus: Corpus, sentence: Sentence, chance: Random) -> list[Fault]:
    """Every fault that can be made of a sentence, each sort of change once a span."""
    found = [
        fault for span in sentence.spans for fault in _faults_in(corpus, sentence, span, chance)
    ]
    found += _swapped(sentence)
    return list({fault.text: fault for fault in found if fault.text != sentence.text}.values())


def seeded(corpus: Corpus, sentence: Sentence, most: int, seed: int) -> list[Fault]:
    """Some faults of a sentence, of as many kinds as it allows, the rarer ones first.

    Args:
        corpus: the corpus.
        sentence: one of its sentences.
        most: how many faults of `KINDS` at most. Figures that are swapped come besides.
        seed: decides which.
    """
    chance = Random(f"{seed} {sentence.place}")  # noqa: S311 - the same faults each time
    kinds: dict[str, list[Fault]] = {}
    for fault in faults_of(corpus, sentence, chance):
        kinds.setdefault(fault.kind, []).append(fault)
    swapped = kinds.pop(SWAPPED, [])
    queues = [chance.sample(found, len(found)) for found in kinds.values()]
    chance.shuffle(queues)
    queues.sort(key=lambda queue: queue[0].kind in _COMMON)
    chosen: list[Fault] = []
    while len(chosen) < most and any(queues):
        chosen += [queue.pop() for queue in queues if queue]
    return chosen[:most] + swapped[:1]


def _faults_in(corpus: Corpus, sentence: Sentence, span: Span, chance: Random) -> Iterator[Fault]:
    words = sentence.words(span)
    if span.kind == "marks":
        yield from _put_in_marks(corpus, sentence, span)
        return
    for now in _changed(corpus, sentence, span, chance):
        if _is_false(corpus, sentence, span, now):
            text = sentence.text[: span.start] + now + sentence.text[span.end :]
            yield Fault(span.kind, with_elisions(text, corpus.language), words, now)
    if span.kind == "quoted":
        yield from _widened(corpus, sentence, span)


def _changed(corpus: Corpus, sentence: Sentence, span: Span, chance: Random) -> Iterable[str]:
    words, cited, language = sentence.words(span), sentence.cited, corpus.language
    if span.wrong and span.kind != "quoted":
        return span.wrong
    if span.kind == "figure":
        return other_figures(words, cited, language, chance)
    if span.kind == "date":
        return other_dates(words, cited, language, chance)
    if span.kind == "name":
        return other_names(words, cited, language, chance)
    if span.kind == "currency":
        return other_currencies(words, cited, language, chance)
    others = other_quotes(words, language, corpus.quoted, chance) if language.has_spaces else ()
    return (*span.wrong, *others)


def _is_false(corpus: Corpus, sentence: Sentence, span: Span, now: str) -> bool:
    if span.kind == "figure" and numbers_in(now):
        return bool(numbers_in(now) - numbers_in(sentence.cited))
    return not stands_in(now, sentence.cited, has_spaces=corpus.language.has_spaces)


def _swapped(sentence: Sentence) -> Iterator[Fault]:
    figures = [span for span in sentence.spans if span.kind == "figure" and not span.wrong]
    figures = [span for span in figures if ":" not in sentence.words(span)]
    for one, other in pairwise(figures):
        first, second = sentence.words(one), sentence.words(other)
        if first != second and bool(numbers_in(first)) == bool(numbers_in(second)):
            between = sentence.text[one.end : other.start]
            now = f"{_cased(second, first)}{between}{_cased(first, second)}"
            text = sentence.text[: one.start] + now + sentence.text[other.end :]
            yield Fault(SWAPPED, text, sentence.text[one.start : other.end], now)


def _cased(words: str, like: str) -> str:
    """Words with a capital where others have one."""
    first = words[0].upper() if like[0].isupper() else words[0].lower()
    return first + words[1:]


def _put_in_marks(corpus: Corpus, sentence: Sentence, span: Span) -> Iterator[Fault]:
    words = sentence.words(span)
    if stands_in(words, sentence.cited, has_spaces=corpus.language.has_spaces):
        return
    opening, closing = corpus.language.marks
    now = f"{opening}{words}{closing}"
    text = sentence.text[: span.start] + now + sentence.text[span.end :]
    yield Fault("marks", text, words, now)


def _widened(corpus: Corpus, sentence: Sentence, span: Span) -> Iterator[Fault]:
    """Marks that take in words which stand before or behind them."""
    if not corpus.language.has_spaces:
        return
    text, words = sentence.text, sentence.words(span)
    before, after = text[: span.start], text[span.end :]
    opening, closing = _OPENING.search(before), _CLOSING.match(after)
    if not opening or not closing:
        return
    lead, rest = before[: opening.start()], after[closing.end() :]
    if taken := _WORDS_BEFORE.search(lead):
        now = f"{taken[0]}{words}"
        made = f"{lead[: taken.start()]}{opening[0]}{now}{after}"
        if not stands_in(now, sentence.cited):
            yield Fault("marks", made, words, now)
    if taken := _WORDS_AFTER.match(rest):
        now = f"{words}{taken[0]}"
        made = f"{before}{now}{closing[0]}{rest[taken.end() :]}"
        if not stands_in(now, sentence.cited):
            yield Fault("marks", made, words, now)
