"""WARC files → their records. The only module that knows warcio."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]

from generator.archive.addresses import canonical
from generator.archive.failure import Refused
from generator.archive.packed import decode_body

MAX_RECORDS = 20_000
MAX_BODY = 30_000_000
# All that warcio reads by lines: a record's headers, and how long the chunks of its content are.
MAX_HEAD = 1_000_000

_KNOWN = ("response", "resource", "revisit", "request")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_URN = re.compile(r"urn:(\w+):(?:\d{14,17}/)?(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a web archive, without its content.

    Attributes:
        file: in which of the files it stands.
        number: which record of that file it is, from 0.
        type: `response`, `resource`, `revisit` or `request`.
        id: its name.
        address: what it was captured from, as it is written there.
        canonical: the same in its one spelling; empty if it is no web address.
        urn: `text` where `address` was written `urn:text:ADDRESS`, and so on.
        date: when it was captured.
        status: the status of the HTTP answer; 0 if there is none.
        media_type: the `Content-Type` of its content.
        location: where a redirect leads.
        content_range: which part of the whole it holds.
        method: the method of a request.
        refers_to: the id of the record that a `revisit` stands for.
        refers_address: the same record's address in its one spelling.
        refers_date: the same record's date.
        digest: the digest of its payload, as the record gives it.
        concurrent_to: the id of a record that was made together with it.
        truncated: why its content was cut, if it was.
    """

    file: int
    number: int
    type: str
    id: str
    address: str
    canonical: str
    urn: str
    date: datetime | None
    status: int
    media_type: str
    location: str
    content_range: str
    method: str
    refers_to: str
    refers_address: str
    refers_date: datetime | None
    digest: str
    concurrent_to: str
    truncated: str

    @property
    def charset(self) -> str | None:
        """The encoding that the server named."""
        found = _CHARSET.search(self.media_type)
        return found[1] if found else None


def read_records(files: Sequence[bytes]) -> list[Record]:
    """The records of some WARC files, in their order, all but those that hold no answer.

    Raises:
        Refused: a file is broken, or has too many records or too large headers.
    """
    return [
        _record(file, number, record)
        for file, data in enumerate(files)
        for number, record in enumerate(_iterate(data))
        if record.rec_type in _KNOWN
    ]


def read_body(files: Sequence[bytes], record: Record, limit: int = MAX_BODY) -> bytes:
    """The content of a record, unpacked.

    Raises:
        Refused: it is cut off, larger than `limit`, or packed in a way that is not known.
    """
    for number, one in enumerate(_iterate(files[record.file])):
        if number == record.number:
            return _body(one, limit)
    raise Refused("is no WARC file, or a broken one")


def _iterate(data: bytes) -> Iterator[Any]:
    # warcio prints what it thinks of a record; here that is said once, by who calls.
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            records = ArchiveIterator(io.BytesIO(data))
            reader = records.reader
            reader.readline = lines = _BoundedLines(reader.readline)
            for count, record in enumerate(records):
                _check_count(count)
                yield record
                lines.left = MAX_HEAD
        except Refused:
            raise
        except Exception as error:  # warcio lets errors of every kind through from a broken file
            raise Refused("is no WARC file, or a broken one") from error


def _check_count(count: int) -> None:
    if count >= MAX_RECORDS:
        raise Refused(f"has more than {MAX_RECORDS:,} records")


class _BoundedLines:
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


def _record(file: int, number: int, record: Any) -> Record:
    def head(name: str) -> str:
        return (record.rec_headers.get_header(name) or "").strip()

    def http(name: str) -> str:
        headers = record.http_headers
        return (headers.get_header(name) or "").strip() if headers else ""

    is_request = record.rec_type == "request"
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    address = head("WARC-Target-URI").strip("<>")
    urn = _URN.fullmatch(address)
    address = urn[2] if urn else address
    return Record(
        file=file,
        number=number,
        type=record.rec_type,
        id=head("WARC-Record-ID"),
        address=address,
        canonical=canonical(address) or "",
        urn=urn[1] if urn else "",
        date=_date(head("WARC-Date")),
        status=int(status) if status.isascii() and status.isdigit() and len(status) == 3 else 0,
        media_type=http("Content-Type") if record.http_headers else _own_type(record, head),
        location=http("Location"),
        content_range=http("Content-Range"),
        method=record.http_headers.protocol.upper() if is_request and record.http_headers else "",
        refers_to=head("WARC-Refers-To"),
        refers_address=canonical(head("WARC-Refers-To-Target-URI").strip("<>")) or "",
        refers_date=_date(head("WARC-Refers-To-Date")),
        digest=head("WARC-Payload-Digest"),
        concurrent_to=head("WARC-Concurrent-To"),
        truncated=head("WARC-Truncated"),
    )


def _own_type(record: Any, head: Callable[[str], str]) -> str:
    """A resource's media type; that of other records tells of HTTP."""
    return head("Content-Type") if record.rec_type == "resource" else ""


def _date(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        return None


def _body(record: Any, limit: int) -> bytes:
    http = record.http_headers
    stream = record.raw_stream
    encoding = ""
    if http:
        encoding = http.get_header("Content-Encoding") or ""
        if (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
            stream = ChunkedDataReader(stream)
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise Refused(f"has a page of more than {limit:,} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        raise Refused("is cut off: the last part of it is missing")
    return decode_body(b"".join(parts), encoding, limit)
