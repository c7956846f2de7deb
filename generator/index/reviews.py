"""What stands in the index of reviews: what was read in a story, by whom, and what still fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from generator.model import Review
from generator.model.dates import parse_date
from generator.pickling import pickled_by_values


def latest(days: Iterable[str]) -> str:
    """The last of some days (EDTF), as it is typed; empty if there is none."""
    return max(filter(None, days), key=lambda day: parse_date(day).first, default="")


class Standing(StrEnum):
    """What is known of a sentence that cites something.

    `unread`: nobody has read it against what it cites, as it stands now. `first`: only those have
    whose reading is no second reader's. `supported`: a second reader has, and nobody asks for a
    change. `change`: somebody does.
    """

    UNREAD = "unread"
    FIRST = "first"
    SUPPORTED = "supported"
    CHANGE = "change"


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ReviewState:
    """What is known of one sentence.

    Attributes:
        of: the digest of the sentence and of what it cites, as a new review writes it down.
        standing: what is known.
        by: the second readers who found it supported, by name.
        last: the last day on which one of them did, as typed; empty if none has.
        reviews: all readings of it as it stands, those too that do not count.
    """

    of: str
    standing: Standing
    by: tuple[str, ...] = ()
    last: str = ""
    reviews: tuple[Review, ...] = ()


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How much of a story a second reader has read against its sources.

    Attributes:
        read: the sentences that are supported.
        of: all sentences that cite something.
        last: the last day on which one of these was read, as typed; empty if none was.
        by: who has read one of these, by name.
    """

    read: int = 0
    of: int = 0
    last: str = ""
    by: tuple[str, ...] = ()

    @property
    def percent(self) -> float:
        """How many of the sentences that is, in per cent."""
        return 100.0 * self.read / self.of if self.of else 100.0

    def __add__(self, other: ReviewCounts) -> ReviewCounts:
        by = tuple(sorted({*self.by, *other.by}))
        last = latest((self.last, other.last))
        return ReviewCounts(self.read + other.read, self.of + other.of, last, by)


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryReviews:
    """What is known of all sentences of a story that cite something, by their addresses.

    `authors` are those of the story, whose readings are no second reader's.
    """

    states: Mapping[str, ReviewState] = field(default_factory=dict)
    counts: ReviewCounts = ReviewCounts()
    authors: tuple[str, ...] = ()


@pickled_by_values
@dataclass(frozen=True, slots=True)
class ReviewFile:
    """The readings in the file of a story, and the file's path."""

    path: str
    reviews: tuple[Review, ...]
