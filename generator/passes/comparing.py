"""A site's quotations compared with the archived copies of their sources."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Container
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, worst_first
from generator.index import Store
from generator.load import (
    HISTORY_FOLDER,
    LOCK_FILE,
    REVIEWS_FOLDER,
    STAMPS_FOLDER,
    document_from,
    file_bytes,
)
from generator.model import Lock
from generator.passes import Checked, Options, read_content
from generator.passes.causes import marked_words
from generator.passes.documents import Documents
from generator.validate import validate_document
from generator.verify.compare import Comparison, compare

# What stands there is not compared, so a mistake there keeps nothing from being compared.
_BESIDES = ("stories", "glossary", REVIEWS_FOLDER, STAMPS_FOLDER, HISTORY_FOLDER, "pages")
_UNVERIFIED = ("missing-lock", "unverified-quotation", "changed-quotation", "old-lock")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a run of `verify_site` gives.

    Attributes:
        comparison: what was compared; None where errors are in the way.
        lock_file: where the lock is.
        diagnostics: what is wrong with quotations, or the errors that are in the way.
        besides: what else is wrong with the content, which has nothing to do with copies.
    """

    comparison: Comparison | None
    lock_file: Path
    diagnostics: tuple[Diagnostic, ...]
    besides: tuple[Diagnostic, ...] = ()


def verify_site(
    folder: Path, content: str, archive: Path, today: str, accept: Collection[str] = ()
) -> Compared:
    """Compare a site's quotations with archived copies of their sources.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        archive: the folder of copies.
        today: the date to write down, `YYYY-MM-DD`.
        accept: the sources whose copies count though they are not those of the lock.

    Returns:
        The comparison, and what is wrong with the quotations or in its way.

    Raises:
        OSError: no index can be written.
    """
    lock_file = folder / content / LOCK_FILE
    # What is wrong with the old lock does not matter: it is written anew.
    shown = lock_file.relative_to(folder).as_posix()
    with tempfile.TemporaryDirectory(prefix="explainer-index-") as aside:
        store = Store(Path(aside), is_kept=False)
        try:
            options = Options(drafts=True, is_reading=True)
            checked = read_content(folder, content, store, options)
            problems = [each for each in checked.problems if each.place.file != shown]
            locked = checked.index().table("locked")
            told = [each for each in problems if _is_in_the_way(each, content, locked)]
            besides = tuple(each for each in problems if each not in told)
            comparison = None
            if checked.has_site and not told:
                documents = Documents(folder, checked.files)
                comparison, told = compare(
                    checked.index(),
                    _lock(checked, folder),
                    documents.source,
                    archive,
                    today,
                    accept,
                )
        finally:
            store.close()
    return Compared(comparison, lock_file, tuple(worst_first(told)), besides)


def _is_in_the_way(problem: Diagnostic, content: str, locked: Container[str]) -> bool:
    """Whether a comparison could miss quotations that the lock has, or compare what is not meant.

    Args:
        problem: what is wrong.
        content: the content folder's path.
        locked: the ids that the lock has.
    """
    if problem.severity is not Severity.ERROR:
        return False
    if not problem.place.file.startswith(tuple(f"{content}/{name}/" for name in _BESIDES)):
        return True
    # What a text cites and the lock has may be missing because a source was moved away.
    return problem.code == "unknown-citation" and marked_words(problem) in locked


def _lock(checked: Checked, folder: Path) -> Lock | None:
    """The lock as a whole; None if there is none that can be read."""
    file = checked.files.lock
    data = file_bytes(file, folder) if file else None
    if file is None or not isinstance(data, bytes):
        return None
    document, _ = document_from(data, file.shown, file.id)
    return validate_document(document, Lock)[0] if document else None


def examine(
    folder: Path, content: str = "content", archive: Path | None = None
) -> list[Diagnostic]:
    """Everything that is wrong with the content, the worst first, as far as no page is needed.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        archive: a folder of copies: quotations that marks make wrong are told too.

    Raises:
        OSError: no index can be written.
    """
    with tempfile.TemporaryDirectory(prefix="explainer-index-") as aside:
        store = Store(Path(aside), is_kept=False)
        try:
            problems = read_content(folder, content, store, Options(drafts=True)).problems
        finally:
            store.close()
    if archive and archive.is_dir() and any(each.code in _UNVERIFIED for each in problems):
        # The date is written nowhere.
        compared = verify_site(folder, content, archive, "2000-01-01").diagnostics
        problems += [each for each in compared if each.code == "bad-mark"]
    return worst_first(problems)
