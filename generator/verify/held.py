"""The lock held against the archived copies, where they are at hand: what a strict build does.

A lock is a text that anybody can edit. With the copies it proves what it says; each quotation is
looked for once more, unless that was done before with the same copy and the same entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.archive import Copy, copy_digest, find_copy
from generator.diagnostics import Diagnostic
from generator.folding import VERSION
from generator.memory import FORGETFUL, Memory, digest
from generator.model import Lock, LockedQuotation
from generator.resolve import QuotationEntry, Site
from generator.validate import Content
from generator.verify.copies import changed_copy, open_copy, touched_quotations
from generator.verify.lock import READABLE, is_as_verified
from generator.verify.match import Located
from generator.verify.readers import find, texts_of
from generator.verify.record import record, same_finding
from generator.verify.review import RULES, language_of

_KIND = "held"
# What a lock of version 1 says otherwise, or not at all.
_OF_VERSION_2 = (
    "start", "end", "prefix", "suffix", "locator", "caveats",
    "looks", "normaliser",
)  # fmt: skip


def hold_lock(
    site: Site, content: Content, archive: Path, base: bytes = b"", memory: Memory = FORGETFUL
) -> list[Diagnostic]:
    """Compare the lock with the copies that lie in the archive.

    Args:
        site: the resolved content.
        content: the valid content, its lock among it.
        archive: the folder of copies; what is not there is not compared.
        base: a digest of program and settings.
        memory: what was compared before.

    Returns:
        A diagnostic for each copy that is another one, and each entry that it contradicts.
    """
    if (
        content.lock is None
        or content.lock.model.normaliser not in READABLE
        or not archive.is_dir()
    ):
        return []
    lock = content.lock.model
    files = {entry.id: entry.document for entry in content.sources}
    by_source: dict[str, dict[str, QuotationEntry]] = {}
    for id, quotation in site.quotations.items():
        locked = lock.quotations.get(id)
        # What does not read as it was verified is reported already.
        if locked and is_as_verified(quotation, locked):
            by_source.setdefault(quotation.source, {})[id] = quotation
    problems: list[Diagnostic] = []
    for id, entry in site.sources.items():
        known, wanted = lock.sources.get(id), by_source.get(id, {})
        path = find_copy(archive, id, entry.source.archived_as)
        if path is None or not (known or wanted):
            continue
        entries = [lock.quotations[one] for one in wanted]
        languages = [language_of(site, quotation) for quotation in wanted.values()]
        parts = repr((entry, known, wanted, entries, languages))
        key = digest(base, str(copy_digest(path)), parts)
        false = memory.stored(_KIND, id, key)
        if false is None:
            # The text is needed only where this very copy was not compared before.
            copy = open_copy(entry, archive, files[id])
            if isinstance(copy, Diagnostic):
                problems.append(copy)
                continue
            if known and known.digest != copy.digest:
                touched = touched_quotations(site, id, lock, texts_of(copy))
                problems.append(changed_copy(id, copy.digest, touched, files[id]))
                continue
            false = _false_entries(site, wanted, lock, copy)
            memory.store(_KIND, id, key, false)
        document = content.lock.document
        problems += [
            document.problem("forged-lock", document.place(("quotations", one)), f"'{one}': {why}")
            for one, why in false.items()
        ]
    return problems


def _false_entries(
    site: Site, wanted: Mapping[str, QuotationEntry], lock: Lock, copy: Copy
) -> dict[str, str]:
    """The quotations of which the lock says something else than the copy, and what is so."""
    texts = texts_of(copy)
    false = {}
    version = lock.normaliser
    for id, entry in wanted.items():
        locked, language = lock.quotations[id], language_of(site, entry)
        read = find(entry, texts, language)
        found, date = read.found, locked.verified
        if not isinstance(found, Located):
            false[id] = "the words do not stand in the copy"
        elif not _agrees(locked, record(entry, found, read, copy, language, date), version):
            false[id] = (
                "the words stand elsewhere in the copy, or their marks stand for other words"
            )
    return false


def _agrees(locked: LockedQuotation, now: LockedQuotation, version: int) -> bool:
    if (locked.normaliser or version) != VERSION:
        # Its offsets are those of other rules, and it says less.
        now = now.model_copy(update={name: getattr(locked, name) for name in _OF_VERSION_2})
    if locked.marks != now.marks and now.marks == RULES and locked.marks is None:
        return (locked.start, locked.end) == (now.start, now.end)  # reported as an old entry
    return same_finding(locked, now)
