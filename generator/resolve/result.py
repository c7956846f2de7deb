"""What one file with prose gives to the site.

A story or a term is resolved by a pure function of its file, the ids of the quotations and the
glossary. Its result says of the prose what the rest of the site needs to know of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.diagnostics import Diagnostic, Place
from generator.prose import plain_text, term_uses
from generator.resolve.addresses import Addressing
from generator.resolve.prose import ProseResolver
from generator.resolve.site import ResolvedStory, Statement, TermEntry, Use

T = TypeVar("T", ResolvedStory, TermEntry)


@dataclass(frozen=True, slots=True)
class Resolved(Generic[T]):
    """One story or term, and the summaries of its prose.

    Attributes:
        entry: the story or term.
        problems: what is wrong in its file.
        cited: the quotations that its prose names, whether there are such or not.
        found_terms: the terms that stand in its prose, outside their own definitions.
        marked_terms: those of them that are marked for readers.
        uses: the statements that cite each quotation, in reading order.
        addressing: the addresses of a story's sentences, if they are recorded.
        other_case: where terms that its prose has not stand in other capitals.
    """

    entry: T
    problems: tuple[Diagnostic, ...]
    cited: frozenset[str]
    found_terms: frozenset[str]
    marked_terms: frozenset[str]
    uses: Mapping[str, tuple[Use, ...]]
    addressing: Addressing | None = None
    other_case: Mapping[str, Place] = field(default_factory=dict)


def summed_up(
    entry: T,
    statements: Iterable[Statement],
    resolver: ProseResolver,
    problems: Iterable[Diagnostic],
    *,
    slug: str = "",
    term: str = "",
    addressing: Addressing | None = None,
) -> Resolved[T]:
    """The result for a story or term.

    Args:
        entry: the story or term.
        statements: all that it shows, in reading order.
        resolver: what has read its prose.
        problems: what was wrong in the file.
        slug: the story's, if it is one.
        term: the term's id, if it is one.
        addressing: the addresses of a story's sentences, if they are recorded.
    """
    uses: dict[str, list[Use]] = {}
    marked: set[str] = set()
    for statement in statements:
        if statement.quotations:
            use = Use(statement.anchor, plain_text(statement.nodes), slug, term)
            for id in statement.quotations:
                uses.setdefault(id, []).append(use)
        if statement.anchor in resolver.with_terms:
            marked.update(term_uses(statement.nodes))
    return Resolved(
        entry=entry,
        problems=tuple(problems),
        cited=frozenset(resolver.cited),
        found_terms=frozenset(resolver.found_terms),
        marked_terms=frozenset(marked),
        uses={id: tuple(found) for id, found in uses.items()},
        addressing=addressing,
        other_case={
            term: place
            for term, place in resolver.other_case.items()
            if term not in resolver.found_terms
        },
    )
