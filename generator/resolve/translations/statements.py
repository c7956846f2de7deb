"""A sentence in another language: its own words, and all else from the original."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.load import Document, Trail
from generator.prose import Cite, Line, read_prose
from generator.resolve.glossary import Glossary
from generator.resolve.site import Statement
from generator.resolve.translations.binding import Bound


def translated_statement(
    bound: Bound, document: Document, glossary: Glossary, seen: set[str]
) -> tuple[Statement | None, list[Diagnostic]]:
    """A sentence as it stands in another language.

    Args:
        bound: the translation of a sentence.
        document: the file of translations.
        glossary: how terms are spelled in its language.
        seen: the terms that its section has had; those found are added.

    Returns:
        The sentence, None if it cannot be read, and what is wrong with it.
    """
    original = bound.original.statement
    trail: Trail = ("texts", bound.key, "text")
    paragraphs, problems = read_prose(document, trail, citations_needed=False)
    lines = [line for paragraph in paragraphs for line in paragraph]
    if original is None or not lines:
        return None, problems
    if len(lines) > 1:
        message = f"the translation of one sentence has {len(lines)} lines"
        problems.append(document.problem("translated-lines", lines[1].place, message))
        return None, problems
    line = lines[0]
    problems += own_marks(line, document)
    nodes, _ = glossary.read(line.nodes, line.words, seen)
    if original.quotations:
        nodes = (*nodes, Cite(original.quotations, original.compared))
    return replace(original, nodes=nodes, place=line.place), problems


def own_marks(line: Line, document: Document) -> list[Diagnostic]:
    """Citations and marks in a translation: those of the original hold."""
    if line.citations:
        place, what = line.citations[0].place, f"'@{line.citations[0].quotation}' is cited"
    elif marks := [
        name
        for name, is_there in (
            ("[editor]", line.editor),
            ("[derived: …]", line.derived),
            ("[language: …]", line.language),
        )
        if is_there
    ]:
        place, what = line.place, f"'{marks[0]}' stands"
    else:
        return []
    message = f"{what} in a translation"
    return [document.problem("citation-in-translation", place, message)]
