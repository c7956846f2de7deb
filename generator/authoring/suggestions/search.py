"""Sentences → the passages that could support each, the best first.

First all passages are ranked by their words (`ranking`). Of the first of them it is then read what
their figures, dates and places mean, in whatever language, and which terms of the glossary they
name: that takes a thousand times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.authoring.suggestions.keys import (
    MOST_CHARACTERS,
    Asked,
    compared,
    meanings,
    quoted_words,
    weighted,
)
from generator.authoring.suggestions.ranking import Scores, best, rarity
from generator.authoring.suggestions.shelf import Copies, Shelf, Window, fill
from generator.model import Source
from generator.resolve import Glossary

# So many passages of all are read for what they mean; and of each text, of so many texts.
_MOST_READ = 120
_MOST_OF_A_TEXT = 2
_MOST_TEXTS = 100
_TERM_KEY = "term "
# What is found counts so many times its rarity; a quoted word, and a report that is named, so much.
_MEANING, _TERM, _QUOTED, _SOURCE = 1.0, 0.6, 2.0, 1.5


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What passages are compared with, besides words.

    `meanings` are the sentence's, with the terms of the glossary that it names; `quoted` are its
    words in quotation marks; `sources` are the ids of the reports that it names.
    """

    meanings: frozenset[str]
    quoted: tuple[str, ...]
    sources: frozenset[str]


class Search:
    """Ranks the passages of some sources for sentences."""

    def __init__(self, copies: Copies, glossary: Glossary, language: str) -> None:
        """Take the sources with their copies, how terms are spelled, and the site's language."""
        self._copies = copies
        self._glossary = glossary
        self._language = language
        self._meanings: dict[int, frozenset[str]] = {}
        self._names = {id: _names(entry.model) for id, entry in copies.sources.items()}

    def passages(self, sentences: Sequence[Asked], count: int) -> list[list[tuple[Window, float]]]:
        """For each sentence its first passages, with their scores; fewer where few say anything."""
        read = [replace(each, text=each.text[:MOST_CHARACTERS]) for each in sentences]
        weights = [weighted(each) for each in read]
        shelf = fill(self._copies, {key for each in weights for key in each})
        self._meanings.clear()
        return [
            self._ranked(shelf, self._wanted(asked), shelf.postings.scores(own), count)
            for asked, own in zip(read, weights, strict=True)
        ]

    def _wanted(self, asked: Asked) -> _Wanted:
        sentence = f" {compared(asked.text)} "
        named = (id for id, names in self._names.items() if any(n in sentence for n in names))
        found = meanings(asked.text, asked.language, "").union(self._terms(asked.text))
        return _Wanted(found, quoted_words(asked.text), frozenset(named))

    def _ranked(
        self, shelf: Shelf, wanted: _Wanted, scores: Scores, count: int
    ) -> list[tuple[Window, float]]:
        given = {
            number: sorted(wanted.meanings & self._given(shelf, number))
            for number in _to_read(shelf, scores)
        }
        having = Counter(key for found in given.values() for key in found)
        worth = {key: _worth(key) * rarity(number, len(given)) for key, number in having.items()}
        ranked = []
        for number, found in given.items():
            window = shelf.window(number)
            total = float(scores[number]) + sum(worth[key] for key in found)
            if wanted.quoted:
                text = f" {compared(window.text)} "
                total += sum(
                    _QUOTED * len(each.split()) for each in wanted.quoted if f" {each} " in text
                )
            if total > 0:
                total += _SOURCE * (window.held.source in wanted.sources)
                ranked.append((-total, number))
        return [(shelf.window(number), -total) for total, number in sorted(ranked)[:count]]

    def _given(self, shelf: Shelf, number: int) -> frozenset[str]:
        """What a passage gives besides its words."""
        if number not in self._meanings:
            window = shelf.window(number)
            source = self._copies.sources[window.held.source].model
            language = source.language or self._language
            found = {*meanings(window.text, language, source.published), *self._terms(window.text)}
            for quotation in window.quotations:
                if text := quotation.translation:
                    found |= meanings(text, self._language, source.published)
                    found.update(self._terms(text))
            self._meanings[number] = frozenset(found)
        return self._meanings[number]

    def _terms(self, text: str) -> Iterator[str]:
        """The terms of the glossary that a text names."""
        return (f"{_TERM_KEY}{id}" for _, _, id in self._glossary.find(text))


def _worth(key: str) -> float:
    return _TERM if key.startswith(_TERM_KEY) else _MEANING


def _names(source: Source) -> tuple[str, ...]:
    """By what a sentence names a source: its outlet, or the agency that wrote it."""
    names = map(compared, (source.publisher, source.origin or ""))
    return tuple(f" {name} " for name in names if name)


def _to_read(shelf: Shelf, scores: Scores) -> list[int]:
    """The numbers of the passages that are read: the best of all, and the best of each text."""
    chosen = dict.fromkeys(best(scores, _MOST_READ))
    ends = [*shelf.firsts[1:], len(shelf)]
    texts = [
        [first + number for number in best(scores[first:end], _MOST_OF_A_TEXT)]
        for first, end in zip(shelf.firsts, ends, strict=True)
    ]
    texts.sort(key=lambda numbers: -max((scores[each] for each in numbers), default=0))
    chosen.update(dict.fromkeys(each for numbers in texts[:_MOST_TEXTS] for each in numbers))
    return [*chosen]
