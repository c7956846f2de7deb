"""What files of several kinds have in common: how they are read, and what they leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from generator.diagnostics import Diagnostic
from generator.index import (
    Row,
    StoredIndex,
    row,
)
from generator.load import ContentFile, Document
from generator.model import TermKind
from generator.model.base import Model
from generator.passes.job import Desk, KnownIds
from generator.passes.reading import read_model
from generator.resolve import (
    QuotationsOf,
    Resolved,
    ResolvedStory,
    Statement,
    TermEntry,
)
from generator.validate import Entry, check_denied_addresses
from generator.verify.quoted_words import unquoted_words
from generator.verify.voices import Figures

_MAY_BE_WORKS = (TermKind.OUTLET, TermKind.LAW)
M = TypeVar("M", bound=Model)
Task = tuple[ContentFile, bytes]
"""A file, and the digest by which a build knows whether it has changed."""


def read_entry(
    work: Desk, index: StoredIndex, file: ContentFile, model: type[M]
) -> tuple[Entry[M] | None, Document | None, bytes, list[Diagnostic]]:
    """A file as a valid entry, its document, its bytes (what there is), and what is wrong."""
    value, document, data, problems = read_model(work.job.folder, file, model)
    if document is None:
        return None, None, data, problems
    if index.has_settings:
        problems += check_denied_addresses(document, index.settings.never_link)
    return (None if value is None else Entry(document, value)), document, data, problems


def known_ids(index: StoredIndex) -> KnownIds | None:
    """The ids that may be cited; None if there is no folder of sources."""
    return KnownIds(index) if index.table("lock").get("has sources", True) else None


def quotations_of(index: StoredIndex) -> QuotationsOf:
    """What gives the quotations of a source."""

    def ids(source: str) -> tuple[str, ...] | None:
        entry = index.sources.get(source)
        return tuple(each.id for each in entry.source.quotations) if entry else None

    return ids


def can_be_checked(
    resolved: Resolved[ResolvedStory] | Resolved[TermEntry], index: StoredIndex | None = None
) -> bool:
    """Whether all that is cited is there."""
    if index is None:
        return not any(each.code == "unknown-citation" for each in resolved.problems)
    return all(id in index.quotations for id in resolved.uses)


def quoted_words_problems(
    work: Desk,
    index: StoredIndex,
    statements: Iterable[Statement],
    document: Document,
    language: str,
) -> list[Diagnostic]:
    """Words in quotation marks that stand in nothing that their statement cites."""

    def is_name(words: str) -> bool:
        """Whether the glossary has these words, and not for what may be a work."""
        rules = index.table("spelling rule")
        return any(
            (start, end) == (0, len(words)) and rules[id][1].kind not in _MAY_BE_WORKS
            for start, end, id in work.glossary(index).find(words)
        )

    return unquoted_words(statements, document, index, language, is_name)


def found_rows(
    resolved: Resolved[ResolvedStory] | Resolved[TermEntry], file: ContentFile
) -> Iterator[Row]:
    """What a file cites, and the glossary terms in it: for what is unused on the whole site."""
    if resolved.cited:
        yield row("cited", file.shown, tuple(sorted(resolved.cited)), file.shown)
    if resolved.found_terms:
        yield row("found term", file.shown, tuple(sorted(resolved.found_terms)), file.shown)
    if resolved.other_case:
        yield row("other case", file.shown, dict(sorted(resolved.other_case.items())), file.shown)


def figure_rows(file: ContentFile, lone: Figures) -> Iterator[Row]:
    """The figures of a file that not all give which its statements cite."""
    if lone:
        yield row("lone figure", file.shown, lone, file.shown)


def use_rows(
    index: StoredIndex, resolved: Resolved[ResolvedStory] | Resolved[TermEntry], sort: str
) -> Iterator[Row]:
    """Where a file uses quotations, by their source."""
    by_source: dict[str, dict[str, Any]] = {}
    for id, uses in resolved.uses.items():
        record = index.record_of_quotation(id)
        if record is not None:
            by_source.setdefault(record.entry.id, {})[id] = uses
    for source_id, found in by_source.items():
        yield row("use", source_id, found, sort)
