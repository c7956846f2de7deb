"""Ids that are not taken."""

from __future__ import annotations

from collections.abc import Collection


def unused_id(id: str, taken: Collection[str]) -> str:
    """The id itself, or with the first number from 2 on that makes it one that is not taken."""
    found, number = id, 2
    while found in taken:
        found, number = f"{id}-{number}", number + 1
    return found
