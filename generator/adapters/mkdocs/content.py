"""The first pass with what mkdocs.yml says about it, and the hand-written pages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import _default_exclude

from generator.adapters.collisions import address_collisions
from generator.adapters.mkdocs.written import markdown_of
from generator.adapters.written_languages import in_language
from generator.diagnostics import Diagnostic, Severity, worst_first
from generator.digests import digest
from generator.index import Reader, Store, StoredIndex, row
from generator.model import Download, SiteSettings
from generator.model.hosts import known_hosts
from generator.pages import PagesFolder, Written, read_pages
from generator.passes import Options, Outcome, Stages, read_content
from generator.passes.pages import site_outlines
from generator.render import Outline

ARCHIVE = "archive"
"""The folder of copies in the content folder."""


def site_folder(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    # Of the link, where mkdocs.yml is one: MkDocs goes by that too.
    return Path(config.config_file_path).parent.resolve()


@dataclass(slots=True)
class SiteContent:
    """All that a site is made from, read and checked.

    Attributes:
        stages: the index, and what works on its stages.
        settings: what `site.yml` says; None if nothing can be built.
        written: the hand-written pages and the files beside them.
        every_written: the same with the pages of all languages.
        outlines: what the navigation shows of the pages of the site as a whole, by name.
        diagnostics: everything that is wrong, the worst first.
    """

    stages: Stages
    settings: SiteSettings | None
    written: Written = field(default_factory=Written)
    every_written: Written = field(default_factory=Written)
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def index(self) -> StoredIndex:
        """The index as it is now, for whoever looks at the site as a whole."""
        return StoredIndex(Reader(self.stages.job.index))

    def blocked(self, *, strict: bool = False) -> bool:
        """Whether this must not be published: an error, or under `strict` anything at all."""
        return any(strict or d.severity is Severity.ERROR for d in self.diagnostics)


def read_site(  # noqa: PLR0913 - the options of a build, each given by name
    config: MkDocsConfig,
    content: str,
    store: Store,
    *,
    drafts: bool = False,
    strict: bool = False,
    executor: Executor | None = None,
    touched: Collection[str] | None = None,
    digests: Mapping[str, bytes] | None = None,
    written: Written | None = None,
    language: str = "",
) -> SiteContent:
    """Read and check all that a site is made from.

    Args:
        config: MkDocs's configuration.
        content: the content folder's path, relative to the site's.
        store: the index, of an earlier build or empty.
        drafts: whether stories that are not published are shown.
        strict: whether the lock is compared with the archived copies that are at hand.
        executor: what runs the passes; None takes processes of this machine.
        touched: the files that may have changed since the index was written; None if any may have.
        digests: digests of files by their paths, where they have just been read.
        written: the hand-written pages, where they are known to be as they were.
        language: the language that the site is wanted in; none for that of the originals.

    Raises:
        OSError: the index cannot be written.
    """
    folder = site_folder(config)
    options = Options(
        drafts=drafts,
        directory_urls=config.use_directory_urls,
        archive=folder / content / ARCHIVE if strict else None,
        executor=executor,
        touched=touched,
        digests=digests or {},
        language=language,
    )
    checked = read_content(folder, content, store, options)
    index = checked.index()
    settings = index.settings if checked.has_site else None
    problems = checked.problems
    if written is None:
        written, found = read_pages(
            folder,
            folder / content,
            _pages_folder(config),
            settings.downloads if settings else list(Download),
            known_hosts(settings.never_link if settings else ()),
        )
        problems += found
    every = written
    if settings:
        written = in_language(every, language, settings)
    _keep_written(checked.stages, written)
    site = SiteContent(checked.stages, settings, written, every)
    if settings and not any(each.severity is Severity.ERROR for each in problems):
        outlines = site_outlines(checked.stages.next_job())
        if isinstance(outlines, Diagnostic):
            problems.append(outlines)
        else:
            site.outlines = outlines
            problems += address_collisions(index, outlines.values(), written)
    site.diagnostics = tuple(worst_first(problems))
    return site


def _keep_written(stages: Stages, written: Written) -> None:
    """Put the hand-written pages into the index, for the search."""
    known = stages.store.keys("written")
    names = set()
    for at, page in enumerate(written.pages):
        names.add(page.path)
        key = digest(f"{at:06}", repr(page))
        if known.get(page.path) != key:
            rows = (row("written page", page.path, page, f"{at:06}"),)
            stages.put("written", Outcome(page.path, key, rows))
    stages.drop("written", known.keys() - names)
    stages.finish("written")


def _pages_folder(config: MkDocsConfig) -> PagesFolder:
    """Where hand-written pages lie, and how MkDocs would read them."""
    own = config.exclude_docs
    left_out = _default_exclude + own if own else _default_exclude
    return PagesFolder(Path(config.docs_dir), markdown_of(config), left_out.match_file)
