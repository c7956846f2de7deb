"""A reference as other programs keep it, in our words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from generator.model import SourceKind
from generator.model.base import address_problem
from generator.model.dates import parse_date
from generator.model.written_dates import possible_dates

MAX_REFERENCES = 5_000
"""How many references one file may hold."""

_TAG = re.compile(
    r"</?(?:i|b|sc|sup|sub|em|strong|span|nocase|p|div|br)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ISO_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}.*")
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})?/?([0-9]{1,2})?/?.*")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9.]+/\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a file says of a source; empty where it says nothing.

    Attributes:
        label: what the file calls it: a key, or the title.
        title: the headline.
        publisher: who published it.
        author: its authors, first names first.
        published: when (EDTF).
        accessed: when it was last seen (EDTF).
        url: its address.
        archive_url: the address of an archive's copy.
        language: its language, as the file has it.
        kind: what sort of document it is.
        note: a remark.
        extra: what only files of our own say: further fields of a source by their names.
        unread: the names of the fields that a source has no place for.
        quotes: words that stand in it, by the file's account.
    """

    label: str
    title: str = ""
    publisher: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    accessed: str = ""
    url: str = ""
    archive_url: str = ""
    language: str = ""
    kind: SourceKind = SourceKind.OTHER
    note: str = ""
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    unread: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


def edtf(text: str) -> str:
    """A date as EDTF; empty if it cannot be read, or only in more than one way."""
    text = " ".join(text.split()).strip("{}")
    if found := _ISO_TIME.fullmatch(text):
        text = found[1]
    for written in (text, _with_hyphens(text)):
        try:
            parse_date(written)
        except ValueError:
            continue
        return written
    readings = possible_dates(text)
    return readings[0] if len(readings) == 1 else ""


def _with_hyphens(text: str) -> str:
    found = _SLASHED.fullmatch(text)
    if not found:
        return text
    return "-".join(part.zfill(2) for part in found.groups() if part)


def web_address(*texts: str) -> str:
    """The first of some texts that is an `http:` or `https:` address; empty if none is."""
    for text in texts:
        address = html.unescape(text.strip())
        if not address.startswith("mailto:") and not address_problem(address):
            return address
    return ""


def doi_address(text: str) -> str:
    """The address of a DOI; empty if the text is none."""
    found = _DOI.fullmatch(text.strip())
    return f"https://doi.org/{quote(found[1], safe='/:;().,-_~')}" if found else ""


def plain(text: str) -> str:
    """A text without the few tags that reference managers put into titles, on one line."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def turned_name(text: str) -> str:
    """`Doe, Jane` as `Jane Doe`, and `Doe, Jr., Jane` as `Jane Doe, Jr.`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 2:
        return f"{parts[1]} {parts[0]}"
    if len(parts) == 3:
        return f"{parts[2]} {parts[0]}, {parts[1]}"
    return " ".join(text.split())


def unread_names(names: Iterable[str], read: Iterable[str]) -> tuple[str, ...]:
    """The names that nobody reads, each once, in their order."""
    known = set(read)
    return tuple(dict.fromkeys(name for name in names if name not in known))
