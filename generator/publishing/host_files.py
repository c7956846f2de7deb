"""Files that a site's owner wants to have at its root, such as `_redirects` or `CNAME`.

Hosts obey some of them, so they are taken from beside mkdocs.yml, which is trusted, and from
nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generator.files import atomic_write, read_file, walk_files
from generator.pages.names import HOST_FOLDER

_MOST = 50_000_000


def copy_host_files(folder: Path, out: Path, leave_out: Collection[str] = ()) -> list[str]:
    """Copy a site's files for its host into a folder, as they are; they come before all others.

    Args:
        folder: the site's folder.
        out: the built site.
        leave_out: paths of templates, which become files of the site in another way.

    Returns:
        Their paths.

    Raises:
        ReadError: one of them cannot be read, or is none.
        OSError: it cannot be written.
    """
    host = folder / HOST_FOLDER
    copied: list[str] = []
    for path in walk_files(host, inside=folder) if host.is_dir() else ():
        name = path.relative_to(host).as_posix()
        if name in leave_out:
            continue
        data = read_file(path, inside=folder, at_most=_MOST)
        target = out / path.relative_to(host)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Not into the file that stands there: it may be that of the published site as well.
        atomic_write(target, data)
        copied.append(name)
    return copied


def host_file(folder: Path, name: str) -> bytes | None:
    """One of a site's files for its host, None if there is none of that name.

    Raises:
        ReadError: it cannot be read.
    """
    path = folder / HOST_FOLDER / name
    return read_file(path, inside=folder, at_most=_MOST) if path.is_file() else None
