"""Entries → an inverted index in chunks of about one size.

Entries are numbered through all rows. For each word the index says which numbers hold it. Words
stand in order, so that all words with one beginning are neighbours, and one chunk or a few hold
them; a reader's browser loads those and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.render.search.entries import Entry, Row
from generator.render.search.words import words

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


def numbered(rows: Iterable[Row]) -> list[Entry]:
    """All entries; their places in the list are their numbers."""
    return [entry for row in rows for entry in row.entries]


def inverted(rows: Sequence[Row], most: int = MOST) -> dict[str, str]:
    """For each word the numbers of the entries that hold it, in digits, in the words' order.

    Args:
        rows: the entries.
        most: a word in more entries than this keeps the numbers of titles alone, behind `COMMON`.
    """
    titles = sum(len(row.entries) for row in rows if row.of is None)
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(numbered(rows)):
        for word in dict.fromkeys(words(f"{entry.text} {entry.found}")):
            found.setdefault(word, []).append(number)
    return {
        word: _written(found[word], titles, most) for word in sorted(found, key=in_script_order)
    }


def in_script_order(word: str) -> bytes:
    """The order in which scripts compare texts: by UTF-16 units."""
    return word.encode("utf-16-be", "surrogatepass")


def _written(numbers: Sequence[int], titles: int, most: int) -> str:
    if len(numbers) <= most:
        return in_steps(numbers)
    return COMMON + in_steps([number for number in numbers if number < titles][:most])


def in_steps(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps from one to the next, in digits."""
    steps, last = [], 0
    for number in numbers:
        steps.append(in_digits(number - last))
        last = number
    return "".join(steps)


# Most are small: steps to the next entry.
@lru_cache(maxsize=4096)
def in_digits(number: int) -> str:
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


def chunked_texts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in chunks."""
    kept: list[Entry] = []
    size = 0
    for entry in entries:
        more = len(entry.text.encode()) + len(entry.note.encode()) + len(entry.anchor) + 12
        if kept and size + more > _TEXTS_CHUNK:
            yield kept
            kept, size = [], 0
        kept.append(entry)
        size += more
    if kept:
        yield kept


def beginnings(chunks: Sequence[Chunk]) -> list[str]:
    """The shortest text that tells each chunk's words from those of the chunk before."""
    found = []
    last = ""
    for chunk in chunks:
        first = chunk.words[0]
        length = next((n for n in range(1, len(first)) if first[:n] > last[:n]), len(first))
        found.append(first[:length])
        last = chunk.words[-1]
    return found
