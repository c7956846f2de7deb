"""A web archive as a server: what an address answered at the time of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from generator.archive.addresses import canonical
from generator.archive.failure import Refused
from generator.archive.warc.captures import MAX_HOPS, Capture, Index
from generator.archive.warc.records import read_body

MAX_PART = 5_000_000
"""How large one of the files may be that a page asks for, in bytes."""
MAX_PARTS = 30_000_000
"""How large they may be together."""


@dataclass
class Replay:
    """A captured page, and what the archive holds for what it asks for.

    Attributes:
        address: the address that the page was captured from.
        media_type: its `Content-Type`.
        data: its bytes.
    """

    address: str
    media_type: str
    data: bytes
    _files: Sequence[bytes] = field(repr=False, default=())
    _found: Index = field(repr=False, default_factory=Index)
    _page: Capture | None = field(repr=False, default=None)
    _left: int = field(repr=False, default=MAX_PARTS)

    @property
    def date(self) -> datetime | None:
        """When the page was captured, where that is known."""
        return self._page.record.date if self._page else None

    def answer(self, url: str) -> tuple[str, bytes] | None:
        """The `Content-Type` and the bytes that an address answered, over redirects.

        Returns:
            None if the archive does not hold it, or it is broken or too large.
        """
        address = canonical(url)
        for _ in range(MAX_HOPS):
            capture = self._nearest(address) if address else None
            if capture is None:
                return None
            if capture.target is None:
                return self._read(capture) if capture.status == 200 else None
            address = capture.target
        return None

    def _nearest(self, address: str) -> Capture | None:
        if self._page is None:
            return None
        date = self._page.date
        captures = self._found.at(address)
        return min(captures, key=lambda each: abs(each.date - date), default=None)

    def _read(self, capture: Capture) -> tuple[str, bytes] | None:
        try:
            data = read_body(self._files, capture.content, min(MAX_PART, self._left))
        except Refused:
            return None
        self._left -= len(data)
        return capture.content.media_type, data
