"""passes: the content → the index, file by file; then what is wrong with it as a whole.

`read_content` goes through the stages of `generator.index.STAGES` up to `stories`, each a map of a
function over files, and then looks at the content as a whole. What has not changed since the last
build is not read again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.archive import copy_digest
from generator.diagnostics import Diagnostic, Severity
from generator.digests import digest
from generator.files import list_folder
from generator.gc_pause import gc_paused
from generator.index import Reader, Store, StoredIndex
from generator.load import ContentFile, ContentFiles, Document, alleged_id, find_content
from generator.model import LockedQuotation
from generator.passes import content as units
from generator.passes.addresses import address_file
from generator.passes.causes import Known, one_for_one_cause
from generator.passes.checks import check_whole
from generator.passes.documents import Documents
from generator.passes.history import history_file
from generator.passes.job import Findings, Job, Outcome
from generator.passes.languages import files_in_language
from generator.passes.lock import lock_stage
from generator.passes.rechecks import recheck_file
from generator.passes.relations import relations
from generator.passes.reviews import review_file
from generator.passes.settings import read_settings
from generator.passes.stages import Stages
from generator.passes.stamps import stamp_stage
from generator.validate import look_alike_problems
from generator.verify.lock import LeftBehind, check_strays, no_lock

__all__ = ["Checked", "Job", "Options", "Outcome", "Stages", "read_content"]

# Errors of single sentences, which leave all others to be looked at; in a draft there are many.
_OF_ONE_SENTENCE = {"uncited-statement", "unknown-citation"}


@dataclass(frozen=True, slots=True)
class Options:
    """How content is read.

    Attributes:
        drafts: whether stories that are not published are shown. They are checked always.
        directory_urls: MkDocs's `use_directory_urls`.
        archive: a folder of copies that the lock is compared with; None compares nothing.
        executor: what runs the passes; None takes processes of this machine.
        touched: the files that may have changed since the index was written, by their paths
            relative to the site's folder; None if any may have.
        digests: digests of files by their paths, where they have just been read.
        is_reading: whether files are read and their references followed, and no more: nothing is
            held against lock, quotations or boundaries.
        language: the language that the content is wanted in; none for that of the originals. What
            is wrong is told of the originals alone, with their translations.
    """

    drafts: bool = False
    directory_urls: bool = False
    archive: Path | None = None
    executor: Executor | None = None
    touched: Collection[str] | None = None
    digests: Mapping[str, bytes] = field(default_factory=dict)
    is_reading: bool = False
    language: str = ""


@dataclass(slots=True)
class Checked:
    """The content of a site, read and checked.

    Attributes:
        stages: the index, and what works on the stages that follow.
        files: the files of the content.
        problems: what is wrong, the worst first.
        has_site: whether there is a valid `site.yml`.
    """

    stages: Stages
    files: ContentFiles
    problems: list[Diagnostic] = field(default_factory=list)
    has_site: bool = False

    @property
    def can_be_compared(self) -> bool:
        """Whether everything could be read that sentences are held against."""
        return self.has_site and all(
            each.severity is not Severity.ERROR or each.code in _OF_ONE_SENTENCE
            for each in self.problems
        )

    def index(self) -> StoredIndex:
        """All that was read, for whoever looks at the site as a whole."""
        return StoredIndex(Reader(self.stages.job.index))


def read_content(
    folder: Path, content: str, store: Store, options: Options | None = None
) -> Checked:
    """Read and check all content of a site, and bring its index up to date.

    Args:
        folder: the site's folder.
        content: the content folder's path, relative to `folder`.
        store: the index, of an earlier build or empty.
        options: how to read it.

    Raises:
        OSError: the index cannot be written.
    """
    options = options or Options()
    files, problems = find_content(folder, content)
    if options.language:
        files = files_in_language(folder, files, options.language)
    documents = Documents(folder, files)
    job = Job(folder, content, store.folder, 0, options.drafts, options.directory_urls,
              options.archive, options.is_reading, options.language)  # fmt: skip
    beside = [*files.reviews, *files.addresses, *files.histories]
    stages = Stages(job, store, options.executor, options.touched, options.digests)
    with gc_paused():
        site, settings = read_settings(stages, files.site)
        rechecks = recheck_file(stages, files.rechecks)
        stamps = stamp_stage(stages, files.stamps, settings)
        lock = lock_stage(stages, files.lock, has_sources=files.has_sources)
        terms = stages.map_files("terms", units.term_rule, files.terms)
        sources = stages.map_files(
            "sources",
            units.source,
            _source_files(files),
            besides=_copies(options.archive),
        )
        between = stages.single("relations", "relations", b"", partial(relations, documents))
        reviews = stages.map_files("reviews", review_file, files.reviews, keep=beside)
        addresses = stages.map_files("reviews", address_file, files.addresses, keep=beside)
        histories = stages.map_files("reviews", history_file, files.histories, keep=beside)
        stages.finish("reviews")
        texts = stages.map_files(
            "translations",
            units.source_translation,
            files.translations_of("source"),
            keep=files.translations_of("term"),
        )
        names = stages.map_files(
            "translations",
            units.term_names,
            files.translations_of("term"),
            keep=files.translations_of("source"),
        )
        stages.finish("translations")
        definitions = stages.map_files("stories", units.definition, files.terms, keep=files.stories)
        stories = stages.map_files("stories", units.story, files.stories, keep=files.terms)
        stages.finish("stories")
        translations = stages.map_files(
            "translated",
            units.sentence_translation,
            files.translations_of("site", "term", "story"),
        )
        whole = stages.single("site", "checks", *_check_whole(files, documents, terms, stories))
    found = [
        *site,
        *rechecks,
        *stamps,
        *lock,
        *terms,
        *sources,
        *between,
        *reviews,
        *addresses,
        *histories,
        *definitions,
        *stories,
        *texts,
        *names,
        *translations,
        *whole,
    ]
    checked = Checked(stages, files, problems, has_site=all(each.is_valid for each in site))
    if options.language:
        checked.problems = []
        return checked
    problems += [problem for each in found for problem in each.problems]
    problems += _look_alikes(checked, found)
    references = [problem for each in found for problem in each.references]
    if not all(each.is_valid for each in (*sources, *terms)) or files.misnamed_terms:
        # A name that stands in a bad file may be the one that is meant.
        references = [replace(problem, fix=()) for problem in references]
    problems += references
    if checked.can_be_compared and not options.is_reading:
        # Of an id that is mistyped where it is defined, the lock would tell once more.
        is_known = all(each.code != "unknown-citation" for each in problems)
        told = found if is_known else [*definitions, *stories]
        problems += [problem for each in told for problem in each.later]
        problems += _unlocked(checked, documents, sources) if is_known else ()
    pairs = [*zip(_source_files(files), sources, strict=True)]
    broken = [file.shown for file, each in pairs if each.hides_ids]
    shown = {file.id: file.shown for file in files.sources}
    bare = [file.shown for file, each in pairs if each.is_bare]
    checked.problems = one_for_one_cause(problems, Known(checked.index(), shown, broken, bare))
    return checked


def _source_files(files: ContentFiles) -> list[ContentFile]:
    """The files of sources, last those whose names are no ids."""
    return [*files.sources, *files.misnamed]


def _copies(archive: Path | None) -> bytes:
    """A digest of all archived copies, where sources are compared with them."""
    if archive is None or not archive.is_dir():
        return b""
    entries = list_folder(archive, inside=archive)
    return digest(*(part for e in entries for part in (e.name, str(copy_digest(archive / e.name)))))


def _check_whole(
    files: ContentFiles,
    documents: Documents,
    terms: Sequence[Findings],
    stories: Sequence[Findings],
) -> tuple[bytes, partial[Outcome]]:
    """What looks at the content as a whole, and the key of its result."""
    readable = [file.id for file, each in zip(files.stories, stories, strict=True) if each.is_read]
    is_whole = len(readable) == len(files.stories) and not files.missing_stories
    complete = (
        bool(stories)
        and not (files.misnamed_terms or files.missing_stories)
        and all(each.is_valid for each in (*stories, *terms))
    )
    alleged = _alleged_terms(files, terms)
    key = digest(*readable, "\0", *alleged, str(is_whole), str(complete))
    unit = partial(check_whole, documents, readable, alleged, is_whole=is_whole, complete=complete)
    return key, unit


def _alleged_terms(files: ContentFiles, terms: Sequence[Findings]) -> list[str]:
    """The ids of terms that have mistakes themselves: what refers to one is not wrong."""
    invalid = [file.id for file, each in zip(files.terms, terms, strict=True) if not each.is_valid]
    return [*invalid, *(alleged_id(file.path.name) for file in files.misnamed_terms)]


def _look_alikes(checked: Checked, found: Sequence[Findings]) -> list[Diagnostic]:
    """Names in other letters that look like a name of another file."""
    alike = [each for findings in found for each in findings.look_alikes]
    if not alike:
        return []
    index, known = checked.index(), dict[str, str]()
    for table in ("source name", "term name", "story name"):
        for names in index.table(table).values():
            known |= names
    return list(look_alike_problems(alike, known))


def _unlocked(
    checked: Checked, documents: Documents, sources: Sequence[Findings]
) -> list[Diagnostic]:
    """What only the lock or only the content knows; that there is no lock at all."""
    index, files = checked.index(), checked.files
    if files.lock is None:
        return no_lock(index.totals.quotations, documents.site())
    if index.table("lock").get("") is None:
        return []
    unlocked = [
        (index.quotations[id], documents.source(file.id))
        for file, each in zip(files.sources, sources, strict=False)
        for id in each.unlocked
    ]
    known = set(index.table("quotation"))
    gone = [(id, locked) for id, locked in index.table("locked").items() if id not in known]
    left = [_left_behind(id, locked, documents.lock()) for id, locked in gone]
    return check_strays(left, unlocked, documents.lock)


def _left_behind(id: str, locked: LockedQuotation, document: Document) -> LeftBehind:
    place = document.place(("quotations", id))
    return LeftBehind(id, place, document.lines[place.line - 1], locked)
