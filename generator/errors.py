"""What a command ends with if it cannot be carried out, whichever layer finds that out."""

from __future__ import annotations


class UserFacingError(Exception):
    """What was asked for cannot be done; the message says why, to whoever asked."""
