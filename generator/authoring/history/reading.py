"""The files that a history is made from, and what keeps a version from being added."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Severity
from generator.load import Document, read_document
from generator.model import Addresses, History, Story, StoryVersion
from generator.model.dates import parse_date
from generator.resolve import check_record
from generator.resolve.history import State, check_history, new_version
from generator.validate import validate_document

M = TypeVar("M", Story, Addresses, History)


class HistoryError(Exception):
    """A version cannot be added; the message says why."""


def make_version(
    slug: str, before: StoryVersion | None, then: State, now: State, day: str, note: str | None
) -> StoryVersion:
    """The version with which a story's history goes on, see `new_version`.

    Raises:
        HistoryError: it has what no history may hold.
    """
    try:
        return new_version(before, then, now, day, note)
    except ValidationError as error:
        why = error.errors()[0]["msg"]
        raise HistoryError(f"the version of '{slug}' cannot be written: {why}") from error


def check_date(day: str, story: Story, said_on: str) -> None:
    """Look whether a version can be of a day; `said_on` is the date of the last one, if any.

    Raises:
        HistoryError: it cannot.
    """
    try:
        first = parse_date(day).first
    except ValueError as error:
        raise HistoryError(f"'{day}' is not a date: {error}") from error
    if first < parse_date(story.published).first:
        raise HistoryError(f"{day} is before {story.published}, when the story was published")
    if said_on and first < parse_date(said_on).first:
        raise HistoryError(f"{day} is before {said_on}, the date of the last version")


def read_beside(
    path: Path, folder: Path, slug: str, model: type[M], problems: list[Diagnostic]
) -> M | None:
    """What a file beside the story holds; None if there is none, or it cannot be used."""
    if not (path.exists() or path.is_symlink()):
        return None
    document = read_document(path, folder, slug, problems)
    value = model_of(document, model, problems)
    if document is not None and isinstance(value, Addresses):
        problems += check_record(document, value)
    if document is not None and isinstance(value, History):
        problems += check_history(document, value)
    return value


def model_of(document: Document | None, model: type[M], problems: list[Diagnostic]) -> M | None:
    """What a document holds; what is wrong with it is added to `problems`."""
    if document is None:
        return None
    value, wrong = validate_document(document, model)
    problems += wrong
    return value


def has_errors(problems: Collection[Diagnostic]) -> bool:
    """Whether one of some problems is an error."""
    return any(each.severity is Severity.ERROR for each in problems)
