"""Sources as another language has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.index.rows import SourceRecord
from generator.load import translation_key
from generator.pickling import pickled_by_values
from generator.resolve import QuotationEntry
from generator.resolve.translations import OF_QUOTATIONS


@pickled_by_values
@dataclass(frozen=True, slots=True)
class TranslationState:
    """How far a file is translated: numbers of its texts.

    Attributes:
        kind: what the file is: `source`, `term` or `story`.
        id: its id.
        language: the language that it is translated into.
        translated: the texts that have a translation, those that are stale with them.
        stale: those whose original has changed since.
        missing: those without one.
        left_over: translations whose original is gone.
    """

    kind: str
    id: str
    language: str
    translated: int
    stale: int
    missing: int
    left_over: int


class TranslatedRecords(Mapping[str, SourceRecord]):
    """The sources of a site, their quotations with the translations of one language."""

    def __init__(
        self,
        records: Mapping[str, SourceRecord],
        texts: Mapping[str, Mapping[str, str]],
        language: str,
    ) -> None:
        """Take the sources, and for language and source the texts by what they are known by."""
        self._records = records
        self._texts = texts
        self._language = language

    def __getitem__(self, id: str) -> SourceRecord:
        """The source with this id."""
        return self._translated(id, self._records[id])

    def __contains__(self, id: object) -> bool:
        """Whether there is such a source."""
        return id in self._records

    def __iter__(self) -> Iterator[str]:
        """The ids in order."""
        return iter(self._records)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._records)

    def items(self) -> Iterator[tuple[str, SourceRecord]]:  # type: ignore[override]
        """Ids and sources in order, one after the other."""
        return ((id, self._translated(id, record)) for id, record in self._records.items())

    def _translated(self, id: str, record: SourceRecord) -> SourceRecord:
        texts = self._texts.get(translation_key(self._language, id), {})
        entry = record.entry
        if note := texts.get("note"):
            entry = replace(entry, source=entry.source.model_copy(update={"note": note}))
        quotations = {
            name: self._quotation(name, each, texts) for name, each in record.quotations.items()
        }
        return replace(record, entry=entry, quotations=quotations)

    def _quotation(
        self, id: str, entry: QuotationEntry, texts: Mapping[str, str]
    ) -> QuotationEntry:
        own = entry.quotation
        given = {name: texts.get(f"{id}.{name}") for name in OF_QUOTATIONS if getattr(own, name)}
        changed = {name: text for name, text in given.items() if text}
        changed["translation"] = texts.get(f"{id}.words")  # type: ignore[assignment]
        return replace(entry, quotation=own.model_copy(update=changed))
