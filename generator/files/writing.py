"""Atomic writes: a reader sees the old file or the new one, never a part of it."""

from __future__ import annotations

from pathlib import Path


def atomic_write(path: Path, data: bytes) -> None:
    """Write a file atomically: to a temporary file beside it, which then replaces it.

    The permissions of an existing file are kept.

    Raises:
        OSError: it cannot be written; an existing file is unchanged.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(data)
        if path.exists():
            aside.chmod(path.stat().st_mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
