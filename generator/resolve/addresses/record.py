"""What is wrong in a file of addresses by itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.load import Document, Trail
from generator.model import Addresses


def check_record(document: Document, record: Addresses) -> Iterator[Diagnostic]:
    """What is wrong in a file of addresses, whatever the story says now."""
    for address, gone in record.gone.items():
        trail: Trail = ("gone", address)
        if address in record.sentences:
            line = document.place(("sentences", address)).line
            message = f"the sentence '{address}' stands in line {line}: it is not gone"
            advice = "Remove the line under 'gone'."
            yield document.problem("duplicate-id", document.place(trail), message, advice)
        if gone.now not in record.sentences:
            message = f"there is no sentence '{gone.now}' in this file"
            place = document.place((*trail, "now"))
            advice = "Let it lead to a sentence under 'sentences'."
            yield document.problem("unknown-reference", place, message, advice)
