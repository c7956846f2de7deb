"""One context per page template, named after it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.checklist import Checklist, ChecklistPassages
from generator.render.contexts.disagreements import (
    DisagreementsView,
    DisagreementView,
    StoryDisagreements,
    UtteranceView,
)
from generator.render.contexts.history import StoryHistoryPage, StoryVersionPage
from generator.render.contexts.lists import Chip, LetterGroup, QuotationGroup
from generator.render.contexts.maps import MapView
from generator.render.contexts.parts import (
    Anchor,
    CorrectionView,
    NotesView,
    OperationView,
    QuotationView,
    SectionView,
    SharedText,
    SourceLine,
    StampedView,
    StoryCorrections,
    TermLine,
)
from generator.render.contexts.rechecks import AddressesView
from generator.render.contexts.reviews import (
    ReviewEnd,
    ReviewPart,
    ReviewSheet,
    ReviewStories,
    ReviewWalk,
)
from generator.render.contexts.sources import VoiceGroup
from generator.render.contexts.stamps import TimeStampsPage
from generator.render.contexts.stories import (
    OriginView,
    StoryCard,
    StoryGroup,
    TopicLine,
)
from generator.render.contexts.timelines import EventYear, StripView


@dataclass(frozen=True, slots=True)
class HomePage:
    """The context of `pages/home.html`.

    `more` says how many stories there are, where the page does not show them all; `all_topics` is
    empty where it names every topic, `feed` if the site has no address, and `database`, the address
    of the site's data, if it offers none; `dataset` then describes it as JSON-LD.
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
    database: str
    dataset: Markup
    llms: str
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
    """The context of `pages/story.html`.

    `origins` are the reports that it is told from; `checks` say how it was checked, a sentence
    each, and `method` is the address of the page that says how the editors work, if there is one.
    `strip` is the picture of the timeline; None if there is too little to show.
    `words_as_words` says whether a statement speaks of a word as a word. `history` leads to the
    versions of the story, and is None where none is kept.
    """

    card: StoryCard
    origins: tuple[OriginView, ...]
    checks: tuple[str, ...]
    method: str
    key_points: tuple[Markup, ...]
    sections: tuple[SectionView, ...]
    strip: StripView | None
    events: tuple[EventYear, ...]
    event_count: int
    map: MapView | None
    operations: tuple[OperationView, ...]
    disagreements: DisagreementsView | None
    sources: tuple[VoiceGroup, ...]
    source_count: int
    corrections: tuple[CorrectionView, ...]
    history: Anchor | None
    contact: str
    cite: str
    references: tuple[Anchor, ...]
    data: tuple[Anchor, ...]
    origin: str
    notes: NotesView | None
    terms: tuple[TermLine, ...]
    embeds: tuple[EmbedLink, ...]
    embed_of_sentence: str
    embed_code: str
    words_as_words: bool


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The context of `pages/timeline.html`.

    `strip` is its picture; None if there is too little to show.
    `words_as_words` says whether a statement speaks of a word as a word.
    """

    story: Anchor
    strip: StripView | None
    events: tuple[EventYear, ...]
    notes: NotesView | None
    terms: tuple[TermLine, ...]
    words_as_words: bool


@dataclass(frozen=True, slots=True)
class MapPage:
    """The context of `pages/map.html`.

    `words_as_words` says whether a statement speaks of a word as a word.
    """

    story: Anchor
    map: MapView
    operations: tuple[OperationView, ...]
    notes: NotesView | None
    terms: tuple[TermLine, ...]
    words_as_words: bool


@dataclass(frozen=True, slots=True)
class StoryDisagreementsPage:
    """The context of `pages/story-disagreements.html`.

    `words_as_words` says whether a statement speaks of a word as a word. `history` leads to the
    versions of the story, and is None where none is kept.
    """

    story: Anchor
    history: Anchor | None
    disagreements: DisagreementsView
    notes: NotesView | None
    terms: tuple[TermLine, ...]
    embeds: tuple[EmbedLink, ...]
    embed_code: str
    words_as_words: bool


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The context of `pages/glossary.html`.

    `letters` is one group without a letter where there are few terms. `words_as_words` says whether
    a statement speaks of a word as a word.
    """

    letters: tuple[LetterGroup, ...]
    notes: NotesView | None
    words_as_words: bool


@dataclass(frozen=True, slots=True)
class QuotationsPage:
    """The context of `pages/quotations.html`, by source and by speaker.

    `elsewhere` is empty, or says where the quotations stand of which a page cannot show all.
    `checked` says when they were compared with copies. `by_source` and `by_speaker` are the choices
    of the filter, and empty where there is nothing to choose; `total` is how many there are.
    """

    title: str
    intro: str
    other: Anchor
    checked: str
    total: str
    by_source: tuple[Chip, ...]
    by_speaker: tuple[Chip, ...]
    elsewhere: str
    sources: Anchor
    groups: tuple[QuotationGroup, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The context of `pages/sources.html`."""

    sources: tuple[VoiceGroup, ...]
    voices: str
    csl: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The context of `pages/source.html`.

    `looked_for` are the quotations as a script looks for them in what a reader gives, as JSON.
    `stamped` says since when the copy is known to have existed, where a time stamp shows it.
    """

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
    looked_for: str
    stories: tuple[Anchor, ...]
    addresses: AddressesView
    stamped: StampedView | None


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


@dataclass(frozen=True, slots=True)
class EmbedLink:
    """A link to a page that other sites may frame, and how high the frame is, in CSS pixels."""

    href: str
    text: str
    height: int


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The context of `pages/embed.html`: a page of its own that other sites may frame.

    `kind` is `sentence`, `disagreement`, `timeline` or `map`, and says which of the four is there.
    `code` is the HTML that frames it, `oembed` the address of the answer that says so to programs,
    `canonical` that of the page that it is a part of; all are empty if the site has no address.
    """

    kind: str
    lang: str
    direction: str
    story_lang: str
    site: Anchor
    story: Anchor
    style: str
    sentence: Markup | None
    disagreement: DisagreementView | None
    events: tuple[EventYear, ...]
    map: MapView | None
    notes: NotesView | None
    code: str
    oembed: str
    canonical: str


TEMPLATES: dict[str, type] = {
    "home": HomePage,
    "stories": StoriesPage,
    "topics": TopicsPage,
    "story": StoryPage,
    "timeline": TimelinePage,
    "map": MapPage,
    "story-disagreements": StoryDisagreementsPage,
    "story-history": StoryHistoryPage,
    "story-version": StoryVersionPage,
    "glossary": GlossaryPage,
    "quotations": QuotationsPage,
    "sources": SourcesPage,
    "source": SourcePage,
    "corrections": CorrectionsPage,
    "disagreements": DisagreementsPage,
    "time-stamps": TimeStampsPage,
    "embed": EmbedPage,
    "review-sheet": ReviewSheet,
    "review-stories": ReviewStories,
    "review-walk": ReviewWalk,
    "review-card": ReviewPart,
    "review-end": ReviewEnd,
    "checklist": Checklist,
    "checklist-passages": ChecklistPassages,
}
