"""A scratch copy of a site's content, on which fixes are tried."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit
from generator.files import ReadError, Refusal, list_folder, read_file
from generator.load.edits import apply_edits
from generator.load.parse import MAX_LOCK_BYTES
from generator.passes.comparing import examine

# A text file may be a source by a wrong name, whose quotations are no misspellings of others. The
# last ones are those of time stamps, of which a check tells too.
_ENDINGS = (
    ".yml", ".yaml", ".json", ".topojson", ".txt", ".text", ".tsr", ".pem", ".ots",
)  # fmt: skip
_MARK = b"\xef\xbb\xbf"


class ScratchCopy:
    """A copy of a site's content files that may be changed; the site itself is not touched."""

    def __init__(self, folder: Path, content: str, beside: Path) -> None:
        """Copy the content of the site in `folder` to the empty folder `beside`.

        A file that cannot be read is replaced by one that is refused for the same reason.
        """
        self._folder = beside
        self._content = content
        self._site = folder
        self.files: dict[str, bytes] = {}
        (beside / content).mkdir(parents=True, exist_ok=True)
        self._copy(folder / content, beside / content, may_change=True)
        if (folder / "maps").is_dir():
            (beside / "maps").mkdir()
            self._copy(folder / "maps", beside / "maps", may_change=False)

    def _copy(self, source: Path, target: Path, *, may_change: bool) -> None:
        """Copy a folder. Linked folders may be shared with others, so they are never changed."""
        try:
            entries = list_folder(source, inside=self._site)
        except ReadError:
            return
        for entry in entries:
            path, copy = source / entry.name, target / entry.name
            if entry.is_folder and self._is_content(path):
                copy.mkdir()
                if not entry.is_link or may_change:
                    self._copy(path, copy, may_change=may_change and not entry.is_link)
            elif not entry.is_folder and path.suffix.lower() in _ENDINGS:
                self._take(path, copy, may_change=may_change)

    def _is_content(self, folder: Path) -> bool:
        """Whether a folder is neither the archive nor the folder of hand-written pages."""
        root = self._site / self._content
        return folder not in (root / "archive", root / "pages")

    def _take(self, path: Path, copy: Path, *, may_change: bool) -> None:
        try:
            data = read_file(path, inside=self._site, at_most=MAX_LOCK_BYTES)
        except ReadError as error:
            _copy_refusal(path, copy, error.reason)
            return
        copy.write_bytes(data)
        if may_change:
            self.files[path.relative_to(self._site).as_posix()] = data

    def examine(self) -> list[Diagnostic]:
        """Return the diagnostics of the copy as it is now."""
        archive = self._site / self._content / "archive"
        return examine(self._folder, self._content, archive)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Replace files of the copy."""
        for name, data in files.items():
            (self._folder / name).write_bytes(data)
            self.files[name] = data

    def fits(self, edits: Iterable[Edit]) -> bool:
        """Whether the text that each edit replaces still stands at its place."""
        return all(self._is_current(edit) for edit in edits)

    def _is_current(self, edit: Edit) -> bool:
        place = edit.place
        data = self.files.get(place.file)
        rows = data.decode("utf-8-sig", "replace").split("\n") if data is not None else []
        if not 0 < place.line <= len(rows):
            return False
        row = rows[place.line - 1].removesuffix("\r")
        return row[place.column - 1 : place.column - 1 + place.width] == edit.was

    def with_edits(self, edits: Iterable[Edit]) -> dict[str, bytes]:
        """Return the edited files by name; line ends and a byte order mark are kept."""
        by_file: dict[str, list[Edit]] = {}
        for edit in edits:
            by_file.setdefault(edit.place.file, []).append(edit)
        return {name: _changed(self.files[name], tuple(each)) for name, each in by_file.items()}


def _copy_refusal(path: Path, copy: Path, reason: Refusal) -> None:
    """Create a file at `copy` that the loader refuses for the same reason as `path`."""
    if path.is_symlink():
        copy.symlink_to(path.readlink())
    elif reason is Refusal.NOT_A_FILE and hasattr(os, "mkfifo"):
        os.mkfifo(copy)
    else:
        copy.touch(mode=0)
        if reason is Refusal.TOO_LARGE:
            os.truncate(copy, path.stat().st_size)


def _changed(data: bytes, edits: tuple[Edit, ...]) -> bytes:
    mark = _MARK if data.startswith(_MARK) else b""
    rows = tuple(data.decode("utf-8-sig").split("\n"))
    return mark + "\n".join(apply_edits(rows, edits)).encode()
