"""What is said of a file or a folder that is not read."""

from __future__ import annotations

from generator.diagnostics.record import Diagnostic, Place, found
from generator.files import ReadError, Refusal

_CODES = {
    Refusal.OUTSIDE: "outside-link",
    Refusal.NOT_A_FILE: "not-a-file",
    Refusal.TOO_LARGE: "too-large",
    Refusal.TOO_MANY: "too-many-files",
    Refusal.TOO_DEEP: "too-many-files",
    Refusal.UNREADABLE: "unreadable-file",
}


def refused(file: str, error: ReadError) -> Diagnostic:
    """The diagnostic for a refusal.

    Args:
        file: how diagnostics name the file or folder.
        error: why it is not read.
    """
    return found(_CODES[error.reason], Place(file), str(error))
