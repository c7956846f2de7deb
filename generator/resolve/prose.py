"""Prose with its references followed: statements with addresses, citations and terms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from generator.diagnostics import Diagnostic, Edit, Place
from generator.diagnostics.record import certain_match, did_you_mean
from generator.load import Document, Trail
from generator.load.text import MAX_PROBLEMS, too_many_problems
from generator.prose import Citation, Line, read_prose
from generator.resolve.glossary import Glossary
from generator.resolve.references import MOST_SOUGHT
from generator.resolve.site import Footnote, Paragraphs, Statement

# Of a source that is cited itself, so many quotations are named.
_MOST_OFFERED = 3

QuotationsOf: TypeAlias = Callable[[str], Sequence[str] | None]
"""Gives the ids of a source's quotations; None if there is no such source."""


class ProseResolver:
    """Resolves the prose of one file against a site, and remembers what was found.

    Attributes:
        problems: what was wrong in the prose read so far.
        cited: ids of the quotations cited so far.
        found_terms: ids of the terms found so far, outside their own definitions.
        other_case: where terms stand first in other capitals than they are looked for.
        document: the file.
        with_terms: addresses of the statements in which terms are marked.
    """

    def __init__(
        self,
        document: Document,
        quotations: Collection[str] | None,
        glossary: Glossary,
        quotations_of: QuotationsOf | None = None,
    ) -> None:
        """Take what may be cited; `quotations_of` is for what is told of a source cited itself."""
        self.document = document
        self._quotations_of: QuotationsOf = quotations_of or (lambda source: None)  # noqa: ARG005
        self._quotations = quotations
        self._glossary = glossary
        self.problems: list[Diagnostic] = []
        self.cited: set[str] = set()
        self.found_terms: set[str] = set()
        self.other_case: dict[str, Place] = {}
        self.with_terms: set[str] = set()
        self._unknown = 0

    def read(
        self,
        trail: Trail,
        name: str,
        seen: set[str],
        *,
        citations_needed: bool = True,
        defines: str | None = None,
    ) -> Paragraphs:
        """Read and resolve one text.

        Args:
            trail: where in the file.
            name: what the statements' addresses are made of; unique on the page.
            seen: the terms that this section has had; those found are added.
            citations_needed: whether each statement must cite.
            defines: the term that the text defines, which is not marked in it.
        """
        lines, problems = read_prose(
            self.document, trail, citations_needed=citations_needed, kind_of=self._kind_of
        )
        self.problems += problems
        paragraphs = []
        number = 0
        for paragraph in lines:
            statements = []
            for line in paragraph:
                number += 1
                statements.append(self._statement(line, f"{name}.{number}", seen, defines))
            paragraphs.append(tuple(statements))
        return tuple(paragraphs)

    def readdress(self, addresses: Mapping[str, str]) -> None:
        """Take over other addresses for the statements, by those that they were read with."""
        self.with_terms = {addresses.get(each, each) for each in self.with_terms}

    def _kind_of(self, id: str) -> Literal["quotation", "source", ""]:
        if self._quotations is not None and id in self._quotations:
            return "quotation"
        return "" if self._quotations_of(id) is None else "source"

    def _statement(self, line: Line, anchor: str, seen: set[str], defines: str | None) -> Statement:
        ids = line.quotations
        if self._quotations is not None and not all(id in self._quotations for id in ids):
            self._report_unknown(line, self._quotations)
        self.cited.update(ids)
        others: dict[str, str] = {}
        nodes, found = self._glossary.read(line.nodes, line.words, seen, defines, others)
        for term, words in others.items():
            if term != defines and term not in self.other_case:
                self.other_case[term] = self._place_of(words, line)
        self.found_terms |= found
        if nodes is not line.nodes:
            self.with_terms.add(anchor)
        return Statement(
            anchor,
            nodes,
            ids,
            line.editor,
            line.derived,
            line.place,
            compared=line.compared,
            language=line.language,
        )

    def _place_of(self, words: str, line: Line) -> Place:
        """Where words stand in a line; the line, if they are written in another way there."""
        column = self.document.lines[line.place.line - 1].find(words) + 1
        return replace(line.place, column=column, width=len(words)) if column else line.place

    def _report_unknown(self, line: Line, known: Collection[str]) -> None:
        for citation in line.citations:
            if citation.quotation in known:
                continue
            self._unknown += 1
            if self._unknown > MAX_PROBLEMS:
                if self._unknown == MAX_PROBLEMS + 1:
                    source_line = self.document.lines[citation.line - 1]
                    self.problems.append(too_many_problems(citation.place, source_line))
                return
            if (own := self._quotations_of(citation.quotation)) is not None:
                self.problems.append(_cited_source(self.document, citation, own))
                continue
            # A large site has so many ids that looking for a near one takes its time.
            named = known if self._unknown <= MOST_SOUGHT else ()
            self.problems.append(_unknown_citation(self.document, citation, named))


def _unknown_citation(document: Document, citation: Citation, known: Collection[str]) -> Diagnostic:
    id = citation.quotation
    message = f"there is no quotation '{id[:60]}'"
    name = certain_match(id, known)
    fix = (Edit(citation.place, id, name, prose=True),) if name else ()
    advice = did_you_mean(id, known)
    return document.problem("unknown-citation", citation.place, message, advice, fix)


def _cited_source(document: Document, citation: Citation, own: Sequence[str]) -> Diagnostic:
    """A source is cited, where one of its quotations should be."""
    id = citation.quotation
    message = f"'{id}' is a source; what is cited is one of its quotations"
    shown = ", ".join(f"@{each}" for each in own[:_MOST_OFFERED])
    rest = len(own) - _MOST_OFFERED
    if not own:
        advice = "It has none yet: add one with 'explainer quote'."
    elif rest > 0:
        advice = f"Cite the words that say it: {shown} or another of its {len(own)}."
    else:
        advice = f"Cite the words that say it: {shown}."
    return document.problem("unknown-citation", citation.place, message, advice)


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
