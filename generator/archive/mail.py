"""Mail (`.eml`, RFC 5322) → what a reader of it sees: subject, sender, date, and the message."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from generator.archive.copytext import CopyText, joined
from generator.archive.failure import Refused
from generator.archive.html import html_text
from generator.archive.plain import decode

MAX_BYTES = 30_000_000
MAX_PARTS = 500
MAX_DEPTH = 30
MAX_HEAD = 200_000
MAX_LINES = 10_000
"""How many lines may look like the beginning of a part."""
MAX_HEADER = 10_000

_SHOWN = ("Subject", "From", "To", "Cc", "Date")
_POLICY = policy.default.clone(max_line_length=0)


def parse_mail(data: bytes) -> EmailMessage:
    """A MIME message as a tree.

    Raises:
        Refused: it is no such message, too large, or has parts without end.
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"is larger than {MAX_BYTES:,} bytes, which is too much for a message")
    # Each line is compared with the boundaries of all parts that are open.
    if data.lower().count(b"boundary") > MAX_PARTS or data.count(b"\n--") > MAX_LINES:
        raise Refused(f"has more than {MAX_PARTS:,} parts")
    head = data[: MAX_HEAD + 4].replace(b"\r\n", b"\n")
    # Each parameter of a header is compared with all before it.
    if b"\n\n" not in head or head.partition(b"\n\n")[0].count(b";") > MAX_PARTS:
        raise Refused(f"is no message, or has more than {MAX_HEAD:,} bytes of headers")
    try:
        message = BytesParser(EmailMessage, policy=_POLICY).parsebytes(data)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise Refused("is no message, or a broken one") from error
    if not message.keys() or any(
        type(defect).__name__ == "MissingHeaderBodySeparatorDefect" for defect in message.defects
    ):
        raise Refused("is no message: it does not begin with headers")
    for count, _ in enumerate(_walk(message)):
        if count > MAX_PARTS:
            raise Refused(f"has more than {MAX_PARTS:,} parts")
    return message


def _walk(part: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    if depth > MAX_DEPTH:
        raise Refused(f"has more than {MAX_DEPTH:,} parts inside each other")
    yield part
    for inner in _parts(part):
        yield from _walk(inner, depth + 1)


def _parts(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    inner = payload if isinstance(payload, list) else []
    return [each for each in inner if isinstance(each, EmailMessage)]


def mail_text(data: bytes) -> CopyText:
    """The words of a message: its headers that are shown, its text, then messages in it.

    Of several versions the plain one is read, of an HTML one what is seen. Attachments are not.

    Raises:
        Refused: it cannot be read; see `parse_mail`.
    """
    return joined(_message(parse_mail(data)), "\n\n")


def _message(message: EmailMessage) -> Iterator[CopyText]:
    head = [f"{name}: {value}" for name in _SHOWN if (value := header(message, name))]
    if head:
        yield CopyText("\n".join(head))
    forwarded: list[EmailMessage] = []
    yield from _body(message, forwarded)
    for each in forwarded:
        yield from _message(each)


def header(part: EmailMessage, name: str) -> str:
    """A header on one line, with its encoded words decoded; empty where there is none.

    One of more than `MAX_HEADER` characters is none: to decode it takes memory without end.
    """
    try:
        raw = next(
            (str(value) for key, value in part.raw_items() if key.lower() == name.lower()), ""
        )
        if len(raw) > MAX_HEADER:
            return ""
        return " ".join(str(part.get(name, "")).split())
    except (
        MessageError,
        ValueError,
        LookupError,
        IndexError,
        AttributeError,
        TypeError,
        RecursionError,
    ):
        # The library lets errors of many kinds through when a header is broken.
        return ""


def _body(part: EmailMessage, forwarded: list[EmailMessage]) -> Iterator[CopyText]:
    """The words of a part; messages that it carries are put into `forwarded`."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        forwarded += _parts(part)
    elif header(part, "Content-Disposition").lower().startswith("attachment"):
        return
    elif kind == "multipart/alternative":
        chosen = _preferred(part)
        if chosen:
            yield from _body(chosen, forwarded)
    elif kind == "multipart/related":
        root = root_part(part)
        if root:
            yield from _body(root, forwarded)
    elif part.is_multipart():
        for inner in _parts(part):
            yield from _body(inner, forwarded)
    elif kind in ("text/plain", "text/html"):
        yield part_text(part)


def _preferred(part: EmailMessage) -> EmailMessage | None:
    """Of several versions of the same the plain one, else the last one with text."""
    versions = _parts(part)
    plain = [each for each in versions if each.get_content_type() == "text/plain"]
    rich = [each for each in versions if each.get_content_type().startswith(("text/html", "multi"))]
    return next(iter(plain), None) or next(reversed(rich), None)


def root_part(part: EmailMessage) -> EmailMessage | None:
    """The part of a `multipart/related` that the others belong to."""
    parts = _parts(part)
    start = part.get_param("start")
    named = [
        each for each in parts if isinstance(start, str) and header(each, "Content-ID") == start
    ]
    return next(iter(named or parts), None)


def part_bytes(part: EmailMessage) -> bytes:
    """The content of a part, with base64 and quoted-printable undone."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def part_text(part: EmailMessage) -> CopyText:
    """The words of a text part, in the encoding that it names."""
    charset = part.get_content_charset()
    data = part_bytes(part)
    if part.get_content_type() == "text/html":
        return html_text(data, charset)
    text = decode(data, None if charset in (None, "us-ascii", "ascii") else charset)
    if str(part.get_param("format") or "").lower() == "flowed":
        text = _reflow(text, deletes_space=str(part.get_param("delsp") or "").lower() == "yes")
    return CopyText(text)


def _reflow(text: str, *, deletes_space: bool) -> str:
    """Join the lines of a paragraph (RFC 3676): those that end in a space go on."""
    text = text.replace("\r\n", "\n")
    return text.replace(" \n", "") if deletes_space else text.replace(" \n", " ")
