"""What stands in the index of the histories of stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model import StoryVersion
from generator.pickling import pickled_by_values


@pickled_by_values
@dataclass(frozen=True, slots=True)
class HistoryFile:
    """The published versions in the file of a story, the oldest first, and the file's path."""

    path: str
    versions: tuple[StoryVersion, ...]


@pickled_by_values
@dataclass(frozen=True, slots=True)
class StoryHistory:
    """The published versions of a story, and how it stands to them now.

    Attributes:
        path: the file.
        versions: the versions, the oldest first; there is one at least.
        waiting: how many sentences and headings are other now than in the last of them.
        leads: where the addresses of sentences that are gone lead.
        earlier: the addresses of the sentences that once read otherwise.
    """

    path: str
    versions: tuple[StoryVersion, ...]
    waiting: int
    leads: Mapping[str, str]
    earlier: frozenset[str]
