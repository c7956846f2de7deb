"""The lock: content held against what was verified, without the archive."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit
from generator.files import write_whole
from generator.folding import VERSION, normalised
from generator.load import Document, Listing
from generator.load.mend import put_words, rename_key
from generator.load.parse import dump
from generator.model import Lock, LockedQuotation
from generator.resolve import QuotationEntry, Site
from generator.validate import Content
from generator.verify.marks import has_marks
from generator.verify.review import RULES, review

# What most quotations have nothing of is left out of the file.
_RARE = (
    "marks", "insertions", "omissions", "locator", "caveats", "looks", "normaliser", "reader",
)  # fmt: skip
READABLE = frozenset((1, VERSION))
"""The versions of rules whose locks count: version 2 folds all that version 1 did, and more."""
Verified = Mapping[str, LockedQuotation]
"""Quotations that read as they did when they were verified, by id."""


def digest(data: bytes) -> str:
    """`sha256:` and the hexadecimal digest."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def write_lock(lock: Lock, path: Path) -> None:
    """Write a lock, whole or not at all.

    Raises:
        OSError: the file cannot be written; what stood there before still does.
    """
    head = (
        "# Written by `explainer verify`: which quotations stand in their sources. Do not edit.\n"
    )
    written = lock.model_dump(mode="json")
    for id, quotation in lock.quotations.items():
        row = written["quotations"][id]
        for name in _RARE:
            del row[name]
        row |= quotation.model_dump(mode="json", include=set(_RARE), exclude_defaults=True)
    write_whole(path, (head + dump(written)).encode())


def check_lock(site: Site, content: Content) -> tuple[Verified, list[Diagnostic]]:
    """Hold the content against its lock.

    Args:
        site: the resolved content.
        content: the valid content, its lock among it.

    Returns:
        The quotations that are verified, and a diagnostic for each that is not.
    """
    if content.lock is None:
        return {}, _no_lock(site, content)
    lock, document = content.lock.model, content.lock.document
    files = {entry.id: entry.document for entry in content.sources}
    if lock.normaliser not in READABLE:
        place = document.place(("normaliser",))
        message = f"the rules then were version {lock.normaliser}; now they are {VERSION}"
        return {}, [document.problem("old-lock", place, message)]
    verified: dict[str, LockedQuotation] = {}
    problems: list[Diagnostic] = []
    moved = _moved(lock, site, document)
    for id, entry in site.quotations.items():
        locked = lock.quotations.get(id)
        source = files[entry.source]
        problem = _compare(entry, locked, source, moved.get(id, ()))
        if problem:
            problems.append(problem)
        elif locked:
            verified[id] = locked
            problems += review(site, entry, locked, source)
    for id in lock.quotations:
        if id not in site.quotations:
            place = document.place(("quotations", id))
            message = f"there is no quotation '{id}' any more"
            problems.append(document.problem("stale-lock", place, message))
    return verified, problems


def _moved(lock: Lock, site: Site, document: Document) -> dict[str, tuple[Edit, ...]]:
    """Let the lock's entries follow quotations that were renamed, their words being the same.

    An entry moves only if it alone was left behind with these words, by one quotation alone.
    """
    left: dict[tuple[str, str], list[str]] = {}
    for id, locked in lock.quotations.items():
        if id not in site.quotations and locked.words == digest(locked.exact.encode()):
            left.setdefault((locked.source, locked.exact), []).append(id)
    new: dict[tuple[str, str], list[str]] = {}
    for id, entry in site.quotations.items():
        if id not in lock.quotations:
            new.setdefault((entry.source, entry.quotation.exact), []).append(id)
    return {
        new[words][0]: rename_key(document, ("quotations", ids[0]), new[words][0])
        for words, ids in left.items()
        if len(ids) == len(new.get(words, ())) == 1
    }


def _no_lock(site: Site, content: Content) -> list[Diagnostic]:
    if not site.quotations or content.site is None:
        return []
    message = f"none of {len(site.quotations)} quotations has been verified"
    document = content.site.document
    return [document.problem("missing-lock", document.place(()), message)]


def _compare(
    entry: QuotationEntry,
    locked: LockedQuotation | None,
    document: Document,
    moved: tuple[Edit, ...],
) -> Diagnostic | None:
    quotation = entry.quotation
    if locked is None:
        message = f"'{quotation.id}' is not in the lock"
        return document.problem("unverified-quotation", entry.place, message, "", moved)
    if locked.source != entry.source:
        message = f"'{quotation.id}' was verified in the source '{locked.source}'"
        return document.problem("changed-quotation", entry.place, message)
    if is_as_verified(entry, locked):
        if has_marks(quotation.exact) and locked.marks != RULES:
            message = f"'{quotation.id}' was verified under older rules of marks"
            return document.problem("old-lock", entry.words, message)
        return None
    message = f"'{quotation.id}' reads otherwise than when it was verified on {locked.verified}"
    changes = word_changes(locked.exact, quotation.exact)
    advice = (
        f"{changes}. Verified was: “{locked.exact}”. Put these words back, or run "
        "'explainer verify' where the archive is."
    )
    fix = _as_typeset(entry, locked, document)
    return document.problem("changed-quotation", entry.words, message, advice, fix)


def _as_typeset(
    entry: QuotationEntry, locked: LockedQuotation, document: Document
) -> tuple[Edit, ...]:
    """Put back the words as they were verified, if only typography has changed since."""
    known = locked.words == digest(locked.exact.encode())
    if not known or normalised(entry.quotation.exact) != normalised(locked.exact):
        return ()
    return mended_words(entry, document, locked.exact)


def mended_words(entry: QuotationEntry, document: Document, exact: str) -> tuple[Edit, ...]:
    """Put other words into a quotation of a source's file."""
    listing = document.node(("quotations",))
    rows = listing.items if isinstance(listing, Listing) else ()
    for at in range(len(rows)):
        trail = ("quotations", at, "exact")
        if document.place(trail) == entry.words:
            return put_words(document, trail, exact)
    return ()


def is_as_verified(entry: QuotationEntry, locked: LockedQuotation) -> bool:
    """Whether a quotation stands in the same source with the same words as in the lock."""
    now = digest(entry.quotation.exact.encode())
    return entry.source == locked.source and now == locked.words == digest(locked.exact.encode())


def word_changes(verified: str, now: str) -> str:
    """What differs between two texts, word by word, in a sentence."""
    before, after = verified.split(), now.split()
    changes = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = " ".join(before[a:b]), " ".join(after[c:d])
        if kind == "replace":
            changes.append(f"“{old}” became “{new}”")
        elif kind == "delete":
            changes.append(f"“{old}” is gone")
        else:
            changes.append(f"“{new}” was added")
    return "; ".join(changes) if changes else "Only spaces differ"
