"""Checks the lock against the archived copies, where they are present.

A lock is a text file that anybody can edit. Where the copies are present, a build searches for
each quotation once more, unless the cache has a result for the same copy and the same entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.archive import Copy, find_copy
from generator.diagnostics import Diagnostic
from generator.folding import VERSION
from generator.load import Document
from generator.model import LockedQuotation, SiteSettings, words_language
from generator.resolve import QuotationEntry, SourceEntry
from generator.verify.copies import changed_copy, open_copy, touched_quotations
from generator.verify.lock import is_as_verified
from generator.verify.match import Located
from generator.verify.readers import Texts, find, texts_of
from generator.verify.record import record, same_finding
from generator.verify.review import RULES

# What a lock of version 1 says otherwise, or not at all.
_OF_VERSION_2 = (
    "start", "end", "prefix", "suffix", "locator", "caveats",
    "looks", "normaliser",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceLock:
    """What the lock says of a source: its rules' version, the copy's digest, its quotations."""

    normaliser: int
    digest: str
    quotations: Mapping[str, LockedQuotation]


def hold_source(
    source: SourceEntry,
    quotations: Mapping[str, QuotationEntry],
    lock: SourceLock,
    settings: SiteSettings,
    archive: Path,
    document: Document,
    *,
    lock_file: Callable[[], Document],
) -> list[Diagnostic]:
    """Compare what the lock says of a source with its copy, if that lies in the archive.

    Args:
        source: the source.
        quotations: its quotations by id.
        lock: what the lock says of them.
        settings: what `site.yml` says.
        archive: the folder of copies.
        document: the source's file.
        lock_file: gives the lock's file, for the place of what is wrong with it.

    Returns:
        A diagnostic if the copy is another one, or for each entry that it contradicts.
    """
    language = partial(words_language, source=source.source, settings=settings)
    # What does not read as it was verified is reported already.
    wanted = {
        id: entry
        for id, entry in quotations.items()
        if id in lock.quotations and is_as_verified(entry, lock.quotations[id])
    }
    if not (lock.digest or wanted) or not find_copy(archive, source.id, source.source.archived_as):
        return []
    copy = open_copy(source, archive, document)
    if isinstance(copy, Diagnostic):
        return [copy]
    texts = texts_of(copy)
    if lock.digest and lock.digest != copy.digest:
        touched = touched_quotations(quotations, lock.quotations, texts, language)
        return [changed_copy(source.id, copy.digest, touched, document)]
    problems = []
    for id, entry in wanted.items():
        locked = lock.quotations[id]
        if why := _contradicted(
            entry, locked, copy, texts, language(entry.quotation), lock.normaliser
        ):
            file = lock_file()
            place = file.place(("quotations", id))
            problems.append(file.problem("forged-lock", place, f"'{id}': {why}"))
    return problems


def _contradicted(
    entry: QuotationEntry,
    locked: LockedQuotation,
    copy: Copy,
    texts: Texts,
    language: str,
    version: int,
) -> str:
    """What a copy has otherwise than the lock says; empty if they agree."""
    read = find(entry, texts, language)
    if not isinstance(read.found, Located):
        return "the words do not stand in the copy"
    now = record(entry, read.found, read, copy, language, locked.verified)
    if _agrees(locked, now, version):
        return ""
    return "the words stand elsewhere in the copy, or their marks stand for other words"


def _agrees(locked: LockedQuotation, now: LockedQuotation, version: int) -> bool:
    if (locked.normaliser or version) != VERSION:
        # Its offsets are those of other rules, and it says less.
        now = now.model_copy(update={name: getattr(locked, name) for name in _OF_VERSION_2})
    if locked.marks != now.marks and now.marks == RULES and locked.marks is None:
        return (locked.start, locked.end) == (now.start, now.end)  # reported as an old entry
    return same_finding(locked, now)
