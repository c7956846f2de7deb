"""What a page is asked for with, and what comes of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class Failure(StrEnum):
    """Why a page could not be had.

    `not-asked`: it may not be asked. `no-host`: nobody knows the host. `slow`: it took too long.
    `large`: it is too large. `certificate`: the server does not prove who it is. `redirects`: there
    are too many, or one leads to no address. `status`: another status than 200. `broken`: the
    connection failed, or what came is no answer.
    """

    NOT_ASKED = "not-asked"
    NO_HOST = "no-host"
    SLOW = "slow"
    LARGE = "large"
    CERTIFICATE = "certificate"
    REDIRECTS = "redirects"
    STATUS = "status"
    BROKEN = "broken"


class NetworkError(Exception):
    """The page could not be had; the message says why, in one line.

    `failure` says it for programs; `answer` is the server's last one, where its status is why.
    """

    def __init__(
        self, message: str, failure: Failure = Failure.NOT_ASKED, answer: Answer | None = None
    ) -> None:
        """Take why the page could not be had."""
        super().__init__(message)
        self.failure = failure
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much: seconds in all and to connect, bytes of a body, redirects."""

    seconds: float = 30
    connect: float = 10
    size: int = 10_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Permission:
    """What may be asked: `private` and `ports` beyond public addresses at the usual ports.

    Where there is an `origin` (scheme, host and port as `origin_of` gives them), nothing else is
    asked, wherever a redirect leads.
    """

    private: bool = False
    ports: Collection[int] = ()
    origin: tuple[str, str, int] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the address asked for, and status, headers and body as they came."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    ip: str = ""

    def header(self, name: str) -> str:
        """A header's value, empty if there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")
