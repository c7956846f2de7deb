"""Okapi BM25 over passages, of the words alone that are asked for.

S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond (2009). All
sentences are known before the first passage is read, so that nothing is kept of words that none of
them has.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

import numpy as np
import numpy.typing as npt

# How soon a word that is repeated stops to count more, and how much a long passage counts less.
_SATURATION = 0.6
_LENGTH = 0.2

Scores = npt.NDArray[np.float32]


class Postings:
    """How often some keys stand in each of many passages."""

    def __init__(self, wanted: Iterable[str]) -> None:
        """Take the keys that will be asked for; no others are kept."""
        self._passages = {key: array("I") for key in wanted}
        self._counts = {key: array("H") for key in self._passages}
        self._lengths = array("H")

    def add(self, keys: Iterable[str], length: int) -> int:
        """Add a passage with its keys and the number of its words; returns its number, from 0."""
        number = len(self._lengths)
        self._lengths.append(min(length, 0xFFFF))
        wanted = self._passages
        for key, count in Counter(key for key in keys if key in wanted).items():
            wanted[key].append(number)
            self._counts[key].append(min(count, 0xFFFF))
        return number

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """The score of every passage; a key counts as often as its weight says."""
        number = len(self._lengths)
        scores = np.zeros(number, np.float32)
        lengths = np.frombuffer(self._lengths, np.uint16) if number else scores
        mean = float(lengths.mean()) if number else 1
        for key, weight in weights.items():
            if not (passages := self._passages[key]):
                continue
            rows = np.frombuffer(passages, np.uintc)
            counts = np.frombuffer(self._counts[key], np.uint16).astype(np.float32)
            slow = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[rows] / mean)
            worth = weight * rarity(len(passages), number) * (1 + _SATURATION)
            scores[rows] += worth * counts / (counts + slow)
        return scores


def rarity(having: int, number: int) -> float:
    """How much a key says that some of so many passages have."""
    return log(1 + (number - having + 0.5) / (having + 0.5))


def best(scores: Scores, count: int) -> list[int]:
    """The numbers of the passages with the highest scores, the best first, the first of equals."""
    count = min(count, len(scores))
    if not count:
        return []
    least = np.partition(scores, -count)[-count]
    (rows,) = np.nonzero(scores >= least)
    ordered = rows[np.argsort(-scores[rows], kind="stable")]
    return [int(each) for each in ordered[:count]]
