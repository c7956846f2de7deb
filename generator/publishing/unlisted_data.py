"""Finds data in a zip or tar that belongs to no entry: between entries, around them, in comments.

Unpacking an export never shows it and no checksum covers it, yet it may be another archive.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from typing import IO, Any

_PIECE = 1 << 18
_BLOCK = 512
_LOCAL, _CENTRAL, _END = struct.Struct("<4s2xH18xHH"), struct.Struct("<4s24xHHH12x"), 22
_END_64, _LOCATOR_64 = 56, 20
_EXTRA_OF_GZIP, _COMMENT_OF_GZIP = 0x04, 0x10


def data_outside_entries(file: IO[bytes], export: zipfile.ZipFile) -> Iterator[str]:
    """Say what a zip holds that belongs to none of its entries.

    Args:
        file: the zip.
        export: the same, opened.
    """
    at = 0
    for info in sorted(export.infolist(), key=lambda info: info.header_offset):
        if info.header_offset != at:
            yield f"bytes stand before the entry '{info.filename}' that belong to none"
        if info.is_dir() and info.file_size:
            yield f"the folder '{info.filename}' has data"
        if info.comment:
            yield f"the entry '{info.filename}' has a comment"
        at = _end_of_entry(file, info)
    yield from _behind_entries(file, export, at)


def _behind_entries(file: IO[bytes], export: zipfile.ZipFile, at: int) -> Iterator[str]:
    if export.start_dir != at:
        yield "bytes stand between the last entry and the directory"
    at = export.start_dir
    for _ in export.infolist():
        at += sum(_CENTRAL.unpack(_at(file, at, _CENTRAL.size))[1:], _CENTRAL.size)
    if _at(file, at, 4) == b"PK\6\6":
        at += _END_64 + _LOCATOR_64
    if export.comment:
        yield "it has a comment"
    if _at(file, at, 4) != b"PK\5\6":
        yield "bytes stand between the directory and its end"
    elif file.seek(0, 2) != at + _END + len(export.comment):
        yield "bytes stand behind its end"


def _end_of_entry(file: IO[bytes], info: zipfile.ZipInfo) -> int:
    at = info.header_offset
    _, flags, name, extra = _LOCAL.unpack(_at(file, at, _LOCAL.size))
    at += _LOCAL.size + name + extra + info.compress_size
    if not flags & 0x08:
        return int(at)
    # The sizes may be said once more behind the data, in one of four ways.
    row = _at(file, at, 24)
    for start in (b"PK\7\x08", b""):
        for form in ("<LLL", "<LQQ"):
            try:
                said = start + struct.pack(form, info.CRC, info.compress_size, info.file_size)
            except struct.error:
                continue
            if row.startswith(said):
                return int(at) + len(said)
    return int(at)


def _at(file: IO[bytes], place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size).ljust(size, b"\0")


def is_zero_padding(file: Any, end: int) -> bool:
    """Whether the padding of a tar entry's last block is all zeros."""
    file.seek(end)
    return not file.read(-end % _BLOCK).strip(b"\0")


def is_zero_to_end(file: Any, start: int, most: int) -> bool:
    """Whether a tar holds only zeros after its last entry.

    Args:
        file: the tar, unpacked.
        start: where its entries end.
        most: how much is looked at; what is longer is not empty.
    """
    file.seek(start)
    while piece := file.read(_PIECE):
        start += len(piece)
        if piece.strip(b"\0") or start > most:
            return False
    return True


def has_gzip_metadata(head: bytes) -> bool:
    """Whether a gzip header has a comment or extra fields."""
    return len(head) > 3 and bool(head[3] & (_EXTRA_OF_GZIP | _COMMENT_OF_GZIP))
