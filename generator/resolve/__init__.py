"""resolve: models → the site, with references followed and places in the prose found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.load import Documents, Trail
from generator.model import Status, Term
from generator.model.dates import parse_date
from generator.prose import term_uses
from generator.resolve.glossary import Glossary, any_case, fold
from generator.resolve.order import check_order, read_next
from generator.resolve.prose import ProseResolver, number_footnotes
from generator.resolve.references import (
    collect_sources,
    same_statement_groups,
    unknown_reference,
)  # fmt: skip
from generator.resolve.site import (
    Footnote,
    Paragraphs,
    QuotationEntry,
    ResolvedStory,
    Site,
    SourceEntry,
    Statement,
    StoryDisagreement,
    StoryEvent,
    StoryOperation,
    StoryParticipation,
    StoryPlace,
    StoryRole,
    StorySection,
    TermEntry,
    Use,
    event_statements,
    flat,
    map_statements,
)  # fmt: skip
from generator.resolve.story import resolve_story
from generator.validate import Content, Entry

__all__ = [
    "Footnote", "Paragraphs", "QuotationEntry", "ResolvedStory", "Site", "SourceEntry",
    "Statement", "StoryDisagreement", "StoryEvent", "StoryOperation", "StoryParticipation",
    "StoryPlace", "StoryRole", "StorySection", "TermEntry", "Use", "event_statements", "flat",
    "map_statements", "resolve",
]  # fmt: skip


def resolve(
    content: Content, documents: Documents, *, drafts: bool = False
) -> tuple[Site | None, list[Diagnostic]]:
    """Follow every reference.

    Args:
        content: the valid content.
        documents: all documents, so that a reference to something that stands in an invalid file
            is not reported as well.
        drafts: whether the site shows stories that are not published. They are checked always.

    Returns:
        The site, or None if there is no valid `site.yml`; and what was wrong.
    """
    sources, quotations, problems = collect_sources(content)
    known = {*quotations, *documents.ids_in_broken_sources(entry.id for entry in content.sources)}
    problems += _check_terms(content)
    glossary = Glossary((entry.id, entry.model) for entry in content.terms)
    resolver = ProseResolver(known, glossary, check=not documents.sources_missing)
    by_name = sorted(content.terms, key=lambda entry: entry.model.term.casefold())
    terms = {entry.id: _term(entry, resolver) for entry in by_name}
    stories = [resolve_story(entry, resolver) for entry in content.stories]
    problems += resolver.problems
    problems += check_order(content.stories, documents)
    complete = (
        bool(content.stories)
        and len(content.stories) == documents.story_files
        and (len(content.terms) == documents.term_files)
    )
    if not _is_whole(content, documents):
        problems = [replace(problem, fix=()) for problem in problems]
    if complete:
        problems += _unused(content, quotations, resolver)
    if content.site is None:
        return None, problems
    shown = [s for s in stories if drafts or s.story.status is Status.PUBLISHED]
    shown.sort(key=lambda s: (-parse_date(s.story.published).first.toordinal(), s.slug))
    site = Site(
        settings=content.site.model,
        place=content.site.document.place(()),
        sources=sources,
        quotations=quotations,
        terms=terms,
        stories=tuple(shown),
        uses=_uses(quotations, shown, terms),
        same_statement=same_statement_groups(quotations),
        spellings=_spellings(quotations, terms, glossary),
        term_stories=_term_stories(terms, shown),
        read_next=read_next(shown),
        glossary_footnotes=number_footnotes(
            statement for term in terms.values() for statement in flat(term.definition)
        ),
    )
    return site, problems


def _is_whole(content: Content, documents: Documents) -> bool:
    """Whether all names are known: one that stands in a bad file may be the one that is meant."""
    return (
        not documents.unread_sources
        and len(documents.sources) == len(content.sources)
        and documents.term_files == len(content.terms)
    )


def _term(entry: Entry[Term], resolver: ProseResolver) -> TermEntry:
    trail, name = ("definition",), f"t.{entry.id}"
    definition = resolver.read(entry.document, trail, name, set(), defines=entry.id)
    return TermEntry(entry.id, entry.model, definition, entry.document.place(()))


def _check_terms(content: Content) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    ids = [entry.id for entry in content.terms]
    claimed: dict[str, str] = {}
    for entry in content.terms:
        term, document = entry.model, entry.document
        for at, id in enumerate(term.see_also):
            others = [other for other in ids if other != entry.id]
            problems += unknown_reference(document, ("see_also", at), id, others, "other term")
        aliases: list[tuple[Trail, str]] = [
            (("aliases", at), alias) for at, alias in enumerate(term.aliases)
        ]
        for trail, spelling in [(("term",), term.term), *aliases]:
            key = fold(spelling) if any_case(spelling, term.case) else spelling
            owner = claimed.setdefault(key, entry.id)
            if owner != entry.id or (trail != ("term",) and key == term.term):
                message = f"'{spelling}' belongs to the term '{owner}' already"
                problems.append(document.problem("duplicate-alias", document.place(trail), message))
    return problems


def _unused(
    content: Content, quotations: dict[str, QuotationEntry], resolver: ProseResolver
) -> list[Diagnostic]:
    problems = []
    files = {entry.id: entry.document for entry in content.sources}
    for id, entry in quotations.items():
        if id not in resolver.cited:
            document = files[entry.source]
            message = f"no statement cites '{id}'"
            problems.append(document.problem("unused-quotation", entry.place, message))
    for term in content.terms:
        if term.id not in resolver.found_terms:
            message = f"'{term.model.term}' occurs in no text"
            place = term.document.place(("term",))
            problems.append(term.document.problem("unused-term", place, message))
    return problems


def _uses(
    quotations: Iterable[str], stories: Iterable[ResolvedStory], terms: dict[str, TermEntry]
) -> dict[str, tuple[Use, ...]]:
    uses: dict[str, list[Use]] = {id: [] for id in quotations}
    for story in stories:
        for statement in story.statements():
            for id in uses.keys() & statement.quotations:
                uses[id].append(Use(statement, slug=story.slug))
    for term in terms.values():
        for statement in flat(term.definition):
            for id in uses.keys() & statement.quotations:
                uses[id].append(Use(statement, term=term.id))
    return {id: tuple(found) for id, found in uses.items()}


def _spellings(
    quotations: dict[str, QuotationEntry], terms: dict[str, TermEntry], glossary: Glossary
) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, dict[str, None]]] = {id: {} for id in terms}
    for entry in quotations.values():
        text = entry.quotation.exact
        for start, end, term in glossary.find(text):
            found[term].setdefault(text[start:end], {}).setdefault(entry.source)
    return {
        term: {spelling: tuple(sources) for spelling, sources in sorted(spellings.items())}
        for term, spellings in found.items()
    }


def _term_stories(
    terms: Iterable[str], stories: Iterable[ResolvedStory]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {id: {} for id in terms}
    for story in stories:
        for statement in story.statements():
            for term in term_uses(statement.nodes):
                found[term].setdefault(story.slug)
    return {id: tuple(slugs) for id, slugs in found.items()}
