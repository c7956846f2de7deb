"""What is wrong in a file with the history of a story by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.model import History
from generator.model.dates import parse_date
from generator.model.history import MOST_VERSIONS
from generator.resolve.history.versions import BadVersionError, versions_of


def check_history(document: Document, history: History) -> Iterator[Diagnostic]:
    """What is wrong in a history, whatever the story says now.

    Args:
        document: the file.
        history: what it holds.
    """
    versions = history.versions
    if len(versions) > MOST_VERSIONS:
        place = document.place(("versions", MOST_VERSIONS))
        message = f"the history has {len(versions)} versions; {MOST_VERSIONS} are allowed"
        yield document.problem("too-large", place, message)
        return
    for at, (before, version) in enumerate(pairwise(versions), 1):
        if parse_date(version.date).first < parse_date(before.date).first:
            place = document.place(("versions", at, "date"))
            message = f"{version.date} is before {before.date}, the date of the version before"
            advice = "Put the dates right; a version is only ever added at the end."
            yield document.problem("date-order", place, message, advice)
    known = 0
    try:
        for _ in versions_of(versions):
            known += 1
    except BadVersionError as error:
        place = document.place(("versions", known))
        message = f"version {known + 1} was altered: {error}"
        yield document.problem("altered-history", place, message)
