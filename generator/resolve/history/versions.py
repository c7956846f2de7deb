"""Versions ↔ what a story said in them.

A later version holds what is other than in the one before: texts that are new or read otherwise,
what stands in another place, and what is gone. No version can be changed without breaking its
digest and those of all that follow.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.digests import sha256_label
from generator.model import StoryVersion
from generator.model.history import TITLE

State: TypeAlias = Mapping[str, str]
"""What a story says: texts by their addresses, in the order of the page, the title first."""


class BadVersionError(ValueError):
    """A version does not fit the one before; the message says why."""


def versions_of(versions: Iterable[StoryVersion]) -> Iterator[State]:
    """What a story said in each of its versions, the oldest first.

    Raises:
        BadVersionError: a version does not fit the one before, or not its digest.
    """
    state: State = {}
    before = ""
    for version in versions:
        state = _next_state(state, version)
        if version.digest != state_digest(state, version.date, version.note, before):
            raise BadVersionError("what it says, or when, is not what was published")
        before = version.digest
        yield state


def last_said(versions: Iterable[StoryVersion]) -> State:
    """What a story said in the last of its versions; nothing if there is none.

    Raises:
        BadVersionError: see `versions_of`.
    """
    says: State = {}
    for each in versions_of(versions):
        says = each
    return says


def new_version(
    before: StoryVersion | None, then: State, now: State, date: str, note: str | None
) -> StoryVersion:
    """The version with which a history goes on.

    Args:
        before: the last version; None if this is the first.
        then: what the story said in that one; empty if this is the first.
        now: what it says.
        date: the day on which this is published.
        note: what readers are told of it.
    """
    is_first = before is None
    return StoryVersion(
        date=date,
        note=note,
        digest=state_digest(now, date, note, before.digest if before else ""),
        texts={key: text for key, text in now.items() if then.get(key) != text},
        after={} if is_first else _placed(then, now),
        removed=[] if is_first else [key for key in then if key not in now],
    )


def state_digest(state: State, date: str, note: str | None, before: str) -> str:
    """The digest of a version: of all that it says in its order, and of the version before.

    Args:
        state: what the story said.
        date: the day on which it was published.
        note: what readers are told of it.
        before: the digest of the version before; empty if there is none.
    """
    whole = [before, date, note or "", [[key, text] for key, text in state.items()]]
    return sha256_label(json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


def _next_state(before: State, version: StoryVersion) -> State:
    if why := _unfit(before, version):
        raise BadVersionError(why)
    if not before:
        return dict(version.texts)
    gone = {*version.removed, *version.after}
    behind: dict[str, list[str]] = {}
    for key, place in version.after.items():
        behind.setdefault(place, []).append(key)
    stays = [key for key in before if key not in gone]
    order = list(_in_order(stays, behind))
    if len(order) != len(stays) + len(version.after):
        raise BadVersionError("what stands behind what cannot be told")
    texts = {**before, **version.texts}
    return {key: texts[key] for key in order}


def _unfit(before: State, version: StoryVersion) -> str:
    """Why a version cannot follow what a story said; empty if nothing is in the way."""
    if not before:
        if version.after or version.removed:
            return "nothing is before the first version"
        is_titled = next(iter(version.texts), "") == TITLE
        return "" if is_titled else f"the first version begins with the title, '{TITLE}'"
    texts, removed, after = version.texts, set(version.removed), version.after
    known = before.keys() | texts.keys()
    if missing := next((key for key in (*after, *after.values()) if key not in known), None):
        return f"nothing stands at '{missing}'"
    if lost := next((key for key in texts if key not in before and key not in after), None):
        return f"nothing says where '{lost}' stands"
    if wrong := removed - before.keys() or removed & (texts.keys() | after.keys()):
        return f"'{min(wrong)}' cannot be removed"
    return "the title stands first" if TITLE in removed or TITLE in after else ""


def _in_order(stays: Iterable[str], behind: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What stays, each followed by what stands behind it."""
    seen: set[str] = set()
    for first in stays:
        waiting = [first]
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen.add(key)
                yield key
                waiting += reversed(behind.get(key, ()))


def _placed(then: State, now: State) -> dict[str, str]:
    """What is new or stands in another place, each with what it stands behind."""
    places = {key: at for at, key in enumerate(then)}
    stays = _longest_rise([(places[key], key) for key in now if key in places])
    placed = {}
    last = ""
    for key in now:
        if key not in stays:
            placed[key] = last
        last = key
    return placed


def _longest_rise(rows: Sequence[tuple[int, str]]) -> set[str]:
    """The names of a longest run of rows, in their order, whose numbers rise."""
    ends: list[int] = []  # the smallest number that a run of each length ends with
    at: list[int] = []  # which row that is
    before: list[int] = []
    for row, (number, _) in enumerate(rows):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1], at[length : length + 1] = [number], [row]
    names = set()
    row = at[-1] if at else -1
    while row >= 0:
        names.add(rows[row][1])
        row = before[row]
    return names
