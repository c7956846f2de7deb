"""Archived copies held against the digests that sources and the lock give of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.archive import Copy, find_copy, read_copy
from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.model import LockedQuotation, Quotation
from generator.resolve import QuotationEntry, SourceEntry
from generator.verify.match import Located
from generator.verify.readers import Texts, find


def open_copy(entry: SourceEntry, archive: Path, document: Document) -> Copy | Diagnostic:
    """Read the copy of a source.

    Args:
        entry: the source.
        archive: the folder of copies.
        document: the source's file.

    Returns:
        The copy; or why there is none, or why it is not the one that the source itself names.
    """
    source = entry.source
    place = document.place(("archived_as" if source.archived_as else "title",))
    path = find_copy(archive, entry.id, source.archived_as)
    if path is None:
        message = f"there is no copy of '{entry.id}' in '{archive.name}'"
        return document.problem("missing-copy", place, message)
    copy = read_copy(path, source.url, source.accessed or "")
    if not isinstance(copy, Copy):
        message = f"the copy '{path.name}' {copy.message}"
        return document.problem(copy.code, place, message)
    if source.digest and source.digest != copy.digest:
        message = f"the copy '{path.name}' has the digest {copy.digest}"
        advice = "Find out which of the two is right. If the copy is, put its digest here."
        return document.problem("changed-copy", document.place(("digest",)), message, advice)
    return copy


def changed_copy(id: str, digest: str, touched: str, document: Document) -> Diagnostic:
    """Say that a copy is not the one that the lock was made from."""
    message = f"the copy of '{id}' is not the one of the lock: it has the digest {digest}"
    advice = f"{touched} 'explainer verify --accept {id}' takes the copy over."
    return document.problem("changed-copy", document.place(("title",)), message, advice)


def touched_quotations(
    quotations: Mapping[str, QuotationEntry],
    before: Mapping[str, LockedQuotation],
    texts: Texts,
    language: Callable[[Quotation], str],
) -> str:
    """What becomes of a source's quotations in another copy, in a sentence.

    Args:
        quotations: the source's quotations by id.
        before: what the lock says of them.
        texts: the other copy.
        language: gives the language of a quotation's words.
    """
    same, moved, gone = 0, [], []
    for name, entry in quotations.items():
        locked = before.get(name)
        found = find(entry, texts, language(entry.quotation)).found
        if not isinstance(found, Located):
            gone.append(name)
        elif locked and (locked.start, locked.end) == (found.start, found.end):
            same += 1
        else:
            moved.append(name)
    told = [f"{same} of its quotations stand where they stood"]
    told += [f"elsewhere: {', '.join(moved)}"] if moved else []
    told += [f"not there: {', '.join(gone)}"] if gone else []
    return f"{'; '.join(told)}."
