"""load: the YAML files of a site's content → documents.

What lies where is the design's tree: `site.yml`, `sources/ID.yml`, `glossary/ID.yml`,
`stories/SLUG/story.yml` with `addresses.yml` beside it. A file that cannot be read is reported and
left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath

from generator.diagnostics import Diagnostic, refusal_diagnostic
from generator.files import ReadError, read_file
from generator.load.alleged import alleged_id, alleged_ids, alleged_text
from generator.load.found import (
    ADDRESSES_FILE,
    HISTORY_FOLDER,
    LOCK_FILE,
    RECHECKS_FILE,
    REVIEWS_FOLDER,
    STORY_FILE,
    ContentFiles,
    find_content,
    shown_path,
)
from generator.load.parse import MAX_BYTES, MAX_LOCK_BYTES, decode, parse
from generator.load.stamps import STAMPS_FOLDER, StampFiles
from generator.load.text import (
    MAX_ADDRESSES_BYTES,
    MAX_HISTORY_BYTES,
    MAX_RECHECKS_BYTES,
    MAX_STAMPED_LIST_BYTES,
    MAX_TRANSLATION_BYTES,
)
from generator.load.translated import ContentFile, TranslationFile, is_translation, translation_key
from generator.load.tree import Document, Listing, Mapping, Node, Scalar, Trail, plain_value
from generator.load.values import Style
from generator.load.writing import document_of

__all__ = [
    "ADDRESSES_FILE",
    "HISTORY_FOLDER",
    "LOCK_FILE",
    "MAX_STAMPED_LIST_BYTES",
    "RECHECKS_FILE",
    "REVIEWS_FOLDER",
    "STAMPS_FOLDER",
    "STORY_FILE",
    "ContentFile",
    "ContentFiles",
    "Document",
    "Documents",
    "Listing",
    "Mapping",
    "Node",
    "Scalar",
    "StampFiles",
    "Style",
    "Trail",
    "TranslationFile",
    "alleged_id",
    "alleged_ids",
    "alleged_text",
    "document_from",
    "document_of",
    "file_bytes",
    "find_content",
    "load",
    "plain_value",
    "read_document",
    "shown_path",
    "translation_key",
]  # fmt: skip


@dataclass(slots=True)
class Documents:
    """The documents of a site by kind, each in the order of their files.

    `unread_sources` are the texts of source files that are no YAML, or have no usable name.
    """

    site: Document | None = None
    lock: Document | None = None
    rechecks: Document | None = None
    sources: list[Document] = field(default_factory=list)
    terms: list[Document] = field(default_factory=list)
    stories: list[Document] = field(default_factory=list)
    addresses: list[Document] = field(default_factory=list)
    reviews: list[Document] = field(default_factory=list)
    histories: list[Document] = field(default_factory=list)
    unread_sources: list[str] = field(default_factory=list)

    def ids_in_broken_sources(self, valid: Iterable[str]) -> set[str]:
        """Ids that seem to be given in source files other than the `valid` ones."""
        valid = set(valid)
        texts = [each.lines.text for each in self.sources if each.id not in valid]
        return {id for text in (*texts, *self.unread_sources) for id in alleged_ids(text)}


def load(
    folder: Path,
    content: str = "content",
    *,
    only_sources: bool = False,
    without_stories: bool = False,
) -> tuple[Documents, list[Diagnostic]]:
    """Read all content at once, for the commands that write it.

    Args:
        folder: the site's folder; diagnostics name files relative to it.
        content: the content folder's path, relative to `folder`.
        only_sources: whether nothing is read but the sources and `site.yml`.
        without_stories: whether stories, and what lies beside them, are passed over.

    Returns:
        The documents that could be read, and what was wrong with the others.
    """
    there, problems = find_content(folder, content)

    def read(files: Iterable[ContentFile]) -> list[Document]:
        documents = (read_document(file.path, folder, file.id, problems) for file in files)
        return [document for document in documents if document]

    site = read([there.site] if there.site else [])
    if only_sources:
        there = ContentFiles(sources=there.sources, misnamed=there.misnamed)
    if without_stories:
        there = ContentFiles(sources=there.sources, misnamed=there.misnamed, terms=there.terms)
    lock = read([there.lock] if there.lock else [])
    rechecks = read([there.rechecks] if there.rechecks else [])
    documents = Documents(
        site=site[0] if site else None,
        lock=lock[0] if lock else None,
        rechecks=rechecks[0] if rechecks else None,
        sources=read(there.sources),
        terms=read(there.terms),
        stories=read(there.stories),
        addresses=read(there.addresses),
        reviews=read(there.reviews),
        histories=read(there.histories),
    )
    read_ids = {document.id for document in documents.sources}
    for file in (*there.sources, *there.misnamed):
        if file.id not in read_ids:
            data = file_bytes(file, folder)
            documents.unread_sources.append(alleged_text(data) if isinstance(data, bytes) else "")
    return documents, problems


def file_bytes(file: ContentFile, folder: Path) -> bytes | Diagnostic:
    """The bytes of a file, or why it is not read."""
    most = _most_bytes(file.path)
    try:
        return read_file(file.path, inside=folder, at_most=most)
    except ReadError as error:
        return refusal_diagnostic(file.shown, error)


def read_document(path: Path, folder: Path, id: str, problems: list[Diagnostic]) -> Document | None:
    """Read one file; what is wrong with it is added to `problems`, None if it cannot be used."""
    file = ContentFile(path, shown_path(path, folder), id)
    data = file_bytes(file, folder)
    if isinstance(data, Diagnostic):
        problems.append(data)
        return None
    document, bad = document_from(data, file.shown, id)
    problems += bad
    return document


def document_from(data: bytes, path: str, id: str) -> tuple[Document | None, list[Diagnostic]]:
    """What a file holds: a pure function of its bytes.

    Args:
        data: the bytes.
        path: how diagnostics name the file.
        id: the document's id.

    Returns:
        The document, None if it cannot be used, and what was wrong.
    """
    text, bad = decode(data, path, _most_bytes(PurePosixPath(path)))
    if bad:
        return None, bad
    by_command = path.rpartition("/")[2] in (LOCK_FILE, RECHECKS_FILE)
    root, lines, bad = parse(text, path, by_command=by_command)
    return (None if root is None else Document(id, path, lines, root)), bad


def _most_bytes(path: PurePath) -> int:
    """How large a file may be: commands write what grows with a site or its age."""
    if path.parent.name == HISTORY_FOLDER:
        return MAX_HISTORY_BYTES
    sizes = {
        LOCK_FILE: MAX_LOCK_BYTES,
        RECHECKS_FILE: MAX_RECHECKS_BYTES,
        ADDRESSES_FILE: MAX_ADDRESSES_BYTES,
    }
    if is_translation(path.name):
        return MAX_TRANSLATION_BYTES
    return sizes.get(path.name, MAX_BYTES)
