"""The HTML of a hand-written page, reduced to what a text needs: an allow-list, by nh3 (ammonia).

What is left can neither run, load nor send anything, nor lead a reader away unasked, nor pass for
a part of the theme to which its scripts would listen. decisions/0016 says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

import nh3
from selectolax.lexbor import LexborHTMLParser

TAGS = {
    "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "center",
    "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"aria-hidden", "aria-label", "class", "dir", "id", "lang", "role", "title"},
    "a": {"href", "target"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "loading", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    # The numbers of lines of code.
    "span": {"data-linenos"},
    "td": {"align", "colspan", "headers", "rowspan", "style"},
    "th": {"abbr", "align", "colspan", "headers", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
# Their content goes with them: it is no text for readers.
_WITH_CONTENT = {
    "applet", "audio", "canvas", "embed", "frame", "frameset", "iframe", "math", "noembed",
    "noframes", "noscript", "object", "plaintext", "script", "select", "style", "svg", "template",
    "textarea", "title", "video", "xmp",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Python-Markdown writes so how the columns of a table are aligned.
_ALIGNMENT = re.compile(r"text-align: (?:left|center|right);")
_LINE_NUMBER = re.compile(r"[\d ]{1,9}")
# Ids that the theme, its scripts and ours look for, or would if they were there.
_RESERVED_ID = re.compile(r"__(?!codelineno-[\w-]+$|span-[\w-]+$)|sx|leaflet|L$", re.IGNORECASE)
_RENAMED = "page-"
# Classes to which a script of the theme or of ours listens; for `mermaid` it loads another one.
_RESERVED_CLASS = re.compile(
    r"(?:md-(?!button$|button--primary$)|sx(?:-|$)|leaflet|mermaid|glightbox|tabbed-|js-|annotate$"
    r"|focus-visible$)",
    re.IGNORECASE,
)


def sanitise(html: str) -> str:
    """The HTML with nothing in it but what `TAGS` and `_ATTRIBUTES` allow."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def plain_html(html: str) -> str:
    """The words of some HTML, as HTML without an element."""
    return nh3.clean(html, tags=set(), clean_content_tags=_WITH_CONTENT, link_rel=None)


def safe_id(id: str) -> str:
    """An id as it stands in a page: one that means something to a script is renamed."""
    return f"{_RENAMED}{id}" if _RESERVED_ID.match(id) else id


def _kept(_tag: str, name: str, value: str) -> str | None:
    """What is left of an attribute's value; None if nothing is."""
    if name == "id":
        return safe_id(value)
    if name == "class":
        return " ".join(each for each in value.split() if not _RESERVED_CLASS.match(each)) or None
    if name == "style":
        return value if _ALIGNMENT.fullmatch(value) else None
    if name == "data-linenos":
        return value if _LINE_NUMBER.fullmatch(value) else None
    if name == "target":
        return value if value == "_blank" else None
    if name == "href":
        anchor = value.removeprefix("#")
        return f"#{safe_id(anchor)}" if anchor != value else _address(value, _SCHEMES)
    if name == "src":
        return _address(value, set())
    return value


def _address(value: str, schemes: set[str]) -> str | None:
    """An address, if it has one of the schemes or is a path of the site."""
    # A browser overlooks white space and controls in an address, and takes `\` for `/`.
    read = re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029]", "", value).replace("\\", "/")
    if found := _SCHEME.match(read):
        # Without its two slashes, an address of the page's own scheme is a path.
        named = found[1].lower()
        whole = named == "mailto" or read[found.end() :].startswith("//")
        return value if named in schemes and whole else None
    return None if read.startswith("//") else value


def removed(html: str) -> Iterator[tuple[str, str]]:
    """What of some HTML does not get through.

    Yields:
        What it is as its author may know it, such as `<script>` or `onclick=`, and a pattern by
        which the Markdown can be searched for it.
    """
    for node in LexborHTMLParser(f"<!doctype html><body>{html}").css("*"):
        tag = str(node.tag)
        if tag in ("html", "head", "body"):
            allowed: set[str] = set()
        elif tag not in TAGS:
            yield f"<{tag}>", rf"<\s*{re.escape(tag)}\b"
            continue
        else:
            allowed = _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set())
        for name, given in node.attributes.items():
            value = given or ""
            if name in allowed:
                left = _kept(tag, name, value)
                if left is None or (name == "class" and left.split() != value.split()):
                    what = _lost_classes(value) if name == "class" else value
                    shown = what if len(what) <= 100 else what[:99] + "…"
                    yield f'<{tag} {name}="{shown}">', re.escape(what) if what else re.escape(name)
            else:
                yield f"{name}= in <{tag}>", rf"\b{re.escape(name)}\s*="


def _lost_classes(value: str) -> str:
    return " ".join(each for each in value.split() if _RESERVED_CLASS.match(each))


def with_addresses(html: str, change: dict[str, str]) -> str:
    """Sanitised HTML with other addresses in its links and pictures.

    Args:
        html: what `sanitise` has made.
        change: the new address for each that is to be another.
    """
    if not change:
        return html

    def other(match: re.Match[str]) -> str:
        new = change.get(unescape(match[2]))
        return match[0] if new is None else f'{match[1]}"{escape(new)}"'

    return _ADDRESS.sub(other, html)


def addresses(html: str) -> Iterator[str]:
    """The addresses in links and pictures of sanitised HTML, in their order."""
    for match in _ADDRESS.finditer(html):
        yield unescape(match[2])


# nh3 writes every attribute so, and `<` within a value or a text never.
_ADDRESS = re.compile(r'(<(?:a|img)(?: [a-z-]+="[^"]*")*? (?:href|src)=)"([^"]*)"')
