"""What render gives: pages and data files, each with the place in the content it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: level 1 to 6, its anchor, its plain text.

    `lang` is the text's language if it is not the site's.
    """

    level: int
    id: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Finished HTML: whole elements, closed where they are opened."""

    html: str


Block: TypeAlias = Heading | Fragment


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        address: its path without an ending, such as `stories/takedowns`; empty for the home page.
        title: plain text, for the browser's title and the navigation.
        description: plain text, for search engines.
        kind: the name of its template, such as `story`.
        blocks: its content in order; the first is the heading of level 1.
        origin: the file it is made from, relative to the site's folder.
        updated: the day its content last changed, `YYYY-MM-DD`.
        in_navigation: whether the site's navigation lists it.
    """

    address: str
    title: str
    description: str
    kind: str
    blocks: tuple[Block, ...]
    origin: str
    updated: str
    in_navigation: bool = False


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file beside the pages: its path in the site, its bytes, the file it is made from."""

    path: str
    data: bytes
    origin: str
