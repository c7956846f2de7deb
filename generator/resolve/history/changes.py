"""What is other in one version than in the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.model import StoryVersion
from generator.model.history import HEADING
from generator.resolve.history.versions import State, versions_of


class ChangeKind(StrEnum):
    """What became of a sentence or a heading."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the address, what stood there before and what then; empty if nothing did."""

    kind: ChangeKind
    address: str
    was: str = ""
    now: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is of a heading, not of a sentence."""
        return self.address.startswith(HEADING)


def changes(then: State, now: State) -> Iterator[Change]:
    """What is other, in the order of the page; what is gone stands where it stood.

    Args:
        then: what the story said.
        now: what it says.
    """
    gone: dict[str, list[Change]] = {}
    last = ""
    for key, was in then.items():
        if key in now:
            last = key
        else:
            gone.setdefault(last, []).append(Change(ChangeKind.REMOVED, key, was))
    for key, text in now.items():
        was = then.get(key, "")
        if was != text:
            kind = ChangeKind.CHANGED if was else ChangeKind.ADDED
            yield Change(kind, key, was, text)
        yield from gone.get(key, ())


def count_changes(then: State, now: State) -> int:
    """How many sentences and headings are other, or stand in another order: 0 if nothing is."""
    count = sum(1 for _ in changes(then, now))
    return count or int([*then] != [*now])


def earlier_forms(versions: Iterable[StoryVersion], leads: Mapping[str, str]) -> set[str]:
    """The addresses of the sentences that once read otherwise, or that others have become.

    Args:
        versions: those of a story, which fit their digests.
        leads: where the addresses of sentences that are gone lead.
    """
    then: State = {}
    found = set()
    for now in versions_of(versions):
        if then:
            for each in changes(then, now):
                if not each.is_heading and each.kind is not ChangeKind.ADDED:
                    found.add(leads.get(each.address, each.address))
        then = now
    return found
