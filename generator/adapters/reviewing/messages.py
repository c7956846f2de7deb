"""Requests to the review's pages and the answers to them, whatever server hands them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

ROOT = "/.review/"
"""Below this address are the pages of the review: no page of a site has a name with a dot first."""
MOST_BYTES = 60_000
"""How large a form may be: the longest note, in any script, as browsers write it."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    # With none at all browsers would not say where a form comes from.
    ("Referrer-Policy", "same-origin"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks.

    Attributes:
        path: the address behind `ROOT`, decoded.
        query: what stands behind the `?`, the first value of each name.
        headers: every value of each header, by its name in small letters.
        origin: the origin that the server's own pages have.
        body: what was sent; None for a question that sends nothing.
    """

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, Sequence[str]]
    origin: str
    body: bytes | None = None

    def header(self, name: str) -> str | None:
        """A header that may stand there once; None if it is missing or stands there twice."""
        values = self.headers.get(name, ())
        return values[0] if len(values) == 1 else None

    @property
    def wants_json(self) -> bool:
        """Whether the page's script asks, which sets the answer into the page itself."""
        return self.header("accept") == "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets: a status, a body with its type, and headers beside the usual ones."""

    status: HTTPStatus
    body: bytes
    type: str = "text/html; charset=utf-8"
    more: tuple[tuple[str, str], ...] = field(default=())

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """All headers but those of type and size."""
        return _HEADERS + self.more


def plain(status: HTTPStatus, message: str) -> Answer:
    """A refusal in plain text."""
    return Answer(status, f"{message}\n".encode(), "text/plain; charset=utf-8")


def redirect(address: str, *more: tuple[str, str]) -> Answer:
    """Another address, which is asked for without what was sent here."""
    return Answer(HTTPStatus.SEE_OTHER, b"", "text/plain", (("Location", address), *more))
