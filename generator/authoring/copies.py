"""Reads the archived copies in which passages are searched for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.archive import Copy, find_copy, read_copy
from generator.authoring.passages import Passage
from generator.folding import Normalised
from generator.model import Source
from generator.validate import Entry
from generator.verify.match import Located, locate
from generator.verify.readers import Texts, texts_of


def open_copies(
    sources: Iterable[Entry[Source]], archive: Path
) -> tuple[dict[str, Texts], list[str]]:
    """Read the copies of some sources: the texts by the sources' ids, and what was wrong."""
    texts: dict[str, Texts] = {}
    problems = []
    for entry in sources:
        source = entry.model
        path = find_copy(archive, entry.id, source.archived_as)
        if path is None:
            problems.append(f"there is no copy of '{entry.id}' in '{archive.name}'")
            continue
        copy = read_copy(path, source.url, source.accessed or "")
        if not isinstance(copy, Copy):
            problems.append(f"the copy '{path.name}' {copy.message}")
        elif source.digest and source.digest != copy.digest:
            problems.append(f"the copy '{path.name}' is not the one that '{entry.id}' has digested")
        else:
            texts[entry.id] = texts_of(copy)
    return texts, problems


def find_existing_quotation(source: Source, passage: Passage, copy: Normalised) -> str | None:
    """Return the id of the source's quotation of exactly this passage, or None."""
    for quotation in source.quotations:
        found = locate(quotation.exact, copy, quotation.prefix, quotation.suffix)
        if isinstance(found, Located) and (found.start, found.end) == (passage.start, passage.end):
            return quotation.id
    return None
