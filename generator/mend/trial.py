"""A copy of a site's content on which mends are tried."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Edit
from generator.load.mend import edited
from generator.pipeline import examine

_ENDINGS = (".yml", ".yaml")
_MARK = b"\xef\xbb\xbf"


class Trial:
    """The YAML files of a site in a folder that may be changed; all else lies where it was."""

    def __init__(self, folder: Path, content: str, beside: Path) -> None:
        """Copy the content of the site in `folder` to the empty folder `beside`.

        What cannot be copied is linked to, so that the same is wrong with it.
        """
        self._folder = beside
        self._content = content
        self.files: dict[str, bytes] = {}
        for path in _walk(folder / content):
            inner = path.relative_to(folder)
            copy = beside / inner
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                # Behind a link lies what others may use too: it is read, and never mended.
                copy.symlink_to(path.resolve()) if path.is_symlink() else copy.mkdir(exist_ok=True)
            elif path.suffix.lower() in _ENDINGS:
                self._take(path, copy, inner.as_posix())
        if (folder / "maps").is_dir():
            (beside / "maps").symlink_to((folder / "maps").resolve())

    def _take(self, path: Path, copy: Path, shown: str) -> None:
        try:
            data = path.read_bytes()
        except OSError:
            copy.symlink_to(path.absolute())
            return
        copy.write_bytes(data)
        self.files[shown] = data

    def examine(self) -> list[Diagnostic]:
        """What is wrong with the copy now."""
        return examine(self._folder, self._content)

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


def _walk(root: Path) -> Iterable[Path]:
    for path, folders, files in os.walk(root):
        # Nothing that lies in these two is content.
        if Path(path) == root:
            folders[:] = [name for name in folders if name not in ("archive", "pages")]
        yield from (Path(path) / name for name in sorted([*folders, *files]))


def _changed(data: bytes, edits: tuple[Edit, ...]) -> bytes:
    mark = _MARK if data.startswith(_MARK) else b""
    rows = tuple(data.decode("utf-8-sig").split("\n"))
    return mark + "\n".join(edited(rows, edits)).encode()
