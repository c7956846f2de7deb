"""Reads a published copy of a site: a folder, or an export of it as zip or tar.

A copy may come from anywhere: nothing is unpacked to disk, no link is followed, and the cost of
reading it is bounded.
"""

from __future__ import annotations

import gzip
import hashlib
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from generator.digests import sha256_hex
from generator.files import open_file
from generator.publishing.atomic_swap import MARKED, MARKER
from generator.publishing.checksums import (
    CHECKSUMS_FILE,
    ChecksumError,
    Finding,
    Kind,
    SiteCopy,
    digest_of,
    plain_files,
)
from generator.publishing.unlisted_data import (
    data_outside_entries,
    has_gzip_metadata,
    is_zero_padding,
    is_zero_to_end,
)

MOST_BYTES = 4 << 30
"""What an export may hold, unpacked."""
MOST_FILES = 1_000_000
MAX_CHECKSUMS_BYTES = 128 << 20
"""How large a list of digests may be."""
# How much is read at a time, and how much a header may hold.
_PIECE, _HEADER = 1 << 18, 1 << 20
_GZIP = b"\x1f\x8b"
# What the libraries raise about a file that is not what its name says.
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, EOFError, OSError,
    LookupError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip

Entry = tuple[str, IO[bytes] | None]
"""The path of what an export holds, and its bytes; None if it is no plain file."""


def read_copy(place: Path) -> SiteCopy:
    """The files of a copy.

    Args:
        place: a folder, or a file: zip, tar, or tar packed by gzip. The site in an export may lie
            in a folder: the one that has the list of digests.

    Raises:
        ChecksumError: it is neither, it is broken, or it holds too much.
        OSError: the folder cannot be read.
    """
    if place.is_dir():
        copy = _folder(place)
    else:
        try:
            copy = _export(place)
        except _BROKEN as error:
            raise ChecksumError(f"'{place.name}' cannot be read: {error}") from None
    copy.digests.pop(CHECKSUMS_FILE, None)
    digest = copy.digests.get(MARKER)
    if digest is not None:
        del copy.digests[MARKER]
        if digest != sha256_hex(MARKED):
            row = Finding(MARKER, Kind.CHANGED, 0, "it holds something else than a build writes")
            copy.problems.append(row)
    return copy


def _folder(place: Path) -> SiteCopy:
    copy = SiteCopy()
    for name, path in plain_files(place, follow=False):
        copy.digests[name] = digest_of(path) if path else None
        if name == CHECKSUMS_FILE and path:
            with open_file(path, inside=place) as file:
                copy.sums = _read_limited(file)
    return copy


def _export(place: Path) -> SiteCopy:
    everything, lists = SiteCopy(), {}
    outside: list[str] = []
    for name, file in _entries(place, outside):
        if name in everything.digests:
            everything.twice.add(name)
        if file and PurePosixPath(name).name == CHECKSUMS_FILE:
            lists[name] = data = _read_limited(file)
            everything.digests[name] = sha256_hex(data)
        else:
            everything.digests[name] = _digest(file) if file else None
    own = min(lists, key=lambda name: (name.count("/"), name), default=CHECKSUMS_FILE)
    root = own.removesuffix(CHECKSUMS_FILE)
    return SiteCopy(
        {_within(root, name): digest for name, digest in everything.digests.items()},
        {_within(root, name) for name in everything.twice},
        lists.get(own),
        [Finding(place.name, Kind.OUTSIDE, 0, message) for message in outside],
    )


def _within(root: str, name: str) -> str:
    """A path as seen from the site's folder; one beside it must not pass for one in it."""
    return name.removeprefix(root) if name.startswith(root) else f"../{name}"


def _digest(file: IO[bytes]) -> str:
    whole = hashlib.sha256()
    while piece := file.read(_PIECE):
        whole.update(piece)
    return whole.hexdigest()


def _read_limited(file: IO[bytes]) -> bytes:
    data = bytearray()
    while piece := file.read(_PIECE):
        data += piece
        if len(data) > MAX_CHECKSUMS_BYTES:
            raise ChecksumError(f"the copy's '{CHECKSUMS_FILE}' is too large")
    return bytes(data)


def _entries(place: Path, outside: list[str]) -> Iterator[Entry]:
    """What an export holds, each with its bytes, which are read before the next is asked for.

    Args:
        place: the export.
        outside: takes what stands in it outside of all entries.
    """
    with open_file(place, inside=None) as file:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as export:
                yield from _zip_entries(export)
                outside += data_outside_entries(file, export)
            return
        file.seek(0)
        head = file.read(10)
        is_packed = head.startswith(_GZIP)
        if is_packed and has_gzip_metadata(head):
            outside.append("its gzip header has a comment or other notes")
        file.seek(0)
        plain: Any = gzip.GzipFile(fileobj=file) if is_packed else file
        bounded: Any = _BoundedReader(plain)
        with tarfile.open(fileobj=bounded, mode="r:") as tar:
            yield from _tar_entries(tar, bounded, outside)


def _zip_entries(export: zipfile.ZipFile) -> Iterator[Entry]:
    left = MOST_BYTES
    if len(export.infolist()) > MOST_FILES:
        raise _too_many()
    for info in export.infolist():
        if info.is_dir():
            continue
        # Where the upper half holds no mode, as on Windows, it is a file.
        mode = info.external_attr >> 16
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            yield _path(info.filename), None
            continue
        # Other ways of packing may ask for any amount of memory.
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ChecksumError(f"'{info.filename}' is packed in a way that is not read here")
        # The library reads no more of a file than it is said to hold.
        left -= info.file_size
        if left < 0:
            raise _too_much()
        with export.open(info) as file:
            yield _path(info.filename), file


def _tar_entries(export: tarfile.TarFile, file: Any, outside: list[str]) -> Iterator[Entry]:
    left, number = MOST_BYTES, 0
    while info := export.next():
        # Folders cost time too.
        number += 1
        if number > MOST_FILES:
            raise _too_many()
        # A file with holes may be any size and take no room.
        left -= info.size
        if left < 0:
            raise _too_much()
        if not info.isdir():
            yield _path(info.name), export.extractfile(info) if info.isreg() else None
        if "comment" in info.pax_headers:
            outside.append(f"the entry '{info.name}' has a comment")
        if info.isdir() and info.size:
            outside.append(f"the folder '{info.name}' has data")
        is_whole = info.isreg() and not info.issparse()
        if is_whole and not is_zero_padding(file, info.offset_data + info.size):
            outside.append(f"bytes stand behind the entry '{info.name}' that belong to none")
        # The library would remember all that it has seen.
        export.members.clear()  # type: ignore[attr-defined]
    if not is_zero_to_end(file, export.offset, MOST_BYTES):
        outside.append("bytes stand behind its end")


def _too_many() -> ChecksumError:
    return ChecksumError(f"the export holds more than {MOST_FILES:,} files")


def _too_much() -> ChecksumError:
    return ChecksumError(f"the export holds more than {MOST_BYTES >> 30} GB")


def _path(name: str) -> str:
    """A path as an export writes it, without the folder that it begins in."""
    while name.startswith("./"):
        name = name[2:]
    return name


class _BoundedReader:
    """A file that is read in pieces, and not without end.

    A tar's header may say that a name is a billion letters long, and would be believed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _HEADER:
            raise ChecksumError("the export has a header that is too large")
        return self._file.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        if place > MOST_BYTES:
            raise _too_much()
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()
