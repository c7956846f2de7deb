"""`StoredIndex`: a `SiteIndex` that reads the index on disk, for one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from generator.diagnostics import Place
from generator.index.history import StoryHistory
from generator.index.reader import Reader
from generator.index.reviews import StoryReviews
from generator.index.rows import (
    Authority,
    Corrected,
    Disagreements,
    LeftWords,
    LoneFigure,
    Relations,
    SourceRecord,
    Stamp,
    StoryLine,
    Totals,
)
from generator.index.stages import KEYS, Question
from generator.index.tables import MOST_KNOWN, Lists, Streams, Successors, Table
from generator.index.translated import TranslatedRecords, TranslationState
from generator.model import LockedQuotation, RecheckedSource, SiteSettings
from generator.resolve import QuotationEntry, ResolvedStory, SourceEntry, TermEntry, Use

if TYPE_CHECKING:
    # It is read by those alone who ask for hand-written pages.
    from generator.pages import WrittenPage

T = TypeVar("T")


class _OfSource(Mapping[str, T]):
    """What stands by quotation, and is kept with the quotation's source."""

    def __init__(self, index: StoredIndex, pick: Callable[[SourceRecord], Mapping[str, T]]) -> None:
        self._index = index
        self._pick = pick

    def __getitem__(self, id: str) -> T:
        record = self._index.record_of_quotation(id)
        if record is None:
            raise KeyError(id)
        return self._pick(record)[id]

    def __contains__(self, id: object) -> bool:
        record = self._index.record_of_quotation(str(id))
        return record is not None and id in self._pick(record)

    def __iter__(self) -> Iterator[str]:
        for record in self._index.records():
            yield from self._pick(record)

    def __len__(self) -> int:
        return sum(len(self._pick(record)) for record in self._index.records())

    def values(self) -> Iterator[T]:  # type: ignore[override]
        return (value for _, value in self.items())

    def items(self) -> Iterator[tuple[str, T]]:  # type: ignore[override]
        for record in self._index.records():
            yield from self._pick(record).items()


class _Sources(Mapping[str, SourceEntry]):
    def __init__(self, records: Mapping[str, SourceRecord]) -> None:
        self._records = records

    def __getitem__(self, id: str) -> SourceEntry:
        return self._records[id].entry

    def __contains__(self, id: object) -> bool:
        return id in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def values(self) -> Iterator[SourceEntry]:  # type: ignore[override]
        return (record.entry for _, record in self._records.items())

    def items(self) -> Iterator[tuple[str, SourceEntry]]:  # type: ignore[override]
        return ((id, record.entry) for id, record in self._records.items())


class _Uses(Mapping[str, tuple[Use, ...]]):
    """Where quotations are used; kept by source, so that a page of a source asks once."""

    def __init__(self, index: StoredIndex, found: Lists[Mapping[str, tuple[Use, ...]]]) -> None:
        self._index = index
        self._found = found

    def __getitem__(self, id: str) -> tuple[Use, ...]:
        record = self._index.record_of_quotation(id)
        if record is None:
            raise KeyError(id)
        return tuple(use for each in self._found[record.entry.id] for use in each.get(id, ()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._index.quotations)

    def __len__(self) -> int:
        return len(self._index.quotations)


class _Spellings(Mapping[str, Mapping[str, tuple[str, ...]]]):
    """The spellings of terms, in their order, each with its sources in theirs."""

    def __init__(self, found: Lists[tuple[str, str]]) -> None:
        self._found = found

    def __getitem__(self, term: str) -> Mapping[str, tuple[str, ...]]:
        sources: dict[str, list[str]] = {}
        for spelling, source in self._found[term]:
            sources.setdefault(spelling, []).append(source)
        return {spelling: tuple(sources[spelling]) for spelling in sorted(sources)}

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class StoredIndex:
    """The index as one unit of work sees it. `asked` are the questions that it has asked."""

    def __init__(self, reader: Reader, language: str = "") -> None:
        """Take what reads the index; several may share it.

        With a `language`, quotations have the translations that they have in it, and no others.
        """
        self.asked: set[Question] = set()
        ask = self.asked.add
        self.language = language
        self._reader = reader
        self._ask = ask
        self._records: Mapping[str, SourceRecord] = Table("source", reader, ask)
        if language:
            translations = Table[Mapping[str, str]]("translated source", reader, ask)
            self._records = TranslatedRecords(self._records, translations, language)
        self._record_of: dict[str, SourceRecord] = {}
        self._site: Table[tuple[SiteSettings, Place]] = Table("site", reader, ask)
        self._totals: Table[Totals] = Table("total", reader, ask)
        self.sources: Mapping[str, SourceEntry] = _Sources(self._records)
        self.quotations: Mapping[str, QuotationEntry] = _OfSource(self, lambda r: r.quotations)
        self.verified: Mapping[str, LockedQuotation] = _OfSource(self, lambda r: r.verified)
        self.authorities: Mapping[str, Authority] = _OfSource(self, lambda r: r.authorities)
        self.digests: Mapping[str, str] = Table("locked source", reader, ask)
        self.rechecked: Mapping[str, RecheckedSource] = Table("rechecked", reader, ask)
        self.left_page: Mapping[str, Mapping[str, LeftWords]] = Table("left page", reader, ask)
        self.stamped: Mapping[str, Stamp] = Table("stamped", reader, ask)
        self.time_stamps: Mapping[str, Stamp] = Table("time stamp", reader, ask)
        self.stamp_files: Mapping[str, bytes] = Table("stamp file", reader, ask)
        self.voice_of: Mapping[str, str] = Table("voice", reader, ask)
        self.relations: Mapping[str, Relations] = Table("relation", reader, ask)
        self.terms: Mapping[str, TermEntry] = Table("term", reader, ask)
        self.stories: Mapping[str, StoryLine] = Table("story", reader, ask)
        self.documents: Mapping[str, ResolvedStory] = Table("document", reader, ask)
        self.uses: Mapping[str, tuple[Use, ...]] = _Uses(self, Lists("use", reader, ask))
        self.same_statement: Mapping[str, tuple[str, ...]] = Lists("same statement", reader, ask)
        self.spellings: Mapping[str, Mapping[str, tuple[str, ...]]] = _Spellings(
            Lists("spelling", reader, ask)
        )
        self.term_stories: Mapping[str, tuple[str, ...]] = Lists("term story", reader, ask)
        self.read_next: Mapping[str, tuple[str, ...]] = Successors("successor", reader, ask)
        self.disagreements: Mapping[str, Disagreements] = Table("disagreement", reader, ask)
        self.corrected: Mapping[str, Corrected] = Table("corrected", reader, ask)
        self.reviews: Mapping[str, StoryReviews] = Table("reviewed", reader, ask)
        self.histories: Mapping[str, StoryHistory] = Table("history", reader, ask)
        self.recent: Mapping[str, str] = Table("recent", reader, ask)
        self.lone_figures: Mapping[str, Mapping[str, tuple[LoneFigure, ...]]] = Table(
            "lone figure", reader, ask
        )
        self.search: Mapping[str, Iterable[Any]] = Streams("search", reader, ask)
        self.data: Mapping[str, Iterable[Any]] = Streams("data", reader, ask)
        self.written: Mapping[str, WrittenPage] = Table("written page", reader, ask)
        self.translations: Mapping[str, TranslationState] = Table("translation", reader, ask)
        self.map_frames: Mapping[str, Any] = Table("map frame", reader, ask)

    @property
    def has_settings(self) -> bool:
        """Whether there is a valid `site.yml`."""
        return "" in self._site

    @property
    def settings(self) -> SiteSettings:
        """What `site.yml` says."""
        return self._site[""][0]

    @property
    def place(self) -> Place:
        """Where `site.yml` begins."""
        return self._site[""][1]

    @property
    def lock_rules(self) -> int:
        """The version of the normalisation rules that is the lock's; 0 without one."""
        rules: int = Table[Any]("lock", self._reader, self._ask).get("", 0)
        return rules

    @property
    def totals(self) -> Totals:
        """Numbers of the site as a whole."""
        return self._totals[""]

    @property
    def newest(self) -> str:
        """The newest day that a story or a source has, the only clock that pages go by."""
        days = [
            self.totals.newest,
            *islice(Table[str]("recent", self._reader, self._ask).values(), 1),
        ]
        return max(days)

    def table(self, name: str) -> Table[Any]:
        """Any table with one value a key, for the checks that look at the site as a whole."""
        return Table(name, self._reader, self._ask)

    def lists(self, name: str) -> Lists[Any]:
        """Any table with several values a key."""
        return Lists(name, self._reader, self._ask)

    def repeated(self, name: str) -> list[str]:
        """The keys of a table that have several rows."""
        self._ask((name, KEYS))
        return self._reader.repeated(name)

    def records(self) -> Iterator[SourceRecord]:
        """All sources with their quotations, one after the other."""
        return (record for _, record in self._records.items())

    def record_of_quotation(self, id: str) -> SourceRecord | None:
        """The source that a quotation belongs to, or None if there is no such quotation."""
        if id in self._record_of:
            return self._record_of[id]
        # That the source has it is said by the source's record, which is asked for below.
        for source, *_ in self._reader.values("quotation", id):
            record = self._records.get(source)
            if record is not None:
                if len(self._record_of) >= MOST_KNOWN:
                    self._record_of.clear()
                self._record_of[id] = record
                return record
        self._ask(("quotation", id))
        return None
