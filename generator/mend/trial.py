"""A copy of a site's content on which mends are tried."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit
from generator.files import ReadError, Refusal, list_folder, read_file
from generator.load.mend import edited
from generator.load.parse import MAX_LOCK_BYTES
from generator.pipeline import examine

_ENDINGS = (".yml", ".yaml", ".json", ".topojson")
_MARK = b"\xef\xbb\xbf"


class Trial:
    """The YAML files of a site in a folder that may be changed; all else lies where it was."""

    def __init__(self, folder: Path, content: str, beside: Path) -> None:
        """Copy the content of the site in `folder` to the empty folder `beside`.

        Where something is not read, what is put there is refused as well.
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
        """Copy a folder. What lies behind a link others may use too: it is never mended."""
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
        """Whether a folder is neither of the two in which nothing is content."""
        root = self._site / self._content
        return folder not in (root / "archive", root / "pages")

    def _take(self, path: Path, copy: Path, *, may_change: bool) -> None:
        try:
            data = read_file(path, inside=self._site, at_most=MAX_LOCK_BYTES)
        except ReadError as error:
            _imitate(path, copy, error.reason)
            return
        copy.write_bytes(data)
        if may_change:
            self.files[path.relative_to(self._site).as_posix()] = data

    def examine(self) -> list[Diagnostic]:
        """What is wrong with the copy now."""
        archive = self._site / self._content / "archive"
        return examine(self._folder, self._content, archive)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files of the copy anew."""
        for name, data in files.items():
            (self._folder / name).write_bytes(data)
            self.files[name] = data

    def fits(self, edits: Iterable[Edit]) -> bool:
        """Whether what the edits take away stands where they say."""
        return all(self._stands_there(edit) for edit in edits)

    def _stands_there(self, edit: Edit) -> bool:
        place = edit.place
        data = self.files.get(place.file)
        rows = data.decode("utf-8-sig", "replace").split("\n") if data is not None else []
        if not 0 < place.line <= len(rows):
            return False
        row = rows[place.line - 1].removesuffix("\r")
        return row[place.column - 1 : place.column - 1 + place.width] == edit.was

    def with_edits(self, edits: Iterable[Edit]) -> dict[str, bytes]:
        """The files that the edits change, changed; line ends stay, and a byte order mark."""
        by_file: dict[str, list[Edit]] = {}
        for edit in edits:
            by_file.setdefault(edit.place.file, []).append(edit)
        return {name: _changed(self.files[name], tuple(each)) for name, each in by_file.items()}


def _imitate(path: Path, copy: Path, reason: Refusal) -> None:
    """Put something at `copy` that is refused for the same reason as what lies at `path`."""
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
    return mark + "\n".join(edited(rows, edits)).encode()
