"""Sentences → the passages that could support each, the best first.

First all passages are ranked by their words (`ranking`). Of the first of them it is then read what
their figures, dates and places mean, in whatever language, and which terms of the glossary they
name: that takes a thousand times as long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.authoring.suggestions.keys import (
    Asked,
    compared,
    meanings,
    quoted_words,
    weighted,
)
from generator.authoring.suggestions.ranking import Scores, best, rarity
from generator.authoring.suggestions.shelf import Copies, Shelf, Window, fill
from generator.resolve import Glossary

# So many passages of all are read for what they mean; and of each text, of so many texts.
_MOST_READ = 120
_MOST_OF_A_TEXT = 2
_MOST_TEXTS = 100
_MEANING, _TERM, _QUOTED, _SOURCE = 1.0, 0.6, 2.0, 1.5


@dataclass(slots=True)
class Search:
    """Ranks the passages of some sources for sentences."""

    copies: Copies
    glossary: Glossary
    language: str
    """The site's."""
    _meanings: dict[int, frozenset[str]] = field(default_factory=dict)

    def passages(self, sentences: Sequence[Asked], count: int) -> list[list[tuple[Window, float]]]:
        """For each sentence its first passages, with their scores; fewer where few say anything."""
        weights = [weighted(each) for each in sentences]
        shelf = fill(self.copies, {key for each in weights for key in each})
        return [
            [*self._ranked(shelf, asked, own, count)]
            for asked, own in zip(sentences, weights, strict=True)
        ]

    def _ranked(
        self, shelf: Shelf, asked: Asked, weights: dict[str, float], count: int
    ) -> Iterator[tuple[Window, float]]:
        scores = shelf.postings.scores(weights)
        read = _to_read(shelf, scores)
        wanted = meanings(asked.text, asked.language, "")
        wanted |= {f"term {id}" for _, _, id in self.glossary.find(asked.text)}
        given = {number: wanted & self._given(shelf, number) for number in read}
        having = Counter(key for found in given.values() for key in found)
        sentence = f" {compared(asked.text)} "
        said = quoted_words(asked.text)
        named = {id for id in self.copies.sources if self._is_named(id, sentence)}
        totals = {}
        for number in read:
            window = shelf.window(number)
            total = float(scores[number])
            for key in given[number]:
                weight = _TERM if key.startswith("term ") else _MEANING
                total += weight * rarity(having[key], len(read))
            text = compared(window.text) if said else ""
            total += sum(_QUOTED * len(each.split()) for each in said if each in text)
            if total and window.held.source in named:
                total += _SOURCE
            totals[number] = total
        ordered = sorted(totals, key=lambda number: (-totals[number], number))
        for number in ordered[:count]:
            if totals[number] > 0:
                yield shelf.window(number), totals[number]

    def _given(self, shelf: Shelf, number: int) -> frozenset[str]:
        """What a passage gives besides its words."""
        if number not in self._meanings:
            window = shelf.window(number)
            source = self.copies.sources[window.held.source].model
            language = source.language or self.language
            found = meanings(window.text, language, source.published)
            texts = [window.text]
            for quotation in window.quotations:
                if quotation.translation:
                    found |= meanings(quotation.translation, self.language, source.published)
                    texts.append(quotation.translation)
            terms = (f"term {id}" for text in texts for _, _, id in self.glossary.find(text))
            self._meanings[number] = found.union(terms)
        return self._meanings[number]

    def _is_named(self, id: str, sentence: str) -> bool:
        """Whether a sentence names a source: its outlet, or the agency that wrote it."""
        source = self.copies.sources[id].model
        names = (source.publisher, source.origin or "")
        return any(f" {compared(name)} " in sentence for name in names if compared(name))


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
