"""Writes several changed files as one transaction: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.files.reading import ReadError, read_file


class FileChangedError(Exception):
    """A file has changed since the change was planned; the message names it."""


def write_changes(folder: Path, files: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Write all files to temporary ones first, then replace the originals.

    Args:
        folder: the site's folder.
        files: path in the folder → content before and after.

    Raises:
        FileChangedError: a file was changed by somebody else; nothing was written.
        OSError: a file cannot be written; all originals are restored.
    """
    asides: list[tuple[Path, Path, bytes]] = []
    try:
        for name, (before, after) in files.items():
            path = (folder / name).resolve()
            if not _is_still(path, folder, before):
                raise FileChangedError(f"'{name}' has changed meanwhile; nothing was written")
            aside = path.with_name(f".{path.name}.new")
            asides.append((aside, path, before))
            aside.write_bytes(after)
            aside.chmod(path.stat().st_mode)
        _move(asides)
    finally:
        for aside, _, _ in asides:
            aside.unlink(missing_ok=True)


def _is_still(path: Path, folder: Path, data: bytes) -> bool:
    try:
        return read_file(path, inside=folder, at_most=len(data)) == data
    except ReadError:
        return False


def _move(asides: list[tuple[Path, Path, bytes]]) -> None:
    moved: list[tuple[Path, Path, bytes]] = []
    try:
        for aside, path, before in asides:
            aside.replace(path)
            moved.append((aside, path, before))
    except OSError:
        for aside, path, before in moved:
            mode = path.stat().st_mode
            aside.write_bytes(before)
            aside.chmod(mode)
            aside.replace(path)
        raise
