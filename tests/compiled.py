"""A whole site in memory, for tests that look at what the passes make of it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Severity, worst_first
from generator.geography import Atlas, open_atlas
from generator.index import (
    Authority,
    LeftWords,
    Relations,
    SiteIndex,
    Stamp,
    Store,
    StoryHistory,
    StoryLine,
    StoryReviews,
    Totals,
    TranslationState,
    row,
)
from generator.model import Download, LockedQuotation, RecheckedSource, SiteSettings
from generator.model.hosts import known_hosts
from generator.package_data import package_folder
from generator.pages import PagesFolder, Written, WrittenPage, read_pages
from generator.passes import Options, Outcome, read_content
from generator.passes.job import desk
from generator.passes.pages import all_made, second_pass, site_outlines, third_pass
from generator.render import DataFile, Links, Page, Renderer, open_templates, wording_for
from generator.resolve import QuotationEntry, ResolvedStory, SourceEntry, TermEntry, Use

_TABLES = (
    "sources", "quotations", "verified", "digests", "rechecked", "left_page",
    "translations",
    "stamped", "time_stamps", "stamp_files", "authorities", "voice_of", "relations", "terms",
    "stories", "documents", "uses", "same_statement", "spellings", "term_stories", "read_next",
    "disagreements", "corrected", "reviews", "histories", "recent", "lone_figures", "map_frames",
    "written",
)  # fmt: skip
_SEARCH = ("story", "source", "section", "event", "disagreement", "statement", "quotation")


@dataclass(frozen=True, repr=False)
class Site:
    """A `SiteIndex` whose tables are dictionaries; `told` are the stories, the newest first."""

    settings: SiteSettings
    place: Any
    totals: Totals = field(default_factory=Totals)
    newest: str = "1970-01-01"
    sources: Mapping[str, SourceEntry] = field(default_factory=dict)
    quotations: Mapping[str, QuotationEntry] = field(default_factory=dict)
    verified: Mapping[str, LockedQuotation] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    rechecked: Mapping[str, RecheckedSource] = field(default_factory=dict)
    left_page: Mapping[str, Mapping[str, LeftWords]] = field(default_factory=dict)
    translations: Mapping[str, TranslationState] = field(default_factory=dict)
    lock_rules: int = 0
    stamped: Mapping[str, Stamp] = field(default_factory=dict)
    time_stamps: Mapping[str, Stamp] = field(default_factory=dict)
    stamp_files: Mapping[str, bytes] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    voice_of: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, Relations] = field(default_factory=dict)
    terms: Mapping[str, TermEntry] = field(default_factory=dict)
    stories: Mapping[str, StoryLine] = field(default_factory=dict)
    documents: Mapping[str, ResolvedStory] = field(default_factory=dict)
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    same_statement: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spellings: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    term_stories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read_next: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    disagreements: Mapping[str, Any] = field(default_factory=dict)
    corrected: Mapping[str, Any] = field(default_factory=dict)
    reviews: Mapping[str, StoryReviews] = field(default_factory=dict)
    histories: Mapping[str, StoryHistory] = field(default_factory=dict)
    recent: Mapping[str, str] = field(default_factory=dict)
    lone_figures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    search: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    data: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    map_frames: Mapping[str, Any] = field(default_factory=dict)
    written: Mapping[str, WrittenPage] = field(default_factory=dict)

    @property
    def told(self) -> tuple[ResolvedStory, ...]:
        return tuple(self.documents.values())

    @classmethod
    def of(cls, index: SiteIndex) -> Site:
        """All that an index holds."""
        tables = {name: dict(getattr(index, name).items()) for name in _TABLES}
        for name in ("same_statement", "term_stories", "read_next"):
            tables[name] = _WithNone(tables[name])
        tables["spellings"] = _WithNoSpellings(tables["spellings"])
        tables["search"] = {name: list(index.search[name]) for name in _SEARCH}
        tables["data"] = {"": list(index.data[""])}
        return cls(
            index.settings, index.place, index.totals, index.newest,
            lock_rules=index.lock_rules, **tables,
        )  # fmt: skip

    def with_stories(self, stories: Sequence[ResolvedStory]) -> Site:
        """The site with other stories in the place of its own."""
        line = next(iter(self.stories.values()))
        lines = {
            each.slug: self.stories.get(each.slug)
            or replace(line, slug=each.slug, title=each.story.title)
            for each in stories
        }
        return replace(
            self,
            stories=lines,
            documents={each.slug: each for each in stories},
            recent=dict.fromkeys(lines, ""),
        )


class _WithNone(dict[str, Any]):
    """Nothing under a key that is not there."""

    def __missing__(self, key: str) -> Any:
        return ()


class _WithNoSpellings(dict[str, Any]):
    """The same where each value is a mapping."""

    def __missing__(self, key: str) -> Any:
        return {}


@dataclass(frozen=True, repr=False)
class Rendered:
    """All pages and data files of a site, but the database, which few tests want to have made."""

    pages: tuple[Page, ...] = ()
    files: tuple[DataFile, ...] = ()


@dataclass(frozen=True, repr=False)
class Compiled:
    """What becomes of a folder of content. Without an error there is a site, and its pages."""

    site: Site | None
    rendered: Rendered
    diagnostics: tuple[Diagnostic, ...]
    written: Written = field(default_factory=Written)

    def blocked(self, *, strict: bool = False) -> bool:
        return any(strict or d.severity is Severity.ERROR for d in self.diagnostics)


def compile_site(
    folder: Path,
    content: str = "content",
    *,
    drafts: bool = False,
    directory_urls: bool = False,
    archive: Path | None = None,
) -> Compiled:
    """Read and check a site's content, and make all its pages."""
    with tempfile.TemporaryDirectory() as aside:
        store = Store(Path(aside), is_kept=False)
        try:
            options = Options(drafts=drafts, directory_urls=directory_urls, archive=archive)
            return compile_into(store, folder, content, options)
        finally:
            store.close()


def compile_into(store: Store, folder: Path, content: str, options: Options) -> Compiled:
    """The same with an index that is kept."""
    checked = read_content(folder, content, store, options)
    stages, problems = checked.stages, checked.problems
    settings = checked.index().settings if checked.has_site else None
    written, found = read_pages(
        folder,
        folder / content,
        PagesFolder(folder / content / "pages"),
        settings.downloads if settings else list(Download),
        known_hosts(settings.never_link if settings else ()),
    )
    problems += found
    for at, page in enumerate(written.pages):
        rows = (row("written page", page.path, page, f"{at:06}"),)
        stages.put("written", Outcome(page.path, b"", rows))
    stages.finish("written")
    rendered = Rendered()
    has_errors = any(each.severity is Severity.ERROR for each in problems)
    if settings and not has_errors:
        outlines = site_outlines(stages.next_job())
        if isinstance(outlines, Diagnostic):
            problems.append(outlines)
        else:
            rendered, found = _rendered(stages)
            problems += found
    site = Site.of(checked.index()) if settings and not has_errors else None
    return Compiled(site, rendered, tuple(worst_first(problems)), written)


def _rendered(stages: Any) -> tuple[Rendered, list[Diagnostic]]:
    pages: list[Page] = []
    files: list[DataFile] = []
    second = second_pass(desk(stages.next_job()).index())
    for stage, units in (("pages", second), ("site", third_pass())):
        job = stages.next_job()
        for unit, made in zip(units, all_made(job, units), strict=True):
            if isinstance(made, Diagnostic):
                return Rendered(), [made]
            pages += made.pages
            files += [each for each in made.files if isinstance(each, DataFile)]
            rows = tuple(row(*each[:3], sort=each[3]) for each in made.rows)
            stages.put(stage, Outcome(unit, b"", rows))
        stages.finish(stage)
    listed = [page for page in pages if page.in_navigation]
    others = [page for page in pages if not page.in_navigation]
    return Rendered((*listed, *others), tuple(files)), []


def renderer_of(
    site: SiteIndex,
    folder: Path,
    *,
    directory_urls: bool = False,
    atlas: Atlas | None = None,
) -> Renderer:
    """What pages of a site are made with."""
    wording = wording_for(site.settings.language, folder / "site-templates" / "locale")
    return Renderer(
        site=site,
        links=Links(directory_urls),
        wording=wording,
        templates=open_templates(folder, package_folder("site-templates"), wording),
        atlas=atlas or open_atlas(folder),
    )
