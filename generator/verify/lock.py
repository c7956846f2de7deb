"""The lock: content held against what was verified, without the archive."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Edit, Place, found
from generator.digests import sha256_label
from generator.files import atomic_write
from generator.folding import VERSION, normalised
from generator.load import Document, Listing
from generator.load.edits import rename_key, replace_words
from generator.load.parse import dump
from generator.model import Lock, LockedQuotation, SiteSettings, words_language
from generator.resolve import QuotationEntry, SourceEntry
from generator.verify.marks import has_marks
from generator.verify.review import RULES, review

# What most quotations have nothing of is left out of the file.
_RARE = (
    "marks", "insertions", "omissions", "locator", "caveats", "looks", "normaliser", "shared",
    "reader",
)  # fmt: skip
# Every word of the one is held against every word of the other.
_MOST_COMPARED = 1_000_000
READABLE = frozenset((1, VERSION))
"""The versions of rules whose locks count: version 2 folds all that version 1 did, and more."""
Verified = Mapping[str, LockedQuotation]
"""Quotations that read as they did when they were verified, by id."""


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
    for run in (run for overlap in written["overlaps"] for run in overlap["runs"]):
        if not run["passage"]:
            del run["passage"]
    atomic_write(path, (head + dump(written)).encode())


def check_source(
    source: SourceEntry,
    quotations: Mapping[str, QuotationEntry],
    digest: str,
    locked: Mapping[str, LockedQuotation],
    settings: SiteSettings,
    document: Document,
) -> tuple[Verified, list[Diagnostic]]:
    """Hold the quotations of a source against the lock.

    Args:
        source: the source.
        quotations: its quotations by id.
        digest: what the lock says that its copy was; empty if it does not say so. Nothing is
            verified then.
        locked: what the lock says of quotations, by id.
        settings: what `site.yml` says.
        document: the source's file.

    Returns:
        The quotations that are verified, and a diagnostic for each that is not. Those that the
        lock does not name are reported by `check_strays`, which sees what was left behind.
    """
    verified: dict[str, LockedQuotation] = {}
    problems: list[Diagnostic] = []
    if not digest and any(each.source == source.id for each in locked.values()):
        message = f"the lock does not say with which copy of '{source.id}' they were compared"
        return {}, [document.problem("unverified-quotation", source.place, message)]
    for id, entry in quotations.items():
        known = locked.get(id)
        if known is None:
            continue
        if problem := _compare(entry, known, document):
            problems.append(problem)
        else:
            verified[id] = known
            language = words_language(entry.quotation, source.source, settings)
            problems += review(entry, known, language, document)
    return verified, problems


def wrong_version(lock: Lock, document: Document) -> Diagnostic | None:
    """Report a lock that was made by rules whose results do not count any more."""
    if lock.normaliser in READABLE:
        return None
    place = document.place(("normaliser",))
    message = f"the rules then were version {lock.normaliser}; now they are {VERSION}"
    return document.problem("old-lock", place, message)


class LeftBehind(NamedTuple):
    """A quotation that only the lock knows any more: where it stands there, and its words."""

    id: str
    place: Place
    line: str
    locked: LockedQuotation


def check_strays(
    left: Sequence[LeftBehind],
    unlocked: Sequence[tuple[QuotationEntry, Document]],
    lock: Callable[[], Document],
) -> list[Diagnostic]:
    """Report what only the lock or only the content knows.

    Where one quotation alone was left behind with these words, by one alone that has them now, the
    lock's entry can follow it.

    Args:
        left: what only the lock knows.
        unlocked: the quotations that it does not know, each with its source's file.
        lock: gives the lock's file.
    """
    gone: dict[tuple[str, str], list[str]] = {}
    for each in left:
        if each.locked.words == sha256_label(each.locked.exact):
            gone.setdefault((each.locked.source, each.locked.exact), []).append(each.id)
    new: dict[tuple[str, str], list[str]] = {}
    for entry, _ in unlocked:
        new.setdefault((entry.source, entry.quotation.exact), []).append(entry.quotation.id)
    moved = {
        new[words][0]: rename_key(lock(), ("quotations", ids[0]), new[words][0])
        for words, ids in gone.items()
        if len(ids) == len(new.get(words, ())) == 1
    }
    problems = [
        document.problem(
            "unverified-quotation",
            entry.place,
            f"'{entry.quotation.id}' is not in the lock",
            "",
            moved.get(entry.quotation.id, ()),
        )
        for entry, document in unlocked
    ]
    for each in left:
        message = f"there is no quotation '{each.id}' any more"
        problems.append(found("stale-lock", each.place, message, line=each.line))
    return problems


def no_lock(number: int, site: Document) -> list[Diagnostic]:
    """Report that there is no lock, where there are quotations."""
    if not number:
        return []
    message = f"none of {number} quotations has been verified"
    return [site.problem("missing-lock", site.place(()), message)]


def _compare(
    entry: QuotationEntry, locked: LockedQuotation, document: Document
) -> Diagnostic | None:
    quotation = entry.quotation
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
    known = locked.words == sha256_label(locked.exact)
    if not known or normalised(entry.quotation.exact) != normalised(locked.exact):
        return ()
    return replace_quoted_words(entry, document, locked.exact)


def replace_quoted_words(entry: QuotationEntry, document: Document, exact: str) -> tuple[Edit, ...]:
    """Put other words into a quotation of a source's file."""
    listing = document.node(("quotations",))
    rows = listing.items if isinstance(listing, Listing) else ()
    for at in range(len(rows)):
        trail = ("quotations", at, "exact")
        if document.place(trail) == entry.words:
            return replace_words(document, trail, exact)
    return ()


def is_as_verified(entry: QuotationEntry, locked: LockedQuotation) -> bool:
    """Whether a quotation stands in the same source with the same words as in the lock."""
    now = sha256_label(entry.quotation.exact)
    return entry.source == locked.source and now == locked.words == sha256_label(locked.exact)


def word_changes(verified: str, now: str) -> str:
    """What differs between two texts, word by word, in a sentence."""
    before, after = verified.split(), now.split()
    if len(before) * len(after) > _MOST_COMPARED:
        return f"{len(before):,} words became {len(after):,}"
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
