"""Files read once more, to say where in them something is wrong.

A build keeps no file. What is wrong between files is found in the index; the file is read again for
the place of it, and the line that it stands in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.diagnostics import Place
from generator.load import ContentFile, ContentFiles, Document, read_document

_MOST = 200


@dataclass(slots=True)
class Documents:
    """The documents of a site, read when somebody asks for one."""

    folder: Path
    files: ContentFiles
    _read: OrderedDict[str, Document] = field(default_factory=OrderedDict)
    _places: dict[str, list[Place]] = field(default_factory=dict)
    _by_id: dict[str, Mapping[str, ContentFile]] = field(default_factory=dict)

    def source(self, id: str) -> Document:
        """The file of a source."""
        return self._document(self._file("sources", id))

    def quotation(self, source: str, at: int) -> tuple[Document, Place]:
        """The file of a source, and where the id of its quotation number `at` stands."""
        document = self.source(source)
        # Found for all of them at once: a file may have thousands.
        if document.path not in self._places:
            found = document.places(("quotations",), "id")
            self._places[document.path] = [places[0] for places in found]
        return document, self._places[document.path][at]

    def term(self, id: str) -> Document:
        """The file of a term."""
        return self._document(self._file("terms", id))

    def story(self, id: str) -> Document:
        """The file of a story."""
        return self._document(self._file("stories", id))

    def lock(self) -> Document:
        """The lock."""
        return self._document(self.files.lock)

    def site(self) -> Document:
        """`site.yml`."""
        return self._document(self.files.site)

    def _file(self, kind: str, id: str) -> ContentFile:
        if kind not in self._by_id:
            self._by_id[kind] = {file.id: file for file in getattr(self.files, kind)}
        return self._by_id[kind][id]

    def _document(self, file: ContentFile | None) -> Document:
        if file is None:
            raise FileNotFoundError
        if file.shown not in self._read:
            document = read_document(file.path, self.folder, file.id, [])
            if document is None:
                # It was read a moment ago: somebody has changed it since.
                raise FileNotFoundError(file.path)
            self._read[file.shown] = document
            if len(self._read) > _MOST:
                self._places.pop(self._read.popitem(last=False)[0], None)
        return self._read[file.shown]
