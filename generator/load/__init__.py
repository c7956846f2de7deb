"""load: the YAML files of a site's content → documents.

What lies where is the design's tree: `site.yml`, `sources/ID.yml`, `glossary/ID.yml`,
`stories/SLUG/story.yml`. A file that cannot be read is reported and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from os import scandir, walk
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, found
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
    reading = _Reading(problems, memory)
    site_file = root / "site.yml"
    if _is_there(site_file):
        documents.site = _read(site_file, f"{content}/site.yml", "site", reading)
    else:
        problems.append(
            found("missing-file", Place(f"{content}/site.yml"), "there is no file 'site.yml'")
        )
    for name in ("sources", "stories"):
        if not (root / name).is_dir():
            message = f"there is no folder '{name}' in '{content}'"
            problems.append(found("missing-folder", Place(f"{content}/{name}"), message))
    lock_file = root / LOCK_FILE
    if _is_there(lock_file):
        documents.lock = _read(lock_file, f"{content}/{LOCK_FILE}", "lock", reading)
    documents.sources, unread = _folder(root / "sources", folder, reading)
    documents.sources_missing = not (root / "sources").is_dir()
    documents.unread_sources = [_lines(path) for path in unread]
    documents.terms, unread = _folder(root / "glossary", folder, reading)
    documents.term_files = len(documents.terms) + len(unread)
    documents.stories, documents.story_files = _stories(root / "stories", folder, reading)
    problems += _strays(root, folder)
    return documents, problems


def read_document(path: Path, folder: Path, id: str, problems: list[Diagnostic]) -> Document | None:
    """Read one file; what is wrong with it is added to `problems`, None if it cannot be used."""
    return _read(path, _shown(path, folder), id, _Reading(problems, FORGETFUL))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was wrong so far, and what was read before."""

    problems: list[Diagnostic]
    memory: Memory


def _read(path: Path, shown: str, id: str, reading: _Reading) -> Document | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        reading.problems.append(found("unreadable-file", Place(shown), message))
        return None
    most = MAX_LOCK_BYTES if path.name == LOCK_FILE else MAX_BYTES
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


def _folder(path: Path, folder: Path, reading: _Reading) -> tuple[list[Document], list[Path]]:
    """The documents `ID.yml` in one folder, and the files that could not be read."""
    documents: dict[str, Document | None] = {}
    unread = []
    prefix = _shown(path, folder)
    for name in _files(path):
        if not name.endswith(_ENDINGS):
            continue
        id = name.rpartition(".")[0]
        shown = f"{prefix}/{_text(name)}"
        if not _check_id(id, shown, reading.problems):
            unread.append(path / name)
        elif id in documents:
            message = f"there is another file for the id '{id}' beside it"
            reading.problems.append(found("duplicate-file", Place(shown), message))
        else:
            document = _read(path / name, shown, id, reading)
            documents[id] = document
            if document is None:
                unread.append(path / name)
    return [document for document in documents.values() if document], unread


def _shown(path: Path, folder: Path) -> str:
    return _text(path.relative_to(folder).as_posix())


def _text(name: str) -> str:
    """A file's name; bytes that are no text are shown as replacements."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_bytes().decode("utf-8", errors="replace").splitlines())
    except OSError:
        return ()


def _stories(path: Path, folder: Path, reading: _Reading) -> tuple[list[Document], int]:
    """The documents `SLUG/story.yml`, and how many there should be."""
    documents = []
    slugs = [name for name in _folders(path) if not name.startswith(".")]
    prefix = _shown(path, folder)
    for slug in slugs:
        shown = f"{prefix}/{_text(slug)}"
        story = path / slug / "story.yml"
        if not _check_id(slug, shown, reading.problems):
            continue
        if not _is_there(story):
            message = "there is no file 'story.yml' in this folder"
            reading.problems.append(found("missing-file", Place(f"{shown}/story.yml"), message))
        elif document := _read(story, f"{shown}/story.yml", slug, reading):
            documents.append(document)
    return documents, len(slugs)


def _files(path: Path) -> list[str]:
    """The names of the files in a folder. The folder itself knows of most that they are files."""
    if not path.is_dir():
        return []
    with scandir(path) as entries:
        return sorted(
            each.name
            for each in entries
            if each.name[0] not in "._"
            and (each.is_file(follow_symlinks=False) or _is_there(path / each.name))
        )


def _folders(path: Path) -> list[str]:
    if not path.is_dir():
        return []
    with scandir(path) as entries:
        return sorted(
            each.name
            for each in entries
            if each.is_dir(follow_symlinks=False) or (path / each.name).is_dir()
        )


def _is_there(path: Path) -> bool:
    """Whether there is a file, or a link that should lead to one."""
    return path.is_file() or (path.is_symlink() and not path.is_dir())


def _check_id(id: str, shown: str, problems: list[Diagnostic]) -> bool:
    if re.fullmatch(ID_PATTERN, id):
        return True
    problems.append(found("bad-id", Place(shown), f"'{_text(id)}' is not an id"))
    return False


def _strays(root: Path, folder: Path) -> list[Diagnostic]:
    """YAML files that lie where nothing reads them, so that no work is lost unseen."""
    strays = []
    for inner, folders, files in walk(root):
        above = Path(inner).relative_to(root).parts
        folders[:] = [
            name
            for name in folders
            if name[0] not in "._" and (above or name not in ("archive", "pages"))
        ]
        strays += [
            (*above, name)
            for name in files
            if name[0] not in "._"
            and name.lower().endswith(_ENDINGS)
            and not _is_read((*above, name))
        ]
    return [
        found("stray-file", Place(_shown(path, folder)), "nothing reads this file", _advice(parts))
        for parts in sorted(strays)
        if (path := root.joinpath(*parts)).is_file()
    ]


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
