"""Files written atomically: whole, or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there.

    Raises:
        OSError: it cannot be written; what stood there before still does.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(data)
        if path.exists():
            aside.chmod(path.stat().st_mode)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
