"""Unused ids."""

from __future__ import annotations

from collections.abc import Collection


def unused_id(id: str, taken: Collection[str]) -> str:
    """Return the id, with a number from 2 on appended if it is taken already."""
    found, number = id, 2
    while found in taken:
        found, number = f"{id}-{number}", number + 1
    return found
