"""A picture of few colours as a PNG file (https://www.w3.org/TR/png-3/).

Pillow can write it too, but packs with a library whose result differs from one kind of processor
to another.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

Colour = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""


def png(width: int, height: int, pixels: bytes, colours: Iterable[Colour]) -> bytes:
    """The file.

    Args:
        width: in pixels, an even number.
        height: in pixels.
        pixels: row by row, a byte of 0 (the row has no filter), then two pixels to a byte, the left
            one in the upper half: the number of its colour.
        colours: at most 16.
    """
    header = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", bytes(part for colour in colours for part in colour)),
            _chunk(b"IDAT", zlib.compress(pixels, 3)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
