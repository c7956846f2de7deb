"""A source and its quotations."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from generator.diagnostics import Diagnostic
from generator.index import (
    Authority,
    Grounds,
    Row,
    SourceRecord,
    StoredIndex,
    row,
)
from generator.load import (
    LOCK_FILE,
    ContentFile,
    Document,
    Listing,
    Mapping,
    Scalar,
    alleged_id,
    alleged_ids,
    alleged_text,
    file_bytes,
    read_document,
)
from generator.model import LockedQuotation, Quotation, Source, words_language
from generator.model.base import ID_PATTERN
from generator.passes.content.common import (
    Task,
    read_entry,
)
from generator.passes.job import Desk, Findings, Job, Outcome, desk, sort_name
from generator.passes.languages import LayeredFile, original_source
from generator.resolve import (
    Link,
    QuotationEntry,
    read_source,
)
from generator.validate import (
    Entry,
    look_alikes,
    plain_names,
)
from generator.verify.figure_problems import mistranslated_figures
from generator.verify.figures import is_untranslated
from generator.verify.independence import find_authorities
from generator.verify.left_page import left_without_copy
from generator.verify.lock import check_source
from generator.verify.lock_against_copies import SourceLock, hold_source


def source(job: Job, task: Task) -> Outcome:
    """One source with its quotations, held against the lock and, if that is asked for, its copy."""
    file, key = task
    if not re.fullmatch(ID_PATTERN, file.id):
        return alleged_quotations(job, task)
    work = desk(job)
    index = work.index()
    entry, document, data, problems = read_entry(work, index, file, Source)
    if entry is None:
        alleged = tuple(_alleged_rows(file, data))
        hides = document is None or not _has_all_ids(document)
        found = Findings(tuple(problems), is_valid=False, hides_ids=hides)
        return Outcome(file.shown, key, alleged, frozenset(index.asked), found)
    read = read_source(entry)
    quotations: dict[str, QuotationEntry] = {}
    for each in read.quotations:
        quotations.setdefault(each.quotation.id, each)
    lock = _lock_of(index, file.id, quotations)
    later: list[Diagnostic] = []
    verified: abc.Mapping[str, LockedQuotation] = {}
    unlocked: tuple[str, ...] = ()
    if lock and index.has_settings and not job.is_reading:
        known = lock.quotations
        verified, later = check_source(
            read.entry, quotations, lock.digest, known, index.settings, entry.document
        )
        unlocked = tuple(id for id in quotations if id not in known)
        if job.archive:
            later += hold_source(
                read.entry,
                quotations,
                lock,
                index.settings,
                job.archive,
                entry.document,
                lock_file=partial(_lock_file, job),
            )
    untranslated: list[Row] = []
    if index.has_settings and not (job.is_reading or job.language):
        left = index.left_page.get(file.id, {})
        later += left_without_copy(read.entry, quotations, left, entry.document)
        later += mistranslated_figures(entry.model, index.settings, entry.document)
        untranslated = [
            row(
                "untranslated",
                each.id,
                words_language(each, entry.model, index.settings),
                f"{sort_name(file)}\0{at:06}",
            )
            for at, each in enumerate(entry.model.quotations)
            if is_untranslated(each, entry.model, index.settings)
        ]
    models = [each.quotation for each in quotations.values()]
    term_of = work.glossary(index).term_of
    own = original_source(job.folder, file) if isinstance(file, LayeredFile) else None
    # Who vouches for words does not hang on how another language writes their names.
    authorities = find_authorities(own or entry.model, own.quotations if own else models, term_of)
    if own:
        authorities = _in_language(authorities, models)
    record = SourceRecord(read.entry, quotations, verified, authorities)
    rows = [
        row("source", file.id, record, sort_name(file)),
        row("source name", file.id, plain_names(entry.document), sort_name(file)),
        row("independence", file.id, _independence(entry.model), sort_name(file)),
        *_quotation_rows(entry, file),
        *untranslated,
        *_spellings(work, index, quotations.values(), file),
    ]
    if any(each.code == "duplicate-key" for each in problems):
        # Two entries may have been taken for one: what the second gives is not in the document.
        rows += _alleged_rows(file, data)
    found = Findings(
        problems=tuple(problems),
        references=tuple(read.problems),
        later=tuple(later),
        look_alikes=tuple(look_alikes(entry.document, entry.model)),
        unlocked=unlocked,
        is_bare=not quotations,
    )
    return Outcome(file.shown, key, tuple(rows), frozenset(index.asked), found)


def _in_language(
    authorities: dict[str, Authority], quotations: Iterable[Quotation]
) -> dict[str, Authority]:
    """Who vouches for words, by the names that a language has for them."""
    names = {each.id: each.speaker or each.attributed_to for each in quotations}
    return {
        id: replace(each, name=names.get(id) or each.name)
        if each.grounds is Grounds.NAMED
        else each
        for id, each in authorities.items()
    }


def _lock_of(index: StoredIndex, id: str, quotations: Iterable[str]) -> SourceLock | None:
    """What the lock says of a source and its quotations; None if it says nothing that counts."""
    version = index.table("lock").get("")
    if version is None:
        return None
    locked = index.table("locked")
    known = {each: found for each in quotations if (found := locked.get(each))}
    return SourceLock(version, index.digests.get(id, ""), known)


def _lock_file(job: Job) -> Document:
    path = job.folder / job.content / LOCK_FILE
    document = read_document(path, job.folder, "lock", [])
    if document is None:
        # It was read a moment ago: somebody has changed it since.
        raise FileNotFoundError(path)
    return document


def _independence(source: Source) -> Source:
    """What decides which sources count as one, without all else."""
    return source.model_copy(update={"quotations": [], "note": None})


def _quotation_rows(entry: Entry[Source], file: ContentFile) -> Iterator[Row]:
    links = []
    for at, quotation in enumerate(entry.model.quotations):
        sort = f"{sort_name(file)}\0{at:06}"
        yield row("quotation", quotation.id, (file.id, at, sort), sort)
        if quotation.same_statement_as:
            links.append(Link(quotation.id, at, tuple(quotation.same_statement_as)))
    if links:
        yield row("statement link", file.id, tuple(links), sort_name(file))


def _spellings(
    work: Desk, index: StoredIndex, quotations: Iterable[QuotationEntry], file: ContentFile
) -> Iterator[Row]:
    glossary = work.glossary(index)
    found = {
        (term, text[start:end])
        for text in (entry.quotation.exact for entry in quotations)
        for start, end, term in glossary.find(text)
    }
    for term, spelling in sorted(found):
        yield row("spelling", term, (spelling, file.id), sort_name(file))


def alleged_quotations(job: Job, task: Task) -> Outcome:
    """The ids that a file seems to give to quotations that has no usable name itself."""
    file, key = task
    data = file_bytes(file, job.folder)
    rows = _alleged_rows(file, b"" if isinstance(data, Diagnostic) else data)
    return Outcome(file.shown, key, tuple(rows), result=Findings(is_valid=False, hides_ids=True))


def _alleged_rows(file: ContentFile, data: bytes) -> Iterator[Row]:
    """The ids that a broken file seems to give: its own, and those of quotations."""
    yield row("alleged source", alleged_id(file.path.name), None, sort_name(file))
    for id in sorted(alleged_ids(alleged_text(data))):
        yield row("alleged quotation", id, None, sort_name(file))


def _has_all_ids(document: Document) -> bool:
    """Whether each quotation of a source that is not valid has an id all the same."""
    listing = document.root.get("quotations") if isinstance(document.root, Mapping) else None
    ids = [
        entry.get("id") if isinstance(entry, Mapping) else None
        for entry in (listing.items if isinstance(listing, Listing) else ())
    ]
    return bool(ids) and all(
        isinstance(id, Scalar) and re.fullmatch(ID_PATTERN, id.text) for id in ids
    )
