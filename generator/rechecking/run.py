"""Many sources, looked at politely and written down one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from generator.archive.asking import Limits, Permission
from generator.archive.network import host_of
from generator.rechecking.fetch import Asking, Fetched, fetch_page, prepare_reading
from generator.rechecking.journal import Journal, Look, look_of
from generator.rechecking.judge import WantedSource, judge
from generator.rechecking.pacing import Manners, Task, Visit, run_politely


@dataclass(frozen=True, slots=True)
class How:
    """How pages are asked for."""

    permission: Permission = field(default_factory=Permission)
    limits: Limits = field(default_factory=Limits)
    manners: Manners = field(default_factory=Manners)


def recheck(wanted: Sequence[WantedSource], how: How, journal: Journal, day: str) -> Iterator[Look]:
    """Look at the pages of sources, and write down each look before it is given.

    Args:
        wanted: what to look at.
        how: how to ask.
        journal: where looks are written down.
        day: the day to write down.

    Raises:
        OSError: the journal cannot be written.
    """
    prepare_reading()
    asking = Asking(how.permission, how.limits, how.manners.longest_wait)
    tasks = [Task(host_of(each.url), partial(_visited, each, asking)) for each in wanted]
    for each, fetched in run_politely(tasks, how.manners):
        look = look_of(each, judge(each, fetched), day)
        journal.add([look])
        yield look


def _visited(wanted: WantedSource, asking: Asking, visit: Visit) -> tuple[WantedSource, Fetched]:
    return wanted, fetch_page(wanted.url, asking, visit)
