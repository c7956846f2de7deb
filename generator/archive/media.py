"""Which kind of copy a media type stands for, as the ending that a file of it has."""

from __future__ import annotations

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_BEGINNINGS = ((b"%pdf-", ".pdf"), (b"<!doctype html", ".html"), (b"<html", ".html"))


def kind_of(media_type: str) -> str | None:
    """The ending for a `Content-Type`, or None if no words can be read from it."""
    return _KINDS.get(media_type.partition(";")[0].strip().lower())


def sniff_kind(data: bytes) -> str | None:
    """The ending for content of which nobody says what it is, or None."""
    start = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((kind for sign, kind in _BEGINNINGS if start.startswith(sign)), None)
