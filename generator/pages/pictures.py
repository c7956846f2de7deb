"""Pictures, taken apart and put together again from the parts that show something.

Camera data, comments, thumbnails and whatever a file has behind its end are left out: they may hold
a place, a name, or another file. What shows the picture keeps its bytes, so that nothing is lost
by another compression, and the same picture gives the same bytes with any version of the decoder.
The whole of it is then decoded, so that what is published is a picture and nothing else.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

MAX_PIXELS = 50_000_000
"""How many pixels a picture may have, those of all its frames together."""
MAX_FRAMES = 500


class KindError(Exception):
    """A file is not what its name says, or more than that; the message says why."""


def decode(data: bytes, kind: str) -> None:
    """Decode a picture from its first to its last frame.

    It may take time and memory; `run_limited` bounds both.

    Args:
        data: the file.
        kind: as Pillow names it, such as `PNG`.

    Raises:
        KindError: it cannot be decoded, or is too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=[kind]) as image:
                frames = getattr(image, "n_frames", 1)
                too_large = image.width * image.height * frames > MAX_PIXELS or frames > MAX_FRAMES
                size = f"{image.width:,} × {image.height:,} pixels in {frames:,} frames"
                for frame in range(0 if too_large else frames):
                    image.seek(frame)
                    image.load()
    except Exception:
        # Pillow has no base class for what is wrong with a picture.
        raise KindError("it cannot be decoded") from None
    if too_large:
        raise KindError(f"it has {size}; {MAX_PIXELS:,} pixels in {MAX_FRAMES} frames are allowed")


_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_SHOWN = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT",
    b"bKGD", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip


def clean_png(data: bytes) -> bytes:
    """A PNG without texts, dates, camera data, profiles, and what stands behind its end."""
    if not data.startswith(_PNG):
        raise KindError("it is no PNG")
    out, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            break
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise KindError("a check sum in it is wrong")
        if name in _PNG_SHOWN:
            out.append(data[at:end])
        elif not name[0] & 0x20:
            raise KindError("it has a part that no reader of PNG knows")
        at = end
        if name == b"IEND":
            return b"".join(out)
    raise KindError("it ends before the picture does")


# Start of a frame, tables, the restart interval, a scan; the segments of Adobe's colour transform.
_JPEG_SHOWN = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD, 0xEE}
_JFIF, _EXIF, _PROFILE = b"JFIF\0", b"Exif\0\0", b"ICC_PROFILE\0"


def clean_jpeg(data: bytes) -> bytes:
    """A JPEG without camera data but the way it is turned, and what stands behind its end."""
    if not data.startswith(b"\xff\xd8\xff"):
        raise KindError("it is no JPEG")
    out, at = [b"\xff\xd8"], 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise KindError("a part of it does not begin where it should")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        out += _shown_segment(marker, data[at:end])
        at = end
        if marker == 0xDA:
            scan = _scan_end(data, at)
            out.append(data[at:scan])
            at = scan
    if data[at : at + 2] != b"\xff\xd9":
        raise KindError("it ends before the picture does")
    return b"".join([*out, b"\xff\xd9"])


def _shown_segment(marker: int, segment: bytes) -> Iterator[bytes]:
    """What is left of a segment."""
    body = segment[4:]
    if (
        marker in _JPEG_SHOWN
        or (marker == 0xE0 and body.startswith(_JFIF))
        or (marker == 0xE2 and body.startswith(_PROFILE))
    ):
        yield segment
    elif marker == 0xE1 and body.startswith(_EXIF):
        yield from _turned(body[6:])
    elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
        raise KindError("it has a part that no reader of JPEG knows")


def _scan_end(data: bytes, at: int) -> int:
    """Where the compressed data of a scan ends: at the next marker that is no restart."""
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    raise KindError("it ends before the picture does")


def _turned(exif: bytes) -> Iterator[bytes]:
    """Camera data that says how the picture is turned, if it is, and nothing else."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    if start + 2 > len(exif):
        return
    (count,) = struct.unpack_from(f"{order}H", exif, start)
    for number in range(min(count, 200)):
        at = start + 2 + 12 * number
        if at + 12 > len(exif):
            return
        tag, kind, values, value = struct.unpack_from(f"{order}HHIH", exif, at)
        if (tag, kind, values) == (0x0112, 3, 1) and 2 <= value <= 8:
            body = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, value, 0, 0)
            yield b"\xff\xe1" + (len(_EXIF + body) + 2).to_bytes(2, "big") + _EXIF + body
            return


def clean_gif(data: bytes) -> bytes:
    """A GIF without comments, texts, foreign blocks, and what stands behind its end."""
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 14:
        raise KindError("it is no GIF")
    at = 13 + _table(data[10])
    out = [data[:at]]
    while at < len(data) and data[at] != 0x3B:
        if data[at] == 0x21 and at + 2 < len(data):
            end = _blocks_end(data, at + 2)
            label, name = data[at + 1], data[at + 3 : at + 14]
            if label == 0xF9 or (label == 0xFF and name in (b"NETSCAPE2.0", b"ANIMEXTS1.0")):
                out.append(data[at:end])
        elif data[at] == 0x2C and at + 10 < len(data):
            end = _blocks_end(data, at + 10 + _table(data[at + 9]) + 1)
            out.append(data[at:end])
        else:
            raise KindError("it has a part that no reader of GIF knows")
        at = end
    if at >= len(data):
        raise KindError("it ends before the picture does")
    return b"".join([*out, b"\x3b"])


def _table(flags: int) -> int:
    """How many bytes a table of colours has."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    if at >= len(data):
        raise KindError("it ends before the picture does")
    return at + 1


_WEBP_SHOWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_CAMERA = 0b1100


def clean_webp(data: bytes) -> bytes:
    """A WebP without camera data, and what stands behind its end."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise KindError("it is no WebP")
    whole = 8 + int.from_bytes(data[4:8], "little")
    if whole > len(data):
        raise KindError("it ends before the picture does")
    out, at = [b"WEBP"], 12
    while at + 8 <= whole:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if end > whole:
            raise KindError("it ends before the picture does")
        part = data[at:end]
        if name == b"VP8X" and size >= 10:
            # These two bits say that camera data follows.
            part = part[:8] + bytes([part[8] & ~_WEBP_CAMERA]) + part[9:]
        if name in _WEBP_SHOWN:
            out.append(part)
        at = end
    body = b"".join(out)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _decoded(clean: Callable[[bytes], bytes], kind: str) -> Callable[[bytes], bytes]:
    def checked(data: bytes) -> bytes:
        cleaned = clean(data)
        decode(cleaned, kind)
        return cleaned

    return checked


CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    ".png": _decoded(clean_png, "PNG"),
    ".jpg": _decoded(clean_jpeg, "JPEG"),
    ".jpeg": _decoded(clean_jpeg, "JPEG"),
    ".gif": _decoded(clean_gif, "GIF"),
    ".webp": _decoded(clean_webp, "WEBP"),
}
"""What makes the published bytes of a picture, by its ending."""
