"""Rulings on what copies have in common that do not go together."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.verify.independence import Conflict


def contrary(conflict: Conflict, document: Document) -> Diagnostic:
    """Report a ruling that does not go together with others; `document` is that of its source."""
    named = ", ".join(f"'{source}'" for source in conflict.sources)
    message = f"{conflict.kind.replace('-', ' ')} between {named}: {conflict.reason}"
    return document.problem("contrary-ruling", document.place(("rulings",)), message)
