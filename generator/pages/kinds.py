"""What may lie in the pages' folder, and how a file is told by its content.

What is on no list is not published: a list of what is dangerous is never complete.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Collection

from generator.pages.pictures import CLEANERS, KindError

PAGE = ".md"
MAX_PICTURE = 10_000_000
"""How many bytes a picture may have."""
MAX_DOWNLOAD = 20_000_000
"""How many bytes a document may have."""

_MOST_IN_ZIP = 5_000
# What a browser would take a text for if a host forgot to say what it is.
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<iframe", b"<body", b"<head")


def max_bytes(ending: str, downloads: Collection[str]) -> int:
    """How many bytes a file that is no page may have; 0 if its kind may not be published.

    Args:
        ending: such as `.png`, in lower case.
        downloads: the kinds of documents that `site.yml` allows.
    """
    if ending in CLEANERS:
        return MAX_PICTURE
    return MAX_DOWNLOAD if ending.removeprefix(".") in downloads else 0


def cleaned(ending: str, data: bytes) -> bytes:
    """The bytes of a file that are published.

    Args:
        ending: its ending, one for which `max_bytes` allows something.
        data: its bytes.

    Raises:
        KindError: it is not what its ending says, or holds more than that.
    """
    if ending in CLEANERS:
        return CLEANERS[ending](data)
    _CHECKS[ending.removeprefix(".")](data)
    return data


def cleaned_or_why(given: tuple[str, bytes]) -> tuple[bytes | None, str]:
    """The bytes that are published of a file with an ending, or why none are."""
    try:
        return cleaned(*given), ""
    except KindError as error:
        return None, str(error)


def _pdf(data: bytes) -> None:
    if not data.startswith(b"%PDF-"):
        raise KindError("it is no PDF")
    if b"%%EOF" not in data[-1024:]:
        raise KindError("the PDF is cut off, or something follows it")


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KindError("it is no UTF-8 text") from None
    if "\0" in text:
        raise KindError("it is no text")
    if any(mark in data[:4096].lower() for mark in _MARKUP):
        raise KindError("it looks like a web page or a drawing")
    return text


def _txt(data: bytes) -> None:
    _text(data)


def _json(data: bytes) -> None:
    try:
        json.loads(_text(data))
    except (ValueError, RecursionError):
        raise KindError("it is no JSON") from None


def _csv(data: bytes) -> None:
    try:
        for _ in csv.reader(io.StringIO(_text(data), newline=""), strict=True):
            pass
    except csv.Error:
        raise KindError("it is no CSV") from None


def _zip(data: bytes, holds: str = "") -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            start = min((info.header_offset for info in archive.infolist()), default=0)
            comment = archive.comment
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise KindError("it is no ZIP file") from None
    if start or not data.startswith(b"PK\x03\x04") or comment:
        raise KindError("something stands before or behind the ZIP file")
    if len(names) > _MOST_IN_ZIP:
        raise KindError(f"it holds {len(names):,} files; {_MOST_IN_ZIP:,} are allowed")
    if holds and holds not in names:
        raise KindError("it is no such office file")
    if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names) and holds:
        raise KindError("the office file holds macros")


def _office(holds: str) -> Callable[[bytes], None]:
    return lambda data: _zip(data, holds)


_CHECKS: dict[str, Callable[[bytes], None]] = {
    "csv": _csv,
    "docx": _office("word/document.xml"),
    "json": _json,
    "odt": _office("content.xml"),
    "ods": _office("content.xml"),
    "pdf": _pdf,
    "txt": _txt,
    "xlsx": _office("xl/workbook.xml"),
    "zip": _zip,
}
