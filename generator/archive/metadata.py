"""What a page says of itself: its title, who published it and when.

It is other people's text: bounded, on one line, and without signs that content may not hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from generator.archive.html import parse_html

MAX_TEXT = 500
"""No title is longer, nor a name."""

_MAX_AUTHORS = 20
_MAX_THINGS = 5_000
_ARTICLE = re.compile(r"(?:\w*NewsArticle|Article|Report|BlogPosting|LiveBlogPosting)")
_DAY = re.compile(r"\s*(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)")
_DATES = (
    "article:published_time", "og:published_time", "citation_publication_date",
    "dc.date.issued", "dc.date", "dcterms.date", "date", "pubdate", "sailthru.date",
)  # fmt: skip
_TITLES = ("og:title", "citation_title", "dc.title", "twitter:title")
_AUTHORS = ("citation_author", "author", "dc.creator", "article:author")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself, empty where it says nothing.

    `published` is a day, `YYYY-MM-DD`; `language` is a tag that nobody has checked.
    """

    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    author: tuple[str, ...] = ()
    is_news: bool = False


def page_facts(data: bytes, charset: str | None) -> PageFacts:
    """Read a page's JSON-LD, then its Open Graph and other `<meta>`, then what it shows.

    Raises:
        Refused: the page cannot be read; see `html_text`.
    """
    tree = parse_html(data, charset)
    article = _article(tree)
    meta = _meta(tree)
    html = tree.css_first("html")
    title = _first(
        article.get("headline"), *(meta.get(key) for key in _TITLES),
        _shown(tree, "title"), _shown(tree, "h1"),
    )  # fmt: skip
    authors = [*_names(article.get("author"))] or [meta.get(key, "") for key in _AUTHORS]
    clean = [name for each in authors if (name := text_of(each)) and "://" not in name]
    return PageFacts(
        title=title,
        publisher=_first(*_names(article.get("publisher")), meta.get("og:site_name"),
                         meta.get("application-name")),
        published=_day(article.get("datePublished"), *(meta.get(key) for key in _DATES)),
        language=_first(html.attributes.get("lang") if html else None, article.get("inLanguage"),
                        meta.get("og:locale")).replace("_", "-"),
        author=tuple(dict.fromkeys(clean))[:_MAX_AUTHORS],
        is_news=bool(article) or meta.get("og:type") == "article",
    )  # fmt: skip


def text_of(value: object) -> str:
    """A text on one line; a longer one is cut. It may hold what content may not."""
    if not isinstance(value, str):
        return ""
    # What is far too long is cut first, so that looking at it costs nothing.
    words = " ".join(value[: MAX_TEXT * 8].split())
    return words if len(words) <= MAX_TEXT else words[: MAX_TEXT - 2].rstrip() + " …"


def _first(*values: object) -> str:
    return next((text for value in values if (text := text_of(value))), "")


def _day(*values: object) -> str:
    """The first that begins with a day; its time and zone are left off, so no day shifts."""
    for value in values:
        if found := _DAY.match(value) if isinstance(value, str) else None:
            return "-".join(found.groups())
    return ""


def _shown(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(name)
    return node.text() if node else ""


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """The first content of each `<meta>` by its property or name."""
    found: dict[str, str] = {}
    for node in tree.css("meta")[:_MAX_THINGS]:
        attributes = node.attributes
        key = attributes.get("property") or attributes.get("name") or ""
        content = attributes.get("content") or ""
        if content.strip():
            found.setdefault(key.strip().lower(), content)
    return found


def _article(tree: LexborHTMLParser) -> dict[str, Any]:
    """The first article in the page's JSON-LD, a news article before others."""
    found: list[dict[str, Any]] = []
    for script in tree.css('script[type="application/ld+json"]')[:50]:
        try:
            value = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        found += (each for each in _things(value) if _is_article(each))
    news = [each for each in found if "News" in str(each.get("@type"))]
    return next(iter(news or found), {})


def _things(value: object) -> Iterator[dict[str, Any]]:
    """Every object that stands by itself, in a list or in a `@graph`."""
    waiting, seen = [value], 0
    while waiting and seen < _MAX_THINGS:
        seen += 1
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one[:_MAX_THINGS]
        elif isinstance(one, dict):
            yield one
            waiting += [inner for key in ("@graph", "mainEntity") if (inner := one.get(key))]


def _is_article(thing: dict[str, Any]) -> bool:
    types = thing.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(isinstance(each, str) and _ARTICLE.fullmatch(each) for each in types)


def _names(value: object) -> Iterator[str]:
    """The names of persons or organisations, however they are given."""
    for each in value[:_MAX_AUTHORS] if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        for one in name if isinstance(name, list) else [name]:
            if isinstance(one, str) and one.strip():
                yield one
