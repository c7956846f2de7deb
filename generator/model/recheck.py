"""`content/rechecks.yml`: whether the quoted words still stand where readers are sent.

`explainer recheck` writes it; nobody else should. A build reads it and asks nobody.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from generator.model.base import DateText, Digest, Id, Model, Text, WebAddress


class PageState(StrEnum):
    """What was found at the address of a page.

    Attributes:
        READ: the report.
        NOT_FOUND: the server says that there is no such page (404).
        REMOVED: the server says that the page was removed (410).
        SOFT_NOT_FOUND: a page that says so, though the server does not.
        HOME: the front page, in place of the report.
        OTHER_PAGE: another page.
        LOGIN: a page to log in.
        PAYWALL: the beginning of the report; the rest is for subscribers.
        CONSENT: a question for consent, in place of the report.
        BOT_WALL: a page that keeps programs out.
        NEEDS_SCRIPT: a page that shows nothing without a script.
        EMPTY: a page without words.
        OTHER_KIND: a file that no words are read from, such as a picture.
        TOO_LARGE: a page that is too large.
        UNREADABLE: a page that cannot be read.
        UNCERTAIN: a page of which nobody can tell whether it is the report.
        REFUSED: the server refuses to answer (403, 451 and the like).
        BUSY: the server wants to be asked later (429).
        SERVER_ERROR: the server is out of order (5xx).
        REDIRECT_LOOP: redirects that lead nowhere.
        NO_HOST: nobody knows the host.
        SLOW: the answer took too long.
        BAD_CERTIFICATE: the server does not prove who it is.
        NO_ANSWER: the connection failed.
        NOT_ASKED: the address may not be asked.
    """

    READ = "read"
    NOT_FOUND = "not-found"
    REMOVED = "removed"
    SOFT_NOT_FOUND = "soft-not-found"
    HOME = "home-page"
    OTHER_PAGE = "other-page"
    LOGIN = "login"
    PAYWALL = "paywall"
    CONSENT = "consent-wall"
    BOT_WALL = "bot-wall"
    NEEDS_SCRIPT = "needs-script"
    EMPTY = "empty"
    OTHER_KIND = "other-kind"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    BUSY = "busy"
    SERVER_ERROR = "server-error"
    REDIRECT_LOOP = "redirect-loop"
    NO_HOST = "no-host"
    SLOW = "slow"
    BAD_CERTIFICATE = "bad-certificate"
    NO_ANSWER = "no-answer"
    NOT_ASKED = "not-asked"

    @property
    def is_absent(self) -> bool:
        """Whether the report is not at its address any more, as far as anybody can tell."""
        return self in _ABSENT


_ABSENT = frozenset(
    (PageState.NOT_FOUND, PageState.REMOVED, PageState.SOFT_NOT_FOUND, PageState.HOME,
     PageState.OTHER_PAGE)
)  # fmt: skip


class WordsState(StrEnum):
    """What has become of quoted words on the live page.

    `there`: they stand where they stood. `moved`: they stand between other words. `changed`: other
    words stand in their place. `gone`: the report is there, and they are not. `unseen`: nobody
    could tell so far.
    """

    THERE = "there"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
    UNSEEN = "unseen"

    @property
    def stands(self) -> bool:
        """Whether the words stand on the page."""
        return self in (WordsState.THERE, WordsState.MOVED)

    @property
    def has_left(self) -> bool:
        """Whether the words do not stand on the page any more."""
        return self in (WordsState.CHANGED, WordsState.GONE)


class RecheckedPage(Model):
    """What was found at one address."""

    NOUN: ClassVar[str] = "page that was looked at"
    url: WebAddress = Field(description="The address that was asked.")
    page: PageState = Field(description="What was found there.")
    looked: DateText = Field(description="The day of the last look.")
    seen: DateText | None = Field(None, description="The last day on which the report was there.")


class RecheckedQuotation(Model):
    """What has become of a quotation's words."""

    NOUN: ClassVar[str] = "quotation that was looked for"
    words: Digest = Field(description="SHA-256 digest of the words that were looked for.")
    state: WordsState = Field(description="What the last look found that could tell.")
    looked: DateText = Field(description="The day of that look.")
    seen: DateText | None = Field(
        None, description="The last day on which the words stood on the live page."
    )
    since: DateText | None = Field(
        None, description="The first look that did not find them, of those in a row."
    )
    reads: Text | None = Field(
        None, description="The live page's words in their place, where they have changed."
    )
    archived: DateText | None = Field(
        None, description="The last day on which they stood in the public archive's copy."
    )


class RecheckedSource(Model):
    """What was found of one source."""

    NOUN: ClassVar[str] = "source that was looked at"
    live: RecheckedPage = Field(description="The page at `url`.")
    archive: RecheckedPage | None = Field(None, description="The copy at `archive_url`.")
    quotations: dict[Id, RecheckedQuotation] = Field({}, description="Its quotations by their ids.")


class Rechecks(Model):
    """What live pages and public archives have. `explainer recheck` keeps this file."""

    NOUN: ClassVar[str] = "file of looks"
    sources: dict[Id, RecheckedSource] = Field({}, description="The sources by their ids.")
