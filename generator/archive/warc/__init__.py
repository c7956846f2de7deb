"""Web archives (WARC, WACZ) → the page at the source's address, and no other.

A `.wacz` is a zip of `.warc.gz`, a `.warc.gz` many gzip members one after the other: all is
unpacked in memory, up to a limit, and nothing on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape

from generator.archive.addresses import canonical, shown
from generator.archive.failure import MissingPage, Refused
from generator.archive.media import kind_of, sniff_kind
from generator.archive.warc.captures import (
    MAX_HOPS,
    Capture,
    Chosen,
    Index,
    choose_capture,
    date_of,
    index,
)
from generator.archive.warc.captures import next_capture as _next_capture
from generator.archive.warc.records import Record, read_body, read_records
from generator.archive.warc.replay import Replay
from generator.archive.warc.wacz import unzip

__all__ = ["Page", "Replay", "page", "rendered_record", "replay", "unzip"]

MAX_PAGE = 10_000_000
"""How large a page may be that is no PDF, in bytes."""
MAX_FILE = 30_000_000
"""How large a PDF or a picture may be, in bytes."""

_TEXTS = ("text", "textFinal")
_PICTURES = ("fullPage", "view")
_SEARCHED = 50_000
_HIDDEN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(noscript|template|script|style)\b.*?(?:</\1|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_META = re.compile(r"<meta\b([^>]{0,2000})>", re.IGNORECASE)
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh\b", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_AT_ONCE = re.compile(r"""\s*0+(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE)
_SLACK = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Page:
    """What an archive holds of an address.

    Attributes:
        data: the bytes that the server sent, unpacked.
        charset: their encoding, if the server named it.
        kind: what they are, as the ending that a file of it has: `.html`, `.pdf`, ….
        notes: which capture it is, where there is a choice; see `CopyText`.
    """

    data: bytes
    charset: str | None
    kind: str
    notes: tuple[str, ...]


def page(files: Sequence[bytes], url: str | None, accessed: str = "") -> Page:
    """The page at an address, over redirects and from the capture that is meant.

    Args:
        files: WARC files, unpacked.
        url: the page's address.
        accessed: when it was seen (EDTF): the nearest capture is taken, else the newest.

    Raises:
        MissingPage: the archive does not hold the page.
        Refused: the archive or the page in it is broken or too large.
    """
    found = index(read_records(files))
    chosen, data = _load(files, found, choose_capture(found, url, accessed))
    record = chosen.page.content
    kind = kind_of(record.media_type) if record.media_type else sniff_kind(data)
    if kind is None:
        raise MissingPage(f"does not say of what kind the page at {shown(record.address)} is")
    return Page(data, record.charset, kind, tuple(_notes(chosen)))


def replay(files: Sequence[bytes], url: str | None, accessed: str = "") -> Replay:
    """The page at an address together with what it asks for; arguments and errors as for `page`."""
    found = index(read_records(files))
    chosen, data = _load(files, found, choose_capture(found, url, accessed))
    content = chosen.page.content
    if (kind_of(content.media_type) or sniff_kind(data)) != ".html":
        raise MissingPage("holds no HTML page at the source's address")
    address = chosen.page.record.address
    return Replay(address, content.media_type, data, files, found, chosen.page)


def _load(files: Sequence[bytes], found: Index, chosen: Chosen) -> tuple[Chosen, bytes]:
    """The page's bytes; a page that sends its reader on at once is followed to the next."""
    seen = {each.place for each in chosen.path}
    while True:
        content = chosen.page.content
        is_html = kind_of(content.media_type) == ".html"
        data = read_body(files, content, MAX_PAGE if is_html else MAX_FILE)
        target = _refresh(data, chosen.page.record.address) if is_html else None
        onward = _next_capture(found, chosen.page, seen, target) if target else None
        if onward is None or not onward.is_page or len(chosen.path) > MAX_HOPS:
            return chosen, data
        seen.add(onward.place)
        chosen = Chosen((*chosen.path, onward), chosen.count, chosen.other_scheme)


def _refresh(data: bytes, base: str) -> str | None:
    """The address to which a page's `<meta http-equiv=refresh>` leads without delay."""
    seen = _HIDDEN.sub(b"", data[:_SEARCHED]).decode("utf-8", "replace")
    for tag in _META.finditer(seen):
        content = _CONTENT.search(tag[1]) if _REFRESH.search(tag[1]) else None
        found = _AT_ONCE.match(content[1] or content[2] or content[3] or "") if content else None
        if found:
            return canonical(unescape(found[1]).strip(), base)
    return None


def _notes(chosen: Chosen) -> list[str]:
    notes = []
    if chosen.count > 1 or len(chosen.path) > 1:
        of = f", of {chosen.count:,}" if chosen.count > 1 else ""
        notes.append(f"the capture of {_minute(chosen.page.record.date)}{of}")
    if chosen.other_scheme:
        notes.append(f"archived as {shown(chosen.path[0].record.canonical)}")
    if len(chosen.path) > 1:
        notes.append(f"redirected to {shown(chosen.page.record.canonical)}")
    if chosen.page.content.truncated:
        notes.append("its end was cut off when it was captured")
    return notes


def _minute(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M} UTC" if when else "an unknown date"


def rendered_record(
    files: Sequence[bytes], url: str | None, accessed: str = ""
) -> tuple[str, bytes | None] | None:
    """The text and the picture of a page as a crawler's browser laid it out.

    Crawlers keep them as `resource` records of the addresses `urn:text:ADDRESS` and
    `urn:view:ADDRESS` (or `urn:textFinal:`, `urn:fullPage:`).

    Args:
        files: WARC files, unpacked.
        url: the page's address.
        accessed: as for `page`.

    Returns:
        The text, and the picture if there is one; None if there is no text of this capture.

    Raises:
        MissingPage: the archive does not hold the page.
        Refused: the archive is broken, or the text too large or not UTF-8.
    """
    records = read_records(files)
    found = index(records)
    chosen = choose_capture(found, url, accessed)
    text = _belonging(_TEXTS, records, found, chosen)
    if text is None:
        return None
    picture = _belonging(_PICTURES, records, found, chosen)
    try:
        words = read_body(files, text, MAX_PAGE).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("has the text of the rendered page in no UTF-8") from error
    return words, read_body(files, picture, MAX_FILE) if picture else None


def _belonging(
    urns: Sequence[str], records: Sequence[Record], found: Index, chosen: Chosen
) -> Record | None:
    """The last record of this kind that was made of the chosen capture and of no other."""
    addresses = {each.record.canonical for each in chosen.path}
    captures = [each for address in addresses for each in found.at(address)]
    ids = {each.record.id for each in chosen.path}
    for urn in urns:
        of_page = [
            each
            for each in records
            if each.urn == urn and each.canonical in addresses and each.type == "resource"
            if each.concurrent_to in ids or _source(each, captures) in chosen.path
        ]
        if of_page:
            return max(of_page, key=lambda each: (date_of(each), each.file, each.number))
    return None


def _source(rendered: Record, captures: Sequence[Capture]) -> Capture | None:
    """The capture that was rendered: the last one before, or the first where none is."""
    if rendered.date is None:
        return captures[0] if len(captures) == 1 else None
    until = rendered.date + _SLACK
    before = [each for each in captures if each.date <= until]
    if before:
        return max(before, key=lambda each: each.date)
    return min(captures, key=lambda each: each.date, default=None)
