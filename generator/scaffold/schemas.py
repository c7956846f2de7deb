"""The schemas of a site, on disk."""

from __future__ import annotations

from pathlib import Path

from generator.files import ReadError, atomic_write, read_file
from generator.load import load
from generator.schema import FOLDER, modeline, schemas_of_site
from generator.validate import valid_content


def write_schemas(folder: Path, content: str, out: Path | None = None) -> list[Path]:
    """Write or renew the schemas of a site; a file that is current is left alone.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        out: where to, if not to the site's own place for them.

    Returns:
        The files that were written.

    Raises:
        OSError: they cannot be written.
    """
    out = out or folder / FOLDER
    valid = valid_content(load(folder, content)[0])
    written = []
    for name, text in schemas_of_site(valid).items():
        path = out / name
        if _is_there(path, text.encode()):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, text.encode())
        written.append(path)
    return written


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return read_file(path, inside=path.parent, at_most=len(data)) == data
    except ReadError:
        return False


def has_schemas(folder: Path) -> bool:
    """Whether a site keeps schemas."""
    return (folder / FOLDER).is_dir()


def first_line(folder: Path, kind: str, path: str) -> str:
    """The line that names a file's schema, if the site keeps schemas."""
    return modeline(kind, path) if has_schemas(folder) else ""
