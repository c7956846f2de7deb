"""resolve: models → the site, with references followed and places in the prose found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.diagnostics import Diagnostic
from generator.load import Documents
from generator.memory import FORGETFUL, Memory
from generator.model import Status
from generator.model.dates import parse_date
from generator.resolve.glossary import Glossary
from generator.resolve.order import check_order, read_next
from generator.resolve.prose import number_footnotes
from generator.resolve.references import collect_sources, same_statement_groups
from generator.resolve.result import Again, AnyResolved, all_uses, stories_of_terms
from generator.resolve.site import (
    Footnote,
    Paragraphs,
    Prints,
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
from generator.resolve.terms import check_terms, resolve_term
from generator.validate import Content

__all__ = [
    "Footnote", "Paragraphs", "Prints", "QuotationEntry", "ResolvedStory", "Site", "SourceEntry",
    "Statement", "StoryDisagreement", "StoryEvent", "StoryOperation", "StoryParticipation",
    "StoryPlace", "StoryRole", "StorySection", "TermEntry", "Use", "event_statements", "flat",
    "map_statements", "resolve",
]  # fmt: skip


def resolve(
    content: Content, documents: Documents, memory: Memory = FORGETFUL, *, drafts: bool = False
) -> tuple[Site | None, list[Diagnostic]]:
    """Follow every reference.

    Args:
        content: the valid content.
        documents: all documents, so that a reference to something that stands in an invalid file
            is not reported as well.
        memory: what was resolved before.
        drafts: whether the site shows stories that are not published. They are checked always.

    Returns:
        The site, or None if there is no valid `site.yml`; and what was wrong.
    """
    sources, quotations, problems = collect_sources(content, memory)
    known = {*quotations, *documents.ids_in_broken_sources(entry.id for entry in content.sources)}
    checked = None if documents.sources_missing else frozenset(known)
    problems += check_terms(content)
    glossary = Glossary((entry.id, entry.model) for entry in content.terms)
    by_name = sorted(content.terms, key=lambda entry: entry.model.term.casefold())
    again = Again(checked, glossary, memory)
    terms = [again.resolved(resolve_term, entry) for entry in by_name]
    stories = [again.resolved(resolve_story, entry) for entry in content.stories]
    results: list[AnyResolved] = [*terms, *stories]
    problems += [problem for result in results for problem in result.problems]
    problems += check_order(content.stories, documents)
    complete = (
        bool(content.stories)
        and len(content.stories) == documents.story_files
        and (len(content.terms) == documents.term_files)
    )
    if not _is_whole(content, documents):
        problems = [replace(problem, fix=()) for problem in problems]
    if complete:
        problems += _unused(content, quotations, results)
    if content.site is None:
        return None, problems
    shown = [r for r in stories if drafts or r.entry.story.status is Status.PUBLISHED]
    shown.sort(key=lambda r: _newest_first(r.entry))
    terms_by_id = {result.entry.id: result.entry for result in terms}
    site = Site(
        settings=content.site.model,
        place=content.site.document.place(()),
        sources=sources,
        quotations=quotations,
        terms=terms_by_id,
        stories=tuple(result.entry for result in shown),
        uses=all_uses(quotations, [*shown, *terms]),
        same_statement=same_statement_groups(quotations),
        spellings=_spellings(quotations, terms_by_id, glossary),
        term_stories=stories_of_terms(terms_by_id, shown),
        read_next=read_next(result.entry for result in shown),
        glossary_footnotes=number_footnotes(
            statement for term in terms_by_id.values() for statement in flat(term.definition)
        ),
        prints=Prints(
            stories={result.entry.slug: result.print for result in shown},
            sources={entry.id: entry.document.print for entry in content.sources},
            terms={result.entry.id: result.print for result in terms},
        ),
    )
    return site, problems


def _newest_first(story: ResolvedStory) -> tuple[int, str]:
    return -parse_date(story.story.published).first.toordinal(), story.slug


def _is_whole(content: Content, documents: Documents) -> bool:
    """Whether all names are known: one that stands in a bad file may be the one that is meant."""
    return (
        not documents.unread_sources
        and len(documents.sources) == len(content.sources)
        and documents.term_files == len(content.terms)
    )


def _unused(
    content: Content,
    quotations: dict[str, QuotationEntry],
    results: Iterable[AnyResolved],
) -> list[Diagnostic]:
    problems = []
    cited: set[str] = set()
    found_terms: set[str] = set()
    for result in results:
        cited |= result.cited
        found_terms |= result.found_terms
    files = {entry.id: entry.document for entry in content.sources}
    for id, entry in quotations.items():
        if id not in cited:
            document = files[entry.source]
            message = f"no statement cites '{id}'"
            problems.append(document.problem("unused-quotation", entry.place, message))
    for term in content.terms:
        if term.id not in found_terms:
            message = f"'{term.model.term}' occurs in no text"
            place = term.document.place(("term",))
            problems.append(term.document.problem("unused-term", place, message))
    return problems


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
