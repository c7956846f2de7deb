"""A page on the web → a copy in the archive, as a WARC file that `read_copy` reads."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.archive import Unreadable, read_copy
from generator.archive.failure import Refused
from generator.archive.metadata import PageFacts, page_facts
from generator.archive.network import USER_AGENT, Answer, Limits, NetworkError, Permission, ask
from generator.archive.packed import gunzip
from generator.archive.warc import page

ENDING = ".warc.gz"
_HTML = ("text/html", "application/xhtml+xml")


class CaptureError(Exception):
    """The page was not captured; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A page that was fetched: its address behind all redirects, the WARC, what it says of itself.

    `redirects` counts them.
    """

    url: str
    warc: bytes
    facts: PageFacts
    redirects: int = 0

    @property
    def digest(self) -> str:
        """The digest of the copy's bytes, as a source gives it."""
        return f"sha256:{hashlib.sha256(self.warc).hexdigest()}"


def capture(
    url: str, when: datetime, permission: Permission | None = None, limits: Limits | None = None
) -> Captured:
    """Fetch a page. Nothing is written.

    Args:
        url: its address.
        when: the time to write down.
        permission: what may be asked beyond the public web.
        limits: how long and how much.

    Raises:
        CaptureError: it may not be fetched, cannot be, or is no page that could be quoted from.
    """
    try:
        answers = ask(url, permission or Permission(), limits or Limits())
    except NetworkError as error:
        raise CaptureError(str(error)) from error
    last = answers[-1]
    kind = last.header("content-type").split(";")[0].strip().lower()
    if kind not in _HTML:
        shown = "".join(sign for sign in kind[:60] if sign.isprintable())
        raise CaptureError(
            f"it is no HTML page but '{shown or 'of no kind'}': save it into the archive by hand"
        )
    warc = _warc(answers, when)
    try:
        # The very way in which `explainer verify` comes to the page, with the same limits.
        found = page([gunzip(warc)], last.url)
        facts = page_facts(found.data, found.charset)
    except Refused as refusal:
        raise CaptureError(f"the answer {refusal}") from refusal
    return Captured(last.url, warc, facts, len(answers) - 1)


def _warc(answers: Sequence[Answer], when: datetime) -> bytes:
    """A WARC file (ISO 28500): who made it, and every answer as it came, each a gzip member.

    It is written here and not by warcio, whose records differ from one run to the next.
    """
    date = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    software = f"software: {USER_AGENT}\r\nformat: WARC File Format 1.1\r\n".encode()
    records = [_record("warcinfo", date, "application/warc-fields", software)]
    for answer in answers:
        head = [f"HTTP/1.1 {answer.status} {answer.reason}"]
        head += [f"{_name(name)}: {' '.join(value.split())}" for name, value in answer.headers]
        # http.client reads these bytes as Latin-1, so this is what came.
        block = "\r\n".join([*head, "", ""]).encode("latin-1", "replace") + answer.body
        more = {"WARC-Target-URI": answer.url, "WARC-IP-Address": answer.ip}
        kind = "application/http; msgtype=response"
        records.append(_record("response", date, kind, block, more))
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def _record(
    type_: str, date: str, kind: str, block: bytes, more: Mapping[str, str] | None = None
) -> bytes:
    digest = hashlib.sha256(block).hexdigest()
    # The same answer at the same time has the same name, and no other has.
    id = uuid.uuid5(uuid.NAMESPACE_URL, f"{type_} {date} {digest} {more}")
    headers = {
        "WARC-Type": type_,
        "WARC-Record-ID": f"<urn:uuid:{id}>",
        "WARC-Date": date,
        **(more or {}),
        "WARC-Block-Digest": f"sha256:{digest}",
        "Content-Type": kind,
        "Content-Length": str(len(block)),
    }
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def _name(name: str) -> str:
    # The parts that a body came in are put together; it must not be taken for being in parts.
    return f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name


def store(archive: Path, name: str, captured: Captured) -> Path:
    """Write a copy into the archive, whole or not at all; the folder is made if there is none.

    Raises:
        CaptureError: there is such a file already, or what was written cannot be read back.
        OSError: it cannot be written.
    """
    path = archive / name
    if path.exists() or path.is_symlink():
        raise CaptureError(f"the archive has a file '{name}' already")
    is_new = not archive.exists()
    archive.mkdir(parents=True, exist_ok=True)
    aside = archive / f".new-{name}"
    try:
        aside.write_bytes(captured.warc)
        copy = read_copy(aside, captured.url)
        if isinstance(copy, Unreadable):
            raise CaptureError(f"the answer {copy.message}")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
        if is_new:
            with contextlib.suppress(OSError):  # it is not empty when all went well
                archive.rmdir()
    return path
