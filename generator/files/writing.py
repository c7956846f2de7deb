"""Atomic writes: a reader sees the old file or the new one, never a part of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def atomic_write(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file atomically: to a temporary file beside it, which then replaces it.

    `data` are the bytes, or pieces of them. The permissions of an existing file are kept.

    Raises:
        OSError: it cannot be written; an existing file is unchanged.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        with aside.open("wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
        if path.exists():
            aside.chmod(path.stat().st_mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
