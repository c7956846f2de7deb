"""HTML → a tree, within bounds.

It parses with selectolax (lexbor) as browsers do that run scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from generator.archive.failure import Refused
from generator.archive.html.encoding import decode_page, decoded, meta_encoding

MAX_BYTES = 10_000_000
MAX_OPEN = 4_000
MAX_TAGS = 300_000
MAX_ATTRIBUTES = 1_000
MAX_ALL_ATTRIBUTES = 500_000

# Noncharacters, as such or by number: in a `CopyText` they stand for other things.
_NONCHARACTER = re.compile(
    r"[\ufdd0-\ufdef]|&#(?:0*(?:6497[6-9]|649[89]\d|6500[0-7])(?!\d)|"
    r"[xX]0*[fF][dD][dDeE][\da-fA-F](?![\da-fA-F]));?"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,40})")
# As browsers read one: a quote mark counts only where a value begins.
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_WHOLE_TAG = re.compile(rf"(?<=<)[a-zA-Z][^\s/>]*+(?P<attributes>(?:{_ATTRIBUTE})*+)")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
# Pages may leave their end tags out.
_OPEN_ENDED = frozenset(
    ("p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "colgroup")
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a tree, the characters it was made from, and notes on how they were read."""

    tree: LexborHTMLParser
    html: str
    notes: tuple[str, ...]


def parse_html(data: bytes, charset: str | None) -> LexborHTMLParser:
    """A page as a tree.

    Args:
        data: the page.
        charset: its encoding, if the server named it; else the page's own declaration counts.

    Raises:
        Refused: it is too large, in an encoding that cannot be read, or nested without end.
    """
    return parse_page(data, charset).tree


def parse_page(data: bytes, charset: str | None) -> Page:
    """The same with notes on how it was read."""
    if len(data) > MAX_BYTES:
        raise Refused(f"has a page of more than {MAX_BYTES:,} bytes")
    read = decode_page(data, charset)
    tree = _tree(read.text)
    if not read.is_declared and (late := _late_declaration(tree)):
        if late != read.encoding:
            read = decoded(data, late)
            tree = _tree(read.text)
        else:
            read = replace(read, is_declared=True)
    return Page(tree, read.text, read.notes)


def _tree(html: str) -> LexborHTMLParser:
    if html.count("<") - html.count("</") > MAX_OPEN:
        _check_nesting(html)
    _check_attributes(html)
    if "&#" in html or b"\xef\xb7" in html.encode():
        html = _NONCHARACTER.sub("\ufffd", html)
    # With scripts, what stands in a `<noscript>` is no markup.
    return LexborHTMLParser(html, scripting=True)


def _late_declaration(tree: LexborHTMLParser) -> str | None:
    """The encoding that a `<meta>` declares behind where browsers look for one at first."""
    metas = tree.css("meta[charset], meta[http-equiv]")
    return next(filter(None, (meta_encoding(meta.attributes) for meta in metas)), None)


def _check_nesting(html: str) -> None:
    """Refuse what is opened thousands of times and not closed: parsers need its square in time."""
    depth = 0
    loose = 0
    for count, tag in enumerate(_TAG.finditer(html), 1):
        if count > MAX_TAGS:
            raise Refused(f"has a page with more than {MAX_TAGS:,} tags")
        name = tag[2].lower()
        step = -1 if tag[1] else 1
        if name in _OPEN_ENDED:
            loose = max(0, loose + step)
        elif name not in _VOID:
            depth = max(0, depth + step)
        if depth > MAX_OPEN or loose > MAX_OPEN * 5:
            raise Refused(f"has a page with more than {MAX_OPEN:,} elements inside each other")


def _check_attributes(html: str) -> None:
    """Refuse attributes without end: each is compared with all before it in its element."""
    total = 0
    # An attribute takes two characters at least: few pages need counting.
    is_small = len(html) <= 2 * MAX_ALL_ATTRIBUTES
    for tag in _WHOLE_TAG.finditer(html):
        if is_small and tag.end() - tag.start() <= 2 * MAX_ATTRIBUTES:
            continue
        count = sum(1 for _ in _ATTRIBUTES.finditer(tag["attributes"]))
        total += count
        if count > MAX_ATTRIBUTES or total > MAX_ALL_ATTRIBUTES:
            message = f"has an element with more than {MAX_ATTRIBUTES:,} attributes"
            if count <= MAX_ATTRIBUTES:
                message = f"has a page with more than {MAX_ALL_ATTRIBUTES:,} attributes"
            raise Refused(message)
