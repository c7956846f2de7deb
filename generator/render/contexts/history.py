"""What the pages on the history of a story show."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.parts import Anchor


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change of a sentence or a heading.

    `of` is the address of the sentence that stands there now, and `anchor` the one on this page.
    `kind` is what happened, for programs; `was` and `now` are the words, with what is not in the
    other marked, and empty where there were none. `cited` and `cites` are sources that only one of
    the two cites. `place` leads to the sentence now, or to what stands in its place.
    """

    anchor: str
    of: str
    kind: str
    was: Markup
    now: Markup
    cited: tuple[Anchor, ...]
    cites: tuple[Anchor, ...]
    place: Anchor | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the list of a story's versions.

    `said` counts what was changed, `was` and `now` say which version said what, `corrections` are
    those of its day, and `changes` is empty for the first and where they stand on the version's own
    page alone.
    """

    anchor: str
    name: str
    date: str
    note: str
    href: str
    said: str
    was: str
    now: str
    corrections: tuple[Anchor, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class VersionPart:
    """A part of a version: its heading, and the sentences below.

    `level` is that of the heading, 0 if there is none; each of the `sentences` has its anchor.
    """

    level: int
    id: str
    title: str
    lang: str
    sentences: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class CitedThen:
    """A quotation that a version cites: `words` as they are now; both are empty if it is gone."""

    anchor: str
    id: str
    href: str
    source: str
    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class StoryHistoryPage:
    """The context of `pages/story-history.html`.

    `pending` says what has changed since the last version, and is empty if nothing has.
    """

    story: Anchor
    pending: str
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class StoryVersionPage:
    """The context of `pages/story-version.html`.

    `title` is the one that the story had. `notice` says of which day this is, and whether the story
    has changed; `before` and `behind` are the versions next to it. `cite` is how to cite it, and
    `digest` what it can be known by.
    """

    story: Anchor
    title: Anchor
    name: str
    notice: str
    note: str
    history: Anchor
    before: Anchor | None
    behind: Anchor | None
    parts: tuple[VersionPart, ...]
    quotations: tuple[CitedThen, ...]
    cite: str
    digest: str
