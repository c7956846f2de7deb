"""Reads the search's files and searches in them as `assets/search.js` does."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from generator.render.search import FOLDER
from generator.render.search.index import COMMON, DIGITS, in_script_order
from generator.render.search.words import UNSPACED, words

_CALL = re.compile(r'sxSearch\("([a-z0-9/]+)","([0-9a-f]{12})",(.*)\)\n', re.DOTALL)
_HALF = len(DIGITS) // 2
_VALUES = {digit: at for at, digit in enumerate(DIGITS)}
WIDEST = 3
PENALTY, APART = 1.5, 1


@dataclass(frozen=True)
class Hit:
    kind: str
    href: str
    text: str
    note: str
    lang: str


@dataclass(frozen=True)
class Looked:
    exact: set[int]
    begun: set[int]
    common: bool


def numbers_in(text: str) -> list[int]:
    """The numbers that are written one after the other in digits."""
    numbers, number = [], 0
    for digit in text:
        value = _VALUES[digit]
        number = number * _HALF + value % _HALF
        if value < _HALF:
            numbers.append(number)
            number = 0
    return numbers


def read_call(data: bytes) -> tuple[str, str, Any]:
    """A file's name, version and value."""
    found = _CALL.fullmatch(data.decode())
    assert found
    return found[1], found[2], json.loads(found[3])


class Reader:
    """The index as a browser sees it. `loaded` holds the names of the files that were needed."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.loaded: set[str] = set()
        self._value = cache(lambda name: read_call(files[f"{FOLDER}/{name}.js"])[2])
        self._words = cache(self._read_words)
        start = self.load("start")
        self.labels = start["labels"]
        self._beginnings = [in_script_order(word) for word in start["words"].split()]
        self._ends = list(accumulate(numbers_in(start["texts"])))
        self.rows = start["rows"]
        self._row_ends = list(accumulate(row[1] for row in self.rows))
        self._counts = [
            list(accumulate(numbers_in(row[4]))) if row[4:] else [] for row in self.rows
        ]

    def load(self, name: str) -> Any:
        self.loaded.add(name)
        return self._value(name)

    def _read_words(self, at: int) -> dict[str, str]:
        listed, numbers = self.load(f"words/{at}")
        return dict(zip(listed.split(" "), numbers.split(" "), strict=True))

    def row(self, number: int) -> int:
        return bisect_right(self._row_ends, number)

    def first(self, row: int) -> int:
        return self._row_ends[row] - int(self.rows[row][1])

    def head(self, number: int) -> int:
        row = self.row(number)
        counts = self._counts[row]
        if not counts:
            return number
        return self.first(self.rows[row][3]) + bisect_right(counts, number - self.first(row))

    def look_up(self, word: str, *, beginning: bool) -> Looked:
        def chunk(text: str) -> int:
            return max(0, bisect_right(self._beginnings, in_script_order(text)) - 1)

        start, end = chunk(word), chunk(f"{word}\uffff") if beginning else chunk(word)
        if end - start >= WIDEST:
            end, beginning = start, False
        exact: set[int] = set()
        begun: set[int] = set()
        common = False
        for at in range(start, end + 1) if self._beginnings else ():
            self.loaded.add(f"words/{at}")
            chunk_words = self._words(at)
            for each in chunk_words if beginning else {word} & chunk_words.keys():
                if each.startswith(word):
                    written = chunk_words[each]
                    found = accumulate(numbers_in(written.removeprefix(COMMON)))
                    (exact if each == word else begun).update(found)
                    common |= each == word and written.startswith(COMMON)
        return Looked(exact, begun, common)

    def search(self, text: str) -> list[int]:
        """The numbers of all entries that have all words, the best first."""
        typed = query(text)
        if not typed:
            return []
        whole = bool(re.search(r"[\s\W]$", text))
        looked = [
            self.look_up(word, beginning=word_at == len(typed) - 1 and not whole)
            for word_at, word in enumerate(typed)
        ]
        told = [each for each in looked if not each.common] or looked
        rank: dict[int, float] = {}
        for number in set.intersection(*(each.exact | each.begun for each in told)):
            exact = all(number in each.exact for each in told)
            rank[number] = self.rows[self.row(number)][2] - (0 if exact else PENALTY)
        seen = {self.head(number) for number in rank}
        if len(told) > 1:
            units = [{self.head(number) for number in each.exact | each.begun} for each in told]
            rank |= dict.fromkeys(set.intersection(*units) - seen, APART)
        for number in list(rank):
            row = self.rows[self.row(number)]
            if row[3:] and self.rows[row[3]][0] == row[0] and self.head(number) in rank:
                del rank[number]
        return sorted(rank, key=lambda number: (-rank[number], number))

    def entry(self, number: int) -> Hit:
        """What is shown of an entry."""
        at = bisect_right(self._ends, number)
        places, entries = self.load(f"texts/{at}")
        place, anchor, text, note, lang = [
            *entries[number - (self._ends[at - 1] if at else 0)], "", "", "", "",
        ][:5]  # fmt: skip
        href, title = [*places[place], ""][:2]
        shown = note or (title if title != text else "")
        link = f"{href}#{anchor}" if anchor else href
        return Hit(self.rows[self.row(number)][0], link, text, shown, lang)

    def hits(self, text: str) -> list[Hit]:
        return [self.entry(number) for number in self.search(text)]

    def entries(self) -> list[Hit]:
        """All entries."""
        return [self.entry(number) for number in range(self._row_ends[-1])]


def query(text: str) -> list[str]:
    """The words that are looked for; of a run without spaces not the last character alone."""
    found = words(text)
    alone = re.compile(f"[{UNSPACED}]")
    return [
        word
        for at, word in enumerate(found)
        if not (
            at
            and len(word) == 1
            and alone.match(word)
            and len(found[at - 1]) == 2
            and found[at - 1][1] == word
        )
    ]
