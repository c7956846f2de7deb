"""pages: the folder of hand-written pages → pages, pictures and documents that may be published.

Nothing is published from there but what is on a list of kinds and is, by its content, of that
kind. Everything else is reported; what begins with a dot is an editor's own, and left out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from generator.diagnostics import Diagnostic, Place, found
from generator.files import (
    MAX_DEPTH,
    MAX_ENTRIES,
    Entry,
    ReadError,
    Refusal,
    list_folder,
    read_file,
)
from generator.limits import LimitError, run_limited
from generator.memory import FORGETFUL, Memory, digest
from generator.pages.kinds import PAGE, cleaned, most_of
from generator.pages.names import HOST_FOLDER, bad_name, host_file, same_names
from generator.pages.pictures import KindError
from generator.pages.rendering import MAX_PAGE, Markdown, WrittenPage, read_page, render_markdown
from generator.pages.sanitise import addresses, plain_html, with_addresses

__all__ = [
    "Markdown", "PagesFolder", "Written", "WrittenFile", "WrittenPage", "addresses", "plain_html",
    "read_pages", "render_markdown", "with_addresses",
]  # fmt: skip

R = TypeVar("R")

MAX_TOTAL = 150_000_000
"""How many bytes all pictures and documents may have together."""

_CODES = {
    Refusal.TOO_LARGE: "too-large",
    Refusal.UNREADABLE: "unreadable-file",
}
_FOR_HOSTS = f"Files for a host belong beside mkdocs.yml, in '{HOST_FOLDER}/'."
_ADVICE = {
    ".htm": "Write the page in Markdown, in a file that ends in '.md'.",
    ".html": "Write the page in Markdown, in a file that ends in '.md'.",
    ".svg": "A drawing can hold scripts: export it as PNG or WebP.",
    ".css": f"Style sheets belong beside mkdocs.yml, in '{HOST_FOLDER}/'.",
    ".js": f"Scripts belong beside mkdocs.yml, in '{HOST_FOLDER}/'.",
}


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


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A picture or a document as it is published.

    Attributes:
        path: its path in the pages' folder, and in the site that is built.
        origin: its path in the site's folder.
        data: the bytes.
    """

    path: str
    origin: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What lies in the pages' folder and is published."""

    pages: tuple[WrittenPage, ...] = ()
    files: tuple[WrittenFile, ...] = ()
    downloads: tuple[str, ...] = ()


class _Found(NamedTuple):
    path: PurePosixPath
    real: Path


def read_pages(
    folder: Path,
    content: Path,
    pages: PagesFolder,
    downloads: Collection[str] = (),
    memory: Memory = FORGETFUL,
) -> tuple[Written, list[Diagnostic]]:
    """Read the folder of hand-written pages.

    Args:
        folder: the site's folder; diagnostics name files relative to it.
        content: the content folder, whose `archive` no link may lead to.
        pages: the folder.
        downloads: the kinds of documents that `site.yml` allows.
        memory: what was read before.

    Returns:
        What can be published, and what was wrong with all else.
    """
    reader = _Reader(folder, content / "archive", pages, frozenset(downloads), memory, [])
    if not os.path.lexists(pages.path):
        return Written(), []
    files = sorted(reader.walk(), key=lambda each: each.path.parts)
    written, others, offered, total = [], [], [], 0
    paths = {each.path.as_posix(): _published(each.path) for each in files}
    for path, other in same_names(paths):
        reader.report(PurePosixPath(path), "bad-name", f"some systems take it for '{other}'")
    for each in files:
        if each.path.suffix == PAGE:
            if page := reader.page(each):
                written.append(page)
        elif file := reader.file(each):
            total += len(file.data)
            if total > MAX_TOTAL:
                message = f"with it, pictures and documents have more than {MAX_TOTAL:,} bytes"
                reader.report(each.path, "too-large", message)
                break
            others.append(file)
            if each.path.suffix.lower().removeprefix(".") in reader.downloads:
                offered.append(file.path)
    return Written(tuple(written), tuple(others), tuple(offered)), reader.problems


def _published(path: PurePosixPath) -> str:
    """Where a file is published, without what mkdocs.yml may change about it."""
    if path.suffix != PAGE:
        return path.as_posix()
    name = "index" if path.stem == "README" else path.stem
    return path.with_name(f"{name}.html").as_posix()


@dataclass(frozen=True, slots=True)
class _Reader:
    folder: Path
    archive: Path
    pages: PagesFolder
    downloads: frozenset[str]
    memory: Memory
    problems: list[Diagnostic]

    def shown(self, path: PurePosixPath) -> str:
        whole = os.path.relpath(self.pages.path / path, self.folder)
        name = Path(whole).as_posix()
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def report(self, path: PurePosixPath, code: str, message: str, advice: str = "") -> None:
        self.problems.append(found(code, Place(self.shown(path)), message, advice))

    def refuse(self, path: PurePosixPath, error: ReadError) -> None:
        self.report(path, _CODES.get(error.reason, "refused-file"), str(error))

    @property
    def inside(self) -> Path:
        """The folder that everything must really lie in; docs_dir may be outside the site's."""
        lexical = Path(os.path.abspath(self.pages.path))  # noqa: PTH100 - links as they are named
        beside = not lexical.is_relative_to(Path(os.path.abspath(self.folder)))  # noqa: PTH100
        return self.pages.path if beside else self.folder

    def walk(self) -> Iterator[_Found]:
        """The files that may be published as far as names and links tell, in order."""
        top = PurePosixPath()
        if not self._is_public(self.pages.path):
            self.report(top, "refused-file", "it is a link that leads out of the site")
            return
        waiting: list[tuple[PurePosixPath, frozenset[str]]] = [(top, frozenset())]
        left = MAX_ENTRIES
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
                    yield _Found(inner, here / entry.name)
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
        if why := bad_name(entry.name):
            self.report(path, "bad-name", why, "Give it another name.")
            return False
        if why := host_file(path):
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

    def page(self, each: _Found) -> WrittenPage | None:
        try:
            data = read_file(each.real, inside=self.inside, at_most=MAX_PAGE)
        except ReadError as error:
            self.refuse(each.path, error)
            return None
        origin, how = self.shown(each.path), self.pages.markdown
        page, problems = self._recall(
            "written page", each, (data, repr(how)),
            partial(read_page, data, each.path.as_posix(), origin, how),
        )  # fmt: skip
        self.problems.extend(problems)
        return page

    def file(self, each: _Found) -> WrittenFile | None:
        """A file that is no page, with the bytes that are published."""
        ending = each.path.suffix.lower()
        most = most_of(ending, self.downloads)
        if not most:
            message = f"files that end in '{each.path.suffix}' are not published"
            if not ending:
                message = "files without an ending are not published"
            self.report(each.path, "refused-file", message, _ADVICE.get(ending, ""))
            return None
        try:
            data = read_file(each.real, inside=self.inside, at_most=most)
        except ReadError as error:
            self.refuse(each.path, error)
            return None
        clean, why = self._recall(
            "written file", each, (data, ending), partial(_published_bytes, ending, data)
        )
        if clean is None:
            self.report(each.path, "wrong-kind", why)
            return None
        return WrittenFile(each.path.as_posix(), self.shown(each.path), clean)

    def _recall(self, kind: str, each: _Found, key: tuple[bytes, str], make: Callable[[], R]) -> R:
        name = each.path.as_posix()
        return self.memory.recall(kind, name, digest(*key), make)


def _published_bytes(ending: str, data: bytes) -> tuple[bytes | None, str]:
    """The bytes of a file that are published, or why none are."""
    try:
        return run_limited(cleaned, ending, data), ""
    except KindError as error:
        return None, str(error)
    except LimitError as error:
        return None, f"to look at it {error}"
