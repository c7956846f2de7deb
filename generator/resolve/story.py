"""One story resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.diagnostics import Diagnostic
from generator.load import Document
from generator.model import (
    Addresses,
    Correction,
    Disagreement,
    Event,
    MapPlace,
    Operation,
    Section,
    Story,
)  # fmt: skip
from generator.model.dates import parse_date
from generator.model.ids import RESERVED_SECTIONS
from generator.prose import plain_text
from generator.resolve.addresses import give_addresses, readdressed
from generator.resolve.disagreements import (
    check_disagreements,
    disputed_parts,
    in_order,
    touched,
)  # fmt: skip
from generator.resolve.glossary import Glossary
from generator.resolve.prose import ProseResolver, QuotationsOf, number_footnotes
from generator.resolve.references import date_order, unique_ids, unknown_reference
from generator.resolve.result import Resolved, summed_up
from generator.resolve.site import (
    Paragraphs,
    ResolvedStory,
    Statement,
    StoryCorrection,
    StoryDisagreement,
    StoryEvent,
    StoryOperation,
    StoryParticipation,
    StoryPlace,
    StoryRole,
    StorySection,
    disagreement_statements,
    event_statements,
    flat,
    map_statements,
)  # fmt: skip
from generator.validate import Entry


def resolve_story(
    entry: Entry[Story],
    quotations: Collection[str] | None,
    glossary: Glossary,
    record: Addresses | None = None,
    quotations_of: QuotationsOf | None = None,
) -> Resolved[ResolvedStory]:
    """Resolve one story.

    Args:
        entry: the valid story.
        quotations: the ids that it may cite; None if they are not known, and not checked then.
        glossary: all terms.
        record: the recorded addresses of its sentences, if there are any.
        quotations_of: gives the quotations of a source, for what is told where one is cited.
    """
    document, story = entry.document, entry.model
    resolver = ProseResolver(document, quotations, glossary, quotations_of)
    standfirst = resolver.read(("standfirst",), "s", set())
    key_points = tuple(flat(resolver.read(("key_points",), "k", set())))
    sections = _sections(story, resolver)
    events, operations = _events(story, resolver), _operations(story, resolver)
    numbered, places = _participations(story, resolver), _places(story, resolver)
    participations = tuple(participation for _, participation in numbered)
    as_written = _disagreements(story, resolver)
    resolved = ResolvedStory(
        slug=entry.id,
        story=story,
        place=document.place(()),
        standfirst=standfirst,
        key_points=key_points,
        sections=sections,
        events=events,
        operations=operations,
        participations=participations,
        places=places,
        disagreements=in_order(as_written),
        corrections=(),
        differs={},
        footnotes=(),
        timeline_footnotes=(),
        map_footnotes=(),
        disagreement_footnotes=(),
    )
    addressing = None
    if record:
        addressing = give_addresses(record, resolved.statements(), story.corrections)
        resolved = readdressed(resolved, addressing)
        resolver.readdress(addressing.given)
    statements = tuple(resolved.statements())
    corrections, stale = _corrections(document, story, statements)
    whole = replace(
        resolved,
        corrections=corrections,
        differs=touched(resolved.disagreements, statements),
        footnotes=number_footnotes(statements),
        timeline_footnotes=number_footnotes(event_statements(resolved.events)),
        map_footnotes=number_footnotes(
            map_statements(resolved.operations, resolved.participations, resolved.places)
        ),
        disagreement_footnotes=number_footnotes(disagreement_statements(resolved.disagreements)),
    )
    problems = [
        *_check_ids(document, story),
        *_check_references(document, story),
        *check_disagreements(document, as_written, list(disputed_parts(numbered, places))),
        *date_order(document, story.published, story.updated, ("updated",), "published"),
        *_early_corrections(document, story),
        *resolver.problems,
        *stale,
    ]
    return summed_up(whole, statements, resolver, problems, slug=entry.id, addressing=addressing)


def _newest_first(correction: Correction) -> int:
    return -parse_date(correction.date).first.toordinal()


def _check_ids(document: Document, story: Story) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    lists: dict[str, Sequence[Section | Operation | Event | MapPlace | Disagreement]] = {
        "sections": story.sections,
        "operations": story.operations,
        "events": story.events,
        "places": story.places,
        "disagreements": story.disagreements,
    }
    for key, entries in lists.items():
        ids = [entry.id for entry in entries]
        problems += unique_ids(document, (key,), ids, key.removesuffix("s"))
    for at, section in enumerate(story.sections):
        if section.id in RESERVED_SECTIONS:
            place = document.place(("sections", at, "id"))
            message = f"the page has a part '{section.id}' of its own"
            advice = f"Choose another id than {', '.join(RESERVED_SECTIONS)}."
            problems.append(document.problem("reserved-id", place, message, advice))
    return problems


def _check_references(document: Document, story: Story) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    operations = [operation.id for operation in story.operations]
    disagreements = [disagreement.id for disagreement in story.disagreements]
    for at, event in enumerate(story.events):
        if event.operation:
            trail = ("events", at, "operation")
            problems += unknown_reference(document, trail, event.operation, operations, "operation")
    seen: dict[tuple[str, str], int] = {}
    for at, participation in enumerate(story.participations):
        trail = ("participations", at, "operation")
        named = participation.operation
        problems += unknown_reference(document, trail, named, operations, "operation")
        first = seen.setdefault((participation.country, named), at)
        if first != at:
            place = document.place(("participations", at, "country"))
            line = document.place(("participations", first, "country")).line
            message = f"{participation.country} in '{named}' stands in line {line} already"
            problems.append(document.problem("duplicate-participation", place, message))
        for index, role in enumerate(participation.roles):
            if role.disputed:
                trail_of_role = ("participations", at, "roles", index, "disputed")
                problems += unknown_reference(
                    document, trail_of_role, role.disputed, disagreements, "disagreement"
                )
    for at, spot in enumerate(story.places):
        if spot.operation:
            trail = ("places", at, "operation")
            problems += unknown_reference(document, trail, spot.operation, operations, "operation")
        if spot.disputed:
            trail = ("places", at, "disputed")
            problems += unknown_reference(
                document, trail, spot.disputed, disagreements, "disagreement"
            )
    return problems


def _early_corrections(document: Document, story: Story) -> Iterator[Diagnostic]:
    """Each correction that is older than the story."""
    for at, correction in enumerate(story.corrections):
        trail = ("corrections", at, "date")
        yield from date_order(document, story.published, correction.date, trail, "published")


def _corrections(
    document: Document, story: Story, statements: tuple[Statement, ...]
) -> tuple[tuple[StoryCorrection, ...], list[Diagnostic]]:
    """The corrections, the newest first; one whose new words stand nowhere is reported."""
    texts = (
        {each.anchor: " ".join(plain_text(each.nodes).split()) for each in statements}
        if story.corrections
        else {}
    )
    found, problems = [], []
    for at, correction in enumerate(story.corrections):
        words = " ".join(correction.now.split())
        anchors = tuple(anchor for anchor, text in texts.items() if words in text)
        found.append(StoryCorrection(correction, anchors))
        if not anchors:
            place = document.place(("corrections", at, "now"))
            message = "the story has no statement with these words"
            problems.append(document.problem("stale-correction", place, message))
    found.sort(key=lambda entry: _newest_first(entry.correction))
    return tuple(found), problems


def _sections(story: Story, resolver: ProseResolver) -> tuple[StorySection, ...]:
    return tuple(
        StorySection(
            section.id,
            section.title,
            resolver.read(("sections", at, "body"), f"s.{section.id}", set()),
        )
        for at, section in enumerate(story.sections)
    )


def _events(story: Story, resolver: ProseResolver) -> tuple[StoryEvent, ...]:
    def by_date(numbered: tuple[int, Event]) -> tuple[date, date, int]:
        when = parse_date(numbered[1].date)
        return when.first, when.last, numbered[0]

    seen: set[str] = set()
    return tuple(
        StoryEvent(event, resolver.read(("events", at, "text"), f"e.{event.id}", seen))
        for at, event in sorted(enumerate(story.events), key=by_date)
    )


def _operations(story: Story, resolver: ProseResolver) -> tuple[StoryOperation, ...]:
    seen: set[str] = set()
    return tuple(
        StoryOperation(
            operation,
            resolver.read(("operations", at, "text"), f"o.{operation.id}", seen)
            if operation.text
            else (),
        )
        for at, operation in enumerate(story.operations)
    )


def _places(story: Story, resolver: ProseResolver) -> tuple[StoryPlace, ...]:
    disagreements = {disagreement.id: disagreement for disagreement in story.disagreements}
    seen: set[str] = set()
    return tuple(
        StoryPlace(
            place,
            resolver.read(("places", at, "text"), f"m.{place.id}", seen),
            disagreements.get(place.disputed or ""),
        )
        for at, place in enumerate(story.places)
    )


def _participations(
    story: Story, resolver: ProseResolver
) -> tuple[tuple[int, StoryParticipation], ...]:
    """The participations as they are shown, each with its place in the file's list."""
    operations = {operation.id: operation for operation in story.operations}
    disagreements = {disagreement.id: disagreement for disagreement in story.disagreements}
    seen: set[str] = set()
    participations = []
    order = {id: number for number, id in enumerate(operations)}
    # As they are shown: operation by operation.
    in_order = sorted(
        enumerate(story.participations), key=lambda row: order.get(row[1].operation, len(order))
    )
    for at, participation in in_order:
        fallback = Operation(id=participation.operation, name=participation.operation, date="0001")
        roles = []
        for index, role in enumerate(participation.roles):
            trail = ("participations", at, "roles", index, "text")
            name = f"p.{participation.operation}.{participation.country.lower()}.{index + 1}"
            text = resolver.read(trail, name, seen)
            roles.append(StoryRole(role.role, text, disagreements.get(role.disputed or "")))
        operation = operations.get(participation.operation, fallback)
        shown = StoryParticipation(participation.country, operation, tuple(roles))
        participations.append((at, shown))
    return tuple(participations)


def _disagreements(story: Story, resolver: ProseResolver) -> tuple[StoryDisagreement, ...]:
    resolved = []
    for at, disagreement in enumerate(story.disagreements):
        seen: set[str] = set()
        trail = ("disagreements", at)
        answers: list[Paragraphs] = []
        for index in range(len(disagreement.answers)):
            name = f"d.{disagreement.id}.{index + 1}"
            answers.append(resolver.read((*trail, "answers", index, "answer"), name, seen))
        name = f"d.{disagreement.id}.reading"
        reading = resolver.read((*trail, "reading"), name, seen, citations_needed=False)
        resolved.append(StoryDisagreement(disagreement, tuple(answers), reading))
    return tuple(resolved)
