"""An authority asked for a time stamp; its answer is checked before anybody sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from generator import __version__
from generator.archive.asking import Limits, Permission
from generator.archive.network import http_post
from generator.stamping.tokens import (
    MAX_STAMP_BYTES,
    Flaw,
    StampError,
    check_stamp,
    read_certificates,
    request_for,
)

LIMITS = Limits(seconds=30, connect=10, size=MAX_STAMP_BYTES, redirects=0)
_AGENT = f"story-explainer/{__version__} (asks for a time stamp)"
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"
# An authority's clock is right to the second, and one's own may be wrong.
_FURTHEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asking:
    """How authorities are asked: what is allowed, what time it is, how long and how much."""

    permission: Permission
    now: datetime
    limits: Limits = LIMITS


def ask_for_stamp(data: bytes, address: str, pem: bytes, how: Asking) -> tuple[bytes, datetime]:
    """Ask for a stamp over some bytes; nothing but their digest is sent.

    Args:
        data: the bytes.
        address: where the authority is asked.
        pem: the certificates that are pinned for it.
        how: how to ask.

    Returns:
        The answer as it came, and the time that it attests.

    Raises:
        StampError: the certificates or the answer cannot be used.
        NetworkError: it may not be asked, cannot be reached, or does not answer.
    """
    pinned = read_certificates(pem)
    request = request_for(data)
    answer = http_post(address, request.data, _QUERY, how.permission, how.limits, _AGENT)
    try:
        time = check_stamp(answer.body, data, pinned, request.nonce)
    except StampError as error:
        kind = answer.header("content-type").partition(";")[0].strip().lower()
        if error.flaw is Flaw.UNREADABLE and kind not in ("", _REPLY) and kind.isprintable():
            raise StampError(error.flaw, f"{error}; what came is '{kind[:60]}'") from None
        raise
    if abs(time - how.now) > _FURTHEST:
        day, today = time.date().isoformat(), how.now.date().isoformat()
        message = f"the stamp's day is {day}, and this machine's is {today}: one clock is wrong"
        raise StampError(Flaw.UNREADABLE, message)
    return answer.body, time
