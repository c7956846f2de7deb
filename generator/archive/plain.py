"""Bytes → characters, strictly: a wrong character would be a wrong word."""

from __future__ import annotations

import codecs
import re

from generator.archive.failure import Refused

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# What pages declare; Python's other codecs (escapes, IDNA, UTF-7) are none that pages are read in.
_KNOWN = re.compile(
    r"utf-?(8|16|16le|16be|16-le|16-be)|(iso-?8859|windows|cp|koi8|euc|gb|big5|shift|mac)[\w-]*"
    r"|iso-2022-jp|sjis|tis-620"
)
# Browsers read these as Windows' own code page, and so are the pages written.
_WINDOWS = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii")


def plain_text(data: bytes) -> str:
    """The text of a `.txt`: UTF-8, or what its byte order mark says."""
    return decode(data, None)


def decode(data: bytes, declared: str | None) -> str:
    """The characters of some bytes.

    Args:
        data: the bytes; a byte order mark has the first say.
        declared: the name of the encoding that the copy itself gives, if it does.

    Raises:
        Refused: the encoding is unknown, or the bytes are not written in it.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    if declared is None:
        return _decode(data, "utf-8")
    name = declared.strip().lower()
    if name in _WINDOWS:
        return _decode(data, "windows-1252")
    if not _KNOWN.fullmatch(name):
        raise Refused(f"declares the encoding '{declared[:40]}', which is not known")
    return _decode(data, name)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            f"is not {encoding.upper()} text: byte {error.start + 1} cannot be read; "
            "save it as UTF-8"
        ) from error
    except LookupError as error:
        raise Refused(f"declares the encoding '{encoding[:40]}', which is not known") from error
