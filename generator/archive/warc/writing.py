"""Records of a WARC file (ISO 28500), each a gzip member.

They are written here and not by warcio, whose records differ from one run to the next.
"""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from generator.digests import sha256_hex


@dataclass(frozen=True, slots=True)
class Written:
    """A record: its id with the angle brackets, and its bytes."""

    id: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a server answered when an address was asked for; headers and body as they came."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    ip: str


def warcinfo(software: str, when: datetime) -> bytes:
    """The record that says who made the file."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    return _record("warcinfo", "application/warc-fields", block, when, {}).data


def response(answer: Exchange, when: datetime) -> Written:
    """The record of an answer."""
    head = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    head += [f"{_name(name)}: {' '.join(value.split())}" for name, value in answer.headers]
    # http.client reads these bytes as Latin-1, so this is what came.
    block = "\r\n".join([*head, "", ""]).encode("latin-1", "replace") + answer.body
    more = {"WARC-Target-URI": answer.url, "WARC-IP-Address": answer.ip}
    return _record("response", "application/http; msgtype=response", block, when, more)


def resource(
    uri: str, media_type: str, data: bytes, when: datetime, *, concurrent_to: str
) -> Written:
    """The record of something that was made from another record at the same time."""
    more = {"WARC-Target-URI": uri, "WARC-Concurrent-To": concurrent_to}
    return _record("resource", media_type, data, when, more)


def _record(
    type_: str, media_type: str, block: bytes, when: datetime, more: Mapping[str, str]
) -> Written:
    date = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = sha256_hex(block)
    # The same answer at the same time has the same name, and no other has.
    id = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{type_} {date} {digest} {dict(more)}')}>"
    headers = {
        "WARC-Type": type_,
        "WARC-Record-ID": id,
        "WARC-Date": date,
        **more,
        "WARC-Block-Digest": f"sha256:{digest}",
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
    }
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    record = "\r\n".join(lines).encode() + block + b"\r\n\r\n"
    return Written(id, gzip.compress(record, mtime=0))


def _name(name: str) -> str:
    # The parts that a body came in are put together; it must not be taken for being in parts.
    return f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name
