"""What stands around a quotation in the archived copy of its source."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from generator.archive import Copy, find_copy, read_copy
from generator.folding import DROPPED, Normalised
from generator.index import SiteIndex
from generator.model import words_language
from generator.resolve import QuotationEntry, SourceEntry
from generator.verify.match import Located
from generator.verify.readers import Texts, find, texts_of

# So many copies are kept as texts, and so many characters to either side are looked through.
_MOST_KEPT = 30
_REACH = 500
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।]['\"”’»)\]]*(?:\s+|$)|\n\s*\n")
_CLOSED = re.compile(r"[.!?…。！？؟۔।]['\"”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage of a copy: the words themselves as the copy has them, and what is around them.

    `before` and `after` reach from the sentence before the words to the one behind them, with the
    space that stands between them and the words.
    """

    before: str
    words: str
    after: str


class CopyReader:
    """Reads the copies of sources as they are needed, and keeps the last ones.

    A copy counts if it is the one that quotations were verified against, or if none were.
    """

    def __init__(self, archive: Path, index: SiteIndex) -> None:
        """Take the folder of copies, which need not be there, and the site."""
        self._archive = archive
        self._index = index
        self._kept: OrderedDict[str, Texts | None] = OrderedDict()

    def around(self, entry: QuotationEntry) -> Surroundings | None:
        """What stands around a quotation; None where there is no copy that shows it."""
        source = self._index.sources[entry.source]
        texts = self._texts(source)
        if texts is None:
            return None
        language = words_language(entry.quotation, source.source, self._index.settings)
        reading = find(entry, texts, language)
        if not isinstance(reading.found, Located):
            return None
        return surroundings(reading.text, reading.found.start, reading.found.end)

    def _texts(self, source: SourceEntry) -> Texts | None:
        if source.id in self._kept:
            self._kept.move_to_end(source.id)
        else:
            self._kept[source.id] = self._read(source)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[source.id]

    def _read(self, source: SourceEntry) -> Texts | None:
        about = source.source
        path = find_copy(self._archive, source.id, about.archived_as)
        copy = read_copy(path, about.url, about.accessed or "") if path else None
        wanted = self._index.digests.get(source.id) or about.digest
        if not isinstance(copy, Copy) or (wanted and copy.digest != wanted):
            return None
        return texts_of(copy)


def surroundings(text: Normalised, start: int, end: int) -> Surroundings:
    """What stands around a place of a text, a sentence to either side.

    Args:
        text: the copy's text.
        start: where the place begins in what is compared of it.
        end: where it ends there.
    """
    first, last = text.span(start, end)
    original = text.original
    low = max(0, first - _REACH)
    before = original[low:first]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    if len(ends) > 1:
        before = before[ends[-2] :]
    elif low:
        before = "…" + before[before.find(" ") + 1 :]
    after = original[last : last + _REACH]
    ends = [match.end() for match in _SENTENCE_END.finditer(after)]
    wanted = 0 if _CLOSED.search(original[max(first, last - 12) : last]) else 1
    if len(ends) > wanted:
        after = after[: ends[wanted]]
    elif last + _REACH < len(original):
        after = after[: after.rfind(" ")] + "…"
    left, right = _seen(before), _seen(after)
    return Surroundings(
        before=f"{left} " if before[-1:].isspace() else left,
        words=_seen(original[first:last]),
        after=f" {right}" if after[:1].isspace() else right,
    )


def _seen(text: str) -> str:
    """A text on one line, without what nobody sees."""
    return " ".join("".join(sign for sign in text if sign not in DROPPED).split())
