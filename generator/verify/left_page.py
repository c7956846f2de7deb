"""Quotations whose words have left the live page, where readers are sent nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Diagnostic
from generator.digests import sha256_label
from generator.index import LeftWords
from generator.load import Document
from generator.resolve import QuotationEntry, SourceEntry


def still_left(
    left: Mapping[str, LeftWords], quotations: Mapping[str, QuotationEntry]
) -> Iterator[str]:
    """The ids of quotations that read as they did when they were not found."""
    for id, each in left.items():
        entry = quotations.get(id)
        if entry and sha256_label(entry.quotation.exact) == each.words:
            yield id


def left_without_copy(
    source: SourceEntry,
    quotations: Mapping[str, QuotationEntry],
    left: Mapping[str, LeftWords],
    document: Document,
) -> Iterator[Diagnostic]:
    """Report a source whose words have left its page, and that has no public copy.

    Args:
        source: the source.
        quotations: its quotations by id.
        left: what the last look did not find there.
        document: the source's file.
    """
    ids = [] if source.source.archive_url else [*still_left(left, quotations)]
    if ids:
        named = ", ".join(f"'{id}'" for id in ids)
        if len(ids) == 1:
            message = f"the words of {named} are no longer on the live page"
        else:
            message = f"the words of {len(ids)} quotations are no longer on the live page: {named}"
        yield document.problem("left-live-page", document.place(("url",)), message)
