"""What one file with prose gives to the site.

A story or a term is resolved by a pure function of its file, the ids of the quotations and the
glossary. Its result says of the prose what the site needs to know of it as a whole, so that nobody
has to walk over all statements of all files again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeAlias, TypeVar

from generator.diagnostics import Diagnostic
from generator.memory import Memory, digest
from generator.model import Story, Term
from generator.prose import plain_text, term_uses
from generator.resolve.glossary import Glossary
from generator.resolve.prose import ProseResolver
from generator.resolve.site import ResolvedStory, Statement, TermEntry, Use
from generator.validate import Entry

T = TypeVar("T", ResolvedStory, TermEntry)
M = TypeVar("M", Story, Term)


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """One story or term, and the summaries of its prose.

    Other quotations change it only if one that it cites comes or goes, or if it cites one that
    there is not, for which the nearest is named.

    Attributes:
        entry: the story or term.
        problems: what is wrong in its file.
        cited: the quotations that its prose names, whether there are such or not.
        found_terms: the terms that stand in its prose, outside their own definitions.
        marked_terms: those of them that are marked for readers.
        uses: the statements that cite each quotation, in reading order.
        print: a digest of the file's text and of what is marked in it: equal ones mean that the
            entry is equal.
    """

    entry: T
    problems: tuple[Diagnostic, ...]
    cited: frozenset[str]
    found_terms: frozenset[str]
    marked_terms: frozenset[str]
    uses: Mapping[str, tuple[Use, ...]]
    print: bytes


Resolve: TypeAlias = Callable[[Entry[M], frozenset[str] | None, Glossary], Resolved[T]]
"""What resolves one file: `resolve_story` or `resolve_term`."""
AnyResolved: TypeAlias = Resolved[ResolvedStory] | Resolved[TermEntry]


def summed_up(
    entry: T,
    statements: Iterable[Statement],
    resolver: ProseResolver,
    problems: Iterable[Diagnostic],
    *,
    slug: str = "",
    term: str = "",
) -> Resolved[T]:
    """The result for a story or term.

    Args:
        entry: the story or term.
        statements: all that it shows, in reading order.
        resolver: what has read its prose.
        problems: what was wrong in the file.
        slug: the story's, if it is one.
        term: the term's id, if it is one.
    """
    uses: dict[str, list[Use]] = {}
    marked: set[str] = set()
    shown = [resolver.document.print]
    for statement in statements:
        if statement.quotations:
            use = Use(statement.anchor, plain_text(statement.nodes), slug, term)
            for id in statement.quotations:
                uses.setdefault(id, []).append(use)
        if statement.anchor in resolver.with_terms:
            marked.update(term_uses(statement.nodes))
            shown.append(repr((statement.anchor, statement.nodes)).encode())
    return Resolved(
        entry=entry,
        problems=tuple(problems),
        cited=frozenset(resolver.cited),
        found_terms=frozenset(resolver.found_terms),
        marked_terms=frozenset(marked),
        uses={id: tuple(found) for id, found in uses.items()},
        print=digest(*shown),
    )


class Again:
    """Resolves the stories and terms of a site; what holds still is not resolved again."""

    def __init__(
        self, quotations: frozenset[str] | None, glossary: Glossary, memory: Memory
    ) -> None:
        """Take what all of them are resolved with.

        Args:
            quotations: the ids that may be cited; None if they are not known.
            glossary: all terms.
            memory: what was resolved before.
        """
        self._quotations = quotations
        self._glossary = glossary
        self._memory = memory
        self._print = glossary.print

    def resolved(self, resolve: Resolve[M, T], entry: Entry[M]) -> Resolved[T]:
        """One story or term, resolved by its function."""
        document = entry.document
        key = digest(document.print, self._print)
        held: Resolved[T] | None = self._memory.find("resolved", document.path, key)
        if held is None or not self._knows(held):
            held = resolve(entry, self._quotations, self._glossary)
            # For a citation of what there is not, the nearest of all ids is named.
            if document.print and self._knows(held):
                self._memory.put("resolved", document.path, key, held)
        return held

    def _knows(self, result: Resolved[T]) -> bool:
        return self._quotations is not None and result.cited <= self._quotations


def all_uses(
    quotations: Iterable[str], results: Iterable[AnyResolved]
) -> dict[str, tuple[Use, ...]]:
    """Where each quotation is used, result by result."""
    found: dict[str, list[tuple[Use, ...]]] = {id: [] for id in quotations}
    for result in results:
        for id, uses in result.uses.items():
            if id in found:
                found[id].append(uses)
    return {
        id: parts[0] if len(parts) == 1 else tuple(chain.from_iterable(parts))
        for id, parts in found.items()
    }


def stories_of_terms(
    terms: Iterable[str], results: Iterable[Resolved[ResolvedStory]]
) -> dict[str, tuple[str, ...]]:
    """The slugs of the stories in which each term is marked."""
    found: dict[str, list[str]] = {id: [] for id in terms}
    for result in results:
        for term in result.marked_terms:
            found[term].append(result.entry.slug)
    return {id: tuple(slugs) for id, slugs in found.items()}
