"""A file of the content as a valid model: how every kind of file is read in the first pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostic, Severity
from generator.index import Question, Row
from generator.load import ContentFile, Document, document_from, file_bytes
from generator.model import Addresses
from generator.model.base import Model
from generator.passes.job import Findings, Outcome
from generator.passes.languages import LayeredFile, layered_document
from generator.validate import validate_document

M = TypeVar("M", bound=Model)


def read_model(
    folder: Path, file: ContentFile, model: type[M]
) -> tuple[M | None, Document | None, bytes, list[Diagnostic]]:
    """A file as a valid model, its document, its bytes (what there is), and what is wrong.

    Args:
        folder: the site's folder, which the file may not lead out of.
        file: the file.
        model: what it holds.
    """
    if isinstance(file, LayeredFile):
        value, document, _ = read_layered(folder, file, model)
        return value, document, _bytes(folder, file), []
    data = file_bytes(file, folder)
    if isinstance(data, Diagnostic):
        return None, None, b"", [data]
    document, problems = document_from(data, file.shown, file.id)
    if document is None:
        return None, None, data, problems
    value, found = validate_document(document, model)
    return value, document, data, problems + found


def whole_or_nothing(
    file: ContentFile,
    key: bytes,
    problems: Sequence[Diagnostic],
    rows: Iterable[Row],
    asked: Collection[Question] = (),
) -> Outcome:
    """What a file leaves that stands for nothing while anything is wrong in it.

    Args:
        file: the file.
        key: a digest of what it was read from.
        problems: what is wrong.
        rows: what stands in the index if nothing is.
        asked: what was asked of the index.
    """
    is_valid = not any(each.severity is Severity.ERROR for each in problems)
    found = Findings(tuple(problems), is_valid=is_valid)
    return Outcome(file.shown, key, tuple(rows) if is_valid else (), frozenset(asked), found)


def read_layered(
    folder: Path, file: LayeredFile, model: type[M]
) -> tuple[M | None, Document | None, Addresses | None]:
    """The same of a file with its translation, and of a story the addresses of its sentences.

    What is wrong with either has been told before.
    """
    document, addresses = layered_document(folder, file)
    value = validate_document(document, model)[0] if document else None
    return value, document, addresses


def _bytes(folder: Path, file: ContentFile) -> bytes:
    data = file_bytes(file, folder)
    return data if isinstance(data, bytes) else b""
