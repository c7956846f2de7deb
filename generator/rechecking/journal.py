"""What was found of sources, written down one by one while others are still asked.

A run that is killed leaves its journal; the next one takes over what stands there, and asks for the
rest. A line that was cut short by the kill counts for nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.cache_folder import kept_folder
from generator.digests import sha256_label
from generator.files import read_file
from generator.model import PageState, WordsState
from generator.rechecking.judge import Judged, WantedSource

MAX_BYTES = 50_000_000
_NAME = "journal.jsonl"
_LONGEST_READING = 2_000


@dataclass(frozen=True, slots=True)
class WordsLook:
    """What has become of a quotation: the digest of its words, and what stands in their place.

    `differences` shows both word by word, where words have changed.
    """

    words: str
    state: WordsState
    reads: str = ""
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at one address found.

    Attributes:
        source: the source's id.
        url: the address.
        is_archive: whether that is the public archive's copy.
        day: when, `YYYY-MM-DD`.
        page: what was found there.
        told: a word on it.
        quotations: what has become of each quotation.
    """

    source: str
    url: str
    is_archive: bool
    day: str
    page: PageState
    told: str
    quotations: Mapping[str, WordsLook]

    @property
    def key(self) -> tuple[str, str, bool]:
        """What was looked at."""
        return self.source, self.url, self.is_archive


def look_of(wanted: WantedSource, judged: Judged, day: str) -> Look:
    """What a look at a page found, in a form that can be written down."""
    exact = {each.id: each.exact for each in wanted.quotations}
    quotations = {}
    for each in judged.words:
        near = each.near if each.state is WordsState.CHANGED else None
        quotations[each.id] = WordsLook(
            sha256_label(exact[each.id]),
            each.state,
            near.passage[:_LONGEST_READING] if near else "",
            near.shown if near else (),
        )
    return Look(wanted.id, wanted.url, wanted.is_archive, day, judged.page, judged.told, quotations)


def journal_file(site: Path, content: Path) -> Path:
    """Where the journal of a site lies: in the cache, or where there is none beside the content."""
    folder = kept_folder(site, "recheck")
    return folder / _NAME if folder else content / f".recheck-{_NAME}"


class Journal:
    """A file of looks, one a line, that is added to."""

    def __init__(self, path: Path) -> None:
        """Take where it lies; it need not be there."""
        self.path = path

    def read(self) -> list[Look]:
        """What an earlier run has left there.

        Raises:
            ReadError: it cannot be read.
        """
        if not self.path.exists():
            return []
        data = read_file(self.path, inside=self.path.parent, at_most=MAX_BYTES)
        looks = (_look(line) for line in data.split(b"\n"))
        return [look for look in looks if look]

    def add(self, looks: Iterable[Look]) -> None:
        """Write looks down, so that not even a power cut loses them.

        Raises:
            OSError: they cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # The line before may have been cut short: this one begins anew.
        lines = "".join(f"\n{json.dumps(_plain(look), ensure_ascii=False)}" for look in looks)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, f"{lines}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def close(self) -> None:
        """Take the file away: all that it says stands elsewhere by now."""
        self.path.unlink(missing_ok=True)


def _plain(look: Look) -> dict[str, Any]:
    words = {
        id: [each.words, each.state, each.reads, list(each.differences)]
        for id, each in look.quotations.items()
    }
    return {
        "source": look.source, "url": look.url, "is_archive": look.is_archive, "day": look.day,
        "page": look.page, "told": look.told, "quotations": words,
    }  # fmt: skip


def _look(line: bytes) -> Look | None:
    try:
        row = json.loads(line)
        words = {
            str(id): WordsLook(str(each[0]), WordsState(each[1]), str(each[2]), tuple(each[3]))
            for id, each in row["quotations"].items()
        }
        return Look(
            str(row["source"]), str(row["url"]), bool(row["is_archive"]), str(row["day"]),
            PageState(row["page"]), str(row["told"]), words,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
