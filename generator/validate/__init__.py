"""validate: documents → models, all problems of a file at once."""

from __future__ import annotations

from functools import partial

from pydantic import ValidationError

from generator.diagnostics import Diagnostic
from generator.load import Document, Documents, plain_value
from generator.memory import FORGETFUL, Memory
from generator.model import Lock, SiteSettings, Source, Story, Term
from generator.model.doubts import doubts_about
from generator.model.invisible import is_invisible
from generator.model.lookalikes import passes_for_another
from generator.validate.content import Content, Entry, M
from generator.validate.suspicions import (
    denied,
    may_have_addresses,
    names_of_files,
    place_of_words,
    signs,
    taken_for_others,
    unseen,
)
from generator.validate.wrong import diagnostics_of

__all__ = ["Content", "Entry", "validate", "validate_document"]


def validate(documents: Documents, memory: Memory = FORGETFUL) -> tuple[Content, list[Diagnostic]]:
    """Check every document against its model. An invalid document is left out of the result.

    Args:
        documents: the files of the content.
        memory: what was checked before.
    """
    problems: list[Diagnostic] = []

    def entries(files: list[Document], model: type[M]) -> list[Entry[M]]:
        checked = []
        for document in files:
            check = partial(validate_document, document, model)
            value, bad = memory.recall("model", document.path, document.print, check)
            problems.extend(bad)
            if value is not None:
                checked.append(Entry(document, value))
        return checked

    site = entries([documents.site] if documents.site else [], SiteSettings)
    lock = entries([documents.lock] if documents.lock else [], Lock)
    content = Content(
        site=site[0] if site else None,
        sources=entries(documents.sources, Source),
        terms=entries(documents.terms, Term),
        stories=entries(documents.stories, Story),
        lock=lock[0] if lock else None,
    )
    return content, [*problems, *taken_for_others(content), *denied(content.site, documents)]


def validate_document(document: Document, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Make a model of a document, or say everything that is wrong with it."""
    # What the lock has to say stands in sources and copies.
    used = set() if model is Lock else signs(document)
    problems = [*names_of_files(document)]
    if any(map(is_invisible, used)):
        problems += unseen(document)
    try:
        value = model.model_validate(plain_value(document.root))
    except ValidationError as error:
        problems += diagnostics_of(document, model, error.errors(include_url=False))
        return None, problems
    has_addresses = model is not Lock and may_have_addresses(document)
    if has_addresses or any(map(passes_for_another, used)):
        for doubt in doubts_about(value):
            place = place_of_words(document, doubt.steps, doubt.words)
            problems.append(document.problem(doubt.code, place, doubt.message))
    return value, problems
