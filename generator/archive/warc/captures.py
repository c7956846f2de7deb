"""The capture that is meant, among all that an archive holds of an address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from generator.archive.addresses import canonical, host, route, shown, with_other_scheme
from generator.archive.failure import MissingPage, Refused
from generator.archive.media import kind_of
from generator.archive.warc.records import Record
from generator.model.dates import parse_date

MAX_HOPS = 20
"""How many redirects are followed, as browsers do."""
MAX_CAPTURES = 1_000
"""How many captures of one address an archive may hold."""
MAX_STEPS = 200
"""How many redirects are tried in all, of all captures."""

_MAX_LISTED = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_WHOLE = re.compile(r"bytes 0-(\d{1,15})/(\d{1,15})")


Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Capture:
    """What an address answered at one time.

    Attributes:
        record: the record of that time.
        content: the record with the content: an earlier one where this is a `revisit`.
        status: the status that counts.
    """

    record: Record
    content: Record
    status: int

    @property
    def place(self) -> Place:
        """Where it stands in the archive."""
        return self.record.file, self.record.number

    @property
    def date(self) -> datetime:
        """When it was captured; long ago where nothing says so."""
        return date_of(self.record)

    @property
    def is_page(self) -> bool:
        """Whether a reader who asks for the address sees what it holds."""
        if self.content.media_type and not kind_of(self.content.media_type):
            return False
        if self.status == 206:
            part = _WHOLE.fullmatch(self.content.content_range)
            return part is not None and int(part[1]) + 1 == int(part[2])
        return self.status in (200, 203)

    @property
    def target(self) -> str | None:
        """Where it redirects to."""
        location = self.record.location or self.content.location
        is_redirect = self.status in _REDIRECTS and location
        return canonical(location, self.record.address) if is_redirect else None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The capture that is meant.

    `path` begins with a capture of the source's address and ends with the page. `count` is how many
    captures of that address there are. `other_scheme`: the archive has the address with `http` for
    `https`, or the reverse.
    """

    path: tuple[Capture, ...]
    count: int
    other_scheme: bool

    @property
    def page(self) -> Capture:
        """The capture with the page."""
        return self.path[-1]


@dataclass(frozen=True)
class Index:
    """The captures of an archive by their addresses."""

    captures: dict[str, list[Capture]] = field(default_factory=lambda: defaultdict(list))

    def at(self, address: str, at_route: str = "") -> list[Capture]:
        """The captures of an address; of several routes of a page those of the route asked for."""
        captures = self.captures.get(address, [])
        if not at_route:
            return captures
        found = [(route(each.record.address), each) for each in captures]
        exact = [each for its_route, each in found if its_route == at_route]
        return exact or [each for its_route, each in found if not its_route]


def index(records: Sequence[Record]) -> Index:
    """Put the answers to GET requests in order."""
    methods = dict(_methods(records))
    found = Index()
    by_id = {each.id: each for each in records if each.type in ("response", "resource")}
    by_place: dict[tuple[str, datetime | None], Record] = {}
    by_digest: dict[str, Record] = {}
    by_address: dict[str, list[Record]] = defaultdict(list)
    for each in records:
        if each.type not in ("response", "resource") or each.urn or not each.canonical:
            continue
        by_place[each.canonical, each.date] = each
        by_address[each.canonical].append(each)
        if each.digest:
            by_digest.setdefault(each.digest, each)
    for each in records:
        if each.type == "request" or each.urn or not each.canonical:
            continue
        if methods.get(each.id, "GET") != "GET":
            continue
        content: Record | None = each
        if each.type == "revisit":
            content = (
                by_id.get(each.refers_to)
                or by_place.get((each.refers_address, each.refers_date))
                or by_digest.get(each.digest)
                or _before(each, by_address[each.canonical])
            )
        if content:
            captures = found.captures[each.canonical]
            captures.append(Capture(each, content, _status(each, content)))
            if len(captures) > MAX_CAPTURES:
                raise Refused(f"has more than {MAX_CAPTURES:,} captures of {shown(each.canonical)}")
    return found


def _methods(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """The ids of answers and the method with which each was asked for."""
    requests = {each.id: each.method for each in records if each.type == "request"}
    for each in records:
        if each.type == "request" and each.concurrent_to:
            yield each.concurrent_to, each.method
        elif each.concurrent_to in requests:
            yield each.id, requests[each.concurrent_to]


def _before(revisit: Record, answers: Sequence[Record]) -> Record | None:
    """What a server said to be unchanged: the last answer before that had a content."""
    if revisit.status != _NOT_MODIFIED:
        return None
    earlier = [each for each in answers if each.status == 200 and date_of(each) <= date_of(revisit)]
    return max(earlier, key=date_of, default=None)


def date_of(record: Record) -> datetime:
    """When a record was made; long ago where nothing says so."""
    return record.date or _LONG_AGO


def _status(record: Record, content: Record) -> int:
    own = 0 if record.type == "revisit" and record.status == _NOT_MODIFIED else record.status
    status = own or content.status
    return 200 if content.type == "resource" and not status else status


def choose_capture(found: Index, url: str | None, accessed: str) -> Chosen:
    """The capture of an address that is nearest to a date, else the newest.

    Raises:
        MissingPage: the archive does not hold the page.
    """
    address = canonical(url) if url else None
    if url is None or address is None:
        raise MissingPage(
            f"is a web archive, and the source has no web address as `url`{_held_pages(found, '')}"
        )
    starts, other_scheme = found.at(address, route(url)), False
    other = with_other_scheme(address)
    if not starts and other:
        starts, other_scheme = found.at(other, route(url)), True
    able = [each for each in starts if each.is_page or each.target]
    dead: set[Place] = set()
    for start in sorted(able, key=lambda each: _preference(each, accessed)):
        path = _follow(found, start, dead)
        if path:
            return Chosen(path, len(able), other_scheme)
    why = _failure_reason(starts)
    raise MissingPage(f"has no page at {shown(address)}{why}{_held_pages(found, address)}")


def _preference(capture: Capture, accessed: str) -> tuple[timedelta, timedelta, bool]:
    """A key that is least for the capture to take first."""
    age = datetime.max.replace(tzinfo=UTC) - capture.date
    return _distance(capture.date.date(), accessed), age, not capture.is_page


def _distance(day: date, accessed: str) -> timedelta:
    """How many days lie between a day and a date or an interval."""
    try:
        meant = parse_date(accessed)
    except ValueError:
        return timedelta(0)
    return max(meant.first - day, day - meant.last, timedelta(0))


def _follow(found: Index, start: Capture, dead: set[Place]) -> tuple[Capture, ...] | None:
    """From a capture over redirects to a page, each capture near in time to the one before.

    `dead` are the captures that lead nowhere; those that are found to are put there.
    """
    path = [start]
    while path:
        last = path[-1]
        if last.is_page:
            return tuple(path)
        dead.add(last.place)
        may_go_on = len(path) <= MAX_HOPS and len(dead) <= MAX_STEPS
        onward = next_capture(found, last, dead) if may_go_on else None
        if onward:
            path.append(onward)
        else:
            path.pop()
    return None


def next_capture(
    found: Index, last: Capture, seen: set[Place], target: str | None = None
) -> Capture | None:
    """The capture to which another redirects: of its target, the nearest in time."""
    target = target or last.target
    # Of two of the same time the one that was written later comes first.
    onward = reversed(found.at(target) if target else [])
    unseen = [each for each in onward if each.place not in seen]
    near = sorted(unseen, key=lambda each: abs(each.date - last.date))
    return next((each for each in near if each.is_page or each.target), None)


def _failure_reason(captures: Sequence[Capture]) -> str:
    """What an address answers instead of a page."""
    if not captures:
        return ""
    last = captures[-1]
    if last.target:
        return f", which redirects to {shown(last.target)}"
    if last.status not in (200, 203, 206):
        return f", which answers with status {last.status}"
    kind = "".join(sign for sign in last.content.media_type[:60] if sign.isprintable())
    return f", which is of the kind '{kind}'"


def _held_pages(found: Index, address: str) -> str:
    """The addresses of the pages that an archive does hold, those of the same host first."""
    pages = [each for each, captures in found.captures.items() if any(c.is_page for c in captures)]
    if not pages:
        return "; it holds no page"
    pages.sort(key=lambda each: host(each) != host(address))
    named = ", ".join(map(shown, pages[:_MAX_LISTED]))
    more = len(pages) - _MAX_LISTED
    return f"; it holds {named}{f' and {more:,} more' if more > 0 else ''}"
