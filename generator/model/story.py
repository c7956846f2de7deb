"""`content/stories/SLUG/story.yml`: one explainer."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field, field_validator

from generator.model.base import (
    Country,
    DateText,
    Id,
    Language,
    Latitude,
    Longitude,
    Model,
    Prose,
    Text,
)  # fmt: skip


class Status(StrEnum):
    """Whether a story is published: drafts are checked, but only `serve` shows them."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Role(StrEnum):
    """What part a country had in an operation."""

    LED = "led"
    COORDINATED = "coordinated"
    SEIZED_SERVERS = "seized-servers"
    EVIDENCE_SEIZED = "evidence-seized"
    BLOCKED_ACCESS = "blocked-access"
    PROVIDED_EVIDENCE = "provided-evidence"
    REFERRED = "referred"
    ARRESTED = "arrested"
    SERVERS_SEIZED_EARLIER = "servers-seized-earlier"
    TOOK_PART = "took-part"


class DisagreementKind(StrEnum):
    """What the sources do to one another; pages show the kinds in this order."""

    CONTRADICTION = "contradiction"
    DIFFERENCE = "difference"
    ONE_REPORT = "one-report"
    WORDING = "wording"


USUAL_WEIGHT = 5
OLD_KINDS: dict[str, DisagreementKind] = {
    "spelling": DisagreementKind.WORDING,
    **dict.fromkeys(
        ("figure", "date", "attribution", "list", "role", "effect"), DisagreementKind.CONTRADICTION
    ),
}
"""The kinds of an earlier content format, which said what a question was about, and the kinds that
each counts as until an editor chooses one."""


class Section(Model):
    """A part of the story with a heading of its own."""

    NOUN: ClassVar[str] = "section"
    id: Id = Field(
        description="Unique in the story; the address that leads to the heading ends with it.",
        examples=["what-happened"],
    )
    title: Text = Field(description="The heading.", examples=["What happened"])
    body: Prose = Field(
        description="Statements, one a line, with citations.",
        examples=["Police in eight countries took part. [@afp-eight-countries]"],
    )


class Operation(Model):
    """Something that several countries did together, which participations refer to."""

    NOUN: ClassVar[str] = "operation"
    id: Id = Field(description="Unique in the story.", examples=["april-2018"])
    name: Text = Field(
        description="What the pages call it.", examples=["The takedown of April 2018"]
    )
    date: DateText = Field(description="When it took place.", examples=["2018-04-25/2018-04-26"])
    text: Prose | None = Field(
        None,
        description="What is said of it as a whole, as statements with citations. Where no report "
        "names a country, this is what the map shows of it.",
        examples=["European police struck the app. [@gn18-august-2016]"],
    )


class Place(Model):
    """Where an event took place."""

    NOUN: ClassVar[str] = "place"
    name: Text = Field(description="The place's name.", examples=["The Hague"])
    country: Country | None = Field(
        None, description="Its country, by its code of two letters (ISO 3166-1).", examples=["NL"]
    )


class Event(Model):
    """Something that happened at a time; it stands in the timeline."""

    NOUN: ClassVar[str] = "event"
    id: Id = Field(description="Unique in the story.", examples=["first-strike"])
    date: DateText = Field(description="When it happened.", examples=["2016-08"])
    title: Text = Field(description="A few words.", examples=["First strike against Amaq"])
    text: Prose = Field(description="What happened, as statements with citations.")
    operation: Id | None = Field(
        None, description="The operation that it belongs to.", examples=["april-2018"]
    )
    places: list[Place] = Field([], description="Where it happened.")


class RolePlayed(Model):
    """One part that a country had, and who says so."""

    NOUN: ClassVar[str] = "role"
    role: Role = Field(description="The part.")
    text: Prose = Field(
        description="What it did, as statements with citations.",
        examples=["Its federal prosecutor led the operation. [@afp-led-by-belgium]"],
    )
    disputed: Id | None = Field(
        None,
        description="The contradiction about this part: this statement's quotations stand in one "
        "of its answers, and another answer denies it.",
        examples=["which-countries"],
    )


class Participation(Model):
    """A country's part in one operation."""

    NOUN: ClassVar[str] = "participation"
    country: Country = Field(
        description="The country, by its code of two letters (ISO 3166-1).", examples=["BE"]
    )
    operation: Id = Field(description="The operation's id.", examples=["april-2018"])
    roles: list[RolePlayed] = Field(min_length=1, description="What it did.")


class MapPlace(Model):
    """A place on the map that is no country.

    It is a schema.org Place with GeoCoordinates.
    """

    NOUN: ClassVar[str] = "place on the map"
    id: Id = Field(description="Unique in the story.", examples=["the-hague"])
    name: Text = Field(description="What the map calls it.", examples=["The Hague"])
    country: Country | None = Field(
        None,
        description="The country that it lies in, by its code (ISO 3166-1); the coordinates are "
        "held against it.",
        examples=["NL"],
    )
    latitude: Latitude = Field(
        description="Degrees north, negative in the south.", examples=["52.08"]
    )
    longitude: Longitude = Field(
        description="Degrees east, negative in the west.", examples=["4.31"]
    )
    operation: Id | None = Field(
        None, description="The operation that it belongs to.", examples=["april-2018"]
    )
    text: Prose = Field(
        description="What happened there, as statements with citations.",
        examples=["Europol coordinated the operation from there. [@afp18-the-hague]"],
    )
    disputed: Id | None = Field(
        None,
        description="The contradiction about this place: this statement's quotations stand in one "
        "of its answers, and another answer denies it.",
        examples=["where-servers-were-seized"],
    )


class Answer(Model):
    """One answer, which stands under the sources that it cites, but for those only compared."""

    NOUN: ClassVar[str] = "answer"
    answer: Prose = Field(
        description="The answer, as statements with citations.",
        examples=["Eight countries. [@afp-eight-countries; cf. @ap-seven-countries]"],
    )


class Disagreement(Model):
    """A point on which the sources differ, or that one of them alone reports."""

    NOUN: ClassVar[str] = "disagreement"
    id: Id = Field(description="Unique in the story.", examples=["how-many-countries"])
    question: Text = Field(
        description="The question they answer differently.", examples=["How many countries?"]
    )
    kind: DisagreementKind = Field(
        description="What the sources do to one another. Only a contradiction makes a part, a "
        "place or a sentence disputed."
    )
    weight: int = Field(
        USUAL_WEIGHT,
        ge=0,
        le=9,
        description=f"How much it matters, from 0 to 9, {USUAL_WEIGHT} if it is left out: the "
        "heaviest comes first; of one weight, a contradiction before a difference. A difference "
        "that weighs less stands among the smaller points, which a reader opens first; so does "
        "what one report alone says and what is a matter of wording, unless it weighs more. A "
        "difference leaves a mark at sentences only if it weighs more.",
        examples=["8"],
    )
    answers: list[Answer] = Field(
        min_length=1,
        description="The answers: two or more, or one where one report alone says it.",
    )
    reading: Prose = Field(
        description="How the editor reads it. Citations may be left out here: the words are "
        "the editor's.",
    )

    @field_validator("kind", mode="before")
    @classmethod
    def _kind_that_old_ones_count_as(cls, value: Any) -> Any:
        return OLD_KINDS.get(value, value) if isinstance(value, str) else value


class Correction(Model):
    """A change of what the story said.

    It is a schema.org CorrectionComment.
    """

    NOUN: ClassVar[str] = "correction"
    date: DateText = Field(description="When it was corrected.", examples=["2019-12-02"])
    was: Text = Field(description="What the story said.")
    now: Text = Field(
        description="What it says now: words that stand in the story, which is checked."
    )
    why: Text = Field(description="Why it was changed.")


class Story(Model):
    """One explainer. Its slug is the folder's name."""

    NOUN: ClassVar[str] = "story"
    title: Text = Field(description="The headline.")
    standfirst: Prose = Field(description="The story in two or three statements.")
    status: Status = Field(description="Whether it is published.")
    published: DateText = Field(description="When it was first published.", examples=["2026-01-31"])
    updated: DateText | None = Field(None, description="When its content last changed.")
    language: Language | None = Field(
        None, description="Its language, if it is not the site's.", examples=["fr"]
    )
    authors: list[Text] = Field(
        [],
        description="Who wrote it; its page names them. A reading of its sentences by one of them "
        "is no second reader's; where nobody is named, no reading counts as one.",
        examples=[["Jane Doe"]],
    )
    topics: list[Text] = Field([], description="What it is about.", examples=[["policing"]])
    follows: Id | None = Field(
        None,
        description="The story to read before this one, by its slug. Both then lead to each other, "
        "as far as both are published.",
        examples=["takedown-of-2018"],
    )
    key_points: Prose = Field(description="The points to take away, one statement a line.")
    sections: list[Section] = Field(min_length=1, description="The parts of the story.")
    operations: list[Operation] = Field([], description="What countries did together.")
    events: list[Event] = Field([], description="The timeline.")
    participations: list[Participation] = Field([], description="Which countries took part.")
    places: list[MapPlace] = Field([], description="Places on the map that are no countries.")
    disagreements: list[Disagreement] = Field([], description="Where the sources differ.")
    corrections: list[Correction] = Field([], description="What was corrected.")
