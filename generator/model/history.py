"""`content/history/SLUG.yml`: what a story said in each version that was published."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from generator.model.addresses import SENTENCE_PATTERN, address_check
from generator.model.base import ID_PATTERN, DateText, Digest, Model, Text

HEADING = "h."
"""What the address of a heading begins with, and that of no sentence does."""
TITLE = f"{HEADING}title"
"""The address of the story's title, which every version begins with."""
MOST_VERSIONS = 500
"""How many versions of a story are kept."""
VERSIONED_PATTERN = (
    rf"(?:{SENTENCE_PATTERN}|h\.(?:title|[smd]\.{ID_PATTERN}|[eo]\.{ID_PATTERN}(?:\.date)?"
    rf"|p\.{ID_PATTERN}\.[a-z]{{2}}\.{ID_PATTERN}))"
)

VersionedAddress = Annotated[
    Text,
    AfterValidator(address_check(VERSIONED_PATTERN, "a sentence or a heading")),
    Field(json_schema_extra={"pattern": f"^{VERSIONED_PATTERN}$"}),
]
"""The lasting address of a sentence, or `h.` and what a heading belongs to."""


class StoryVersion(Model):
    """What a story said on a day, told by what was another thing before."""

    NOUN: ClassVar[str] = "version"
    date: DateText = Field(
        description="The day on which it was published; none is earlier than that of the version "
        "before.",
        examples=["2019-12-02"],
    )
    note: Text | None = Field(
        None,
        description="What was changed and why, in a sentence for readers.",
        examples=["Figures of the second day added."],
    )
    digest: Digest = Field(
        description="The SHA-256 of the whole version, of its date and note, and of the digest of "
        "the version before: whoever changes a version later breaks it."
    )
    texts: dict[VersionedAddress, Text] = Field(
        {},
        description="What the first version said, all of it in the order of the page; in a later "
        "one only what is new or reads otherwise. Sentences stand as they are written, with their "
        "citations and marks, by their lasting addresses. `h.title` is the title, `h.s.ID` that of "
        "a section, `h.e.ID` and `h.e.ID.date` of an event, `h.o.ID` of an operation, `h.p.…` a "
        "country's role, `h.m.ID` a place, `h.d.ID` the question of a disagreement.",
    )
    after: dict[VersionedAddress, VersionedAddress] = Field(
        {},
        description="What is new or stands in another place, and what it stands behind.",
    )
    removed: list[VersionedAddress] = Field(
        [], description="What the version before had and this one has not."
    )


class History(Model):
    """The published versions of one story. `explainer publish-version` keeps this file."""

    NOUN: ClassVar[str] = "history of a story"
    versions: list[StoryVersion] = Field(
        min_length=1, description="The versions, the oldest first. None is ever changed."
    )
