"""A site as its address serves it: the files that a list of digests names, and nothing else.

They are asked for one after the other, with a pause between, by the same guarded way as a page that
is captured. Nothing is kept but digests.
"""

from __future__ import annotations

import time
import urllib.parse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from generator import __version__
from generator.archive.network import Limits, NetworkError, Permission, http_get, origin_of
from generator.digests import sha256_hex
from generator.publishing.checksums import (
    CHECKSUMS_FILE,
    ChecksumError,
    Finding,
    Kind,
    SiteCopy,
    in_bytes,
)

MOST_FILES = 20_000
MOST_BYTES = 1 << 30
MOST_OF_ONE = 64 << 20
"""So much is asked for: files, bytes of all, bytes of one."""
PAUSE = 0.05
"""Seconds between two files, so that no server is pressed."""
_MOST_FAILURES = 20
_AGENT = f"story-explainer/{__version__} (holds a published site against its list of digests)"


@dataclass(slots=True)
class Online:
    """What an address serves.

    Attributes:
        copy: the digests of what it served; what it did not serve is not among them.
        unserved: the paths of these, each with what the server said instead.
        size: how many bytes were fetched.
    """

    copy: SiteCopy
    unserved: dict[str, str] = field(default_factory=dict)
    size: int = 0


def root_of(url: str) -> str:
    """A site's address as that of the folder in which its files lie."""
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(
        (parts.scheme, parts.netloc, parts.path.rstrip("/") + "/", "", "")
    )


def fetch_sums(url: str, permission: Permission) -> bytes:
    """The list of digests that a site itself serves.

    Raises:
        ChecksumError: it serves none, or may not be asked.
    """
    try:
        return _fetch(root_of(url), CHECKSUMS_FILE, permission, MOST_OF_ONE)
    except NetworkError as error:
        raise ChecksumError(f"'{CHECKSUMS_FILE}' cannot be had from there: {error}") from None


def fetch_site(
    url: str,
    paths: Iterable[str],
    permission: Permission,
    told: Callable[[], object] = lambda: None,
) -> Online:
    """Fetch the files of a site.

    Args:
        url: the site's address.
        paths: the paths of the files, as a list of digests has them.
        permission: what may be asked beyond the public web.
        told: called for each file.

    Raises:
        ChecksumError: they are more than is asked for, or the site may not be asked, or it answers
            nothing at all.
    """
    wanted, root = sorted(paths, key=in_bytes), root_of(url)
    try:
        origin_of(root, permission)
    except NetworkError as error:
        raise ChecksumError(f"'{url}' is not asked: {error}") from None
    if len(wanted) > MOST_FILES:
        raise ChecksumError(f"the list names more than {MOST_FILES:,} files")
    online = Online(SiteCopy())
    for number, path in enumerate(wanted):
        if not _is_within(path):
            row = Finding(
                path, Kind.NO_FILE, 0, "it is no path within a site, and was not asked for"
            )
            online.copy.problems.append(row)
            continue
        if number:
            time.sleep(PAUSE)
        try:
            data = _fetch(root, path, permission, min(MOST_OF_ONE, MOST_BYTES - online.size))
        except NetworkError as error:
            online.unserved[path] = str(error)
            if len(online.unserved) >= _MOST_FAILURES and not online.copy.digests:
                raise ChecksumError(f"none of the files can be had from there: {error}") from None
            continue
        online.size += len(data)
        online.copy.digests[path] = sha256_hex(data)
        told()
    return online


def _fetch(root: str, path: str, permission: Permission, most: int) -> bytes:
    allowed = replace(permission, origin=origin_of(root, permission))
    url = root + urllib.parse.quote(in_bytes(path))
    return http_get(url, allowed, Limits(size=most), _AGENT)[-1].body


def _is_within(path: str) -> bool:
    """Whether a path leads to a file below the site's root, however a server reads it."""
    return not {"", ".", ".."} & {*path.split("/")} and "\\" not in path
