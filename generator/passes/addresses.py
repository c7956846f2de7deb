"""The first pass over recorded addresses: each file by itself; then what a story says of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.diagnostics import Diagnostic, Place, found
from generator.index import AddressFile, Row, StoredIndex, row
from generator.load import ADDRESSES_FILE, ContentFile, Document, read_document
from generator.model import Addresses
from generator.passes.job import Job, Outcome
from generator.passes.reading import read_model, whole_or_nothing
from generator.resolve import AddressChange, Addressing, Statement, check_record

# So many lines of a story are named whose sentences are not recorded as they stand.
_MOST_NAMED = 6


def address_file(job: Job, task: tuple[ContentFile, bytes]) -> Outcome:
    """The recorded addresses of one story. A file in which anything is wrong records nothing."""
    file, key = task
    problems, rows = _read(job, file)
    return whole_or_nothing(file, key, problems, rows)


def _read(job: Job, file: ContentFile) -> tuple[list[Diagnostic], list[Row]]:
    record, document, _, problems = read_model(job.folder, file, Addresses)
    if document is None or record is None:
        return problems, []
    problems += check_record(document, record)
    value = AddressFile(file.shown, record)
    return problems, [row("addresses", file.id, value, file.id)]


def recorded_addresses(index: StoredIndex, slug: str) -> AddressFile | None:
    """What is recorded of a story's addresses."""
    file: AddressFile | None = index.table("addresses").get(slug)
    return file


def stale_addresses(
    job: Job,
    file: AddressFile,
    addressing: Addressing,
    statements: Iterable[Statement],
    document: Document,
) -> Iterator[Diagnostic]:
    """What of a story's sentences is not recorded as it stands, and what is recorded and is gone.

    Args:
        job: the job, which knows the site's folder.
        file: what is recorded.
        addressing: the addresses that the sentences have.
        statements: the sentences.
        document: the story's file.
    """
    slug = document.id
    advice = f"Run 'explainer addresses {slug}' to see what changes, then again with --write."
    gone = [each.address for each in addressing.changes if each.change is AddressChange.GONE]
    here = {each.address for each in addressing.changes}.difference(gone)
    places = sorted(each.place for each in statements if each.anchor in here)
    if places:
        lines = [str(each.line) for each in places]
        are = "sentence does" if len(lines) == 1 else "sentences do"
        message = (
            f"{len(lines)} {are} not stand in '{ADDRESSES_FILE}' with these words: {_named(lines)}"
        )
        yield document.problem("stale-addresses", places[0], message, advice)
    if gone:
        # The file was read long ago; it is read once more where there is something to tell.
        recorded = read_document(job.folder / file.path, job.folder, slug, [])
        keys = [recorded.key(("sentences", address)) if recorded else None for address in gone]
        lines = [str(key.line) for key in keys if key]
        stand = "sentence of this file stands" if len(gone) == 1 else "sentences of this file stand"
        message = f"{len(gone)} {stand} nowhere in the story"
        if recorded and keys[0]:
            place = recorded.place_of(keys[0])
            message = f"{message}: {_named(lines)}"
            yield recorded.problem("stale-addresses", place, message, advice)
        else:
            yield found("stale-addresses", Place(file.path), message, advice)


def _named(lines: Sequence[str]) -> str:
    """Some lines by their numbers, the first ones if there are many."""
    more = f" and {len(lines) - _MOST_NAMED} more" if len(lines) > _MOST_NAMED else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(lines[:_MOST_NAMED])}{more}"
