"""`content/site.yml`: who publishes, in which language, at which address."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from generator.model.base import (
    Address,
    Id,
    Language,
    Model,
    Text,
    Truth,
    WebAddress,
    address_problem,
)  # fmt: skip

PLACE = "{url}"
"""Where a page's address stands in the address of its TimeMap."""


def timemap_problem(text: str) -> str | None:
    """Say what keeps `text` from being where an archive lists its copies of a page; else None."""
    if text.count(PLACE) != 1:
        return f"'{PLACE}' must stand in it once, for a page's address"
    if text.startswith("mailto:"):
        return "a page is needed here, not a mail address"
    return address_problem(text.replace(PLACE, "page"))


class Download(StrEnum):
    """Kinds of documents that a site may offer: no browser shows one of them as a page."""

    CSV = "csv"
    DOCX = "docx"
    JSON = "json"
    ODS = "ods"
    ODT = "odt"
    PDF = "pdf"
    TXT = "txt"
    XLSX = "xlsx"
    ZIP = "zip"


class ReviewRule(StrEnum):
    """Whether a second reader must have read every sentence of a published story."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Untranslated(StrEnum):
    """What stands in another language's pages for a text that is not translated.

    `original`: the original, marked with its language. `nothing`: it is left out.
    """

    ORIGINAL = "original"
    NOTHING = "nothing"


class Publisher(Model):
    """Who is responsible for the site."""

    NOUN: ClassVar[str] = "publisher"
    name: Text = Field(description="The publisher's name.", examples=["Example Newsroom"])
    address: WebAddress | None = Field(
        None, description="The publisher's own site.", examples=["https://example.org/"]
    )


class TimeStampAuthority(Model):
    """Who gives time stamps over what was verified (RFC 3161)."""

    NOUN: ClassVar[str] = "time-stamping authority"
    id: Id = Field(
        description="Its id. The certificates that its stamps are checked with lie in "
        "`stamps/ID.pem` of the content folder.",
        examples=["example-tsa"],
    )
    name: Text = Field(
        description="Its name, as readers are told it.", examples=["Example Time Authority"]
    )
    address: WebAddress = Field(
        description="Where it is asked. Most are at http addresses: its signature, and no "
        "connection, is what protects a stamp.",
        examples=["http://timestamp.example/tsr"],
    )
    asked: Truth = Field(
        True,  # noqa: FBT003 - the default of a field
        description="Whether `explainer stamp` asks it. `false` keeps the stamps of one that is "
        "no longer asked.",
    )


class SiteSettings(Model):
    """What is true of the whole site."""

    NOUN: ClassVar[str] = "site"
    title: Text = Field(description="The site's name.", examples=["Story Explainer"])
    description: Text = Field(
        description="One sentence for search engines and the home page.",
        examples=["News stories, told sentence by sentence with their sources."],
    )
    publisher: Publisher = Field(description="Who is responsible for the site.")
    language: Language = Field(
        description="The language of the prose and of the interface, by its tag (BCP 47).",
        examples=["en"],
    )
    languages: list[Language] = Field(
        [],
        description="The other languages that content is translated into. The texts stand beside "
        "the originals, such as `story.fr.yml` beside `story.yml`.",
        examples=[["fr", "ar"]],
    )
    untranslated: Untranslated = Field(
        Untranslated.ORIGINAL,
        description="What stands in the place of a text that is not translated: the original, "
        "marked with its language, or nothing.",
    )
    address: WebAddress | None = Field(
        None,
        description="Where the site will be published. Without it the site works all the same, "
        "but its pages do not tell search engines their own address.",
        examples=["https://news.example.org/explained/"],
    )
    contact: Address = Field(
        description="Where readers report a mistake: a mailto: or web address.",
        examples=["mailto:corrections@example.org"],
    )
    corrected_by: Text = Field(
        description="Who may correct a story, in a few words.",
        examples=["the editor on duty, after a second reading"],
    )
    licence: Text | None = Field(
        None, description="The licence of the site's own text.", examples=["CC BY 4.0"]
    )
    licence_address: WebAddress | None = Field(
        None,
        description="Where that licence can be read.",
        examples=["https://creativecommons.org/licenses/by/4.0/"],
    )
    never_link: list[Text] = Field(
        [],
        description="Hosts that nothing on the site may link to, such as those of the outlets that "
        "a story is about. Their subdomains count with them, and so do addresses that hold "
        "theirs, such as those of public archives.",
        examples=[["outlet.example"]],
    )
    downloads: list[Download] = Field(
        [],
        description="The kinds of documents beside the hand-written pages that readers may save. "
        "Pages and pictures need no word here; nothing else is published.",
        examples=[["pdf", "csv"]],
    )
    timemap: Text | None = Field(
        None,
        description="Where a public archive lists its copies of a page (a Memento TimeMap, "
        "RFC 7089), with `{url}` for the page's address. `explainer recheck --find-copies` asks "
        "there; without it the Internet Archive.",
        examples=["https://web.archive.org/web/timemap/link/{url}"],
    )
    time_stamps: list[TimeStampAuthority] = Field(
        [],
        description="The authorities that `explainer stamp` asks for time stamps over what was "
        "verified, and whose stamps the site shows.",
    )
    embeds: Truth = Field(
        False,  # noqa: FBT003 - the default of a field
        description="Whether other sites may show sentences, disagreements, timelines and maps of "
        "the stories in frames. There is a small page for each then, under `embed/`.",
    )
    database: Truth = Field(
        True,  # noqa: FBT003 - the default of a field
        description="Whether the site offers all of its data as one database, `data/site.db`. "
        "A site of thousands of stories may want to go without: the file grows with it.",
    )
    review: ReviewRule = Field(
        ReviewRule.OPTIONAL,
        description="Whether a second reader must have read every sentence of a published story "
        "against its sources. `required` makes each story that lacks it a warning, which "
        "`--strict` refuses.",
    )
    reviewers: list[Text] = Field(
        [],
        description="Who may review. Without it anybody may.",
        examples=[["Jane Doe", "John Roe"]],
    )
    name_reviewers: Truth = Field(
        False,  # noqa: FBT003 - the default of a field
        description="Whether the site names those who have reviewed its stories; otherwise it says "
        "how many they are.",
    )

    @field_validator("time_stamps")
    @classmethod
    def _differ(cls, listed: list[TimeStampAuthority]) -> list[TimeStampAuthority]:
        ids = [each.id for each in listed]
        for id in ids:
            if ids.count(id) > 1:
                raise PydanticCustomError(
                    "duplicate-id", "two authorities have the id '{id}'", {"id": id}
                )
        return listed

    @field_validator("timemap")
    @classmethod
    def _is_timemap(cls, text: str | None) -> str | None:
        if text and (why := timemap_problem(text)):
            raise PydanticCustomError(
                "bad-address", "'{text}' is not the address of a TimeMap: {why}",
                {"text": text[:80], "why": why},
            )  # fmt: skip
        return text
