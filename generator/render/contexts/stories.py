"""What stands for a story in a list, and heads its own page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.parts import Anchor


@dataclass(frozen=True, slots=True)
class OriginView:
    """Reports of one origin; `reasons` say why several count as one, a sentence each."""

    reports: tuple[Anchor, ...]
    reasons: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class PictureView:
    """A small picture of a story's map and events, which only adorns: its address and its size."""

    href: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in the list on the home page, and at the head of its own page.

    `first` is the story to read before it, `next` are those to read after it. `language` is the
    name of its language if that is not the site's; `reading_time` says how long it takes to read;
    `authors` are those who wrote it, in one line. `told_from` says from how many reports of how
    many origins it is told, `agreement` on how many points they contradict one another or differ;
    each is a sentence, and empty where there is nothing to say.
    """

    href: str
    title: str
    lang: str
    language: str
    standfirst: Markup
    date: str
    edtf: str
    updated: str
    draft: bool
    authors: str
    reading_time: str
    topics: tuple[Anchor, ...]
    told_from: str
    agreement: Markup
    picture: PictureView | None
    timeline: str
    map: str
    disagreements: str
    first: tuple[Anchor, ...]
    next: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in one line; `date` is in words, `edtf` as typed.

    `language` is the name of its language if that is not the site's.
    """

    href: str
    title: str
    lang: str
    language: str
    date: str
    edtf: str
    draft: bool


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """Stories of one year or one topic, the newest first."""

    anchor: str
    title: str
    stories: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic; `stories` says in words how many there are."""

    anchor: str
    href: str
    name: str
    number: int
    stories: str
