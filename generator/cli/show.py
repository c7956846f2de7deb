"""What `explainer quote` shows: a picture of the passage in its page, and what would be written."""

from __future__ import annotations

import difflib
from pathlib import Path

from generator.archive import find_copy
from generator.authoring.passages import Passage
from generator.cli.output import Output
from generator.model import Source
from generator.validate import Entry


def show_passage(
    output: Output, archive: Path, entry: Entry[Source], passage: Passage, *, is_asked: bool
) -> None:
    """Write the picture into the system's folder for temporary files, and open it.

    It never lies in the site's folder, so that it is not published: it is the publisher's page.

    Args:
        output: where to say what becomes of it.
        archive: the folder of copies.
        entry: the source.
        passage: the passage.
        is_asked: whether somebody sits there to whom it is opened; else only its path is told.
    """
    import tempfile  # noqa: PLC0415 - what follows is for a look only
    import webbrowser  # noqa: PLC0415

    from generator.archive.picture import passage_picture  # noqa: PLC0415 - with all readers
    from generator.archive.rendered import RenderError  # noqa: PLC0415

    source = entry.model
    path = find_copy(archive, entry.id, source.archived_as)
    before, after = passage.shown
    try:
        picture = (
            passage_picture(path, source.url, source.accessed or "", (before, passage.exact, after))
            if path
            else None
        )
    except RenderError as error:
        output.warn(f"The page of '{entry.id}' is not shown: it {error}")
        return
    if picture is None:
        output.warn(f"The browser does not show these words in the page of '{entry.id}'.")
        return
    file = Path(tempfile.mkdtemp(prefix="explainer-")) / f"{entry.id}.png"
    file.write_bytes(picture)
    output.say(f"The page with the words marked: {file}")
    if is_asked:
        webbrowser.open(file.as_uri())


def show_diff(output: Output, path: str, before: bytes, after: bytes) -> None:
    """Show what would change in a file."""
    old, new = (_rows(data) for data in (before, after))
    output.show_diff([*difflib.unified_diff(old, new, path, path, lineterm="", n=2)])


def _rows(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").removesuffix("\n").split("\n")
