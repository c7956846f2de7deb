"""The style sheets of a page, fetched within bounds: they decide what a reader sees of it.

Scripts, fonts, pictures and frames are not fetched: a page without them is laid out all the same,
and each would be one more thing that a stranger's page makes this machine ask for.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from generator.archive.addresses import canonical
from generator.archive.html import parse_html
from generator.archive.network import Answer, Limits, NetworkError, Permission, http_get
from generator.archive.warc import Page

MAX_SHEETS = 20
MAX_BYTES = 5_000_000
"""How large all style sheets of a page may be together."""
MAX_SECONDS = 20
"""How long fetching them may take."""

_IMPORT = re.compile(
    r"""@import\s{0,9}(?:url\(\s{0,9})?(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"');]{1,2000}))""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The answers with the style sheets, redirects among them, and what was not fetched."""

    answers: tuple[Answer, ...]
    notes: tuple[str, ...]


def fetch_stylesheets(page: Page, chain: Sequence[Answer], permission: Permission) -> Sheets:
    """Fetch the style sheets that a page names, and those that these import.

    Args:
        page: the page.
        chain: the answers that led to it, of which the last one is the page.
        permission: what may be asked; what lies beyond the public web only on the page's own host.
    """
    url = chain[-1].url
    # What answers at the page's own address must not become another capture of it.
    pages = {canonical(each.url) for each in chain}
    todo = list(_linked(page, url))
    asked: set[str] = set()
    answers: list[Answer] = []
    failed = 0
    size = MAX_BYTES
    end = time.monotonic() + MAX_SECONDS
    while todo:
        address = todo.pop(0)
        if address in asked:
            continue
        left = end - time.monotonic()
        if len(asked) >= MAX_SHEETS or size <= 0 or left <= 0:
            failed += 1
            continue
        asked.add(address)
        allowed = permission if _place(address) == _place(url) else Permission()
        try:
            found = http_get(address, allowed, replace(Limits(), size=size, seconds=left))
        except NetworkError:
            failed += 1
            continue
        size -= sum(len(each.body) for each in found)
        kind = found[-1].header("content-type").partition(";")[0].strip().lower()
        if kind != "text/css" or any(canonical(each.url) in pages for each in found):
            failed += 1
            continue
        answers += found
        todo += _imported(found[-1].body.decode("utf-8", "replace"), found[-1].url)
    notes = (f"style sheets of the page that were not fetched: {failed}",) if failed else ()
    return Sheets(tuple(answers), notes)


def _place(url: str) -> tuple[str | None, int | None]:
    parts = urlsplit(url)
    return parts.hostname, parts.port


def _linked(page: Page, url: str) -> Iterator[str]:
    tree = parse_html(page.data, page.charset)
    first = tree.css_first("base[href]")
    base = (canonical(first.attributes.get("href") or "", url) if first else None) or url
    for each in tree.css("link[rel][href], style"):
        if each.tag == "style":
            yield from _imported(each.text(), base)
            continue
        kinds = (each.attributes.get("rel") or "").lower().split()
        address = canonical((each.attributes.get("href") or "").strip(), base)
        if "stylesheet" in kinds and "alternate" not in kinds and address:
            yield address


def _imported(sheet: str, base: str) -> Iterator[str]:
    for found in _IMPORT.finditer(sheet):
        address = canonical(found[1] or found[2] or found[3], base)
        if address:
            yield address
