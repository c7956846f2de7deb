"""`content/sources/ID.yml`: one source and the quotations taken from it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from generator.model.base import (
    DateText,
    Digest,
    FileName,
    Id,
    Language,
    Model,
    Text,
    WebAddress,
)  # fmt: skip
from generator.model.site import SiteSettings


class SourceKind(StrEnum):
    """What sort of document a source is."""

    NEWS_REPORT = "news-report"
    AGENCY_REPORT = "agency-report"
    PRESS_RELEASE = "press-release"
    OFFICIAL_DOCUMENT = "official-document"
    INTERVIEW = "interview"
    RESEARCH = "research"
    BOOK = "book"
    DATASET = "dataset"
    OTHER = "other"


class Verdict(StrEnum):
    """Whether two sources count as one voice, as an editor sees it."""

    ONE_VOICE = "one-voice"
    INDEPENDENT = "independent"


class Ruling(Model):
    """An editor's word on whether two sources are one voice; it wins over what was found."""

    NOUN: ClassVar[str] = "ruling"
    other: Id = Field(description="The other source's id.", examples=["ap-2018"])
    verdict: Verdict = Field(description="How the two count.")
    reason: Text = Field(description="Why; the site shows it.")


class Acceptance(Model):
    """A reviewer's word that a quotation with marks says what its source says; an edit ends it."""

    NOUN: ClassVar[str] = "acceptance"
    by: Text = Field(description="Who compared it with the source.", examples=["Jane Doe"])
    on: DateText = Field(description="When.", examples=["2019-12-01"])
    of: Text = Field(
        description="What was accepted: the warning gives these twelve digits.",
        examples=["3f9c2a71b04d"],
    )


class Quotation(Model):
    """Words that stand in a source; `prefix` and `suffix` say where, if they stand there twice.

    It is a schema.org Quotation, its place that of a W3C Web Annotation's TextQuoteSelector.
    """

    NOUN: ClassVar[str] = "quotation"
    id: Id = Field(
        description="Unique among all quotations of the site; statements cite it.",
        examples=["afp-led-by-belgium"],
    )
    exact: Text = Field(
        description="The words as they stand in the source. Of a speaker's words the marks around "
        "them are left out. `[…]` marks words left out, `[brackets]` words put in.",
        examples=["led by the Belgian federal prosecutor"],
    )
    speaker: Text | None = Field(
        None,
        description="Who said or wrote these very words, where the source gives them as "
        "somebody's own.",
        examples=["Rob Wainwright"],
    )
    role: Text | None = Field(
        None,
        description="What the source says the speaker is.",
        examples=["executive director of Europol"],
    )
    attributed_to: Text | None = Field(
        None,
        description="Whom the source names for what it reports here in its own words.",
        examples=["Europol"],
    )
    language: Language | None = Field(
        None, description="The quotation's language, if it is not the source's.", examples=["fr"]
    )
    translation: Text | None = Field(
        None,
        description="The words in the site's language.",
        examples=["The servers were in Panama."],
    )
    same_statement_as: list[Id] = Field(
        [],
        description="Quotations that report the same utterance in other words.",
        examples=[["ap-punched-a-hole"]],
    )
    prefix: Text | None = Field(
        None, description="Words just before, where `exact` stands more than once."
    )
    suffix: Text | None = Field(
        None, description="Words just after, where `exact` stands more than once."
    )
    note: Text | None = Field(
        None, description="What a reader should know of these words, such as damage in the text."
    )
    accepted: Acceptance | None = Field(
        None, description="A reviewer's word that its marks do not change what the source says."
    )


class Source(Model):
    """One source. Its id is the file's name.

    It is a schema.org Article; its fields map to CSL-JSON.
    """

    NOUN: ClassVar[str] = "source"
    title: Text = Field(description="The headline, as published.")
    publisher: Text = Field(description="The outlet that published it.", examples=["Global News"])
    short: Text = Field(
        description="The name that footnotes and tables use for it, told apart from the others.",
        examples=["Global News 2018"],
    )
    origin: Text | None = Field(
        None,
        description="The agency or desk that wrote it; left out where it is not named.",
        examples=["The Associated Press"],
    )
    upstream: list[Text] = Field(
        [], description="Primary sources that it relays.", examples=[["Europol"]]
    )
    author: list[Text] = Field([], description="Its authors.", examples=[["Jane Doe"]])
    published: DateText = Field(
        description="When it was published; `~` behind an approximate date.",
        examples=["2018-04-27", "2018-04-28~"],
    )
    accessed: DateText | None = Field(
        None, description="When it was last seen at its address.", examples=["2019-12-01"]
    )
    url: WebAddress = Field(description="Its address.", examples=["https://example.org/report"])
    archive_url: WebAddress | None = Field(
        None,
        description="The address of a public archive's copy.",
        examples=["https://web.archive.org/web/2018/https://example.org/report"],
    )
    language: Language | None = Field(
        None, description="Its language, if it is not the site's.", examples=["fr"]
    )
    kind: SourceKind = Field(description="What sort of document it is.")
    archived_as: FileName | None = Field(
        None,
        description="The name of the archived copy in the archive folder.",
        examples=["report.txt"],
    )
    digest: Digest | None = Field(
        None,
        description="Which copy is meant: the digest of its file (SHA-256), as `sha256sum` prints "
        "it, with `sha256:` before it.",
    )
    note: Text | None = Field(
        None, description="What a reader should know of the source.",
        examples=["The page gives no author."],
    )  # fmt: skip
    rulings: list[Ruling] = Field(
        [], description="Whether it and other sources are one voice, where the editor knows better."
    )
    quotations: list[Quotation] = Field([], description="The quotations taken from it.")


def words_language(quotation: Quotation, source: Source, settings: SiteSettings) -> str:
    """The language of a quotation's words: its own, else its source's, else the site's."""
    return quotation.language or source.language or settings.language
