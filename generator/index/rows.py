"""What stands in the index: one record a source, one line a story, and what lists are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from generator.index.reviews import ReviewCounts
from generator.model import Addresses, LockedQuotation, Ruling, WordsState
from generator.pickling import pickled_by_values
from generator.resolve.site import (
    Footnote,
    QuotationEntry,
    SourceEntry,
    StoryCorrection,
    StoryDisagreement,
)


class Grounds(StrEnum):
    """How it is known who vouches for the words of a quotation.

    `named`: its source names somebody for them. `upstream`: it names nobody for them, and relays
    one primary source and no other. `desk`: otherwise, its source says so itself.
    """

    NAMED = "named"
    UPSTREAM = "upstream"
    DESK = "desk"


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Authority:
    """Who vouches for the words of a quotation.

    `key` is equal for spellings of one name; `name` is how the source has it.
    """

    key: str
    name: str
    grounds: Grounds


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that was checked: over the list `name`, given by an authority, by its id.

    `time` is the moment that it attests, such as `2031-05-01T12:00:00Z`; `lines` is how many there
    are in the list.
    """

    name: str
    authority: str
    time: str
    lines: int

    @property
    def day(self) -> str:
        """The day of that moment, in UTC."""
        return self.time[:10]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class LeftWords:
    """Words that do not stand on the live page any more.

    `words` is the digest of those that were looked for, `reads` what stands in their place.
    """

    words: str
    state: WordsState
    reads: str = ""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source, its quotations by id, those of them that are verified, and who vouches for each."""

    entry: SourceEntry
    quotations: Mapping[str, QuotationEntry]
    verified: Mapping[str, LockedQuotation]
    authorities: Mapping[str, Authority] = field(default_factory=dict)


@pickled_by_values
@dataclass(frozen=True, slots=True)
class LoneFigure:
    """A figure of a statement that not all quotations give which it cites.

    Attributes:
        text: its words.
        start: where it begins in the statement's plain text.
        quotations: those that give it, each by itself.
    """

    text: str
    start: int
    quotations: tuple[str, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Coverage:
    """Numbers of statements.

    Attributes:
        statements: all of them.
        cited: with a citation that supports them, and not in the editor's own words.
        verified: all of whose quotations were found in copies of their sources, word for word.
        two_voices: all of whose parts rest on two voices or more, and that are not worked out.
        primary: that rest on somebody's own words or on a source that is itself primary (a press
            release, an official document, an interview, research, a data set).
        editor: in the editor's own words: marked so, or a reading below a disagreement.
        derived: that say something worked out from what they cite.
    """

    statements: int = 0
    cited: int = 0
    verified: int = 0
    two_voices: int = 0
    primary: int = 0
    editor: int = 0
    derived: int = 0

    def percent(self, name: str) -> float:
        """A number as a part of all statements that are not the editor's own words, in per cent.

        Raises:
            AttributeError: there is no such number.
        """
        whole = self.statements if name in ("editor", "derived") else self.statements - self.editor
        return 100.0 * int(getattr(self, name)) / whole if whole else 100.0

    def __add__(self, other: Coverage) -> Coverage:
        sums = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Coverage)}
        return Coverage(**sums)


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryLine:
    """What lists say of a story.

    Attributes:
        slug: its slug.
        title: its title.
        language: its language; None if it is the site's.
        published: the date it was published, as typed.
        year: the year of that.
        updated: the day it last changed, `YYYY-MM-DD`.
        is_draft: whether it is not published.
        topics: what it is about.
        file: the file that it is made from.
        has_timeline: whether there are events.
        has_disagreements: whether sources differ on something.
        has_map: whether there is anything that a map can show.
        coverage: how well it is sourced.
        reviews: how much of it a second reader has read against its sources.
        sort: what the rows of stories are sorted by, the newest first.
    """

    slug: str
    title: str
    language: str | None
    published: str
    year: int
    updated: str
    is_draft: bool
    topics: tuple[str, ...]
    file: str
    has_timeline: bool
    has_disagreements: bool
    has_map: bool
    coverage: Coverage
    reviews: ReviewCounts
    sort: str


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Disagreements:
    """The disagreements of a story, with the footnotes of the page that has all of them.

    `sources` are the ids of all sources that the story cites, in the order of its footnotes.
    """

    entries: tuple[StoryDisagreement, ...]
    footnotes: tuple[Footnote, ...]
    sources: tuple[str, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrections of a story, the newest first."""

    slug: str
    corrections: tuple[StoryCorrection, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class AddressFile:
    """The recorded addresses of a story's sentences, and the path of the file."""

    path: str
    record: Addresses


class LinkKind(StrEnum):
    """What links two sources."""

    RULING = "ruling"
    ORIGIN = "origin"
    TEXT = "text"
    UPSTREAM = "upstream"


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Link:
    """What was found between sources `a` and `b`.

    `detail` names the origin, the primary sources (with ` · ` between) or the editors' reason;
    for shared text it is the longest run's excerpt and `words` says how many words are shared.
    `joins` says whether it makes them one voice; `overruled` is the editors' reason why not.
    """

    a: str
    b: str
    kind: LinkKind
    detail: str
    joins: bool
    words: int = 0
    overruled: str = ""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class SharedRun:
    """The same words in sources `a` and `b`, outside quotation marks.

    Starts and ends are offsets in the texts as they are. `digest` is that of the words as they
    compare, one space between; `excerpt` holds the first words as `a` has them, 25 at most.
    Runs with a word or two between them are one `passage`, named by the digest of all its words;
    it is empty where these are fewer than a sentence has.
    """

    a: str
    b: str
    words: int
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    digest: str
    excerpt: str
    passage: str = ""


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Overlap:
    """All that sources `a` and `b` share (`a` stands before `b` in the alphabet).

    `words` counts each place once, and is the smaller count of both sources; `a_share` and
    `b_share` are the parts (0 to 1) of each one's own words that stand in runs.
    """

    a: str
    b: str
    words: int
    a_share: float
    b_share: float
    runs: tuple[SharedRun, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Relations:
    """What a source has to do with others: each in the order in which the site has it.

    `rulings` are those of its own and of others, each with the id of the source that has it.
    """

    links: list[Link] = field(default_factory=list)
    rulings: list[tuple[str, Ruling]] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)


@pickled_by_values
@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of the site as a whole.

    Attributes:
        sources: how many sources there are.
        voices: how many voices these are as wholes.
        quotations: how many quotations there are.
        newest: the newest day that a story or a source has, `YYYY-MM-DD`.
    """

    sources: int = 0
    voices: int = 0
    quotations: int = 0
    newest: str = "1970-01-01"
