"""The parts of contexts that show where sources disagree."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.render.contexts.parts import Anchor


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer to a question, and the sources that give it by their short names.

    Sources that it only compares are not among them. Figures and quoted words that no other answer
    has are in `mark`.
    """

    sources: tuple[str, ...]
    text: Markup


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """A point on which the sources differ.

    `kind` is as typed, `kind_name` in words; `about` says what the kind means, at the first of each
    kind. `silent` says of how many of the story's sources no words are quoted for an answer, and no
    more than that; it is empty where the page's table does not show which they are.
    """

    id: str
    question: str
    kind: str
    kind_name: str
    about: str
    answers: tuple[AnswerView, ...]
    silent: str
    reading: Markup


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A disagreement as a link to where it stands in full; `kind` as in `DisagreementView`."""

    href: str
    question: str
    kind: str
    kind_name: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What a source does about an answer.

    Where it `says` so, `href` leads to its words for this answer; where not, to its words for
    another answer to the same question, or it is empty: then the source is silent.
    """

    href: str
    says: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An answer in short, and a cell for each of the table's sources."""

    answer: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """The answers to one question; `line` leads to all that is said of it."""

    line: QuestionLine
    answers: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Which source gives which answer: answers × sources. `id` is the anchor of its `title`.

    `silent` are the story's sources that give none of them and have no column. `closed` says
    whether it has so many links that a reader opens it first.
    """

    id: str
    title: str
    closed: bool
    sources: tuple[Anchor, ...]
    questions: tuple[MatrixQuestion, ...]
    silent: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class NamedDisagreement:
    """A disagreement of which a page has the question alone.

    `line` leads to all of it. `anchors` are the addresses of its statements and of the footnotes
    that only they have: on this page they lead to the question.
    """

    id: str
    line: QuestionLine
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisagreementsView:
    """The disagreements of a story, the heaviest first, with their tables.

    `main` are the contradictions and what weighs enough, `minor` the others, which stand in a
    closed part of the page; `minor_title` says how many of which kind they are. On the story's own
    page `named` are the differences and wordings that only the page of all its disagreements has in
    full, `named_title` is as `minor_title`, and `matrix` has the contradictions and the differences
    that weigh enough; there is no `minor_matrix`.
    """

    matrix: MatrixView | None
    main: tuple[DisagreementView, ...]
    minor_title: str
    minor_matrix: MatrixView | None
    minor: tuple[DisagreementView, ...]
    named_title: str
    named: tuple[NamedDisagreement, ...]


@dataclass(frozen=True, slots=True)
class VersionView:
    """One report's wording of an utterance; what differs is marked in `text`."""

    text: Markup
    lang: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """One utterance in the words of several reports."""

    speaker: str
    versions: tuple[VersionView, ...]


@dataclass(frozen=True, slots=True)
class StoryDisagreements:
    """The disagreements of one story, in full or as links to where they stand there."""

    slug: str
    story: Anchor
    lang: str
    disagreements: DisagreementsView | None
    questions: tuple[QuestionLine, ...]
