"""The archived copies in which passages are searched for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.archive import Copy, KeptTexts, find_copy, read_words
from generator.folding import Normalised, normalised
from generator.model import Source
from generator.validate import Entry
from generator.verify.match import Located, locate
from generator.verify.readers import Texts, texts_of

# What an editor's marks stand for, with the spaces beside them, is no part of the words.
_MARK = re.compile(r" ?\[[^\[\]]*\] ?")


def chunks_of(copy: Normalised) -> frozenset[str]:
    """What stands between two spaces of a copy."""
    return frozenset(copy.text.split(" "))


def may_stand(words: str, copy: Normalised, chunks: frozenset[str]) -> bool:
    """Whether words may stand in a copy, told at once: False is sure, True is not.

    Args:
        words: what an editor typed or pasted.
        copy: the text.
        chunks: what `chunks_of` gives for it.
    """
    pieces = [piece for piece in _MARK.split(normalised(words)) if piece]
    # What stands between two spaces of a quotation does so in its source. A hyphen may stand for
    # the end of a line there.
    inner = (chunk for piece in pieces for chunk in piece.split(" ")[1:-1])
    if not all(chunk in chunks for chunk in inner if "-" not in chunk):
        return False
    longest = max((part for piece in pieces for part in piece.split("-")), key=len, default="")
    return longest.strip(' ",') in copy.text


class Copies:
    """The copies of some sources, each read when it is first looked into.

    Attributes:
        problems: what was wrong with those that were looked into.
    """

    def __init__(
        self, sources: Iterable[Entry[Source]], archive: Path, kept: KeptTexts | None = None
    ) -> None:
        """Take the sources, the folder of copies, and what is kept of copies read before."""
        self.problems: list[str] = []
        self._sources = {entry.id: entry for entry in sources}
        self._archive = archive
        self._kept = kept
        self._texts: dict[str, Texts | None] = {}
        self._chunks: dict[str, frozenset[str]] = {}

    def __iter__(self) -> Iterator[str]:
        """The ids of the sources whose copies can be read."""
        return (id for id in self._sources if self.texts(id))

    def texts(self, id: str) -> Texts | None:
        """The texts of a source's copy; None, and a problem more, if it cannot be read."""
        if id not in self._texts:
            self._texts[id] = self._read(self._sources[id])
        return self._texts[id]

    def __getitem__(self, id: str) -> Texts:
        """The texts of a copy that can be read."""
        texts = self.texts(id)
        if texts is None:
            raise KeyError(id)
        return texts

    def may_have(self, words: str, id: str) -> bool:
        """Whether it is worth while to look for words in a copy as it was sent.

        False is sure, as with `may_stand`.
        """
        texts = self.texts(id)
        if texts is None:
            return False
        if id not in self._chunks:
            self._chunks[id] = chunks_of(texts.static)
        return may_stand(words, texts.static, self._chunks[id])

    def _read(self, entry: Entry[Source]) -> Texts | None:
        source = entry.model
        path = find_copy(self._archive, entry.id, source.archived_as)
        if path is None:
            self.problems.append(f"there is no copy of '{entry.id}' in '{self._archive.name}'")
            return None
        copy = read_words(path, source.url, source.accessed or "", self._kept)
        if not isinstance(copy, Copy):
            self.problems.append(f"the copy '{path.name}' {copy.message}")
        elif source.digest and source.digest != copy.digest:
            why = f"is not the one that '{entry.id}' has digested"
            self.problems.append(f"the copy '{path.name}' {why}")
        else:
            return texts_of(copy)
        return None


def quoted_places(
    source: Source, copy: Normalised, language: str | None
) -> Mapping[tuple[int, int], str]:
    """Where the source's own quotations stand in a text of its copy.

    Args:
        source: the source.
        copy: the text.
        language: the language of the source's words.

    Returns:
        Start and end of each, as a `Passage` has them, with the quotation's id.
    """
    places: dict[tuple[int, int], str] = {}
    for quotation in source.quotations:
        spoken = quotation.language or language
        found = locate(quotation.exact, copy, quotation.prefix, quotation.suffix, spoken)
        if isinstance(found, Located):
            places.setdefault((found.start, found.end), quotation.id)
    return places
