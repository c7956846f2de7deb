"""Entries → an inverted index in chunks of about one size.

Entries are numbered through all rows. For each word the index says which numbers hold it. Words
stand in order, so that all words with one beginning are neighbours, and one chunk or a few hold
them; a reader's browser loads those and no others.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import sub

from generator.folding.words import without_clitics
from generator.render.search.entries import Place, Row

# Digits that need no escape in a script's string. A number's last digit is one of the first half.
DIGITS = "".join(chr(code) for code in range(0x23, 0x7F) if chr(code) not in "<\\")
_HALF = len(DIGITS) // 2
COMMON = "!"
"""Stands before the numbers of a word that stands nearly everywhere: those of titles alone."""

# A word in more entries than this tells little apart, and its numbers would fill chunks.
MOST = 4_000
# Characters of a chunk of words; about half of that goes over the wire.
_WORDS_CHUNK = 12_000
# Characters of a chunk of texts; about two fifths of that go over the wire.
_TEXTS_CHUNK = 6_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words in order, and for each the numbers of the entries that hold it, written in digits."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]


def inverted_index(rows: Sequence[Row], most: int = MOST) -> dict[str, str]:
    """For each word the numbers of the entries that hold it, in digits, in the words' order.

    Entries are numbered through all rows.

    Args:
        rows: the entries.
        most: a word in more entries than this keeps the numbers of titles alone, behind `COMMON`.
    """
    found: defaultdict[str, array[int]] = defaultdict(_numbers)
    common: set[str] = set()
    number = titles = 0
    for row in rows:
        for _, run in row.runs():
            for _, _, words in run.entries:
                for word in words.split():
                    found[word].append(number)
                number += 1
        if row.of is None:
            titles = number
        # A site has words by the ten thousand in every other entry: only titles of them are kept.
        for word, numbers in found.items():
            if len(numbers) > most:
                common.add(word)
                found[word] = array("I", [each for each in numbers if each < titles][:most])
    for word, also in _behind_clitics(found).items():
        if len(also) > most or word in common:
            common.add(word)
            found[word] = array("I", [each for each in also if each < titles][:most])
        else:
            found[word] = array("I", also)
    return {
        word: (COMMON if word in common else "") + delta_encoded(found[word])
        for word in sorted(found, key=in_script_order)
    }


def _numbers() -> array[int]:
    return array("I")


def _behind_clitics(found: Mapping[str, array[int]]) -> dict[str, list[int]]:
    """Words of the site that stand behind clitics too, with all numbers of either kind.

    Only a word that stands without them somewhere is taken for one: most words that begin with
    such a letter have it of their own.
    """
    behind: defaultdict[str, set[int]] = defaultdict(set)
    for word, numbers in found.items():
        for rest in without_clitics(word):
            if rest in found:
                behind[rest].update(numbers)
    return {rest: sorted(more.union(found[rest])) for rest, more in behind.items()}


def in_script_order(word: str) -> bytes:
    """The order in which scripts compare texts: by UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")


def delta_encoded(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps from one to the next, in digits."""
    rising = list(numbers)
    return "".join(map(encode_number, map(sub, rising, [0, *rising])))


# Most are small: steps to the next entry.
@lru_cache(maxsize=4096)
def encode_number(number: int) -> str:
    """A number from 0 in `DIGITS`: all but the last from the second half, the greatest first."""
    written = DIGITS[number % _HALF]
    while number := number // _HALF:
        written = DIGITS[_HALF + number % _HALF] + written
    return written


def chunked_words(index: dict[str, str]) -> Iterator[Chunk]:
    """The index in chunks."""
    kept: dict[str, str] = {}
    size = 0
    for word, numbers in index.items():
        more = len(word.encode()) + len(numbers) + 2
        if kept and size + more > _WORDS_CHUNK:
            yield Chunk(tuple(kept), tuple(kept.values()))
            kept, size = {}, 0
        kept[word] = numbers
        size += more
    if kept:
        yield Chunk(tuple(kept), tuple(kept.values()))


def chunked_texts(rows: Sequence[Row]) -> Iterator[list[tuple[Place, str]]]:
    """What is shown of the entries, each with its place, in chunks."""
    kept: list[tuple[Place, str]] = []
    size = 0
    for row in rows:
        for _, run in row.runs():
            for more, shown, _ in run.entries:
                if kept and size + more > _TEXTS_CHUNK:
                    yield kept
                    kept, size = [], 0
                kept.append((run.place, shown))
                size += more
    if kept:
        yield kept


def shortest_prefixes(chunks: Iterable[tuple[str, str]]) -> list[str]:
    """The shortest text that tells each chunk's words from those of the chunk before.

    A chunk is given by its first and its last word.
    """
    found = []
    last = ""
    for first, final in chunks:
        length = next((n for n in range(1, len(first)) if first[:n] > last[:n]), len(first))
        found.append(first[:length])
        last = final
    return found
