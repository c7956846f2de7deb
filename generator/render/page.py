"""What render gives: pages and data files, each with the place in the content it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, overload


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
    """

    type: str
    locale: str
    published: str = ""
    modified: str = ""
    topics: tuple[str, ...] = ()
    card: SocialCard | None = None


class LazyBlocks(Sequence[Block]):
    """The blocks of a page, fetched when somebody asks for them; its `headings` are there.

    Where two have one `key` they are the same blocks, which need not be fetched to know that.
    """

    def __init__(
        self, headings: Iterable[Heading], fetch: Callable[[], Sequence[Block]], key: bytes
    ) -> None:
        self.headings = tuple(headings)
        self.key = key
        self._fetch = fetch

    def __eq__(self, other: object) -> bool:
        """Whether the blocks are the same."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return (isinstance(other, LazyBlocks) and self.key == other.key) or [*self] == [*other]

    def __hash__(self) -> int:
        """By what is at hand."""
        return hash(self.headings)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        """One block or several."""
        return self._fetch()[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._fetch())

    def __iter__(self) -> Iterator[Block]:
        """All of them, fetched once."""
        return iter(self._fetch())


def headings_of(blocks: Sequence[Block]) -> Sequence[Heading]:
    """The headings among the blocks of a page, in order."""
    if isinstance(blocks, LazyBlocks):
        return blocks.headings
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


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file beside the pages: its path in the site, its bytes, the file it is made from."""

    path: str
    data: bytes
    origin: str


class LazyFile(DataFile):
    """A file whose bytes are fetched when somebody asks for them.

    Where two have one path and one `key` they are the same.
    """

    __slots__ = ("_fetch", "key")
    _fetch: Callable[[], bytes]
    key: bytes

    def __init__(self, path: str, origin: str, fetch: Callable[[], bytes], key: bytes) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "origin", origin)
        object.__setattr__(self, "_fetch", fetch)
        object.__setattr__(self, "key", key)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same file with the same bytes."""
        if not isinstance(other, DataFile):
            return NotImplemented
        if (self.path, self.origin) != (other.path, other.origin):
            return False
        return (isinstance(other, LazyFile) and self.key == other.key) or self.data == other.data

    def __hash__(self) -> int:
        """By what is at hand."""
        return hash((self.path, self.origin))

    @property
    def data(self) -> bytes:
        """The bytes."""
        return self._fetch()
