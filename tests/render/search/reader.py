"""Reads the search's files and searches in them as `assets/search-index.js` does."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from typing import Any

from generator.folding.words import UNSPACED, without_clitics, words
from generator.render.search import FOLDER
from generator.render.search.index import COMMON, DIGITS, in_script_order

_CALL = re.compile(r'sxSearch\("([a-z0-9/]+)","([0-9a-f]{12})",(.*)\)\n', re.DOTALL)
_HALF = len(DIGITS) // 2
_VALUES = {digit: at for at, digit in enumerate(DIGITS)}
WIDEST = 3
PENALTY, APART, UNLIKE = 1.5, 1, 20
LITTLE, LONG, ALIKE, MOST_WORDS = 3, 8, 5, 4
PER_PAGE = 10
_SPELT = re.compile(f"(?:(?![{UNSPACED}])[^\\W\\d_]){{4,}}")


@dataclass(frozen=True)
class Hit:
    kind: str
    href: str
    text: str
    note: str
    lang: str


@dataclass(frozen=True)
class Looked:
    """A word, and the entries that have it: as typed, as a beginning, spelt alike."""

    word: str
    exact: set[int]
    begun: set[int]
    common: bool = False
    short: bool = False
    like: set[int] = field(default_factory=set)

    @property
    def all(self) -> set[int]:
        return self.exact | self.begun | self.like


@dataclass
class Found:
    """What was found: the entries with their ranks, and what is said of it."""

    rank: dict[int, float] = field(default_factory=dict)
    direct: int = 0
    like: list[str] = field(default_factory=list)
    only: bool = False
    left: list[str] = field(default_factory=list)
    common: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    short: bool = False

    @property
    def hits(self) -> list[int]:
        """The entries, the best first."""
        return sorted(self.rank, key=lambda number: (-self.rank[number], number))


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
        self._marks = {
            name: [in_script_order(word) for word in start[name].split()]
            for name in ("words", "spelling", "endings")
        }
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
        of: int = self.rows[row][3]
        return self.first(of) + bisect_right(counts, number - self.first(row))

    def _chunks(self, name: str, word: str, *, beginning: bool) -> tuple[int, int]:
        def chunk(text: str) -> int:
            return max(0, bisect_right(self._marks[name], in_script_order(text)) - 1)

        return chunk(word), chunk(f"{word}\uffff") if beginning else chunk(word)

    def look_up(self, word: str, *, beginning: bool) -> Looked:
        start, end = self._chunks("words", word, beginning=beginning)
        short = end - start >= WIDEST
        if short:
            end, beginning = start, False
        exact: set[int] = set()
        begun: set[int] = set()
        common = False
        for at in range(start, end + 1) if self._marks["words"] else ():
            self.loaded.add(f"words/{at}")
            chunk_words = self._words(at)
            for each in chunk_words if beginning else {word} & chunk_words.keys():
                if each.startswith(word):
                    written = chunk_words[each]
                    found = accumulate(numbers_in(written.removeprefix(COMMON)))
                    (exact if each == word else begun).update(found)
                    common |= each == word and written.startswith(COMMON)
        return Looked(word, exact, begun, common, short)

    def alike(self, word: str) -> list[str]:
        """The site's words that are spelt most like one."""
        if not _SPELT.fullmatch(word):
            return []
        most, length = (1, 2) if len(word) < LONG else (2, 3)
        listed: set[str] = set()
        if self._marks["endings"]:
            listed.update(self._listed("spelling", word, length))
            listed.update(each[::-1] for each in self._listed("endings", word[::-1], length))
        else:
            for at in range(len(self._marks["spelling"])):
                listed.update(unfolded(self.load(f"spelling/{at}")))
        listed = {each for each in listed if abs(len(each) - len(word)) <= most and each != word}
        far = {each: distance(word, each) for each in listed}
        nearest = min(far.values(), default=most + 1)
        near = [each for each in far if far[each] == nearest <= most]
        return sorted(near, key=lambda each: (each[0] != word[0], in_script_order(each)))[:ALIKE]

    def _listed(self, name: str, word: str, length: int) -> list[str]:
        start, end = self._chunks(name, word[:length], beginning=True)
        while end - start >= WIDEST and length < len(word):
            length += 1
            start, end = self._chunks(name, word[:length], beginning=True)
        return [
            each for at in range(start, end + 1) for each in unfolded(self.load(f"{name}/{at}"))
        ]

    def _ranked(self, looked: list[Looked]) -> tuple[dict[int, float], int]:
        rank: dict[int, float] = {}
        for number in set.intersection(*(each.all for each in looked)):
            exact = all(number in each.exact for each in looked)
            rank[number] = self.rows[self.row(number)][2] - (0 if exact else PENALTY)
        direct = len(rank)
        seen = {self.head(number) for number in rank}
        if len(looked) > 1:
            units = [{self.head(number) for number in each.all} for each in looked]
            rank |= dict.fromkeys(set.intersection(*units) - seen, APART)
        for number in list(rank):
            row = self.rows[self.row(number)]
            if row[3:] and self.rows[row[3]][0] == row[0] and self.head(number) in rank:
                del rank[number]
        return rank, direct

    def _attempt(self, looked: list[Looked]) -> Found:
        rank, direct = self._ranked(looked)
        if direct >= LITTLE:
            return Found(rank, direct)
        few = [each for each in looked if len(each.all) < LITTLE]
        doubted = few if few or rank else sorted(looked, key=lambda each: len(each.all))
        likes = {
            each.word: [
                self.look_up(like, beginning=False)
                for like in dict.fromkeys([*without_clitics(each.word), *self.alike(each.word)])
            ]
            for each in doubted[:MOST_WORDS]
        }
        wider, _ = self._ranked([
            replace(each, like=set().union(*(like.exact for like in likes.get(each.word, ()))))
            for each in looked
        ])  # fmt: skip
        added = wider.keys() - rank.keys()
        heads = {self.head(number) for number in added}
        found = Found(rank | {number: wider[number] - UNLIKE for number in added})
        found.direct = direct + sum(wider[number] != APART for number in added)
        found.only = not direct
        found.like = [
            like.word
            for each in likes.values()
            for like in each
            if any(number in added or self.head(number) in heads for number in like.exact)
        ]
        return found

    def found(self, text: str, spaced: str = "one") -> Found:
        """What is found for what a reader types."""
        typed = query(text, spaced)
        if not typed:
            return Found()
        whole = bool(re.search(r"[\s\W]$", text))
        looked = [
            self.look_up(word, beginning=word_at == len(typed) - 1 and not whole)
            for word_at, word in enumerate(typed)
        ]
        told = [each for each in looked if not each.common] or looked
        found = self._attempt(told)
        small = set(words(self.labels.get("small", "")))
        rest = [each for each in told if each.word not in small]
        if not found.direct and 0 < len(rest) < len(told):
            without = self._attempt(rest)
            if without.direct:
                found = replace(without, rank=found.rank | without.rank)
                found.left = [each.word for each in told if each.word in small]
        if not found.rank and spaced == "one" and len(query(text, "many")) != len(typed):
            return self.found(text, "many")
        found.common = [each.word for each in looked if each.common and told != looked]
        found.typed = [word for word in typed if word not in found.left]
        found.short = not found.rank and any(each.short for each in looked)
        return found

    def search(self, text: str) -> list[int]:
        """The numbers of all entries for what a reader types, the best first."""
        return self.found(text).hits

    def shown(self, text: str) -> list[Hit]:
        """The first page of hits; of those with one rank the closest come first."""
        found = self.found(text)
        looked = " ".join(found.typed)

        def order(number: int) -> tuple[float, int]:
            own = " ".join(words(self.entry(number).text, spaced="one"))
            close = 2 if own == looked else 1 if f" {looked}" in f" {own}" else 0
            return -found.rank[number], -close

        return [self.entry(number) for number in sorted(found.hits[:PER_PAGE], key=order)]

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


def unfolded(listed: str) -> list[str]:
    """The words of a piece of spelling."""
    made: list[str] = []
    for written in re.findall("[#-P][^#-P]*", listed):
        made.append((made[-1] if made else "")[: _VALUES[written[0]]] + written[1:])
    return made


def distance(one: str, other: str) -> int:
    """How many letters are added, left out, changed, or swapped with a neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i in range(1, len(one) + 1):
        row = [i]
        for j in range(1, len(other) + 1):
            least = min(last[j] + 1, row[-1] + 1, last[j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 < j and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


def query(text: str, spaced: str = "one") -> list[str]:
    """The words that are looked for; of a run without spaces not the last character alone."""
    found = words(text, spaced=spaced)
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
