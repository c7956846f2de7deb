"""An answer from the web → what a reader of the page sees, and what sort of page it may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from selectolax.lexbor import LexborHTMLParser

from generator.archive.asking import Answer
from generator.archive.capture import answers_warc
from generator.archive.html import html_text, parse_html
from generator.archive.media import kind_of
from generator.archive.metadata import page_facts, text_of
from generator.archive.packed import gunzip
from generator.archive.readers import kind_text
from generator.archive.warc import page

# A WARC file has a date; nothing is made of this one.
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_READ = (".html", ".pdf", ".txt")
_CHALLENGES = (
    "[id^='cf-challenge'], [class*='cf-turnstile'], [class*='g-recaptcha'], [class*='h-captcha'],"
    " iframe[src*='captcha'], script[src*='captcha-delivery'], form[action*='captcha']"
)


@dataclass(frozen=True, slots=True)
class PageRead:
    """What a reader of a page sees, and what else tells of what sort it is.

    Attributes:
        text: its words, as `explainer verify` reads a copy of it.
        title: what it calls itself.
        heading: its first heading.
        scripts: how many scripts it has.
        asks_password: whether there is a field for a password.
        is_for_subscribers: whether its metadata say that it is not free to read.
        is_challenge: whether there is a puzzle that keeps programs out.
        is_readable: whether words are read from this kind of file.
    """

    text: str = ""
    title: str = ""
    heading: str = ""
    scripts: int = 0
    asks_password: bool = False
    is_for_subscribers: bool = False
    is_challenge: bool = False
    is_readable: bool = True


def read_page(answer: Answer) -> PageRead:
    """Read an answer, in the very way in which `explainer verify` reads a captured page.

    Raises:
        Refused: it cannot be read.
    """
    said = answer.header("content-type")
    if said and kind_of(said) not in _READ:
        return PageRead(is_readable=False)
    found = page([gunzip(answers_warc([answer], _SOME_DAY))], answer.url)
    if found.kind not in _READ:
        return PageRead(is_readable=False)
    if found.kind != ".html":
        return PageRead(kind_text(found.kind, found.data, answer.url, "").text)
    tree = parse_html(found.data, found.charset)
    heading = tree.css_first("h1")
    return PageRead(
        html_text(found.data, found.charset).text,
        page_facts(found.data, found.charset).title,
        text_of(heading.text()) if heading else "",
        len(tree.css("script")),
        tree.css_first("input[type='password']") is not None,
        _is_for_subscribers(tree),
        tree.css_first(_CHALLENGES) is not None,
    )


def _is_for_subscribers(tree: LexborHTMLParser) -> bool:
    """Whether schema.org's `isAccessibleForFree` says no."""
    for script in tree.css('script[type="application/ld+json"]')[:50]:
        _, _, said = script.text().partition('"isAccessibleForFree"')
        if said.lstrip(" :\"'\n\t")[:5].lower() == "false":
            return True
    return False
