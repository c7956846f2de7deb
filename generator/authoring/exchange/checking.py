"""Why a translation that comes back cannot stand in a file of translations."""

from __future__ import annotations

from generator.authoring.yaml_text import UnwritableError, scalar
from generator.diagnostics import Severity
from generator.load import document_from
from generator.model import Translation
from generator.prose import without_citations
from generator.resolve import Glossary
from generator.resolve.translations import Bound, translated_statement
from generator.validate import validate_document

_PATH = "translation.yml"


def why_refused(bound: Bound) -> str:
    """Why a translation is refused, empty if it is not: what `explainer check` would say of it."""
    text = bound.entry.text or ""
    if "\n" in text or "\r" in text:
        return "it has several lines"
    if bound.original.statement is None and without_citations(text) != text:
        return "it has citations or marks of its own"
    try:
        original, written = scalar(bound.entry.made_from), scalar(text)
    except UnwritableError as error:
        return str(error)
    data = f"texts:\n  key:\n    original: {original}\n    text: {written}\n".encode()
    document, problems = document_from(data, _PATH, "")
    model = None
    if document is not None:
        model, wrong = validate_document(document, Translation)
        problems += wrong
    if document is not None and model is not None and bound.original.statement:
        entry = Bound("key", bound.original, model.texts["key"])
        statement, wrong = translated_statement(entry, document, Glossary(()), set())
        problems += wrong
        if statement is None and not problems:
            return "it is no sentence"
    return next((each.message for each in problems if each.severity is Severity.ERROR), "")
