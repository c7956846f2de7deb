"""Addresses: from page to page, and into the sources' live pages."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import quote

from generator.model import Quotation

# So many words identify a passage; a text fragment of a whole long sentence breaks more easily.
_FRAGMENT_WORDS = 5


@dataclass(frozen=True, slots=True)
class Links:
    """Relative links, so that the site works under any path and from the disk.

    `directory_urls` is mkdocs's `use_directory_urls`: `glossary/` instead of `glossary.html`.
    """

    directory_urls: bool = False

    def file(self, address: str) -> str:
        """The path of a page's file in the site."""
        if not address:
            return "index.html"
        return f"{address}/index.html" if self.directory_urls else f"{address}.html"

    def href(self, here: str, there: str, anchor: str = "") -> str:
        """The link from the page `here` to the page `there` (addresses), to an anchor in it."""
        mark = f"#{anchor}" if anchor else ""
        if here == there and anchor:
            return mark
        start = posixpath.dirname(self.file(here)) or "."
        target = self.file(there)
        if self.directory_urls:
            target = posixpath.dirname(target) or "."
            relative = posixpath.relpath(target, start)
            return ("./" if relative == "." else f"{relative}/") + mark
        return posixpath.relpath(target, start) + mark

    def to_file(self, here: str, path: str) -> str:
        """The link from the page `here` to a data file."""
        return posixpath.relpath(path, posixpath.dirname(self.file(here)) or ".")


def text_fragment(url: str, quotation: Quotation) -> str:
    """The address of the passage in the live page.

    A browser that knows text fragments (https://wicg.github.io/scroll-to-text-fragment/) scrolls
    to the words; any other opens the page. It is for finding, and proves nothing.
    """
    pieces = [piece.split() for piece in re.split(r"\[[^\]]*\]", quotation.exact) if piece.split()]
    if not pieces:
        return url
    first, last = pieces[0], pieces[-1]
    words = sum(map(len, pieces))
    if len(pieces) == 1 and words <= 2 * _FRAGMENT_WORDS:
        directive = _encode(first)
    else:
        directive = f"{_encode(first[:_FRAGMENT_WORDS])},{_encode(last[-_FRAGMENT_WORDS:])}"
    base, _, _ = url.partition("#")
    return f"{base}#:~:text={directive}"


def _encode(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
