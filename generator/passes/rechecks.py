"""What live pages had of the quoted words at the last look → rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, Severity, worst_first
from generator.digests import digest
from generator.index import LeftWords, Row, row
from generator.load import ContentFile, document_from, file_bytes
from generator.model import Rechecks
from generator.passes.job import Findings, Outcome
from generator.passes.stages import Stages
from generator.validate import validate_document

_NAME = "rechecks"


def recheck_file(stages: Stages, file: ContentFile | None) -> list[Findings]:
    """Read what the last look found; a file in which anything is wrong says nothing.

    Args:
        stages: the stages.
        file: the file, None if there is none.
    """
    data = file_bytes(file, stages.job.folder) if file else None
    if file is None or not isinstance(data, bytes):
        stages.drop("lock", {_NAME} & stages.store.keys("lock").keys())
        return [Findings((data,), is_valid=False)] if isinstance(data, Diagnostic) else []
    key = digest(data)
    if stages.store.keys("lock").get(_NAME) != key:
        record, findings = _read(file, data)
        rows = tuple(_rows(record)) if record else ()
        stages.put("lock", Outcome(_NAME, key, rows, result=findings))
        return [findings]
    kept: Findings = stages.store.result("lock", _NAME)
    return [kept]


def _read(file: ContentFile, data: bytes) -> tuple[Rechecks | None, Findings]:
    document, problems = document_from(data, file.shown, file.id)
    record = None
    if document is not None:
        record, found = validate_document(document, Rechecks)
        problems += found
    if any(each.severity is Severity.ERROR for each in problems):
        record = None
    return record, Findings(tuple(_in_one(problems)), is_valid=record is not None)


def _in_one(problems: list[Diagnostic]) -> Iterator[Diagnostic]:
    """What is wrong, in one message: a command writes the file, and nobody mends it."""
    if problems:
        first, *others = worst_first(problems)
        more = f", and {len(others)} more like this" if others else ""
        advice = "Run 'explainer recheck': it writes the file anew. Or remove the file."
        yield replace(first, message=f"{first.message}{more}", help=advice, fix=())


def _rows(record: Rechecks) -> Iterator[Row]:
    for id, source in record.sources.items():
        yield row("rechecked", id, source, id)
        left = {
            name: LeftWords(each.words, each.state, each.reads or "")
            for name, each in source.quotations.items()
            if each.state.has_left
        }
        if left:
            yield row("left page", id, left, id)
