"""Why an archived copy cannot be used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A copy that gives no text; `message` goes on from the file's name: 'is …', 'has …'."""

    message: str


class Refused(Exception):  # noqa: N818 - it never leaves the package
    """Ends the reading of a copy from within; `read_copy` turns it into `Unreadable`."""
