"""Web archives → the page that is meant. The only module that knows warcio.

A `.wacz` is a zip of `.warc.gz`, a `.warc.gz` many gzip members one after the other: all is
unpacked in memory, up to a limit, and nothing on the disk.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from generator.archive.failure import Refused
from generator.archive.html import MAX_BYTES as MAX_PAGE

MAX_UNPACKED = 200_000_000
MAX_RECORDS = 20_000
MAX_MEMBERS = 10_000
# All that warcio reads by lines: a record's headers, and how long the chunks of its content are.
MAX_HEAD = 1_000_000

_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A page in an archive: in which of its files, the how-manieth record, and how large."""

    file: int
    record: int
    address: str
    size: int


def gunzip(data: bytes, limit: int | None = None) -> bytes:
    """What a gzip file unpacks to.

    Raises:
        Refused: it is broken, cut off, or unpacks to more than `limit` bytes, or `MAX_UNPACKED`.
    """
    limit = MAX_UNPACKED if limit is None else limit
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(limit + 1)
    except EOFError as error:
        raise Refused("is cut off: the last part of it is missing") from error
    except (OSError, zlib.error) as error:
        raise Refused("is no gzip file, or a broken one") from error
    if len(unpacked) > limit:
        raise Refused(f"unpacks to more than {MAX_UNPACKED:,} bytes")
    return unpacked


def unzip(data: bytes) -> list[bytes]:
    """The WARC files of a WACZ, unpacked.

    Raises:
        Refused: it is no zip file, encrypted, holds no WARC, or unpacks to too much.
    """
    files: list[bytes] = []
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            if len(zipped.infolist()) > MAX_MEMBERS:
                raise Refused(f"has more than {MAX_MEMBERS:,} files in it")
            for member in zipped.infolist():
                if not member.filename.lower().endswith((".warc", ".warc.gz")):
                    continue
                with zipped.open(member) as file:
                    packed = file.read(left + 1)
                if len(packed) > left:
                    raise Refused(f"unpacks to more than {MAX_UNPACKED:,} bytes")
                is_packed = member.filename.lower().endswith(".gz")
                files.append(gunzip(packed, left) if is_packed else packed)
                left -= len(files[-1])
    except RuntimeError as error:  # zipfile's word for a member that wants a password
        raise Refused("is encrypted; save a copy without a password") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Refused("is no zip file, or a broken one") from error
    if not files:
        raise Refused("has no WARC file in it")
    return files


def page(files: Sequence[bytes], url: str | None) -> tuple[bytes, str | None]:
    """The page that is meant and the encoding that its server named.

    Args:
        files: WARC files, unpacked.
        url: the page's address. Where no record has it, the largest HTML page is taken.

    Raises:
        Refused: there is no HTML page, or the archive is broken.
    """
    # warcio prints what it thinks of a record; here that is said once, by who calls.
    with contextlib.redirect_stderr(io.StringIO()):
        return _page(files, url)


def _page(files: Sequence[bytes], url: str | None) -> tuple[bytes, str | None]:
    candidates = [found for number, data in enumerate(files) for found in _pages(number, data)]
    if not candidates:
        raise Refused("has no HTML page in it")
    chosen = (
        [one for one in candidates if url and one.address == url]
        or [one for one in candidates if url and _plain(one.address) == _plain(url)]
        or candidates
    )
    return _payload(files, max(chosen, key=lambda one: one.size))


def _records(data: bytes) -> Iterator[Any]:
    """The records of a WARC file."""
    try:
        records = ArchiveIterator(io.BytesIO(data))
        reader = records.reader
        reader.readline = lines = _Lines(reader.readline)
        for count, record in enumerate(records):
            _check_count(count)
            yield record
            lines.left = MAX_HEAD
    except Refused:
        raise
    except Exception as error:  # warcio lets errors of every kind through when a file is broken
        raise Refused("is no WARC file, or a broken one") from error


class _Lines:
    """The `readline` of a stream in which no line, nor all lines of a record, are without end."""

    def __init__(self, readline: Callable[[int], bytes]) -> None:
        self.readline = readline
        self.left = MAX_HEAD

    def __call__(self, length: int = 0) -> bytes:
        line = self.readline(min(length or MAX_HEAD, MAX_HEAD))
        self.left -= len(line)
        if self.left < 0:
            raise Refused(f"has a record with more than {MAX_HEAD:,} bytes of headers")
        return line


def _check_count(count: int) -> None:
    if count >= MAX_RECORDS:
        raise Refused(f"has more than {MAX_RECORDS:,} records")


def _pages(file: int, data: bytes) -> Iterator[_Candidate]:
    """The HTML pages that a server answered with."""
    for number, record in enumerate(_records(data)):
        if record.rec_type not in ("response", "resource"):
            continue
        http = record.http_headers
        status = http.get_statuscode() if http else "200"
        if status == "200" and _content_type(record).startswith(_HTML):
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield _Candidate(file, number, address.strip("<>"), record.length or 0)


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").strip().lower()


def _payload(files: Sequence[bytes], chosen: _Candidate) -> tuple[bytes, str | None]:
    for number, record in enumerate(_records(files[chosen.file])):
        if number != chosen.record:
            continue
        http = record.http_headers
        packing = (http.get_header("Content-Encoding") or "").strip().lower() if http else ""
        if packing not in _PACKINGS:
            raise Refused(f"has the page packed as '{packing[:20]}', which cannot be unpacked here")
        body = record.content_stream().read(MAX_PAGE + 1)
        if len(body) > MAX_PAGE:
            raise Refused(f"has a page of more than {MAX_PAGE:,} bytes")
        if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
            raise Refused("is cut off: the last part of it is missing")
        charset = _CHARSET.search(_content_type(record))
        return body, charset[1] if charset else None
    raise Refused("has no HTML page in it")


def _plain(address: str) -> str:
    """An address without what differs between two ways of writing it."""
    bare = re.sub(r"^https?://(www\.)?", "", address.partition("#")[0], flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return host.lower() + (slash + path).rstrip("/")
