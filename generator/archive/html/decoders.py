"""The decoders of the WHATWG Encoding standard.

They are Python's codecs, adapted where browsers read otherwise; a test asks Chromium about every
byte and every pair of bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from functools import cache, partial

import webencodings

REPLACEMENT = "\ufffd"
"""Stands for bytes that cannot be read. It is part of the word in which it stands."""

# Python's GB 18030 is that of the year 2000; browsers follow that of 2022.
_GB = str.maketrans(
    "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7"
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000︐︒︑︓︔︕︖︗︘︙ḿ龴龵龶龷龸龹龺龻",
)
# Python's Big5 is Hong Kong's; where that and the old tables name two signs, browsers keep the old.
_BIG5 = str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")
_EUC_JP = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
_SHIFT_JIS = str.maketrans("\uf8f0\uf8f1\uf8f2\uf8f3", REPLACEMENT * 4)
_SINGLE_BYTES = {
    "koi8-u": {0xAE: "\u045e", 0xBE: "\u040e"},
    "windows-1255": {0xCA: "\u05ba"},
}
_JIS_MODE = re.compile(rb"\x1b(?:\((?P<one>[BJI])|\$(?P<two>[@B]))")


def decode_as(data: bytes, name: str) -> str:
    """The characters of some bytes; what cannot be read becomes U+FFFD.

    Args:
        data: the bytes, without a byte order mark.
        name: the encoding's name in the standard, as `webencodings` gives it.
    """
    reader = _READERS.get(name)
    return reader(data) if reader else codecs.charmap_decode(data, "strict", _table(name))[0]


@cache
def _table(name: str) -> str:
    """What each of the 256 bytes is in an encoding of one byte a character."""
    encoding = webencodings.lookup(name)
    if encoding is None:
        raise LookupError(f"no encoding is named '{name}'")
    table = [encoding.codec_info.decode(bytes([byte]), "replace")[0] for byte in range(256)]
    if name.startswith("windows-"):
        # The bytes that Windows does not use are control characters to browsers.
        for byte in range(0x80, 0xA0):
            table[byte] = chr(byte) if table[byte] == REPLACEMENT else table[byte]
    for byte, sign in _SINGLE_BYTES.get(name, {}).items():
        table[byte] = sign
    return "".join(table)


def _replace_undecodable(
    error: UnicodeError, fallback: Callable[[bytes], str] = lambda _: ""
) -> tuple[str, int]:
    """What stands for bytes that a codec cannot read, and where it goes on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if sign := fallback(pair):
        return sign, error.start + (1 if pair[0] == 0x80 else 2)
    # A second byte that is ASCII stands for itself: a tag is never swallowed.
    is_pair = len(pair) == 2 and pair[1] >= 0x80
    return REPLACEMENT, error.start + (2 if is_pair else 1)


def _euro(pair: bytes) -> str:
    return "€" if pair[0] == 0x80 else ""


@cache
def _vendor_sign(pair: bytes) -> str:
    """The sign of NEC or IBM at a place of JIS X 0208, which Python's EUC-JP does not know."""
    if len(pair) < 2 or min(pair) < 0xA1 or max(pair) > 0xFE:
        return ""
    row, cell = pair[0] - 0xA1, pair[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    try:
        return bytes([lead, trail]).decode("cp932")
    except UnicodeDecodeError:
        return ""


codecs.register_error("explainer-lost", _replace_undecodable)
codecs.register_error("explainer-gb", partial(_replace_undecodable, fallback=_euro))
codecs.register_error("explainer-euc-jp", partial(_replace_undecodable, fallback=_vendor_sign))


def _with_codec(
    codec: str, errors: str, table: dict[int, int] | None = None
) -> Callable[[bytes], str]:
    def read(data: bytes) -> str:
        text = data.decode(codec, errors)
        return text.translate(table) if table and not text.isascii() else text

    return read


def _iso_2022_jp(data: bytes) -> str:
    return "".join(_jis_parts(data))


def _jis_parts(data: bytes) -> Iterator[str]:
    """Each stretch between two changes of the character set."""
    at, mode = 0, b"B"
    for change in _JIS_MODE.finditer(data):
        if change.start() > at:
            yield _in_mode(data[at : change.start()], mode)
        at, mode = change.end(), change["one"] or b"two"
    yield _in_mode(data[at:], mode)


def _in_mode(part: bytes, mode: bytes) -> str:
    if mode == b"two":
        shifted = bytes(byte | 0x80 if 0x20 < byte < 0x7F else byte for byte in part)
        return _READERS["euc-jp"](shifted)
    if mode == b"I":
        return "".join(chr(0xFF40 + byte) if 0x20 < byte < 0x60 else chr(byte) for byte in part)
    return part.decode("ascii", "replace")


_READERS: dict[str, Callable[[bytes], str]] = {
    "utf-8": _with_codec("utf-8", "replace"),
    "utf-16le": _with_codec("utf-16-le", "replace"),
    "utf-16be": _with_codec("utf-16-be", "replace"),
    "gbk": _with_codec("gb18030", "explainer-gb", _GB),
    "gb18030": _with_codec("gb18030", "explainer-gb", _GB),
    "big5": _with_codec("big5hkscs", "explainer-lost", _BIG5),
    "euc-kr": _with_codec("cp949", "explainer-lost"),
    "euc-jp": _with_codec("euc_jp", "explainer-euc-jp", _EUC_JP),
    "shift_jis": _with_codec("cp932", "explainer-lost", _SHIFT_JIS),
    "iso-2022-jp": _iso_2022_jp,
}
