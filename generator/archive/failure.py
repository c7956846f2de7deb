"""Why an archived copy cannot be used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A copy that gives no text.

    Attributes:
        message: what is wrong; it goes on from the file's name: 'is …', 'has …'.
        code: the code of the diagnostic that tells of it.
    """

    message: str
    code: str = "unreadable-copy"


class Refused(Exception):  # noqa: N818 - who asks for a copy gets a value instead
    """Ends the reading of a file from within; `read_copy` turns it into `Unreadable`.

    An import, which reads drafts by the same means, turns it into a failure of its own.
    """

    code = "unreadable-copy"


class MissingPage(Refused):
    """The copy can be read, and does not hold the page at the source's address."""

    code = "missing-page"
