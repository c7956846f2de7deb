"""A picture of a passage where it stands in the captured page, for the editor's eyes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from generator.archive import MAX_BYTES
from generator.archive.failure import Refused
from generator.archive.kinds import unpack
from generator.archive.rendered import RenderError, show
from generator.archive.warc import Replay, replay, unzip
from generator.files import ReadError, read_file

_NOWHERE = "https://copy.invalid/"


def passage_picture(
    path: Path, url: str | None, accessed: str, words: tuple[str, str, str]
) -> bytes | None:
    """Open a copy in the browser, without a network, and mark a passage in it.

    Args:
        path: the copy.
        url: the source's address.
        accessed: when the source was seen (EDTF).
        words: what stands before the passage, the passage, what stands behind it.

    Returns:
        A picture (PNG), or None if the browser does not show the words.

    Raises:
        RenderError: there is no browser, or the copy is no page that it could open.
    """
    try:
        name, data = unpack(path.name, read_file(path, inside=path.parent, at_most=MAX_BYTES))
        if name in (".warc", ".wacz"):
            page = replay([data] if name == ".warc" else unzip(data), url, accessed)
        elif name in (".html", ".htm"):
            page = Replay(url or _NOWHERE, "text/html", data)
        else:
            raise RenderError(f"is no page that a browser lays out, but a '{name}' file")
    except (ReadError, Refused) as error:
        raise RenderError(str(error)) from error
    return show(page, page.date or datetime(2000, 1, 1, tzinfo=UTC), words)
