"""A site's sources → what is looked for on the web."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.archive import KeptTexts
from generator.authoring.copies import Copies
from generator.cache_folder import kept_folder
from generator.diagnostics import Diagnostic
from generator.load import LOCK_FILE, RECHECKS_FILE, load, read_document
from generator.model import Lock, Rechecks, SiteSettings, Source, words_language
from generator.model.base import Model
from generator.rechecking.judge import WantedSource
from generator.rechecking.words import WantedWords
from generator.validate import Entry, valid_entries, validate_document

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Site:
    """What a run knows of a site.

    Attributes:
        settings: what `site.yml` says.
        sources: the sources that can be used, by id.
        broken: the ids of those that cannot.
        record: what earlier runs have found.
        problems: what was wrong with the file of that.
        copies: the archived copies, each read when it is needed.
        lock: what the lock says of quotations; nothing where there is none.
    """

    settings: SiteSettings
    sources: dict[str, Entry[Source]]
    broken: tuple[str, ...]
    record: Rechecks
    problems: tuple[Diagnostic, ...]
    copies: Copies
    lock: Lock | None

    def wanted(self, id: str) -> Iterator[WantedSource]:
        """What is looked for of a source: its live page, and its public copy."""
        source = self.sources[id].model
        words = tuple(self._words(source))
        copy = partial(_text, self.copies, id)
        yield WantedSource(id, source.url, source.title, words, copy)
        if source.archive_url:
            yield WantedSource(id, source.archive_url, source.title, words, copy, is_archive=True)

    def _words(self, source: Source) -> Iterator[WantedWords]:
        known = self.lock.quotations if self.lock else {}
        for each in source.quotations:
            locked = known.get(each.id)
            if locked and locked.exact != each.exact:
                locked = None
            yield WantedWords(
                each.id,
                each.exact,
                each.prefix or "",
                each.suffix or "",
                locked.prefix if locked else "",
                locked.suffix if locked else "",
                words_language(each, source, self.settings),
            )


def _text(copies: Copies, id: str) -> str:
    """The text of a source's archived copy; empty if it cannot be read."""
    texts = copies.texts(id)
    return texts.static.original if texts else ""


def read_site(folder: Path, content: str, archive: Path | None = None) -> Site | None:
    """Read what a run needs to know.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        archive: the folder of copies; None takes the one in the content folder.

    Returns:
        The site; None if its `site.yml` cannot be used.
    """
    documents, _ = load(folder, content, only_sources=True)
    settings = valid_entries([documents.site] if documents.site else [], SiteSettings)
    if not settings:
        return None
    sources = {entry.id: entry for entry in valid_entries(documents.sources, Source)}
    broken = tuple(each.id for each in documents.sources if each.id not in sources)
    problems: list[Diagnostic] = []
    record = _read(folder, content, RECHECKS_FILE, Rechecks, problems)
    kept = kept_folder(folder, "copies")
    copies = Copies(
        sources.values(),
        archive or folder / content / "archive",
        KeptTexts(kept) if kept else None,
    )
    # What is wrong with the lock is told by whoever checks the content.
    lock = _read(folder, content, LOCK_FILE, Lock, [])
    return Site(
        settings[0].model, sources, broken, record or Rechecks(), tuple(problems), copies, lock
    )


def _read(
    folder: Path, content: str, name: str, model: type[M], problems: list[Diagnostic]
) -> M | None:
    path = folder / content / name
    if not path.exists() and not path.is_symlink():
        return None
    document = read_document(path, folder, name.partition(".")[0], problems)
    if document is None:
        return None
    value, wrong = validate_document(document, model)
    problems += wrong
    return value
