"""Files that the site of the last build has already, linked into that of the next one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from generator.adapters.mkdocs.theme import site_path
from generator.files import read_file
from generator.publishing.checksums import digest_of

_NO_LINKS = (errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)
MOST_BYTES = 1_000_000_000
"""No file of a site comes near it."""

TakeOver: TypeAlias = Callable[[Mapping[str, str]], bool]
"""Puts files of the last build, by their paths and digests, into the folder that is written to.

False if it cannot: they are made again.
"""


def taking_over(published: Path, site_dir: Path, *, is_untouched: bool) -> TakeOver:
    """What links files of a site that was built into the folder of the next one.

    Args:
        published: the site that was built.
        site_dir: the folder that is built.
        is_untouched: whether nobody has changed it since; if not, each file is compared first.
    """
    folders: set[Path] = set()
    real = published.resolve()

    def is_ours(path: str, digest: str) -> bool:
        source = site_path(real, path)
        # A link would be taken over as a link, and what it leads to belongs to somebody else.
        return source.resolve() == source and digest_of(source) == digest

    def take_over(files: Mapping[str, str]) -> bool:
        try:
            for path, digest in files.items():
                source, target = site_path(published, path), site_path(site_dir, path)
                if not (is_untouched or is_ours(path, digest)):
                    return False
                if target.parent not in folders:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    folders.add(target.parent)
                link(source, target)
        except OSError:
            return False
        return True

    return take_over


def link(source: Path, target: Path) -> None:
    """Let a file have a second name; where the disk has no such thing, copy it."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        target.write_bytes(read_file(source, inside=None, at_most=MOST_BYTES))
