"""`content/quotations.lock.yml`: what was verified, when, against which copy.

`explainer verify` writes it; nobody else should. It lets a site be built without the archive: a
build checks that the content still reads as it did when it was verified.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from generator.model.base import DateText, Digest, Id, Model, Text


class LockedSource(Model):
    """An archived copy that quotations were verified against."""

    NOUN: ClassVar[str] = "locked source"
    digest: Digest = Field(description="SHA-256 digest of the copy's file.")


class LockedInsertion(Model):
    """Bracketed words that an editor put into a quotation."""

    NOUN: ClassVar[str] = "locked insertion"
    inserted: Text = Field(description="The words put in.", examples=["the police"])
    replaced: str = Field(
        "", description="The source's word in their place, if one stands there.", examples=["they"]
    )
    covers: str = Field(
        "",
        description="The source's word in their place that is more than a pronoun, an article or a "
        "possessive, and is not quoted because the quotation begins or ends there.",
        examples=["nobody"],
    )


class Loss(StrEnum):
    """What an omission loses."""

    NEGATION = "negation"
    SENTENCE_END = "sentence-end"
    PARAGRAPH_END = "paragraph-end"


class LockedOmission(Model):
    """Words that an editor left out of a quotation; the words themselves are not kept."""

    NOUN: ClassVar[str] = "locked omission"
    words: Digest = Field(description="SHA-256 digest of the words left out.")
    loses: list[Loss] = Field(
        [], description="What is among them, or may be, where nobody can tell."
    )


class Look(StrEnum):
    """Why a person should look at a quotation once more."""

    OMISSION = "omission"
    INSERTION = "insertion"
    STARTS_LATE = "starts-late"
    STOPS_EARLY = "stops-early"


class Caveat(StrEnum):
    """What is special about the words of a copy where a quotation stands.

    `machine-read`: a machine read them from a picture of the page. `alternative`: they stand for a
    picture, for those who do not see it. `line-end-hyphen-kept`, `-dropped`: the copy parts a word
    at a line's end, and the quotation has a hyphen there, or has none.
    """

    MACHINE_READ = "machine-read"
    ALTERNATIVE = "alternative"
    LINE_END_HYPHEN_KEPT = "line-end-hyphen-kept"
    LINE_END_HYPHEN_DROPPED = "line-end-hyphen-dropped"


class Locator(Model):
    """Where in a source a quotation stands, in the terms that its readers use."""

    NOUN: ClassVar[str] = "locator"
    page: str = Field("", description="The label of the page, as it is printed.", examples=["xii"])
    page_number: int | None = Field(None, ge=1, description="The place of that page, from 1.")
    time: int | None = Field(
        None, ge=0, description="When it is spoken, in seconds from the beginning.", examples=[751]
    )
    paragraph: int | None = Field(None, ge=1, description="The number of the paragraph, from 1.")


class Reader(StrEnum):
    """Who sees a quotation's words: who reads the page as it was sent, or as a browser shows it.

    `static`: they stand in the page as it was sent, and a browser that looked at it showed them
    too. `static-alone`: a browser looked at it and did not show them. `rendered`: a browser showed
    them, and they do not stand in the page as it was sent; a script may have put them there.
    """

    STATIC = "static"
    STATIC_ALONE = "static-alone"
    RENDERED = "rendered"


class LockedQuotation(Model):
    """A quotation that was found in its source's copy, word for word."""

    NOUN: ClassVar[str] = "locked quotation"
    source: Id = Field(description="The source's id.")
    exact: Text = Field(description="The words that were found, as the content had them.")
    words: Digest = Field(description="SHA-256 digest of those words.")
    start: int = Field(ge=0, description="Where they begin in the copy's normalised text.")
    end: int = Field(ge=0, description="Where they end there.")
    prefix: str = Field("", description="The characters before them there.")
    suffix: str = Field("", description="The characters after them there.")
    verified: DateText = Field(description="The day they were verified.")
    marks: int | None = Field(
        None,
        ge=1,
        description="The version of the rules of marks that they were verified under; left out "
        "where there are no brackets.",
    )
    insertions: list[LockedInsertion] = Field([], description="Words put in, in their order.")
    omissions: list[LockedOmission] = Field([], description="Words left out, in their order.")
    locator: Locator | None = Field(
        None, description="Where they stand, if the copy has pages, times or paragraphs."
    )
    caveats: list[Caveat] = Field([], description="What is special about the copy's words there.")
    looks: list[Look] = Field([], description="Why a person should look at them once more.")
    normaliser: int | None = Field(
        None,
        ge=1,
        description="The version of the normalisation rules, if it is not the lock's.",
    )
    shared: list[Digest] = Field(
        [],
        description="The passages, as `overlaps` name them, in which most of these words stand: "
        "other copies have them too.",
    )
    reader: Reader = Field(
        Reader.STATIC,
        description="Which text of the copy `start` and `end` refer to, and whether only that one "
        "has the words: the page as it was sent, or as a browser showed it.",
    )


class LockedRun(Model):
    """The same words in two copies, outside quotation marks; offsets are those of the texts."""

    NOUN: ClassVar[str] = "locked run"
    words: int = Field(ge=1, description="How many words they share in a row.")
    a_start: int = Field(ge=0, description="Where they begin in the first text.")
    a_end: int = Field(ge=0, description="Where they end there.")
    b_start: int = Field(ge=0, description="Where they begin in the second text.")
    b_end: int = Field(ge=0, description="Where they end there.")
    digest: Text = Field(description="Digest of the words as they compare.")
    excerpt: Text = Field(description="The first of these words.")
    passage: str = Field(
        "",
        description="Digest of all words of the passage, of this run and of those that stand a "
        "word or two beside it; left out where they are fewer than 13.",
    )


class LockedOverlap(Model):
    """All that two copies share outside quotation marks."""

    NOUN: ClassVar[str] = "locked overlap"
    a: Id = Field(description="The first source's id.")
    b: Id = Field(description="The second's.")
    words: int = Field(ge=0, description="How many words are shared.")
    a_share: float = Field(ge=0, le=1, description="Their part of the first one's own words.")
    b_share: float = Field(ge=0, le=1, description="Their part of the second one's.")
    runs: list[LockedRun] = Field([], description="The runs of words.")


class Lock(Model):
    """The result of a verification."""

    NOUN: ClassVar[str] = "lock"
    normaliser: int = Field(ge=1, description="The version of the normalisation rules.")
    sources: dict[Id, LockedSource] = Field({}, description="The copies by source.")
    quotations: dict[Id, LockedQuotation] = Field({}, description="The quotations by id.")
    overlaps: list[LockedOverlap] = Field([], description="Words that copies share.")
