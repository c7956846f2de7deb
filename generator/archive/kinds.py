"""The kinds of copies, by the endings of their names."""

from __future__ import annotations

from generator.archive.failure import Refused

KINDS = (".txt", ".html", ".htm", ".pdf", ".warc", ".wacz", ".vtt", ".srt", ".docx", ".odt",
          ".eml", ".mhtml", ".mht")  # fmt: skip
ENDINGS = (*KINDS, *(f"{kind}.gz" for kind in KINDS))
"""What a copy's name may end with; where a source has several copies, the first of these counts."""


def unpack(name: str, data: bytes) -> tuple[str, bytes]:
    """The kind of a file by its name, and its bytes, of which one layer of gzip is taken off.

    Raises:
        Refused: it is of no known kind, or the gzip file is broken or too large.
    """
    name = name.lower()
    kind = next((each for each in KINDS if name.removesuffix(".gz").endswith(each)), None)
    if kind is None:
        listed = ", ".join(KINDS)
        raise Refused(f"is of no known kind; known are {listed}, and each with .gz")
    if not name.endswith(".gz"):
        return kind, data
    from generator.archive.packed import gunzip  # noqa: PLC0415 - it knows more ways of packing

    return kind, gunzip(data)
