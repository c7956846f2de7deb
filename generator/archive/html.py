"""HTML → the text that a reader sees, with a line's end where a block ends.

It parses with selectolax, as browsers do, so that words run together or
apart as they do on the page.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from generator.archive.copytext import CopyText
from generator.archive.failure import Refused
from generator.archive.plain import decode

MAX_BYTES = 10_000_000
MAX_OPEN = 4_000
MAX_TAGS = 300_000
MAX_ATTRIBUTES = 1_000
MAX_ALL_ATTRIBUTES = 500_000

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_UNSEEN = ["head", "script", "style", "noscript", "template", "iframe", "object", "svg", "canvas",
           "audio", "video", "datalist"]  # fmt: skip
_BLOCKS = (
    "address,article,aside,blockquote,body,br,button,caption,center,dd,details,dialog,dir,div,dl,"
    "dt,fieldset,figcaption,figure,footer,form,frameset,h1,h2,h3,h4,h5,h6,header,hgroup,hr,img,"
    "input,label,legend,li,main,menu,nav,ol,optgroup,option,p,pre,search,section,select,summary,"
    "table,tbody,td,textarea,tfoot,th,thead,tr,ul"
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


def html_text(data: bytes, charset: str | None = None) -> CopyText:
    """The text of a page.

    Args:
        data: the page.
        charset: its encoding, if the server named it; else the page's own declaration counts.

    Raises:
        Refused: it is too large, in an encoding that cannot be read, or nested without end.
    """
    tree = parse_html(data, charset)
    tree.strip_tags(_UNSEEN)
    for block in tree.css(_BLOCKS):
        block.insert_before("\n")
        block.insert_after("\n")
    return CopyText(tree.root.text() if tree.root else "")


def parse_html(data: bytes, charset: str | None) -> LexborHTMLParser:
    """A page as a tree; otherwise as `html_text`."""
    if len(data) > MAX_BYTES:
        raise Refused(f"has a page of more than {MAX_BYTES:,} bytes")
    declared = _CHARSET.search(data[:4096])
    html = decode(data, charset or (declared[1].decode("ascii", "replace") if declared else None))
    _check_nesting(html)
    _check_attributes(html)
    return LexborHTMLParser(html)


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
    for tag in _WHOLE_TAG.finditer(html):
        count = sum(1 for _ in _ATTRIBUTES.finditer(tag["attributes"]))
        total += count
        if count > MAX_ATTRIBUTES or total > MAX_ALL_ATTRIBUTES:
            message = f"has an element with more than {MAX_ATTRIBUTES:,} attributes"
            if count <= MAX_ATTRIBUTES:
                message = f"has a page with more than {MAX_ALL_ATTRIBUTES:,} attributes"
            raise Refused(message)
