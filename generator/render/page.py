"""What render gives: pages and data files, each with the place in the content it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


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


CARD_SIZE = (1200, 630)
"""Width and height of a card in pixels, as the readers of Open Graph want them."""


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The picture that stands for a page elsewhere: its path, and the text drawn on it.

    `title` is drawn large, `line` small below it, and `name` says whose card it is.
    """

    path: str
    title: str
    line: str
    name: str


@dataclass(frozen=True, slots=True)
class Social:
    """What a page tells other sites about itself.

    Attributes:
        type: Open Graph's type, `website` or `article`.
        locale: its language and a country, such as `en_GB`.
        published: for an article, the day `YYYY-MM-DD`; empty if it is not known.
        modified: the day it was last changed.
        topics: what it is about.
        card: its picture; None if the site has no address, which such a picture needs.
        oembed: the path of the oEmbed answer for it; empty if no other site may frame it.
    """

    type: str
    locale: str
    published: str = ""
    modified: str = ""
    topics: tuple[str, ...] = ()
    card: SocialCard | None = None
    oembed: str = ""


def headings_of(blocks: Sequence[Block]) -> Sequence[Heading]:
    """The headings among the blocks of a page, in order."""
    return [block for block in blocks if isinstance(block, Heading)]


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
        social: what it tells other sites about itself; None if nothing beyond the above.
        is_indexed: whether search engines shall list it.
    """

    address: str
    title: str
    description: str
    kind: str
    blocks: Sequence[Block]
    origin: str
    updated: str
    in_navigation: bool = False
    social: Social | None = None
    is_indexed: bool = True


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file beside the pages: its path in the site, its bytes, the file it is made from."""

    path: str
    data: bytes
    origin: str


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A data file that grows with the site, so that no process should hold it.

    Attributes:
        path: as with `DataFile`.
        origin: the same.
        pieces: makes it, piece by piece.
    """

    path: str
    origin: str
    pieces: Callable[[], Iterator[bytes]]

    @property
    def data(self) -> bytes:
        """All of it, for whoever must hold it."""
        return b"".join(self.pieces())


@dataclass(frozen=True, slots=True)
class Outline:
    """A page of the site as a whole before it is made: what the navigation shows of it.

    Attributes:
        kind: the name of its template.
        address: as with `Page`.
        title: the same.
        description: the same.
        context: makes what its template is filled with.
        in_navigation: whether the site's navigation lists it.
    """

    kind: str
    address: str
    title: str
    description: str
    context: Callable[[], Any]
    in_navigation: bool = True
