"""load: the YAML files of a site's content → documents.

What lies where is the design's tree: `site.yml`, `sources/ID.yml`, `glossary/ID.yml`,
`stories/SLUG/story.yml`. A file that cannot be read is reported and left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, found, refused
from generator.files import Entry, ReadError, Refusal, list_folder, read_file, walk_files
from generator.load.parse import MAX_BYTES, MAX_LOCK_BYTES, decode, parse
from generator.load.tree import Document, Listing, Mapping, Node, Scalar, Trail, plain_value
from generator.load.values import Style
from generator.memory import FORGETFUL, Memory, digest
from generator.model.base import ID_PATTERN

__all__ = [
    "LOCK_FILE", "Document", "Documents", "Listing", "Mapping", "Node", "Scalar", "Style", "Trail",
    "document_from", "load", "plain_value", "read_document",
]  # fmt: skip

LOCK_FILE = "quotations.lock.yml"
_ENDINGS = (".yml", ".yaml")
_ID_LINE = re.compile(rf"\s*(?:-\s*)?id:\s*['\"]?({ID_PATTERN})['\"]?\s*(?:#.*)?$")


@dataclass(slots=True)
class Documents:
    """The documents of a site by kind, each in the order of their ids.

    `story_files` and `term_files` count the files, those that could not be read among them;
    `unread_sources` are the lines of source files that are no YAML.
    """

    site: Document | None = None
    lock: Document | None = None
    sources: list[Document] = field(default_factory=list)
    terms: list[Document] = field(default_factory=list)
    stories: list[Document] = field(default_factory=list)
    sources_missing: bool = False
    story_files: int = 0
    term_files: int = 0
    unread_sources: list[tuple[str, ...]] = field(default_factory=list)

    def ids_in_broken_sources(self, valid: Iterable[str]) -> set[str]:
        """Ids that seem to be given in source files other than the `valid` ones.

        What is wrong with such a file is reported once, not again at each citation of it.
        """
        valid = set(valid)
        broken = [document.lines for document in self.sources if document.id not in valid]
        return {
            match[1]
            for lines in (*broken, *self.unread_sources)
            for line in lines
            if (match := _ID_LINE.match(line))
        }


def load(
    folder: Path, content: str = "content", memory: Memory = FORGETFUL
) -> tuple[Documents, list[Diagnostic]]:
    """Read all content.

    Args:
        folder: the site's folder; diagnostics name files relative to it.
        content: the content folder's path, relative to `folder`.
        memory: what was read before.

    Returns:
        The documents that could be read, and what was wrong with the others.
    """
    documents = Documents()
    root = folder / content
    if not root.is_dir():
        message = f"there is no folder '{content}'"
        return documents, [found("missing-folder", Place(content), message)]
    problems: list[Diagnostic] = []
    reading = _Reading(folder, problems, memory)
    site_file = root / "site.yml"
    if _is_there(site_file):
        documents.site = _read(site_file, "site", reading)
    else:
        problems.append(
            found("missing-file", Place(f"{content}/site.yml"), "there is no file 'site.yml'")
        )
    for name in ("sources", "stories"):
        if not _is_there(root / name):
            message = f"there is no folder '{name}' in '{content}'"
            problems.append(found("missing-folder", Place(f"{content}/{name}"), message))
    lock_file = root / LOCK_FILE
    if _is_there(lock_file):
        documents.lock = _read(lock_file, "lock", reading)
    documents.sources, unread = _folder(root / "sources", reading)
    documents.sources_missing = not (root / "sources").is_dir()
    documents.unread_sources = [_lines(path, folder) for path in unread]
    documents.terms, unread = _folder(root / "glossary", reading)
    documents.term_files = len(documents.terms) + len(unread)
    documents.stories, documents.story_files = _stories(root / "stories", reading)
    problems += _strays(root, folder)
    return documents, problems


def read_document(path: Path, folder: Path, id: str, problems: list[Diagnostic]) -> Document | None:
    """Read one file; what is wrong with it is added to `problems`, None if it cannot be used."""
    return _read(path, id, _Reading(folder, problems, FORGETFUL))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The site's folder, what was wrong so far, and what was read before."""

    folder: Path
    problems: list[Diagnostic]
    memory: Memory

    def refuse(self, path: Path, error: ReadError) -> None:
        """Note that a file or a folder is not read."""
        self.problems.append(refused(_shown(path, self.folder), error))


def _read(path: Path, id: str, reading: _Reading) -> Document | None:
    most = MAX_LOCK_BYTES if path.name == LOCK_FILE else MAX_BYTES
    try:
        data = read_file(path, inside=reading.folder, at_most=most)
    except ReadError as error:
        reading.refuse(path, error)
        return None
    shown = _shown(path, reading.folder)
    document, bad = reading.memory.recall(
        "document", shown, digest(data), partial(document_from, data, shown, id, most)
    )
    reading.problems.extend(bad)
    return document


def document_from(
    data: bytes, path: str, id: str, most: int = MAX_BYTES
) -> tuple[Document | None, list[Diagnostic]]:
    """What a file holds: a pure function of its bytes.

    Args:
        data: the bytes.
        path: how diagnostics name the file.
        id: the document's id.
        most: how many bytes are allowed.

    Returns:
        The document, None if it cannot be used, and what was wrong.
    """
    text, bad = decode(data, path, most)
    if bad:
        return None, bad
    root, lines, bad = parse(text, path)
    return (None if root is None else Document(id, path, lines, root, digest(path, text))), bad


def _folder(path: Path, reading: _Reading) -> tuple[list[Document], list[Path]]:
    """The documents `ID.yml` in one folder, and the files that could not be read."""
    documents: dict[str, Document | None] = {}
    unread = []
    for entry in _entries(path, reading):
        name = entry.name
        if not name.endswith(_ENDINGS):
            continue
        id = name.rpartition(".")[0]
        shown = _shown(path / name, reading.folder)
        if not _check_id(id, shown, reading.problems):
            unread.append(path / name)
        elif id in documents:
            message = f"there is another file for the id '{id}' beside it"
            reading.problems.append(found("duplicate-file", Place(shown), message))
        else:
            document = _read(path / name, id, reading)
            documents[id] = document
            if document is None:
                unread.append(path / name)
    return [document for document in documents.values() if document], unread


def _shown(path: Path, folder: Path) -> str:
    return _text(path.relative_to(folder).as_posix())


def _text(name: str) -> str:
    """A file's name; bytes that are no text are shown as replacements."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lines(path: Path, folder: Path) -> tuple[str, ...]:
    """What can be made out of the lines of a file that could not be read as YAML."""
    try:
        data = read_file(path, inside=folder, at_most=MAX_BYTES)
    except ReadError:
        return ()
    return tuple(data.decode("utf-8", errors="replace").splitlines())


def _stories(path: Path, reading: _Reading) -> tuple[list[Document], int]:
    """The documents `SLUG/story.yml`, and how many there should be."""
    documents = []
    count = 0
    for entry in _entries(path, reading):
        shown = _shown(path / entry.name, reading.folder)
        if entry.leads_out:
            message = "it is a link that leads out of the site"
            reading.problems.append(found("outside-link", Place(shown), message))
        if not entry.is_folder:
            continue
        count += 1
        story = path / entry.name / "story.yml"
        if not _check_id(entry.name, shown, reading.problems):
            continue
        if not _is_there(story):
            message = "there is no file 'story.yml' in this folder"
            reading.problems.append(found("missing-file", Place(f"{shown}/story.yml"), message))
        elif document := _read(story, entry.name, reading):
            documents.append(document)
    return documents, count


def _entries(path: Path, reading: _Reading) -> list[Entry]:
    """What lies in a folder and is meant for us; nothing if the folder is not there."""
    if not _is_there(path):
        return []
    try:
        entries = list_folder(path, inside=reading.folder)
    except ReadError as error:
        reading.refuse(path, error)
        return []
    return [entry for entry in entries if entry.name[0] not in "._"]


def _is_there(path: Path) -> bool:
    """Whether there is something, or a link that should lead to it."""
    return os.path.lexists(path)


def _check_id(id: str, shown: str, problems: list[Diagnostic]) -> bool:
    if re.fullmatch(ID_PATTERN, id):
        return True
    problems.append(found("bad-id", Place(shown), f"'{_text(id)}' is not an id"))
    return False


def _strays(root: Path, folder: Path) -> list[Diagnostic]:
    """YAML files that lie where nothing reads them, so that no work is lost unseen."""
    problems: list[Diagnostic] = []

    def is_other(below: Path, entry: Entry) -> bool:
        """Whether it is hidden, or lies in a folder that is not for YAML."""
        return entry.name[0] in "._" or (not below.parts and entry.name in ("archive", "pages"))

    def refuse(error: ReadError) -> None:
        # What is read says so itself.
        if error.reason in (Refusal.TOO_MANY, Refusal.TOO_DEEP):
            problems.append(refused(_shown(error.path, folder), error))

    for path in walk_files(root, inside=folder, skip=is_other, refused=refuse):
        parts = path.relative_to(root).parts
        if path.name.lower().endswith(_ENDINGS) and not _is_read(parts) and path.is_file():
            place, advice = Place(_shown(path, folder)), _advice(parts)
            problems.append(found("stray-file", place, "nothing reads this file", advice))
    return problems


def _is_read(parts: tuple[str, ...]) -> bool:
    return (
        parts in (("site.yml",), (LOCK_FILE,))
        or (len(parts) == 2 and parts[0] in ("sources", "glossary") and parts[1].endswith(_ENDINGS))
        or (len(parts) == 3 and parts[0] == "stories" and parts[2] == "story.yml")
    )


def _advice(parts: tuple[str, ...]) -> str:
    """What to do about a file that nothing reads, where its name tells."""
    if parts[0] == "stories" and len(parts) == 3 and parts[2].lower().startswith("story."):
        return "Name it 'story.yml'."
    if parts[0] in ("sources", "glossary") and len(parts) == 2:
        return "Write its ending in lower case."
    return ""
