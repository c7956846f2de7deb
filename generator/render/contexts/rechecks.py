"""What is shown of the last look at live pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftView:
    """Words that do not stand on the live page any more.

    `told` says so, a sentence each. `reads` is what stands in their place, in runs: the words, and
    whether they are other ones than the quotation's.
    """

    told: tuple[str, ...]
    reads: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class AddressesView:
    """Where a source can be read: its live page, and a public archive's copy.

    `version_date` is the day of the copy as Robust Links have it, `YYYY-MM-DD`. `copy_first` says
    that the report, or words of it, are no longer on the live page; `live` and `copy` are what the
    last look found at each, a sentence each.
    """

    url: str
    archive_url: str
    version_date: str
    copy_first: bool
    live: tuple[str, ...]
    copy: tuple[str, ...]
