"""validate: documents → models, all problems of a file at once."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from pydantic import ValidationError

from generator.diagnostics import Diagnostic
from generator.load import Document, Documents, plain_value
from generator.model import Lock, Rechecks, Source, Story, Term
from generator.model.invisible import is_invisible
from generator.model.lookalikes import is_confusable
from generator.model.spoofing import spoofing_risks
from generator.validate.content import Content, Entry, M
from generator.validate.pydantic_errors import diagnostics_from_errors
from generator.validate.spoofing import (
    LookAlike,
    check_denied_addresses,
    check_file_id,
    check_invisible_characters,
    look_alike_problems,
    look_alikes,
    may_have_addresses,
    non_ascii_characters,
    place_of_words,
    plain_names,
    wrong_hosts,
)

__all__ = [
    "Content", "Entry", "LookAlike", "check_denied_addresses", "look_alike_problems",
    "look_alikes", "plain_names", "valid_content", "valid_entries", "validate_document",
    "wrong_hosts",
]  # fmt: skip


def valid_content(documents: Documents) -> Content:
    """The valid sources, terms and stories among some documents."""
    return Content(
        valid_entries(documents.sources, Source),
        valid_entries(documents.terms, Term),
        valid_entries(documents.stories, Story),
    )


def valid_entries(documents: Iterable[Document], model: type[M]) -> list[Entry[M]]:
    """The documents that a model can be made of, each with it."""
    entries = []
    for document in documents:
        with suppress(ValidationError):
            value = model.model_validate(plain_value(document.root))
            entries.append(Entry(document, value))
    return entries


def validate_document(document: Document, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Make a model of a document, or say everything that is wrong with it."""
    # What the lock has to say stands in sources and copies; what a page reads is nobody's mistake.
    is_made = model in (Lock, Rechecks)
    used = set() if is_made else non_ascii_characters(document)
    problems = [*check_file_id(document)]
    if any(map(is_invisible, used)):
        problems += check_invisible_characters(document)
    try:
        value = model.model_validate(plain_value(document.root))
    except ValidationError as error:
        problems += diagnostics_from_errors(document, model, error.errors(include_url=False))
        return None, problems
    has_addresses = not is_made and may_have_addresses(document)
    if has_addresses or any(map(is_confusable, used)):
        for doubt in spoofing_risks(value):
            place = place_of_words(document, doubt.steps, doubt.words)
            problems.append(document.problem(doubt.code, place, doubt.message))
    return value, problems
