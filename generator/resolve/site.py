"""What a file of the content is once its references are followed: the pages are made from this.

Everything is a value; whoever needs an object by id looks it up in the index, so nothing here
refers back to what holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.diagnostics import Place
from generator.model import (
    Correction,
    Disagreement,
    Event,
    MapPlace,
    Operation,
    Quotation,
    Role,
    Source,
    Story,
    Term,
)  # fmt: skip
from generator.pickling import pickled_by_values
from generator.prose import Inline, without


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence on a page.

    `anchor` is its address on the page, unique there, and `former` are the addresses of sentences
    that are gone, which lead to it; `quotations` are the ids that it cites, each
    once, in order; `editor` marks the editor's own words; `derived` says how it was
    worked out from what it cites, if it was; `compared` are the ids that it cites only to compare;
    `language` is the one that it is in, if it is not the text's.
    """

    anchor: str
    nodes: tuple[Inline, ...]
    quotations: tuple[str, ...]
    editor: bool
    derived: str
    place: Place
    compared: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    language: str = ""

    @property
    def supporting(self) -> tuple[str, ...]:
        """The quotations that support it: all but those that it cites only to compare."""
        return without(self.quotations, self.compared)


Paragraphs: TypeAlias = tuple[tuple[Statement, ...], ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Footnote:
    """A quotation cited on a page: its number there and the statements that cite it."""

    number: int
    quotation: str
    cited_by: tuple[str, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Use:
    """Where a quotation is cited: in a story (`slug`) or in a term's definition (`term`).

    `anchor` is the address of the statement there, `text` what it says, as plain text.
    """

    anchor: str
    text: str
    slug: str = ""
    term: str = ""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source and where it stands."""

    id: str
    source: Source
    place: Place


@pickled_by_values
@dataclass(frozen=True, slots=True)
class QuotationEntry:
    """A quotation, the id of its source, and where it stands; `words` is the place of `exact`."""

    quotation: Quotation
    source: str
    place: Place
    words: Place


@pickled_by_values
@dataclass(frozen=True, slots=True)
class TermEntry:
    """A glossary term with its definition resolved."""

    id: str
    term: Term
    definition: Paragraphs
    place: Place


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StorySection:
    """A section with its statements."""

    id: str
    title: str
    body: Paragraphs


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryEvent:
    """An event with its statements."""

    event: Event
    text: Paragraphs


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryOperation:
    """An operation with what is said of it as a whole."""

    operation: Operation
    text: Paragraphs


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryRole:
    """One role of a country, what it did, and the disagreement about it if there is one."""

    role: Role
    text: Paragraphs
    disputed: Disagreement | None


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryParticipation:
    """A country's roles in one operation."""

    country: str
    operation: Operation
    roles: tuple[StoryRole, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryPlace:
    """A place on the map, what happened there, and the disagreement about it if there is one."""

    place: MapPlace
    text: Paragraphs
    disputed: Disagreement | None


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryDisagreement:
    """A disagreement with its answers and the editor's reading."""

    disagreement: Disagreement
    answers: tuple[Paragraphs, ...]
    reading: Paragraphs


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryCorrection:
    """A correction, and the addresses of the statements that hold its new words."""

    correction: Correction
    statements: tuple[str, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ResolvedStory:
    """A story.

    Events stand by date, disagreements by kind and weight, everything else as the editor ordered
    it.

    `differs` gives for the address of a statement the disagreement that it touches, which is never
    a mere wording, nor a difference of no weight.

    `footnotes` are of all that it cites; the other lists are those of the pages with its timeline,
    its map and its disagreements.
    """

    slug: str
    story: Story
    place: Place
    standfirst: Paragraphs
    key_points: tuple[Statement, ...]
    sections: tuple[StorySection, ...]
    events: tuple[StoryEvent, ...]
    operations: tuple[StoryOperation, ...]
    participations: tuple[StoryParticipation, ...]
    places: tuple[StoryPlace, ...]
    disagreements: tuple[StoryDisagreement, ...]
    corrections: tuple[StoryCorrection, ...]
    differs: Mapping[str, Disagreement]
    footnotes: tuple[Footnote, ...]
    timeline_footnotes: tuple[Footnote, ...]
    map_footnotes: tuple[Footnote, ...]
    disagreement_footnotes: tuple[Footnote, ...]

    def statements(self) -> Iterator[Statement]:
        """Every statement of the story in reading order."""
        yield from flat(self.standfirst)
        yield from self.key_points
        for section in self.sections:
            yield from flat(section.body)
        yield from event_statements(self.events)
        yield from map_statements(self.operations, self.participations, self.places)
        yield from disagreement_statements(self.disagreements)

    @property
    def has_map(self) -> bool:
        """Whether there is anything that a map can show."""
        return bool(self.participations or self.places)


def flat(paragraphs: Paragraphs) -> Iterator[Statement]:
    """The statements of all paragraphs."""
    for paragraph in paragraphs:
        yield from paragraph


def event_statements(events: tuple[StoryEvent, ...]) -> Iterator[Statement]:
    """The statements of a timeline."""
    for event in events:
        yield from flat(event.text)


def disagreement_statements(entries: Iterable[StoryDisagreement]) -> Iterator[Statement]:
    """The statements of disagreements: the answers to each question, then the editor's reading."""
    for entry in entries:
        for answer in entry.answers:
            yield from flat(answer)
        yield from flat(entry.reading)


def map_statements(
    operations: tuple[StoryOperation, ...],
    participations: tuple[StoryParticipation, ...],
    places: tuple[StoryPlace, ...],
) -> Iterator[Statement]:
    """The statements about who took part: operation by operation, then places of none."""
    for operation in operations:
        yield from flat(operation.text)
        id = operation.operation.id
        for participation in participations:
            if participation.operation.id == id:
                for role in participation.roles:
                    yield from flat(role.text)
        for place in places:
            if place.place.operation == id:
                yield from flat(place.text)
    for place in places:
        if not place.place.operation:
            yield from flat(place.text)
