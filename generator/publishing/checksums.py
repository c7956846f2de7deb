"""`SHA256SUMS`: writes the checksums of a site, and compares a copy of the site with them.

The file has the format of `sha256sum`, so a site can be checked without this program.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.files import atomic_write, open_file

CHECKSUMS_FILE = "SHA256SUMS"
_LINE = re.compile(rb"(\\?)([0-9a-f]{64}) [ *](.+)")
# How `sha256sum` writes characters of a name that would break its lines.
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\(.?)")
_PLAIN = {written[1]: char for char, written in _ESCAPES.items()}


class ChecksumError(Exception):
    """A list of checksums, or a copy of a site, cannot be read; the message says why."""


class Kind(StrEnum):
    """How a file of a copy differs from the list."""

    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"
    NO_FILE = "no-file"
    TWICE = "twice"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference: the file's path, what it is, and the line of the list, 0 if it has none."""

    path: str
    kind: Kind
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of a file: its digest, and the line that says so."""

    digest: str
    line: int


@dataclass(slots=True)
class SiteCopy:
    """The files of a copy.

    Attributes:
        digests: the digest of each file by its path; None for what is no plain file.
        twice: paths that an export holds more than once.
        sums: its own list, None if it has none.
        problems: what is wrong with it whatever the list says.
    """

    digests: dict[str, str | None] = field(default_factory=dict)
    twice: set[str] = field(default_factory=set)
    sums: bytes | None = None
    problems: list[Finding] = field(default_factory=list)


def plain_files(folder: Path, *, follow: bool = True) -> Iterator[tuple[str, Path | None]]:
    """All files below a folder, by their paths in it, in the order of these.

    A folder that is met again by way of a link is left out, so that no ring of links is endless.

    Args:
        folder: the folder, which may itself be a link.
        follow: whether links are followed. If not, each counts as what is no plain file.

    Yields:
        The path within the folder and the file; None for a link, a device or a pipe.
    """
    found: list[tuple[str, Path | None]] = []
    waiting, seen = [("", folder)], set()
    while waiting:
        prefix, here = waiting.pop()
        state = here.stat()
        if (state.st_dev, state.st_ino) in seen:
            continue
        seen.add((state.st_dev, state.st_ino))
        with os.scandir(here) as entries:
            # In order: which of two ways into a folder is taken must not depend on the disk.
            rows = sorted(entries, key=lambda entry: os.fsencode(entry.name), reverse=True)
        for entry in rows:
            # The same name whatever the system takes for the encoding of names.
            own = os.fsencode(entry.name).decode("utf-8", "surrogateescape")
            name, path = prefix + own, here / entry.name
            if entry.is_dir(follow_symlinks=follow):
                waiting.append((f"{name}/", path))
            else:
                found.append((name, path if entry.is_file(follow_symlinks=follow) else None))
    yield from sorted(found, key=lambda row: in_bytes(row[0]))


def in_bytes(name: str) -> bytes:
    """A path as its bytes, also where these are no text."""
    return name.encode("utf-8", "surrogateescape")


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        OSError: it cannot be read, or is no plain file.
    """
    # A pipe that has come to stand there since somebody looked would otherwise block for ever.
    with open_file(path, inside=None) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def checksums(
    folder: Path, leave_out: Collection[str] = (), known: Mapping[str, str] | None = None
) -> bytes:
    """The list of a folder: a pure function of its files.

    Args:
        folder: the folder.
        leave_out: paths that are not listed; the list itself never is.
        known: the digests of files that were written a moment ago, which are not read again.
    """
    known = known or {}
    files = {
        name: path
        for name, path in plain_files(folder)
        if path and name != CHECKSUMS_FILE and name not in leave_out
    }
    return format_checksums(
        {name: known.get(name) or digest_of(path) for name, path in files.items()}
    )


def format_checksums(digests: Mapping[str, str]) -> bytes:
    """The list as `sha256sum` writes it, in the order of the names' bytes."""
    return b"".join(_line(name, digests[name]) for name in sorted(digests, key=in_bytes))


def _line(name: str, digest: str) -> bytes:
    escaped = "".join(_ESCAPES.get(char, char) for char in name)
    mark = "\\" if escaped != name else ""
    return in_bytes(f"{mark}{digest}  {escaped}\n")


def write_checksums(
    folder: Path, leave_out: Collection[str] = (), known: Mapping[str, str] | None = None
) -> None:
    """Write the list of a folder into it.

    Raises:
        OSError: a file cannot be read, or the list not be written.
    """
    atomic_write(folder / CHECKSUMS_FILE, checksums(folder, leave_out, known))


def parse_checksums(data: bytes, name: str = CHECKSUMS_FILE) -> dict[str, Listed]:
    """What a list says, by path.

    Args:
        data: the list.
        name: how messages name it.

    Raises:
        ChecksumError: it is no such list.
    """
    listed: dict[str, Listed] = {}
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line:
            continue
        found = _LINE.fullmatch(line.removesuffix(b"\r"))
        if not found:
            raise ChecksumError(f"{name}:{number}: this is no line of a list of SHA-256 digests")
        path = found[3].decode("utf-8", "surrogateescape")
        if found[1]:
            path = _ESCAPED.sub(lambda each: _PLAIN.get(each[1], each[0]), path)
        if path in listed:
            raise ChecksumError(
                f"{name}:{number}: this file is listed in line {listed[path].line} too"
            )
        listed[path] = Listed(found[2].decode(), number)
    if not listed:
        raise ChecksumError(f"{name}: the list is empty")
    return listed


def compare(
    listed: Mapping[str, Listed], copy: SiteCopy, *, partial: bool = False
) -> list[Finding]:
    """How a copy differs from a list, in the order of the paths.

    Args:
        listed: what the list says.
        copy: the copy.
        partial: whether files may be missing.
    """
    findings = [
        Finding(path, Kind.TWICE, _at(listed, path), "it is in the export more than once")
        for path in copy.twice
    ] + copy.problems
    for path in listed.keys() | copy.digests.keys():
        if path not in copy.digests:
            if not partial:
                row = Finding(path, Kind.MISSING, listed[path].line, "it is not in the copy")
                findings.append(row)
        elif finding := _finding(path, listed.get(path), copy.digests[path]):
            findings.append(finding)
    return sorted(findings, key=lambda each: (in_bytes(each.path), each.kind))


def _at(listed: Mapping[str, Listed], path: str) -> int:
    return listed[path].line if path in listed else 0


def _finding(path: str, wanted: Listed | None, digest: str | None) -> Finding | None:
    if digest is None:
        message = "it is a link, or otherwise no plain file, and was not read"
        return Finding(path, Kind.NO_FILE, wanted.line if wanted else 0, message)
    if wanted is None:
        return Finding(path, Kind.EXTRA, 0, "it is not in the list")
    if wanted.digest == digest:
        return None
    message = f"its SHA-256 is {digest}, and should be {wanted.digest}"
    return Finding(path, Kind.CHANGED, wanted.line, message)
