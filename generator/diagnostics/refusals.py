"""Diagnostics for files and folders that are refused."""

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


def refusal_diagnostic(file: str, error: ReadError) -> Diagnostic:
    """Return the diagnostic for a file or folder that was not read.

    Args:
        file: how diagnostics name the file or folder.
        error: why it is not read.
    """
    return found(_CODES[error.reason], Place(file), str(error))
