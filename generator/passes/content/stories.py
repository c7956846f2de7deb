"""A story."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.geography import check_places
from generator.index import (
    Corrected,
    Disagreements,
    Row,
    StoredIndex,
    StoryLine,
    StoryReviews,
    row,
)
from generator.load import ContentFile, Document
from generator.model import Addresses, Status, Story
from generator.model.dates import parse_date
from generator.passes.addresses import recorded_addresses, stale_addresses
from generator.passes.content.common import (
    Task,
    can_be_checked,
    figure_rows,
    found_rows,
    known_ids,
    quotations_of,
    quoted_words_problems,
    read_entry,
    use_rows,
)
from generator.passes.history import story_history
from generator.passes.job import Desk, Findings, Job, Outcome, desk, sort_name
from generator.passes.languages import LayeredFile
from generator.passes.reading import read_layered
from generator.passes.reviews import story_reviews
from generator.resolve import (
    Resolved,
    ResolvedStory,
    problems_of_invalid,
    resolve_story,
)
from generator.validate import (
    Entry,
    look_alikes,
    plain_names,
)
from generator.verify.contrasts import contrasting_sources
from generator.verify.coverage import coverage
from generator.verify.figure_problems import lone_figures, misdated_events, unsupported_figures
from generator.verify.later_sources import later_sources
from generator.verify.voices import Figures


def story(job: Job, task: Task) -> Outcome:
    """One story."""
    file, key = task
    work = desk(job)
    index = work.index()
    entry, document, record, problems = _read(work, index, file)
    if entry is None or document is None:
        more = problems_of_invalid(document, known_ids(index)) if document else ()
        found = Findings(tuple(problems), more, is_read=document is not None, is_valid=False)
        return Outcome(file.shown, key, (), frozenset(index.asked), found)
    recorded = recorded_addresses(index, file.id)
    if recorded:
        record = recorded.record
    resolved = resolve_story(
        entry,
        known_ids(index),
        work.glossary(index),
        record,
        quotations_of(index),
    )
    is_checked = not (job.is_reading or job.language)
    if is_checked:
        problems += _misplaced(work, entry.model, document)
    rows = [
        *found_rows(resolved, file),
        row("story name", file.id, plain_names(entry.document), sort_name(file)),
    ]
    if entry.model.follows:
        rows.append(row("follows", file.id, entry.model.follows, sort_name(file)))
    later: list[Diagnostic] = []
    is_shown = job.drafts or entry.model.status is Status.PUBLISHED
    tag = entry.model.language or index.settings.language if index.has_settings else ""
    if is_shown and index.has_settings and is_checked:
        later += _claim_problems(work, index, resolved.entry, document, tag)
    if is_shown and index.has_settings and can_be_checked(resolved, index):
        statements = list(resolved.entry.statements())
        lone = {} if job.is_reading else lone_figures(statements, work.library(index, tag))
        rows += figure_rows(file, lone)
        reviews, of_reviews = story_reviews(index, resolved.entry, document)
        later += of_reviews
        rows += _story_rows(index, resolved, file, lone, reviews)
        if not any(each.severity is Severity.ERROR for each in (*problems, *resolved.problems)):
            versions, of_history = _history(job, index, resolved, document)
            rows += versions
            later += of_history
        if is_checked:
            if recorded and resolved.addressing:
                later += stale_addresses(job, recorded, resolved.addressing, statements, document)
            later += [
                *contrasting_sources(index, resolved.entry, document),
                *later_sources(index, resolved.entry, document),
                *misdated_events(resolved.entry, index.settings, document),
            ]
    found = Findings(
        problems=tuple(problems),
        references=resolved.problems,
        later=tuple(later),
        look_alikes=tuple(look_alikes(document, entry.model)),
    )
    return Outcome(file.shown, key, tuple(rows), frozenset(index.asked), found)


def _misplaced(work: Desk, story: Story, document: Document) -> list[Diagnostic]:
    """What of a story does not lie where it says, or that nothing can be said about that."""
    if not (story.participations or story.places):
        return []
    atlas = work.atlas()
    if isinstance(atlas, Diagnostic):
        return [atlas]
    return [*check_places(document, story, atlas.boundaries)]


def _history(
    job: Job, index: StoredIndex, resolved: Resolved[ResolvedStory], document: Document
) -> tuple[list[Row], list[Diagnostic]]:
    """What is kept of the story's published versions, and what is wrong about it."""
    record = resolved.addressing.record if resolved.addressing else None
    history, problems = story_history(job, index, resolved.entry, record, document)
    slug = resolved.entry.slug
    return [row("history", slug, history, slug)] if history else [], problems


def _read(
    work: Desk, index: StoredIndex, file: ContentFile
) -> tuple[Entry[Story] | None, Document | None, Addresses | None, list[Diagnostic]]:
    """The story, its document, in another language its addresses too, and what is wrong."""
    if isinstance(file, LayeredFile):
        model, document, record = read_layered(work.job.folder, file, Story)
        entry = Entry(document, model) if document and model else None
        return entry, document, record, []
    entry, document, _, problems = read_entry(work, index, file, Story)
    return entry, document, None, problems


def _claim_problems(
    work: Desk, index: StoredIndex, story: ResolvedStory, document: Document, tag: str
) -> list[Diagnostic]:
    """Figures, names and quoted words that the sentences' citations do not have.

    A sentence that cites what is not there is left out: the citation is what is wrong with it.
    """
    whole = [
        each for each in story.statements() if all(id in index.quotations for id in each.quotations)
    ]
    return [
        *unsupported_figures(whole, document, work.library(index, tag)),
        *quoted_words_problems(work, index, whole, document, tag),
    ]


def _story_rows(
    index: StoredIndex,
    resolved: Resolved[ResolvedStory],
    file: ContentFile,
    lone: Figures,
    reviews: StoryReviews,
) -> Iterator[Row]:
    """What the rest of the site may know of a story that is shown."""
    whole = resolved.entry
    model, slug = whole.story, whole.slug
    published = parse_date(model.published).first
    updated = parse_date(model.updated or model.published).first.isoformat()
    newest_first = f"{9_999_999 - published.toordinal():07}\0{slug}"
    line = StoryLine(
        slug=slug,
        title=model.title,
        language=model.language,
        published=model.published,
        year=published.year,
        updated=updated,
        is_draft=model.status is Status.DRAFT,
        topics=tuple(model.topics),
        file=file.shown,
        has_timeline=bool(whole.events),
        has_disagreements=bool(whole.disagreements),
        has_map=whole.has_map,
        coverage=coverage(index, whole, lone),
        reviews=reviews.counts,
        sort=newest_first,
    )
    yield row("story", slug, line, newest_first)
    yield row("document", slug, whole, newest_first)
    yield row("reviewed", slug, reviews, newest_first)
    changed = max([updated, *(_day(each.correction.date) for each in whole.corrections)])
    yield row("recent", slug, changed, descending(f"{changed}\0{slug}"))
    yield from use_rows(index, resolved, newest_first)
    for term in sorted(resolved.marked_terms):
        yield row("term story", term, slug, newest_first)
    if model.follows:
        yield row("successor", model.follows, slug, newest_first)
    if whole.disagreements:
        cited = (index.quotations[note.quotation].source for note in whole.footnotes)
        sources = tuple(dict.fromkeys(cited))
        found = Disagreements(whole.disagreements, whole.disagreement_footnotes, sources)
        yield row("disagreement", slug, found, newest_first)
    if whole.corrections:
        yield row("corrected", slug, Corrected(slug, whole.corrections), newest_first)


def _day(date: str) -> str:
    return parse_date(date).first.isoformat()


def descending(text: str) -> str:
    """A text of ASCII that sorts in the opposite order."""
    return "".join(chr(0x7F - ord(char)) for char in text) + "~"
