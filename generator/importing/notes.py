"""The text of a footnote → what it refers to."""

from __future__ import annotations

import re

from generator.importing.reference import Reference, doi_address, edtf, plain, web_address
from generator.prose import outermost, quotation_marks

_ADDRESS = re.compile(r"https?://[^\s<>\"“”„«»`{}|\\^]+|(?<![\w/.])10\.\d{4,9}/[^\s<>\"]+")
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th|er|\.)? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?\d{4}"
    r"|[^\W\d_]{3,12}\.? \d{1,2},? \d{4}"
)
_SEEN = re.compile(
    r"(?:accessed|retrieved|last seen|abgerufen|zugriff|aufgerufen|consulté|consultado|geraadpleegd"
    r"|visto)\W+(?:(?:on|am|le|el|op|il)\W+)?$",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[0-9a-z_*]+/(https?://.+)")
_IN = re.compile(r"^(?:in|dans|en)\b:?\s+", re.IGNORECASE)
_MAX_OUTLET = 6
_MAX_TEXT = 5_000


def note_references(label: str, text: str) -> list[Reference]:
    """One reference for each address in a note; one without an address where there is none.

    A title is taken from quotation marks, and a date where one is written.

    Args:
        label: what messages call it.
        text: the note's text.
    """
    text = plain(text[:_MAX_TEXT])
    found, first = [], 0
    for match in _ADDRESS.finditer(text):
        address = _without_punctuation(match[0])
        url = doi_address(address) or web_address(address)
        if url:
            found.append(_reference(label, text[first : match.start()], url))
            first = match.end()
    if not found:
        return [_reference(label if not text else f"{label}: {text[:60]}", text, "")]
    # What stands behind the last address is of it: mostly when it was seen.
    last = _reference(label, text[first:], found[-1].url)
    found[-1] = _completed(found[-1], last)
    return found


def _completed(one: Reference, other: Reference) -> Reference:
    return Reference(
        label=one.label,
        title=one.title or other.title,
        publisher=one.publisher or other.publisher,
        published=one.published or other.published,
        accessed=one.accessed or other.accessed,
        url=one.url,
        archive_url=one.archive_url,
        kind=one.kind,
    )


def _reference(label: str, text: str, url: str) -> Reference:
    published = accessed = ""
    for match in _DATE.finditer(text):
        date = edtf(match[0])
        if _SEEN.search(text[max(0, match.start() - 40) : match.start()]):
            accessed = accessed or date
        else:
            published = published or date
    quoted = max(
        outermost(quotation_marks(text).quoted),
        key=lambda each: each.end - each.start,
        default=None,
    )
    archived = _ARCHIVED.fullmatch(url)
    own = web_address(archived[1]) if archived else ""
    return Reference(
        label=label,
        title=text[quoted.first : quoted.last].strip(" ,.") if quoted else "",
        publisher=_outlet(text[quoted.end :]) if quoted else "",
        published=published,
        accessed=accessed,
        url=own or url,
        archive_url=url if own else "",
    )


def _outlet(text: str) -> str:
    """The few words between a title and a date or an address: mostly the outlet."""
    date = _DATE.search(text)
    words = (text[: date.start()] if date else text).strip(" ,.;:()[]–—-")
    words = _IN.sub("", words)
    return words if 0 < len(words.split()) <= _MAX_OUTLET and not _SEEN.search(words) else ""


def _without_punctuation(address: str) -> str:
    """An address without what ends the sentence behind it."""
    while address and (
        address[-1] in ".,;:!?'’" or any(
            address.endswith(close) and address.count(open) < address.count(close)
            for open, close in ("()", "[]")
        )
    ):  # fmt: skip
        address = address[:-1]
    return address
