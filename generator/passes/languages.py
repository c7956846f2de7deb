"""The content as another language has it: each file with the translations set in.

The same passes go over it, into an index of its own. What is wrong with translations has been told
when the originals were read; here they are used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Diagnostic
from generator.load import (
    ContentFile,
    ContentFiles,
    Document,
    TranslationFile,
    document_from,
    document_of,
    file_bytes,
)
from generator.model import Addresses, SiteSettings, Source, Story, Term, Translation, Untranslated
from generator.model.base import Model
from generator.resolve.translations import (
    Value,
    layered_site,
    layered_source,
    layered_story,
    layered_term,
)
from generator.validate import Entry, valid_entries

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class LayeredFile(ContentFile):
    """A file of the content with its translation.

    Attributes:
        kind: what it holds: `site`, `source`, `term` or `story`.
        translation: the file of translations, if there is one.
        addresses: those of a story's sentences; None if there are none.
        language: the language that it is wanted in.
        written_in: that of the originals.
        shows_original: whether what is not translated is shown as it is.
    """

    kind: str = ""
    translation: TranslationFile | None = None
    addresses: ContentFile | None = None
    language: str = ""
    written_in: str = ""
    shows_original: bool = True

    @property
    def layers(self) -> tuple[ContentFile, ...]:
        """The files that it is made from besides its own."""
        return tuple(each for each in (self.translation, self.addresses) if each)


def files_in_language(folder: Path, files: ContentFiles, language: str) -> ContentFiles:
    """The files of a site's content as another language has them; the same without `site.yml`."""
    site = _entry(folder, files.site, SiteSettings)
    return layered_files(files, language, site.model) if site else files


def original_source(folder: Path, file: LayeredFile) -> Source | None:
    """A source as it is without translations."""
    found = _entry(folder, file, Source)
    return found.model if found else None


def layered_files(files: ContentFiles, language: str, settings: SiteSettings) -> ContentFiles:
    """The files of a site's content as another language has them.

    Args:
        files: the files.
        language: the language.
        settings: what `site.yml` says of the originals.
    """
    translations = {
        (each.kind, each.id): each for each in files.translations if each.language == language
    }
    addresses = {each.id: each for each in files.addresses}

    def layered(kind: str, file: ContentFile) -> LayeredFile:
        return LayeredFile(
            path=file.path,
            shown=file.shown,
            id=file.id,
            kind=kind,
            translation=translations.get((kind, file.id)),
            addresses=addresses.get(file.id) if kind == "story" else None,
            language=language,
            written_in=settings.language,
            shows_original=settings.untranslated is Untranslated.ORIGINAL,
        )

    return replace(
        files,
        site=layered("site", files.site) if files.site else None,
        sources=[layered("source", each) for each in files.sources],
        terms=[layered("term", each) for each in files.terms],
        stories=[layered("story", each) for each in files.stories],
        addresses=[],
        reviews=[],
        histories=[],
        translations=[],
    )


def layered_document(folder: Path, file: LayeredFile) -> tuple[Document | None, Addresses | None]:
    """A file with its translation as one document.

    Args:
        folder: the site's folder.
        file: the file.

    Returns:
        The document, None if it is not shown or cannot be read, and of a story the addresses of its
        sentences.
    """
    value, addresses = _value(folder, file)
    return None if value is None else document_of(value, file.shown, file.id), addresses


def _value(folder: Path, file: LayeredFile) -> tuple[Value | None, Addresses | None]:
    found = _entry(folder, file.translation, Translation)
    translation = found.model if found else None
    if file.kind == "story":
        return _story(folder, file, translation)
    value: Value | None = None
    if file.kind == "source" and (source := _entry(folder, file, Source)):
        value = layered_source(source, translation, file.written_in)
    elif file.kind == "term" and (term := _entry(folder, file, Term)):
        value = layered_term(term, translation, file.written_in, shown=file.shows_original)
    elif file.kind == "site" and (site := _entry(folder, file, SiteSettings)):
        value = layered_site(site, translation, file.language, file.written_in)
    return value, None


def _story(
    folder: Path, file: LayeredFile, translation: Translation | None
) -> tuple[Value | None, Addresses | None]:
    story = _entry(folder, file, Story)
    if story is None:
        return None, None
    record = _entry(folder, file.addresses, Addresses)
    return layered_story(
        story,
        record.model if record else None,
        translation,
        story.model.language or file.written_in,
        shown=file.shows_original,
    )


def _entry(folder: Path, file: ContentFile | None, model: type[M]) -> Entry[M] | None:
    """A file as it lies there; None if there is none, or it cannot be used."""
    data = file_bytes(file, folder) if file else None
    if file is None or data is None or isinstance(data, Diagnostic):
        return None
    document, _ = document_from(data, file.shown, file.id)
    return next(iter(valid_entries([document] if document else [], model)), None)
