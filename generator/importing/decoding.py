"""The bytes of a file that other programs wrote → its text, and how it was read."""

from __future__ import annotations

import codecs

from generator.importing.failure import ImportFailure

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a file: UTF-8, UTF-16 with a mark, otherwise Windows-1252.

    Returns:
        The text, its lines ending with LF, and what to tell of it.

    Raises:
        ImportFailure: it is no text.
    """
    name = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    remarks: tuple[str, ...] = ()
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        if name != "utf-8":
            raise ImportFailure("is cut off, or no text") from None
        try:
            text = data.decode("windows-1252")
        except UnicodeDecodeError:
            raise ImportFailure(
                "is text in no encoding that is known here: save it as UTF-8"
            ) from None
        remarks = ("It is not UTF-8; it was read as Windows-1252. Look at its accents.",)
    if "\0" in text:
        raise ImportFailure(
            "is no text, or text in no encoding that is known here: save it as UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), remarks
