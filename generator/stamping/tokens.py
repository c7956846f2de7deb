"""A time stamp checked against what it is of and who may have given it; nobody is asked.

The library (rfc3161-client) is an extra: a site without time stamps does without it. Nothing else
imports it, and it is imported only where there is a stamp to be checked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse, Verifier

MAX_STAMP_BYTES = 100_000
"""How large an answer may be: a signature, and a chain of certificates."""
MAX_CERTIFICATE_BYTES = 200_000
_MOST_CERTIFICATES = 50
_HASHES = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}
_GRANTED = 0
_STATUS = {
    1: "grants another stamp than was asked for",
    2: "refuses a stamp",
    3: "has no stamp yet",
    4: "gives no stamp: its certificate is about to be revoked",
    5: "gives no stamp: its certificate was revoked",
}


class Flaw(StrEnum):
    """What is wrong with a stamp; each is a diagnostic's code."""

    UNREADABLE = "unreadable-stamp"
    OTHER_LIST = "stamp-of-other-list"
    UNTRUSTED = "untrusted-stamp"
    CERTIFICATES = "bad-certificates"


class StampError(Exception):
    """A stamp, or a file of certificates, does not count; the message says why, in one line."""

    def __init__(self, flaw: Flaw, message: str) -> None:
        """Take what is wrong."""
        super().__init__(message)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Request:
    """What an authority is asked: the bytes that are sent, and the number that it must repeat."""

    data: bytes
    nonce: int


def can_check() -> bool:
    """Whether the library is installed."""
    return find_spec("rfc3161_client") is not None


def request_for(data: bytes) -> Request:
    """The question for a stamp over some bytes, with a new number and SHA-256."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415

    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    if request.nonce is None:
        raise AssertionError
    return Request(request.as_bytes(), request.nonce)


def read_certificates(pem: bytes) -> list[Certificate]:
    """The certificates of a PEM file; one of them at least is a root, which trust begins with.

    Raises:
        StampError: there are none, or none can be read.
    """
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415

    try:
        found = load_pem_x509_certificates(pem)
        roots = [each for each in found if each.subject == each.issuer]
    except ValueError:
        raise StampError(Flaw.CERTIFICATES, "they are no certificates in PEM") from None
    if len(found) > _MOST_CERTIFICATES:
        message = f"there are {len(found)} certificates; {_MOST_CERTIFICATES} are allowed"
        raise StampError(Flaw.CERTIFICATES, message)
    if not roots:
        raise StampError(Flaw.CERTIFICATES, "none of the certificates is a root, issued by itself")
    return found


def check_stamp(
    answer: bytes, data: bytes, pinned: list[Certificate], nonce: int | None = None
) -> datetime:
    """Check an authority's answer.

    Certificates are looked at as of the stamp's own time: one that has ended since still counts.

    Args:
        answer: the answer as it was sent, a `TimeStampResp` of RFC 3161 in DER.
        data: the bytes that it should be a stamp of.
        pinned: the certificates of `read_certificates`.
        nonce: the number that was sent along; None where that is not known any more.

    Returns:
        The time that the stamp attests, in UTC.

    Raises:
        StampError: the answer is none, holds no stamp, is one of other bytes, was not signed by
            whom the pinned certificates name, or answers another question.
    """
    from rfc3161_client import VerificationError  # noqa: PLC0415

    response = _read(answer)
    try:
        time = response.tst_info.gen_time
        imprint = response.tst_info.message_imprint
        algorithm, stamped = imprint.hash_algorithm.dotted_string, imprint.message
        given = response.tst_info.nonce
    except (ValueError, OverflowError):
        raise StampError(Flaw.UNREADABLE, "what the stamp says cannot be read") from None
    if algorithm not in _HASHES:
        raise StampError(Flaw.UNREADABLE, f"its digest is of a kind that is not used ({algorithm})")
    if stamped != _HASHES[algorithm](data).digest():
        raise StampError(Flaw.OTHER_LIST, "the stamp is of another digest than the list has")
    if nonce is not None and given != nonce:
        raise StampError(Flaw.UNREADABLE, "the stamp answers another question (its nonce differs)")
    try:
        _verifier(pinned).verify_message(response, data)
    except (VerificationError, ValueError, OverflowError) as error:
        raise StampError(Flaw.UNTRUSTED, _why_untrusted(str(error))) from None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _why_untrusted(said: str) -> str:
    """What is told of a stamp that the library refuses; what OpenSSL says of it helps nobody."""
    if said.startswith("Error while verifying certificates"):
        return (
            "the stamp was altered, or was not signed by whom the pinned certificates name, "
            "or not while its certificate was valid"
        )
    return (
        f"the certificate that signed the stamp is not fit for it: {' '.join(said.split())[:120]}"
    )


def _read(answer: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response  # noqa: PLC0415

    try:
        response = decode_timestamp_response(answer)
        status, told = response.status, response.status_string
    except (ValueError, OverflowError):
        raise StampError(Flaw.UNREADABLE, "it is no time stamp (RFC 3161)") from None
    if status != _GRANTED:
        said = "".join(sign for sign in " ".join(told or ()) if sign.isprintable())[:120]
        why = _STATUS.get(status, f"answers with the status {status}")
        message = f"the authority {why}{f': {said}' if said else ''}"
        raise StampError(Flaw.UNREADABLE, message)
    return response


def _verifier(pinned: list[Certificate]) -> Verifier:
    from rfc3161_client import VerifierBuilder  # noqa: PLC0415

    roots = [each for each in pinned if each.subject == each.issuer]
    others = [each for each in pinned if each not in roots]
    return VerifierBuilder(roots=roots, intermediates=others).build()
