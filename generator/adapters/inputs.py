"""What a site is made from, digested: by that a run knows that the last one said all there is.

It knows nothing of MkDocs, which takes longer to import than these files to be read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.digests import digest, fingerprint_of
from generator.files import MAX_ENTRIES, Entry, read_file, walk_files

# What is larger is too large for a build as well.
_MOST = 100_000_000
# A large site has a folder for each story.
_MOST_ENTRIES = 50 * MAX_ENTRIES


class Contents(NamedTuple):
    """What lies in some folders.

    Attributes:
        whole: a digest of all of it: files, folders, and where links lead.
        files: the digest of each file by its path.
    """

    whole: bytes
    files: dict[str, bytes]


def contents_of(folders: Iterable[Path], *, but: Path) -> Contents:
    """Read and digest all that lies in some folders.

    Args:
        folders: the folders; that one is not there counts too.
        but: a folder that is left out.

    Raises:
        ReadError: something cannot be read, or leads out of its folder.
    """
    files: dict[str, bytes] = {}
    # An empty folder may be a story without a file; a link may lead to what is not published.
    others: list[str] = []

    def skip(below: Path, entry: Entry) -> bool:
        path = folder / below / entry.name
        if path == but:
            return True
        if entry.is_folder or entry.is_link:
            others.append(f"{path}\0{entry.is_folder}\0{os.path.realpath(path)}")
        return False

    for folder in folders:
        others.append(f"{folder}\0{folder.is_dir()}\0{os.path.realpath(folder)}")
        if folder.is_dir():
            for path in walk_files(folder, inside=folder, skip=skip, at_most=_MOST_ENTRIES):
                files[str(path)] = fingerprint_of(read_file(path, inside=folder, at_most=_MOST))
    parts = (part for path, own in files.items() for part in (os.fsencode(path), own))
    return Contents(digest(*map(os.fsencode, others), b"", *parts), files)
