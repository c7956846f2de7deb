"""Packed bytes → unpacked bytes, within bounds: gzip, zip, and what HTTP packs bodies with."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import brotli  # type: ignore[import-untyped]

from generator.archive.failure import Refused

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAX_UNPACKED = 200_000_000
MAX_MEMBERS = 10_000

_CHUNK = 65_536
_MAX_ENCODINGS = 3
_MAX_WINDOW = 23  # 8 MB, which is what RFC 8878 asks of all who read
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_BROKEN_ZIP = "is no zip file, or a broken one"


def gunzip(data: bytes, limit: int | None = None) -> bytes:
    """What a gzip file unpacks to.

    Raises:
        Refused: it is broken, cut off, or unpacks to more than `limit` bytes, or `MAX_UNPACKED`.
    """
    limit = MAX_UNPACKED if limit is None else limit
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(limit + 1)
    except EOFError as error:
        raise Refused("is cut off: the last part of it is missing") from error
    except (OSError, zlib.error) as error:
        raise Refused("is no gzip file, or a broken one") from error
    if len(unpacked) > limit:
        raise Refused(f"unpacks to more than {limit:,} bytes")
    return unpacked


class Members:
    """The files in a zip file, which together may unpack to `limit` bytes, or `MAX_UNPACKED`."""

    def __init__(self, zipped: zipfile.ZipFile, limit: int | None) -> None:
        self.names = [each.filename for each in zipped.infolist()]
        self.left = self.limit = MAX_UNPACKED if limit is None else limit
        self._zipped = zipped
        if len(self.names) > MAX_MEMBERS:
            raise Refused(f"has more than {MAX_MEMBERS:,} files in it")
        # Which of two is meant is told by nothing, and programs do not agree.
        if len(set(self.names)) < len(self.names):
            raise Refused("has two files of the same name in it")

    def read(self, name: str) -> bytes:
        """One file.

        Raises:
            Refused: there is too much in it.
            KeyError: there is no such file.
        """
        with self._zipped.open(name) as file:
            data = file.read(self.left + 1)
        if len(data) > self.left:
            raise Refused(f"unpacks to more than {self.limit:,} bytes")
        self.left -= len(data)
        return data

    def gunzip(self, data: bytes) -> bytes:
        """Unpack a gzip file that was in it, within the same bounds."""
        try:
            unpacked = gunzip(data, self.left)
        except Refused as refusal:
            if "unpacks" in str(refusal):
                raise Refused(f"unpacks to more than {self.limit:,} bytes") from refusal
            raise
        self.left -= len(unpacked)
        return unpacked


@contextmanager
def open_zip(data: bytes, limit: int | None = None) -> Iterator[Members]:
    """Open a zip file; nothing of it is written to the disk.

    Raises:
        Refused: it is no zip file, broken, encrypted, or has too much in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            yield Members(zipped, limit)
    except (NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise Refused(_BROKEN_ZIP) from error
    except RuntimeError as error:  # zipfile's word for a member that wants a password
        raise Refused("is encrypted; save a copy without a password") from error
    except ValueError as error:
        raise Refused(_BROKEN_ZIP) from error


def decode_body(data: bytes, encodings: str, limit: int) -> bytes:
    """The content of an HTTP body.

    Args:
        data: the body.
        encodings: the header `Content-Encoding`. Some programs write the content unpacked and keep
            the header: what does not begin as the encoding has it, is taken as it is.
        limit: the most bytes that it may unpack to.

    Raises:
        Refused: it is broken, too large, or in an encoding that is not known.
    """
    names = [name for each in encodings.lower().split(",") if (name := each.strip())]
    if len(names) > _MAX_ENCODINGS:
        raise Refused(f"has the page packed more than {_MAX_ENCODINGS} times")
    for name in reversed(names):
        if name in ("gzip", "x-gzip", "deflate"):
            data = _inflate(data, limit)
        elif name == "br":
            data = _unbrotli(data, limit)
        elif name == "zstd":
            data = _unzstd(data, limit)
        elif name != "identity":
            raise Refused(f"has the page packed as '{name[:20]}', which cannot be unpacked here")
    return data


def _inflate(data: bytes, limit: int) -> bytes:
    """Unpack gzip, or deflate with and without its frame, which servers mix up."""
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(window)
        try:
            unpacked = unpacker.decompress(data, limit + 1)
        except zlib.error as error:
            if data.startswith(_GZIP):
                raise Refused("has a page whose packing is broken") from error
            continue
        if len(unpacked) > limit:
            raise Refused(f"has a page of more than {limit:,} bytes")
        if unpacker.eof:
            return unpacked
        if data.startswith(_GZIP):
            raise Refused("is cut off: the last part of it is missing")
    return data


def _unbrotli(data: bytes, limit: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    left = limit
    try:
        given = data
        while not unpacker.is_finished():
            part = unpacker.process(given, output_buffer_limit=_CHUNK)
            if not part and not given and unpacker.can_accept_more_data():
                raise Refused("is cut off: the last part of it is missing")
            given = b""
            parts.append(part)
            left -= len(part)
            if left < 0:
                raise Refused(f"has a page of more than {limit:,} bytes")
    except brotli.error as error:
        # Brotli has no mark at its beginning, but a page has.
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"%PDF")):
            return data
        raise Refused("has a page whose packing is broken") from error
    return b"".join(parts)


def _unzstd(data: bytes, limit: int) -> bytes:
    if not data.startswith(_ZSTD):
        return data
    options = {int(zstd.DecompressionParameter.window_log_max): _MAX_WINDOW}
    parts: list[bytes] = []
    left = limit
    while data:
        unpacker = zstd.ZstdDecompressor(options=options)
        try:
            while not unpacker.eof:
                if not data and unpacker.needs_input:
                    raise Refused("is cut off: the last part of it is missing")
                part = unpacker.decompress(data, max_length=left + 1)
                data = b""
                parts.append(part)
                left -= len(part)
                if left < 0:
                    raise Refused(f"has a page of more than {limit:,} bytes")
        except zstd.ZstdError as error:
            raise Refused("has a page whose packing is broken") from error
        data = unpacker.unused_data
    return b"".join(parts)
