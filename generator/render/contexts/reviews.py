"""What stands where somebody reviews a story: on the sheet of paper, and on the preview's pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewQuotation:
    """A quotation beside its sentence.

    `before`, `words` and `after` are the passage of the copy, where one is at hand; otherwise
    `words` are those of the source's file. `quoted_as` is how the source's file has them, where
    that is more than the passage. `address` is where the report is, if it is on the web.
    `is_unnamed` says whether the sentence names nobody of `said_by`. `left_out` names words that
    the sentence has not; it is empty where there are none, or where `is_compared` is false: a
    foreign quotation has no translation.
    """

    source: str
    title: str
    date: str
    lang: str
    address: str
    said_by: str
    is_unnamed: bool
    before: str
    words: str
    after: str
    quoted_as: str
    translation: str
    verified: str
    left_out: str
    is_compared: bool


@dataclass(frozen=True, slots=True)
class ReviewElsewhere:
    """What another source says of the same: its name, the words, their language; why it is shown.

    `said_by` is empty where it is the source's own word.
    """

    source: str
    words: str
    lang: str
    said_by: str
    why: str


@dataclass(frozen=True, slots=True)
class ReviewReading:
    """What somebody has said of a sentence: who, when, the verdict in words, the note."""

    by: str
    date: str
    verdict: str
    note: str


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A sentence with all that a reviewer needs.

    `digest` is what a review of it writes down as `of`; `lang` is the story's language; `line` is
    the sentence's in the story's file. `is_editors` says whether it is marked as the editor's own.
    """

    part: str
    text: str
    lang: str
    line: int
    derived: str
    is_editors: bool
    digest: str
    put_in: str
    quotations: tuple[ReviewQuotation, ...]
    elsewhere: tuple[ReviewElsewhere, ...]
    readings: tuple[ReviewReading, ...]


@dataclass(frozen=True, slots=True)
class SheetSentence:
    """A sentence with boxes to tick."""

    number: str
    card: ReviewCard


@dataclass(frozen=True, slots=True)
class SheetStory:
    """The sentences of one story, in the story's language `lang`."""

    title: str
    slug: str
    lang: str
    sentences: tuple[SheetSentence, ...]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """The context of `pages/review-sheet.html`, a whole page without the theme's frame.

    `lang` and `direction` are those of the interface; `day` is the day of the sentences.
    """

    lang: str
    direction: str
    site: str
    day: str
    count: str
    stories: tuple[SheetStory, ...]


@dataclass(frozen=True, slots=True)
class ReviewFrame:
    """What every page of the preview's review has around it.

    `lang` and `direction` are those of the interface. `root` is the address of these pages, `home`
    that of the site. `token` goes with every form. `reviewer` is who reads, empty as long as nobody
    has said so; `reviewers` are those who may, empty if anybody may. `message` says what was wrong
    with what was sent; `to` is the story to go to once somebody has said who reads, `of` the digest
    of the sentence in it, if it is a certain one.
    """

    lang: str
    direction: str
    site: str
    root: str
    home: str
    token: str
    reviewer: str
    reviewers: tuple[str, ...]
    message: str
    to: str
    of: str


@dataclass(frozen=True, slots=True)
class ReviewStory:
    """A story to review: `waiting` says in words how many of its sentences wait for the reviewer.

    `is_done` says whether none does. `remark` is empty, or says what a reading counts as.
    """

    title: str
    lang: str
    address: str
    waiting: str
    is_done: bool
    remark: str


@dataclass(frozen=True, slots=True)
class ReviewStories:
    """The context of `pages/review-stories.html`, a whole page of the preview."""

    frame: ReviewFrame
    stories: tuple[ReviewStory, ...]


@dataclass(frozen=True, slots=True)
class ReviewWalk:
    """The context of `pages/review-walk.html`, a whole page of the preview.

    `card` is the sentence, at `at` of `of`, which `place` says in words. `back` and `onward` are
    the addresses of the sentences before and behind it; `back` is empty at the first. `anchor` is
    the sentence's address on the story's page. `said` is the reviewer's own verdict so far, a value
    of the content format; `note` is what the field holds; `is_changed` says whether the sentence
    that was asked for stands there no more.
    """

    frame: ReviewFrame
    story: ReviewStory
    card: ReviewCard
    at: int
    of: int
    place: str
    anchor: str
    back: str
    onward: str
    said: str
    note: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ReviewEnd:
    """The context of `pages/review-end.html`, a whole page of the preview.

    `counts` says in words what the reviewer has said of the story's sentences. `left` is the
    address of the first sentence that still waits, empty if none does; `last` is that of the last.
    """

    frame: ReviewFrame
    story: ReviewStory
    counts: tuple[str, ...]
    left: str
    last: str


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """The context of `pages/review-card.html`, the part of the walk that shows a sentence."""

    card: ReviewCard
