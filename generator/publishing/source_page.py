"""What a published page of a source says of its quotations, for whoever wants to check them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from generator.files import read_file

MAX_BYTES = 20_000_000
_BOX = "details.sx-check[data-quotations]"


class SourcePageError(Exception):
    """A file is no page of a source, or not one that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A quotation as a published page gives it: `locate` looks for it."""

    id: str
    exact: str
    prefix: str
    suffix: str
    language: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The quotations of a published page, and the digest of the copy that they were found in."""

    quotations: tuple[Sought, ...]
    digest: str


def read_source_page(path: Path) -> SourcePage:
    """Read the page of a source, as a site publishes it or a browser saved it.

    Raises:
        SourcePageError: it has no quotations, or says in another way what they are.
        ReadError: it cannot be read, or is too large.
    """
    data = read_file(path, inside=None, at_most=MAX_BYTES)
    box = LexborHTMLParser(data.decode("utf-8", "replace")).css_first(_BOX)
    if box is None:
        raise SourcePageError(f"'{path}' is no page of a source: it has no quotations to check")
    try:
        rows = json.loads(box.attributes["data-quotations"] or "")
        quotations = tuple(Sought(*row) for row in rows)
    except (ValueError, TypeError, RecursionError) as error:
        raise SourcePageError(f"'{path}' has quotations that cannot be read: {error}") from None
    if not all(isinstance(text, str) for row in rows for text in row):
        raise SourcePageError(f"'{path}' has quotations that are no text")
    return SourcePage(quotations, box.attributes.get("data-digest") or "")
