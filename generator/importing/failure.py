"""Why a file cannot be imported."""

from __future__ import annotations


class ImportFailure(Exception):  # noqa: N818 - `ImportError` is Python's own
    """The file cannot be imported; the message goes on from its name: 'is …', 'has …'."""
