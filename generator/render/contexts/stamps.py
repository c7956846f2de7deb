"""What is shown of time stamps."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.contexts.parts import Anchor


@dataclass(frozen=True, slots=True)
class StampView:
    """A time stamp: whose, of which moment in UTC, and how it is checked with OpenSSL alone.

    `file` is the stamp itself, and `certificates` are those that it is checked with. `command` is
    typed where the list and both of these were saved.
    """

    authority: str
    time: str
    file: Anchor
    certificates: Anchor
    command: str


@dataclass(frozen=True, slots=True)
class StampedList:
    """A list of what was verified, with the time stamps over it.

    `title` is when it was first stamped. `lines` says how many lines it has. `proof` is a proof of
    OpenTimestamps, which no build checks.
    """

    anchor: str
    title: str
    file: Anchor
    lines: str
    stamps: tuple[StampView, ...]
    proof: Anchor | None


@dataclass(frozen=True, slots=True)
class TimeStampsPage:
    """The context of `pages/time-stamps.html`."""

    lists: tuple[StampedList, ...]
