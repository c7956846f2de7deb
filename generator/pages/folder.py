"""The pages' folder, walked through within bounds: nothing is opened that lies elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Place, found
from generator.files import (
    MAX_DEPTH,
    Entry,
    ReadError,
    Refusal,
    list_folder,
    read_file,
)
from generator.pages.names import HOST_FOLDER, host_control_problem, name_problem
from generator.pages.rendering import Markdown

MAX_FILES = 5_000
"""How many files and folders may lie in the folder in all."""
_CODES = {
    Refusal.TOO_LARGE: "too-large",
    Refusal.UNREADABLE: "unreadable-file",
}
_FOR_HOSTS = f"Files for a host belong beside mkdocs.yml, in '{HOST_FOLDER}/'."


@dataclass(frozen=True, slots=True)
class PagesFolder:
    """Where hand-written pages lie, and what mkdocs.yml says of them.

    Attributes:
        path: the folder.
        markdown: how they are read.
        excluded: whether a path in it is left out.
    """

    path: Path
    markdown: Markdown = field(default_factory=Markdown)
    excluded: Callable[[str], bool] = lambda _path: False


class Found(NamedTuple):
    """A file: its path in the folder, and where it is opened."""

    path: PurePosixPath
    real: Path


@dataclass(frozen=True, slots=True)
class Reader:
    """Walks through the folder and reads its files.

    Attributes:
        folder: the site's folder.
        archive: the folder of copies, which no link may lead to.
        pages: the folder of hand-written pages.
        problems: what was wrong so far.
    """

    folder: Path
    archive: Path
    pages: PagesFolder
    problems: list[Diagnostic] = field(default_factory=list)

    def shown(self, path: PurePosixPath) -> str:
        """How diagnostics name something in the folder."""
        whole = os.path.relpath(self.pages.path / path, self.folder)
        name = Path(whole).as_posix()
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def report(self, path: PurePosixPath, code: str, message: str, advice: str = "") -> None:
        """Report a problem of something in the folder."""
        self.problems.append(found(code, Place(self.shown(path)), message, advice))

    def refuse(self, path: PurePosixPath, error: ReadError) -> None:
        """Report that something is not read."""
        self.report(path, _CODES.get(error.reason, "refused-file"), str(error))

    @property
    def inside(self) -> Path:
        """The folder that everything must really lie in; docs_dir may be outside the site's."""
        lexical = Path(os.path.abspath(self.pages.path))  # noqa: PTH100 - links as they are named
        beside = not lexical.is_relative_to(Path(os.path.abspath(self.folder)))  # noqa: PTH100
        return self.pages.path if beside else self.folder

    def walk(self) -> Iterator[Found]:
        """The files that may be published as far as names and links tell, in order."""
        top = PurePosixPath()
        if not self._is_public(self.pages.path):
            self.report(top, "refused-file", "it lies outside the site, or holds its archive")
            return
        waiting: list[tuple[PurePosixPath, frozenset[str]]] = [(top, frozenset())]
        left = MAX_FILES
        while waiting:
            path, above = waiting.pop()
            here = self.pages.path / path
            real = os.path.realpath(here)
            if real in above:
                self.report(path, "refused-file", "it is a link to a folder that it lies in")
                continue
            try:
                entries = self._entries(here, len(path.parts), left)
            except ReadError as error:
                self.refuse(path, error)
                if error.reason is Refusal.TOO_MANY:
                    return
                continue
            left -= len(entries)
            folders = []
            for entry in entries:
                inner = path / entry.name
                if not self._may_be_read(inner, entry):
                    continue
                if entry.is_folder:
                    folders.append((inner, above | {real}))
                else:
                    yield Found(inner, here / entry.name)
            waiting += reversed(folders)

    def _entries(self, here: Path, depth: int, at_most: int) -> list[Entry]:
        if depth > MAX_DEPTH:
            message = f"folders lie more than {MAX_DEPTH} deep in each other"
            raise ReadError(here, Refusal.TOO_DEEP, message)
        return list_folder(here, inside=self.inside, at_most=at_most)

    def _may_be_read(self, path: PurePosixPath, entry: Entry) -> bool:
        if entry.name.startswith("."):
            return False
        if self.pages.excluded(f"{path.as_posix()}{'/' if entry.is_folder else ''}"):
            return False
        if why := name_problem(entry.name):
            self.report(path, "bad-name", why, "Give it another name.")
            return False
        if why := host_control_problem(path):
            self.report(path, "refused-file", why, _FOR_HOSTS)
            return False
        if entry.is_link and not self._is_public(self.pages.path / path):
            message = (
                "it is a link that leads nowhere, out of the site's folder, into the archive or to "
                "a hidden file"
            )
            self.report(path, "refused-file", message, "Put a copy there instead.")
            return False
        return True

    def _is_public(self, path: Path) -> bool:
        """Whether what a path leads to is meant for readers."""
        try:
            real = Path(os.path.realpath(path, strict=True))
        except (OSError, ValueError):
            return False
        archive = Path(os.path.realpath(self.archive))
        # A link to a folder above the archive would publish that too.
        if real.is_relative_to(archive) or archive.is_relative_to(real):
            return False
        root = Path(os.path.realpath(self.inside))
        return real.is_relative_to(root) and not any(
            part.startswith(".") for part in real.relative_to(root).parts
        )

    def bytes_of(self, each: Found, at_most: int) -> bytes | None:
        """The bytes of a file; None if it is refused, which is reported."""
        try:
            return read_file(each.real, inside=self.inside, at_most=at_most)
        except ReadError as error:
            self.refuse(each.path, error)
            return None
