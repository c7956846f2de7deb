"""Addresses: from page to page, and into the sources' live pages."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from generator.model import Locator, Quotation

# So many words identify a passage; a text fragment of a whole long sentence breaks more easily.
_FRAGMENT_WORDS = 4
# Words left out, or words put in with what is left of the word that they are put into.
_BRACKETS = re.compile(r"\[(?:…|\.\.\.)\]|(?:(?<!\w)\w+)?\[(?!(?:…|\.\.\.)\])[^\[\]]*\]\w*")
_WORD = re.compile(r"\w")


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
        if not anchor:
            return _to_page(self, here, there)
        return f"#{anchor}" if here == there else f"{_to_page(self, here, there)}#{anchor}"

    def to_file(self, here: str, path: str) -> str:
        """The link from the page `here` to a data file."""
        return relative_path(path, posixpath.dirname(self.file(here)))


# A page names few others, but often.
@lru_cache(maxsize=4096)
def _to_page(links: Links, here: str, there: str) -> str:
    start, target = posixpath.dirname(links.file(here)), links.file(there)
    if links.directory_urls:
        return f"{relative_path(posixpath.dirname(target), start)}/"
    return relative_path(target, start)


def relative_path(path: str, folder: str) -> str:
    """The way from a folder of the site to a path in it; an empty text is the site itself.

    Both are written without `.` and `..`, so that their parts alone say what they share.
    """
    there, start = path.split("/") if path else [], folder.split("/") if folder else []
    shared = 0
    for a, b in zip(there, start, strict=False):
        if a != b:
            break
        shared += 1
    return "/".join([".."] * (len(start) - shared) + there[shared:]) or "."


def text_fragment(url: str, quotation: Quotation) -> str:
    """The address of the passage in the live page.

    A browser that knows text fragments (https://wicg.github.io/scroll-to-text-fragment/) scrolls
    to the words; any other opens the page. It is for finding, and proves nothing.

    A short passage is named by all its words. A long one, or one with words left out or put in,
    is named by its first and its last words. The words that the quotation gives as standing
    before and after it are added, where they stand right beside the words that are named.
    """
    return _fragment(url, quotation.exact, quotation.prefix, quotation.suffix)


def passage_address(url: str, quotation: Quotation, locator: Locator | None = None) -> str:
    """The address of the passage: the page of a PDF, the time in a recording, or the words.

    The forms are those of PDF open parameters (RFC 8118) and of Media Fragments (W3C). An address
    with a fragment of its own keeps it, as a page's script may need it.

    Args:
        url: the source's address.
        quotation: the quotation.
        locator: where it stands in the source, where that is known.
    """
    if locator and "#" not in url:
        if locator.page_number and _is_pdf(url):
            return f"{url}#page={locator.page_number}"
        if locator.time is not None:
            return f"{url}#t={locator.time}"
    return text_fragment(url, quotation)


def _is_pdf(url: str) -> bool:
    return url.partition("?")[0].lower().endswith(".pdf")


# Several pages and files of a story lead to the same passages.
@lru_cache(maxsize=4096)
def _fragment(url: str, exact: str, prefix: str | None, suffix: str | None) -> str:
    pieces = [piece.split() for piece in _distinct(source_pieces(exact))]
    if not pieces:
        return url
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1 and len(first) <= 2 * _FRAGMENT_WORDS:
        named = [_encode(first)]
    else:
        named = [_encode(first[:_FRAGMENT_WORDS]), _encode(last[-_FRAGMENT_WORDS:])]
    words = exact.split()
    if prefix and words[: len(first)] == first:
        named.insert(0, f"{_encode(prefix.split())}-")
    if suffix and words[-len(last) :] == last:
        named.append(f"-{_encode(suffix.split())}")
    base, _, own = url.partition("#")
    return f"{base}#{own.partition(':~:')[0]}:~:text={','.join(named)}"


def source_pieces(exact: str) -> list[str]:
    """The runs of the source's own words in a quotation, white space made single.

    A quotation without brackets is one piece. `[…]` and `[words put in]` end a piece; a word that
    is only in part the source's, as in `[B]elgium`, is left out.
    """
    if "[" not in exact:
        return [words] if (words := " ".join(exact.split())) else []
    pieces = [" ".join(piece.split()) for piece in _BRACKETS.split(exact)]
    return [piece for piece in pieces if _WORD.search(piece)] or [p for p in pieces if p]


def _distinct(pieces: list[str]) -> list[str]:
    # A single word is found in too many places to begin or to end a passage with.
    if all(" " not in piece for piece in pieces):
        return pieces
    while " " not in pieces[0]:
        pieces = pieces[1:]
    while " " not in pieces[-1]:
        pieces = pieces[:-1]
    return pieces


def _encode(words: list[str]) -> str:
    # All but letters, digits and `_.~` is encoded: more than the syntax asks for (`-`, `,`, `&`
    # and what is not ASCII), so that no text can end the address or a part of it.
    return quote(" ".join(words), safe="").replace("-", "%2D")
