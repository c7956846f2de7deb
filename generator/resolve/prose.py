"""Prose with its references followed: statements with addresses, citations and terms."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Diagnostic, Edit
from generator.diagnostics.record import did_you_mean, meant
from generator.load import Document, Trail
from generator.prose import Line, plain_text, read_prose
from generator.resolve.glossary import Glossary
from generator.resolve.site import Footnote, Paragraphs, Statement


class ProseResolver:
    """Resolves prose against the quotations and terms of a site, and remembers what was found.

    Attributes:
        problems: what was wrong in all prose read so far.
        cited: ids of the quotations cited so far.
        found_terms: ids of the terms found so far, outside their own definitions.
    """

    def __init__(
        self, quotations: Iterable[str], glossary: Glossary, *, check: bool = True
    ) -> None:
        self._check = check
        self._quotations = frozenset(quotations)
        self._glossary = glossary
        self.problems: list[Diagnostic] = []
        self.cited: set[str] = set()
        self.found_terms: set[str] = set()

    def read(
        self,
        document: Document,
        trail: Trail,
        name: str,
        seen: set[str],
        *,
        citations_needed: bool = True,
        defines: str | None = None,
    ) -> Paragraphs:
        """Read and resolve one text.

        Args:
            document: the file.
            trail: where in the file.
            name: what the statements' addresses are made of; unique on the page.
            seen: the terms that this section has had; those found are added.
            citations_needed: whether each statement must cite.
            defines: the term that the text defines, which is not marked in it.
        """
        lines, problems = read_prose(document, trail, citations_needed=citations_needed)
        self.problems += problems
        paragraphs = []
        number = 0
        for paragraph in lines:
            statements = []
            for line in paragraph:
                number += 1
                statements.append(
                    self._statement(document, line, f"{name}.{number}", seen, defines)
                )
            paragraphs.append(tuple(statements))
        return tuple(paragraphs)

    def _statement(
        self, document: Document, line: Line, anchor: str, seen: set[str], defines: str | None
    ) -> Statement:
        for citation in line.citations:
            if self._check and citation.quotation not in self._quotations:
                message = f"there is no quotation '{citation.quotation}'"
                advice = did_you_mean(citation.quotation, self._quotations)
                name = meant(citation.quotation, self._quotations)
                edit = Edit(citation.place, citation.quotation, name or "", prose=True)
                fix = (edit,) if name else ()
                self.problems.append(
                    document.problem("unknown-citation", citation.place, message, advice, fix)
                )
        ids = tuple(dict.fromkeys(citation.quotation for citation in line.citations))
        self.cited.update(ids)
        self.found_terms.update(
            term for _, _, term in self._glossary.find(plain_text(line.nodes)) if term != defines
        )
        nodes = self._glossary.mark(line.nodes, seen, skip=defines)
        return Statement(anchor, nodes, ids, line.editor, line.derived, line.place)


def number_footnotes(statements: Iterable[Statement]) -> tuple[Footnote, ...]:
    """The footnotes of a page: one per quotation, numbered in reading order from 1."""
    cited_by: dict[str, list[str]] = {}
    for statement in statements:
        for quotation in statement.quotations:
            cited_by.setdefault(quotation, []).append(statement.anchor)
    return tuple(
        Footnote(number, quotation, tuple(anchors))
        for number, (quotation, anchors) in enumerate(cited_by.items(), 1)
    )
