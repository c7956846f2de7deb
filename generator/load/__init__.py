"""load: the YAML files of a site's content → documents.

What lies where is the design's tree: `site.yml`, `sources/ID.yml`, `glossary/ID.yml`,
`stories/SLUG/story.yml`. A file that cannot be read is reported and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, found
from generator.load.parse import MAX_BYTES, MAX_LOCK_BYTES, decode, parse
from generator.load.tree import Document, Listing, Mapping, Node, Scalar, Style, Trail, plain_value
from generator.model.base import ID_PATTERN

__all__ = [
    "LOCK_FILE", "Document", "Documents", "Listing", "Mapping", "Node", "Scalar", "Style", "Trail",
    "load", "plain_value", "read_document",
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


def load(folder: Path, content: str = "content") -> tuple[Documents, list[Diagnostic]]:
    """Read all content.

    Args:
        folder: the site's folder; diagnostics name files relative to it.
        content: the content folder's path, relative to `folder`.

    Returns:
        The documents that could be read, and what was wrong with the others.
    """
    documents = Documents()
    root = folder / content
    if not root.is_dir():
        message = f"there is no folder '{content}'"
        return documents, [found("missing-folder", Place(content), message)]
    problems: list[Diagnostic] = []
    site_file = root / "site.yml"
    if _is_there(site_file):
        documents.site = read_document(site_file, folder, "site", problems)
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
        documents.lock = read_document(lock_file, folder, "lock", problems)
    documents.sources, unread = _folder(root / "sources", folder, problems)
    documents.sources_missing = not (root / "sources").is_dir()
    documents.unread_sources = [_lines(path) for path in unread]
    documents.terms, unread = _folder(root / "glossary", folder, problems)
    documents.term_files = len(documents.terms) + len(unread)
    documents.stories, documents.story_files = _stories(root / "stories", folder, problems)
    problems += _strays(root, folder)
    return documents, problems


def read_document(path: Path, folder: Path, id: str, problems: list[Diagnostic]) -> Document | None:
    """Read one file; what is wrong with it is added to `problems`, None if it cannot be used."""
    shown = _shown(path, folder)
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        problems.append(found("unreadable-file", Place(shown), message))
        return None
    text, bad = decode(data, shown, MAX_LOCK_BYTES if path.name == LOCK_FILE else MAX_BYTES)
    problems += bad
    if bad:
        return None
    root, lines, bad = parse(text, shown)
    problems += bad
    return None if root is None else Document(id, shown, lines, root)


def _folder(
    path: Path, folder: Path, problems: list[Diagnostic]
) -> tuple[list[Document], list[Path]]:
    """The documents `ID.yml` in one folder, and the files that could not be read."""
    documents: dict[str, Document | None] = {}
    unread = []
    for file in _files(path):
        if file.suffix not in _ENDINGS:
            continue
        shown = _shown(file, folder)
        if not _check_id(file.stem, shown, problems):
            unread.append(file)
        elif file.stem in documents:
            message = f"there is another file for the id '{file.stem}' beside it"
            problems.append(found("duplicate-file", Place(shown), message))
        else:
            document = read_document(file, folder, file.stem, problems)
            documents[file.stem] = document
            if document is None:
                unread.append(file)
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


def _stories(path: Path, folder: Path, problems: list[Diagnostic]) -> tuple[list[Document], int]:
    """The documents `SLUG/story.yml`, and how many there should be."""
    documents = []
    folders = [
        inner
        for inner in (sorted(path.iterdir()) if path.is_dir() else [])
        if inner.is_dir() and not inner.name.startswith(".")
    ]
    for inner in folders:
        shown = _shown(inner, folder)
        story = inner / "story.yml"
        if not _check_id(inner.name, shown, problems):
            continue
        if not _is_there(story):
            message = "there is no file 'story.yml' in this folder"
            problems.append(found("missing-file", Place(f"{shown}/story.yml"), message))
        elif document := read_document(story, folder, inner.name, problems):
            documents.append(document)
    return documents, len(folders)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return []
    return sorted(file for file in path.iterdir() if _is_there(file) and file.name[0] not in "._")


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
    problems = []
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if (
            path.suffix.lower() not in _ENDINGS
            or not path.is_file()
            or parts[0] in ("archive", "pages")
        ):
            continue
        if any(part[0] in "._" for part in parts):
            continue
        read = (
            parts in (("site.yml",), (LOCK_FILE,))
            or (len(parts) == 2 and parts[0] in ("sources", "glossary") and path.suffix in _ENDINGS)
            or (len(parts) == 3 and parts[0] == "stories" and parts[2] == "story.yml")
        )
        if not read:
            place = Place(_shown(path, folder))
            problems.append(found("stray-file", place, "nothing reads this file", _advice(parts)))
    return problems


def _advice(parts: tuple[str, ...]) -> str:
    """What to do about a file that nothing reads, where its name tells."""
    if parts[0] == "stories" and len(parts) == 3 and parts[2].lower().startswith("story."):
        return "Name it 'story.yml'."
    if parts[0] in ("sources", "glossary") and len(parts) == 2:
        return "Write its ending in lower case."
    return ""
