"""An address → the page that a reader of it sees, or why there is none."""

from __future__ import annotations

import email.utils
import multiprocessing
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from generator.archive.asking import Answer, Failure, Limits, NetworkError, Permission
from generator.archive.failure import Refused
from generator.archive.network import http_get
from generator.limits import LimitError, run_limited
from generator.model import PageState
from generator.rechecking.pacing import HostClosedError, Visit
from generator.rechecking.page import PageRead, read_page

_OF_FAILURE: Mapping[Failure, PageState] = {
    Failure.NOT_ASKED: PageState.NOT_ASKED,
    Failure.NO_HOST: PageState.NO_HOST,
    Failure.SLOW: PageState.SLOW,
    Failure.LARGE: PageState.TOO_LARGE,
    Failure.CERTIFICATE: PageState.BAD_CERTIFICATE,
    Failure.REDIRECTS: PageState.REDIRECT_LOOP,
    Failure.BROKEN: PageState.NO_ANSWER,
}
_OF_STATUS: Mapping[int, PageState] = {
    401: PageState.LOGIN,
    402: PageState.PAYWALL,
    404: PageState.NOT_FOUND,
    408: PageState.SLOW,
    410: PageState.REMOVED,
    429: PageState.BUSY,
}
_UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of asking for a page.

    Attributes:
        state: `read` where there is a page to look at, else why there is none.
        told: the same in a line, where there is more to say.
        url: where redirects led.
        page: the page.
    """

    state: PageState
    told: str = ""
    url: str = ""
    page: PageRead | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """How pages are asked for: what is allowed, how long and how much, and for how long to wait."""

    permission: Permission
    limits: Limits
    longest_wait: float


def prepare_reading() -> None:
    """Let the processes that read pages begin with what they need; else each imports it anew."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_forkserver_preload(["__main__", read_page.__module__])


def fetch_page(url: str, how: Asking, visit: Visit) -> Fetched:
    """Ask for a page, once more where the server says when.

    Args:
        url: its address.
        how: how to ask.
        visit: waits for the hosts.
    """
    for is_last in (False, True):
        try:
            answers = http_get(url, how.permission, how.limits, wait=visit.go)
        except NetworkError as error:
            pause = retry_after(error.answer)
            visit.leave(pause)
            if pause is None or pause > how.longest_wait or is_last:
                return Fetched(_failed(error), str(error))
            continue
        except HostClosedError as closed:
            return Fetched(PageState.BUSY, f"'{closed}' wants to be left alone for a while")
        visit.leave()
        return _read(answers[-1])
    raise AssertionError


def _read(answer: Answer) -> Fetched:
    try:
        page = run_limited(read_page, answer)
    except (Refused, LimitError) as error:
        return Fetched(PageState.UNREADABLE, f"the page {error}", answer.url)
    except OSError as error:
        return Fetched(PageState.UNREADABLE, f"the page is not read: {error}", answer.url)
    if not page.is_readable:
        kind = answer.header("content-type").partition(";")[0].strip()[:60]
        shown = "".join(sign for sign in kind if sign.isprintable())
        return Fetched(PageState.OTHER_KIND, f"it is '{shown or 'of no kind'}'", answer.url)
    return Fetched(PageState.READ, "", answer.url, page)


def _failed(error: NetworkError) -> PageState:
    if error.answer is None:
        return _OF_FAILURE[error.failure]
    status = error.answer.status
    if status in _OF_STATUS:
        return _OF_STATUS[status]
    if status == _UNAVAILABLE and retry_after(error.answer) is not None:
        return PageState.BUSY
    if status >= 500:
        return PageState.SERVER_ERROR
    return PageState.REFUSED if status >= 400 else PageState.NO_ANSWER


def retry_after(answer: Answer | None) -> float | None:
    """In how many seconds a server wants to be asked again; None if it does not say so."""
    if answer is None or answer.status not in (429, _UNAVAILABLE):
        return None
    said = answer.header("retry-after").strip()
    if said.isascii() and said.isdigit() and len(said) < 10:
        return float(said)
    try:
        when = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, when.timestamp() - time.time())
