"""`content/rechecks.yml`: whether the quoted words still stand where readers are sent.

`explainer recheck` writes it; nobody else should. A build reads it and asks nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from generator.model.base import DateText, Digest, Id, Model, Text, WebAddress


class PageState(StrEnum):
    """What was found at the address of a page; `PAGE_STATES` says what each means."""

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


PAGE_STATES: Mapping[PageState, str] = {
    PageState.READ: "the report is there",
    PageState.NOT_FOUND: "the server says that there is no such page (404)",
    PageState.REMOVED: "the server says that the page was removed (410)",
    PageState.SOFT_NOT_FOUND: "in its place is a page that says that nothing was found",
    PageState.HOME: "the address leads to a front page",
    PageState.OTHER_PAGE: "another page is there",
    PageState.LOGIN: "in its place is a page to log in",
    PageState.PAYWALL: "the report, or the rest of it, is for subscribers",
    PageState.CONSENT: "in its place is a question for consent",
    PageState.BOT_WALL: "in its place is a page that keeps programs out",
    PageState.NEEDS_SCRIPT: "the page shows nothing without a script",
    PageState.EMPTY: "the page has no words",
    PageState.OTHER_KIND: "it is a file that no words are read from",
    PageState.TOO_LARGE: "the page is too large",
    PageState.UNREADABLE: "the page cannot be read",
    PageState.UNCERTAIN: "nobody can tell whether the page is the report",
    PageState.REFUSED: "the server refuses to answer",
    PageState.BUSY: "the server wants to be asked later",
    PageState.SERVER_ERROR: "the server is out of order",
    PageState.REDIRECT_LOOP: "the redirects lead nowhere",
    PageState.NO_HOST: "the host is not known",
    PageState.SLOW: "the answer took too long",
    PageState.BAD_CERTIFICATE: "the server does not prove who it is",
    PageState.NO_ANSWER: "there was no answer",
    PageState.NOT_ASKED: "the address may not be asked",
}
"""What the state of a page means."""

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
