"""The lock of quotations → rows, a piece at a time: it grows with the whole site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from generator.diagnostics import Diagnostic, Severity, worst_first
from generator.digests import digest
from generator.files import read_part
from generator.index import Overlap, Row, SharedRun, row
from generator.load import ContentFile, Document, document_from, file_bytes
from generator.load.parse import parse
from generator.load.text import MAX_LOCK_BYTES, decode
from generator.model import Lock, LockedOverlap
from generator.parallel import parallel_map
from generator.passes.job import Findings, Job, Outcome
from generator.passes.stages import Stages
from generator.passes.stamps import UNIT as STAMP_UNIT
from generator.validate import validate_document
from generator.verify.lock import READABLE, wrong_version

# `explainer verify` writes one entry below the other, indented by two.
_SECTION = re.compile(rb"^quotations:\n", re.MULTILINE)
_ENTRY = re.compile(rb"^  (\S[^\n]*):\n(?=    )", re.MULTILINE)
_SECTION_END = re.compile(rb"^(?=[^ \n#])", re.MULTILINE)
# Text that would have to be read as a whole: other line ends, a byte order mark.
_ODD = re.compile(rb"\r|\A\xef\xbb\xbf")
_HEAD = b"normaliser: 1\nquotations:\n"
# About so many entries are read at a time. Which ones depends on their ids alone, so that one more
# leaves the other pieces as they are.
_AT_A_TIME = 64


class Piece(NamedTuple):
    """A part of the lock that can be read by itself.

    Attributes:
        name: its first quotation; empty for what stands around the quotations.
        start: where it begins in the file, in bytes.
        end: where it ends. What stands around the quotations is all but these bytes.
        key: a digest of its bytes.
    """

    name: str
    start: int
    end: int
    key: bytes


def pieces(data: bytes) -> list[Piece] | None:
    """The lock cut between entries of quotations; the rest of it is the first piece.

    None if it is written in another way than `explainer verify` writes it.
    """
    section = _SECTION.search(data)
    if section is None or _ODD.search(data):
        return None
    first = section.end()
    end = _SECTION_END.search(data, first)
    stop = end.start() if end else len(data)
    start = section.start()
    found = [Piece("", start, stop, digest(data[:start], data[stop:]))]
    entries = _ENTRY.finditer(data, first, stop)
    cuts = [each.start() for each in entries if begins_piece(each[1])]
    edges = [first, *(cut for cut in cuts if cut > first), stop]
    for a, b in pairwise(edges):
        if a < b:
            name = data[a : data.find(b"\n", a)].strip().decode("utf-8", "replace")
            found.append(Piece(name, a, b, digest(data[a:b])))
    return found


def begins_piece(id: bytes) -> bool:
    """Whether the entry of a quotation is the first of a piece."""
    return crc32(id) % _AT_A_TIME == 0


def cut(job: Job, file: ContentFile) -> list[Piece] | None:
    """The pieces of the lock; it is read where its bytes are forgotten afterwards."""
    data = file_bytes(file, job.folder)
    return None if isinstance(data, Diagnostic) else pieces(data)


def read_piece(job: Job, task: tuple[ContentFile, Piece]) -> Outcome | None:
    """The rows of a piece; None if it cannot be read by itself, or is another one by now."""
    file, piece = task
    if piece.name:
        data = read_part(file.path, piece.start, piece.end, inside=job.folder)
        own = digest(data)
    else:
        before = read_part(file.path, 0, piece.start, inside=job.folder)
        after = read_part(file.path, piece.end, MAX_LOCK_BYTES, inside=job.folder)
        data, own = before + after, digest(before, after)
    if own != piece.key:
        return None
    rows = rows_of(file.shown, (_HEAD if piece.name else b"") + data, is_whole=not piece.name)
    if rows is None:
        return None
    found, later = rows
    if piece.name and {each.key for each in found} != set(_ids(data)):
        return None
    return Outcome(piece.name or "lock", piece.key, tuple(found), result=Findings(later=later))


def rows_of(
    path: str, data: bytes, *, is_whole: bool
) -> tuple[list[Row], tuple[Diagnostic, ...]] | None:
    """The rows of bytes that are a lock; None if anything is wrong with them."""
    text, problems = decode(data, path, MAX_LOCK_BYTES)
    if problems:
        return None
    root, lines, problems = parse(text, path, by_command=True)
    if root is None or problems:
        return None
    document = Document("lock", path, lines, root)
    lock, problems = validate_document(document, Lock)
    if lock is None or problems:
        return None
    if not is_whole:
        return list(_quotation_rows(lock)), ()
    bad = wrong_version(lock, document)
    return list(_rest_rows(lock)), (bad,) if bad else ()


def _ids(data: bytes) -> Iterator[str]:
    return (each[1].decode().strip("'\"") for each in _ENTRY.finditer(data))


def read_lock(file: ContentFile, data: bytes) -> tuple[list[Outcome], list[Diagnostic]]:
    """The lock as a whole: what is wrong with it, or its rows.

    Args:
        file: the file.
        data: its bytes.
    """
    document, problems = document_from(data, file.shown, file.id)
    if document is None:
        return [], problems
    lock, found = validate_document(document, Lock)
    problems += found
    if lock is None or any(each.severity is Severity.ERROR for each in problems):
        return [], problems
    bad = wrong_version(lock, document)
    rows = [*_rest_rows(lock), *_quotation_rows(lock)]
    findings = Findings(tuple(problems), later=(bad,) if bad else ())
    return [Outcome("lock", digest(data), tuple(rows), result=findings)], []


def _rest_rows(lock: Lock) -> Iterator[Row]:
    if lock.normaliser not in READABLE:
        return
    yield row("lock", "", lock.normaliser)
    yield row("lock", "overlaps", tuple(map(_overlap, lock.overlaps)))
    for id, source in lock.sources.items():
        yield row("locked source", id, source.digest)


def _quotation_rows(lock: Lock) -> Iterator[Row]:
    for id, locked in lock.quotations.items():
        yield row("locked", id, locked, id)


def _overlap(locked: LockedOverlap) -> Overlap:
    runs = tuple(SharedRun(locked.a, locked.b, **run.model_dump()) for run in locked.runs)
    return Overlap(locked.a, locked.b, locked.words, locked.a_share, locked.b_share, runs)


def lock_stage(stages: Stages, file: ContentFile | None, *, has_sources: bool) -> list[Findings]:
    """Read the lock, piece by piece; as a whole if something is wrong with it.

    Args:
        stages: the stages.
        file: the lock, None if there is none.
        has_sources: whether there is a folder of sources, of which the index takes note here.
    """
    said = str(has_sources).encode()
    if stages.store.keys("lock").get("has sources") != said:
        note = Outcome("has sources", said, (row("lock", "has sources", has_sources),))
        stages.put("lock", note)
    findings = _read_pieces(stages, file) if file else []
    if findings is None and file:
        findings = _read_whole(stages, file)
    elif file is None:
        _drop_others(stages, set())
    stages.finish("lock")
    return findings or []


def _read_whole(stages: Stages, file: ContentFile) -> list[Findings]:
    """What is wrong with the lock, whose rows are in the index if it can be used."""
    data = file_bytes(file, stages.job.folder)
    outcomes: list[Outcome] = []
    if isinstance(data, Diagnostic):
        problems = [data]
    else:
        outcomes, problems = read_lock(file, data)
        problems = _written_anew(problems)
    for outcome in outcomes:
        stages.put("lock", outcome)
    _drop_others(stages, {outcome.name for outcome in outcomes})
    found = [outcome.result for outcome in outcomes]
    return [Findings(tuple(problems), is_valid=False), *found] if problems else found


def _written_anew(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What is wrong with the lock, in one message: a command writes it, and nobody mends it."""
    if not problems:
        return []
    first, *others = worst_first(problems)
    more = f", and {len(others)} more like this" if others else ""
    advice = "Run 'explainer verify' where the archive is: it writes the lock anew."
    return [replace(first, message=f"{first.message}{more}", help=advice)]


def _read_pieces(stages: Stages, file: ContentFile) -> list[Findings] | None:
    """What is wrong with the pieces, once they are in the index; None if that cannot be done."""
    known = stages.store.keys("lock")
    (found,) = parallel_map(cut, stages.next_job(), [file], stages.executor, are_large=True)
    if found is None:
        return None
    names = [each.name or "lock" for each in found]
    if len(set(names)) < len(names):
        return None
    new = [
        (file, each) for each, name in zip(found, names, strict=True) if known.get(name) != each.key
    ]
    made: dict[str, Findings] = {}
    for outcome in parallel_map(read_piece, stages.next_job(), new, stages.executor):
        if outcome is None:
            return None
        stages.put("lock", outcome)
        made[outcome.name] = outcome.result
    _drop_others(stages, set(names))
    if stages.store.has_repeated("lock", "locked"):
        return None
    return [made[name] if name in made else stages.store.result("lock", name) for name in names]


def _drop_others(stages: Stages, names: set[str]) -> None:
    known = {each for each in stages.store.keys("lock") if not each.startswith(STAMP_UNIT)}
    stages.drop("lock", known - names - {"site", "has sources", "rechecks"})
