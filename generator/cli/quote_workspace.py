"""What `explainer quote` works with: the sources that are looked in, their copies, all ids."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.archive import KeptTexts
from generator.authoring.copies import Copies
from generator.cache_folder import kept_folder
from generator.cli.common import CommandError
from generator.cli.content import archive_in, check_sources, find_content
from generator.cli.output import Output
from generator.load import Documents, load, plain_value
from generator.model import Source
from generator.validate import Entry, valid_entries


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a run works with.

    Attributes:
        output: where it says what it does.
        folder: the site's folder.
        archive: the folder of copies.
        language: the site's language.
        sources: the sources that can be used, by id.
        named: the ids of all sources, those of files with errors too.
        copies: the copies of those that can be used.
        taken: the ids of all quotations, those in files with errors too.
    """

    output: Output
    folder: Path
    archive: Path
    language: str
    sources: dict[str, Entry[Source]]
    named: tuple[str, ...]
    copies: Copies
    taken: frozenset[str]

    def language_of(self, source: Source) -> str:
        """The language of a source's words."""
        return source.language or self.language

    def check_source(self, id: str) -> None:
        """Say what keeps a source from being looked in.

        Raises:
            CommandError: it is not there, or has errors.
        """
        check_sources(self.named, self.sources, id)

    def readable(self, source: str | None) -> list[str]:
        """The ids of the sources that are looked in, all or the one that is named.

        Raises:
            CommandError: no copy of theirs can be read.
        """
        ids = [source] if source else [*self.sources]
        found = [id for id in ids if self.copies.texts(id)]
        if not found:
            raise CommandError(self.copies.problems[0])
        self.warn_of_copies()
        return found

    def warn_of_copies(self) -> None:
        """Say what was wrong with the copies that were looked into."""
        for problem in self.copies.problems:
            self.output.warn(problem)


def open_workspace(output: Output, config_file: Path, archive: Path | None) -> Workspace:
    """Read a site's sources; its copies are read when they are looked into.

    Raises:
        CommandError: mkdocs.yml cannot be used, or there is no source or no archive.
    """
    content = find_content(output, config_file)
    folder = archive_in(content, archive)
    documents, _ = load(content.site, content.folder, only_sources=True)
    sources = {entry.id: entry for entry in valid_entries(documents.sources, Source)}
    named = tuple(document.id for document in documents.sources)
    check_sources(named, sources)
    kept = kept_folder(content.site, "copies")
    copies = Copies(sources.values(), folder, KeptTexts(kept) if kept else None)
    ids = frozenset(_ids(documents))
    language = _language(documents)
    return Workspace(output, content.site, folder, language, sources, named, copies, ids)


def _language(documents: Documents) -> str:
    value = plain_value(documents.site.root) if documents.site else None
    found = value.get("language") if isinstance(value, dict) else None
    return found if isinstance(found, str) and found else "en"


def _ids(documents: Documents) -> set[str]:
    """The ids of all quotations, those in files with errors too."""
    found = documents.ids_in_broken_sources(())
    for document in documents.sources:
        value = plain_value(document.root)
        rows = value.get("quotations") if isinstance(value, dict) else None
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict):
                found.add(str(row.get("id")))
    return found
