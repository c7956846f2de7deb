"""What a pass works with: a description that can be sent anywhere, and what is made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic
from generator.geography import Atlas, BadMapError, open_atlas
from generator.index import Question, Reader, Row, StoredIndex
from generator.load import ContentFile, translation_key
from generator.model import SiteSettings, Term
from generator.package_data import package_folder
from generator.resolve import Glossary, QuotationEntry, SourceEntry
from generator.verify import figures

if TYPE_CHECKING:
    from generator.render import Renderer


@dataclass(frozen=True, slots=True)
class Job:
    """All that a unit of work is told besides its name. It can be pickled.

    Attributes:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        index: the folder of the index.
        number: which stage of which build of this process it is: nothing that was read for
            another is taken for what stands in the index now.
        drafts: whether stories that are not published are shown.
        directory_urls: MkDocs's `use_directory_urls`.
        archive: a folder of copies that the lock is compared with; None compares nothing.
        is_reading: whether files are only read and their references followed.
        language: the language that the content is wanted in; none for that of the originals.
    """

    folder: Path
    content: str
    index: Path
    number: int
    drafts: bool = False
    directory_urls: bool = False
    archive: Path | None = None
    is_reading: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a unit leaves.

    Attributes:
        name: its name.
        key: a digest of what it was made from besides what it asked.
        rows: what stands in the index of it.
        asked: what it asked of the index.
        result: what the build itself needs to know.
    """

    name: str
    key: bytes
    rows: tuple[Row, ...] = ()
    asked: frozenset[Question] = frozenset()
    result: Any = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong in one file.

    Attributes:
        problems: what is wrong with the file itself.
        references: what is wrong with what it says of others.
        later: what is wrong besides, told if nothing on the site is wrong so far: quotations that
            are not as they were verified, figures that stand in nothing that is cited.
        is_read: whether it is YAML at all.
        is_valid: whether it can be used.
        hides_ids: whether it is a source that may have quotations whose ids nobody can tell.
        is_bare: whether it is a source without quotations.
        look_alikes: names that look like others.
        unlocked: the quotations that the lock does not name.
    """

    problems: tuple[Diagnostic, ...] = ()
    references: tuple[Diagnostic, ...] = ()
    later: tuple[Diagnostic, ...] = ()
    is_read: bool = True
    is_valid: bool = True
    hides_ids: bool = False
    is_bare: bool = False
    look_alikes: tuple[Any, ...] = ()
    unlocked: tuple[str, ...] = ()


@dataclass(slots=True)
class Desk:
    """What a process makes of a job, and keeps for all units of it that it works on."""

    job: Job
    reader: Reader
    _glossaries: dict[str, Glossary] = field(default_factory=dict)
    _term_names: dict[str, frozenset[str]] = field(default_factory=dict)
    _atlas: Atlas | Diagnostic | None = None
    _renderer: Renderer | None = None
    _libraries: dict[tuple[str, str], tuple[_Switch, figures.EvidenceIndex | None]] = field(
        default_factory=dict
    )

    def index(self, language: str = "") -> StoredIndex:
        """The index for one unit, which takes note of what it asks.

        Args:
            language: that of the translations which it sees; none for the originals' unit.
        """
        return StoredIndex(self.reader, language)

    def glossary(self, index: StoredIndex) -> Glossary:
        """How terms are spelled, in the language of the index too."""
        _ask_for_terms(index)
        if index.language not in self._glossaries:
            self._glossaries[index.language] = Glossary(_terms(index))
        return self._glossaries[index.language]

    def term_names(self, index: StoredIndex) -> frozenset[str]:
        """All spellings of all terms, those in the language of the index too."""
        _ask_for_terms(index)
        if index.language not in self._term_names:
            terms = _terms(index)
            names = frozenset(name for _, term in terms for name in (term.term, *term.aliases))
            self._term_names[index.language] = names
        return self._term_names[index.language]

    def atlas(self) -> Atlas | Diagnostic:
        """What maps are drawn from, or what is wrong with it."""
        if self._atlas is None:
            try:
                self._atlas = open_atlas(self.job.folder)
            except BadMapError as error:
                self._atlas = error.diagnostic
        return self._atlas

    def renderer(self, index: StoredIndex, *, with_map: bool = False) -> Renderer:
        """What the pages of one unit are made with.

        Args:
            index: the unit's index.
            with_map: whether there is a map among them.

        Raises:
            BadTranslationError: a translation of the site's own is wrong.
        """
        # What only reads and checks makes no pages.
        from generator.render import Links, Renderer, open_templates, wording_for  # noqa: PLC0415

        folder = self.job.folder
        if self._renderer is None:
            wording = wording_for(index.settings.language, folder / "site-templates" / "locale")
            self._renderer = Renderer(
                site=index,
                links=Links(self.job.directory_urls),
                wording=wording,
                templates=open_templates(folder, package_folder("site-templates"), wording),
                is_translation=bool(self.job.language),
            )
        atlas = self.atlas() if with_map else None
        return replace(
            self._renderer, site=index, atlas=atlas if isinstance(atlas, Atlas) else None
        )

    def library(self, index: StoredIndex, tag: str) -> figures.EvidenceIndex | None:
        """What can be cited, as a language reads it; its look-ups are asked of `index`."""
        _ask_for_terms(index)
        key = tag, index.language
        if key not in self._libraries:
            switch = _Switch(index)
            citable = _Citable(
                index.settings,
                _Switched(switch, "quotations"),
                _Switched(switch, "sources"),
                {id: _Term(term) for id, term in _terms(index)},
            )
            self._libraries[key] = switch, figures.read_site(citable, tag)
        switch, library = self._libraries[key]
        switch.index = index
        return library


def _ask_for_terms(index: StoredIndex) -> None:
    index.table("spelling rule").ask_all()
    if index.language:
        index.table("translated term").ask_all()


def _terms(index: StoredIndex) -> Iterator[tuple[str, Term]]:
    """The terms with their spellings, those in the language of the index too."""
    names = index.table("translated term")
    for id, term in index.table("spelling rule").values():
        own = names.get(translation_key(index.language, id), ()) if index.language else ()
        aliases = [*term.aliases, *own]
        yield id, term.model_copy(update={"aliases": aliases}) if own else term


@lru_cache(maxsize=2)
def desk(job: Job) -> Desk:
    """The desk of this process for a job."""
    return Desk(job, Reader(job.index))


class KnownIds(Collection[str]):
    """The ids that may be cited: of quotations, and what looks like one in a broken file."""

    def __init__(self, index: StoredIndex) -> None:
        self._index = index
        self._alleged = index.table("alleged quotation")

    def __contains__(self, id: object) -> bool:
        return self._index.record_of_quotation(str(id)) is not None or id in self._alleged

    def __iter__(self) -> Iterator[str]:
        yield from self._index.table("quotation")
        yield from self._alleged

    def __len__(self) -> int:
        return len(self._index.table("quotation")) + len(self._alleged)


@dataclass(frozen=True, slots=True)
class _Term:
    term: Term


@dataclass(frozen=True, slots=True)
class _Citable:
    settings: SiteSettings
    quotations: Mapping[str, QuotationEntry]
    sources: Mapping[str, SourceEntry]
    terms: Mapping[str, _Term]


@dataclass(slots=True)
class _Switch:
    """The index of the unit that is worked on."""

    index: StoredIndex


class _Switched(Mapping[str, Any]):
    """A table of whichever index is worked with."""

    def __init__(self, switch: _Switch, name: str) -> None:
        self._switch = switch
        self._name = name

    def _table(self) -> Mapping[str, Any]:
        table: Mapping[str, Any] = getattr(self._switch.index, self._name)
        return table

    def __getitem__(self, key: str) -> Any:
        return self._table()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._table()

    def __iter__(self) -> Iterator[str]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())


def sort_name(file: ContentFile) -> str:
    """What the rows of a file are sorted by: the files' own order."""
    return file.path.parent.name if file.path.name == "story.yml" else file.path.name
