"""The copies of a page that a public archive has, by Memento (RFC 7089).

An archive lists them as a TimeMap: links (RFC 8288) in the form `application/link-format`.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from generator.archive.asking import NetworkError
from generator.archive.network import host_of, http_get
from generator.model import Source
from generator.model.base import address_problem
from generator.model.dates import parse_date
from generator.model.site import PLACE
from generator.rechecking.pacing import HostClosedError, Task, Visit, run_politely
from generator.rechecking.run import How
from generator.validate import Entry

TIMEMAP = "https://web.archive.org/web/timemap/link/{url}"
"""Where the Internet Archive lists its copies of a page."""

_LINK = re.compile(
    r"<(?P<url>[^<>]{1,4000})>(?P<said>(?:\s*;\s*[\w*!-]{1,40}\s*=\s*(?:\"[^\"]*\"|[^\s;,\"]+))*)"
)
_SAID = re.compile(r";\s*([\w*!-]{1,40})\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))")


@dataclass(frozen=True, slots=True)
class Memento:
    """A copy in a public archive: its address, and when it was made."""

    url: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """The copy that fits a source best; without one, why there is none."""

    source: str
    copy: Memento | None = None
    told: str = ""


def read_timemap(text: str) -> Iterator[Memento]:
    """The copies that a TimeMap lists; what it says of anything else is left out."""
    for link in _LINK.finditer(text):
        said: Mapping[str, str] = {
            each[1].lower(): each[2] or each[3] or "" for each in _SAID.finditer(link["said"])
        }
        if "memento" not in said.get("rel", "").lower().split() or address_problem(link["url"]):
            continue
        try:
            made = email.utils.parsedate_to_datetime(said.get("datetime", ""))
        except (ValueError, TypeError):
            continue
        yield Memento(link["url"], made if made.tzinfo else made.replace(tzinfo=UTC))


def nearest(copies: Iterable[Memento], day: date) -> Memento | None:
    """The copy that was made next to a day; of two as near, the later one."""
    return min(copies, key=lambda each: (abs(each.made.date() - day), -each.made.timestamp()),
               default=None)  # fmt: skip


def find_copies(
    sources: Sequence[Entry[Source]], how: How, timemap: str = TIMEMAP
) -> Iterator[Proposal]:
    """Ask an archive for its copies of sources.

    Args:
        sources: the sources.
        how: how to ask.
        timemap: the address of a TimeMap, with `{url}` where a page's address stands.

    Yields:
        For each source the copy that was made next to the day on which it was `accessed`, else
        `published`.
    """
    tasks = [
        Task(host_of(_address(timemap, each)), partial(_asked, each, how, timemap))
        for each in sources
    ]
    yield from run_politely(tasks, how.manners)


def _address(timemap: str, entry: Entry[Source]) -> str:
    return timemap.replace(PLACE, entry.model.url)


def _asked(entry: Entry[Source], how: How, timemap: str, visit: Visit) -> Proposal:
    source = entry.model
    try:
        answers = http_get(_address(timemap, entry), how.permission, how.limits, wait=visit.go)
    except NetworkError as error:
        is_none = error.answer is not None and error.answer.status == 404
        return Proposal(entry.id, None, "the archive has no copy" if is_none else str(error))
    except HostClosedError as closed:
        return Proposal(entry.id, None, f"'{closed}' wants to be left alone for a while")
    listed = read_timemap(answers[-1].body.decode("utf-8", "replace"))
    found = nearest(listed, parse_date(source.accessed or source.published).first)
    return Proposal(entry.id, found, "" if found else "the archive has no copy")
