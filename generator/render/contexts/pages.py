"""One context per page template, named after it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.maps import MapView
from generator.render.contexts.parts import (
    Anchor,
    CorrectionView,
    DisagreementView,
    EventView,
    NoteView,
    OperationView,
    QuotationGroup,
    QuotationView,
    SectionView,
    SharedText,
    SourceLine,
    StoryCorrections,
    StoryDisagreements,
    TermLine,
    TermView,
    UtteranceView,
)
from generator.render.contexts.stories import (
    StoryCard,
    StoryGroup,
    TopicLine,
)


@dataclass(frozen=True, slots=True)
class HomePage:
    """The context of `pages/home.html`.

    `more` says how many stories there are, where the page does not show them all; `all_topics` is
    empty where it names every topic, `feed` if the site has no address.
    """

    title: str
    description: str
    stories: tuple[StoryCard, ...]
    all_stories: str
    more: str
    topics: tuple[TopicLine, ...]
    all_topics: str
    glossary: str
    quotations: str
    sources: str
    corrections: str
    feed: str
    publisher: str
    publisher_address: str
    licence: str
    licence_address: str
    contact: str


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """The context of `pages/stories.html`."""

    count: str
    years: tuple[StoryGroup, ...]
    topics: str


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """The context of `pages/topics.html`."""

    topics: tuple[StoryGroup, ...]
    all_stories: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The context of `pages/story.html`."""

    card: StoryCard
    key_points: tuple[Markup, ...]
    sections: tuple[SectionView, ...]
    events: tuple[EventView, ...]
    map: MapView | None
    operations: tuple[OperationView, ...]
    disagreements: tuple[DisagreementView, ...]
    sources: tuple[SourceLine, ...]
    corrections: tuple[CorrectionView, ...]
    contact: str
    cite: str
    references: tuple[Anchor, ...]
    data: tuple[Anchor, ...]
    origin: str
    notes: tuple[NoteView, ...]
    terms: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The context of `pages/timeline.html`."""

    story: Anchor
    events: tuple[EventView, ...]
    notes: tuple[NoteView, ...]
    terms: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The context of `pages/map.html`."""

    story: Anchor
    map: MapView
    operations: tuple[OperationView, ...]
    notes: tuple[NoteView, ...]
    terms: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The context of `pages/glossary.html`."""

    terms: tuple[TermView, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class QuotationsPage:
    """The context of `pages/quotations.html`, by source and by speaker.

    `elsewhere` is empty, or says where the quotations stand of which a page cannot show all.
    """

    title: str
    intro: str
    other: Anchor
    elsewhere: str
    sources: Anchor
    groups: tuple[QuotationGroup, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The context of `pages/sources.html`."""

    sources: tuple[SourceLine, ...]
    voices: str
    csl: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The context of `pages/source.html`."""

    source: SourceLine
    upstream: tuple[str, ...]
    author: tuple[str, ...]
    accessed: str
    language: str
    note: str
    digest: str
    verified: str
    voice: tuple[str, ...]
    shared: tuple[SharedText, ...]
    quotations: tuple[QuotationView, ...]
    stories: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """The context of `pages/disagreements.html`."""

    stories: tuple[StoryDisagreements, ...]
    utterances: tuple[UtteranceView, ...]
    other_utterances: str


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """The context of `pages/corrections.html`."""

    stories: tuple[StoryCorrections, ...]
    contact: str
    corrected_by: str


TEMPLATES: dict[str, type] = {
    "home": HomePage,
    "stories": StoriesPage,
    "topics": TopicsPage,
    "story": StoryPage,
    "timeline": TimelinePage,
    "map": MapPage,
    "glossary": GlossaryPage,
    "quotations": QuotationsPage,
    "sources": SourcesPage,
    "source": SourcePage,
    "corrections": CorrectionsPage,
    "disagreements": DisagreementsPage,
}
