"""What a story of the benchmarks is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and the ids of the quotations that it cites; none are the editor's own words."""

    text: str
    cites: tuple[str, ...] = ()


Prose = tuple[tuple[Statement, ...], ...]
"""Paragraphs of statements."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source; `claims` are the name, number and date in them."""

    id: str
    exact: str
    claims: tuple[str, ...]
    speaker: str = ""
    role: str = ""
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A report; `copy` is the archived text."""

    id: str
    title: str
    publisher: str
    short: str
    published: str
    url: str
    quotations: tuple[Quotation, ...]
    copy: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term."""

    id: str
    term: str
    alias: str
    kind: str
    definition: Prose


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a story."""

    id: str
    title: str
    body: Prose


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the timeline."""

    id: str
    date: str
    title: str
    country: str
    place: str
    text: Prose


@dataclass(frozen=True, slots=True)
class Participation:
    """A country's two roles."""

    country: str
    roles: tuple[tuple[str, Prose], ...]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A point on the map."""

    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    text: Prose


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question with its answers."""

    id: str
    question: str
    answers: tuple[Prose, ...]
    reading: Prose


@dataclass(frozen=True, slots=True)
class Story:
    """An explainer with its sources."""

    slug: str
    title: str
    published: str
    topics: tuple[str, ...]
    follows: str
    standfirst: Prose
    key_points: Prose
    sections: tuple[Section, ...]
    events: tuple[Event, ...]
    participations: tuple[Participation, ...]
    places: tuple[MapPlace, ...]
    disagreements: tuple[Disagreement, ...]
    correction: str
    sources: tuple[Source, ...]
