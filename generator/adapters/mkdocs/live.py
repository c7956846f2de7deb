"""What MkDocs's own `serve` shows: the last good pages, and on each what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.checklist import (
    NOT_BUILT,
    NOT_BUILT_HEADING,
    NOT_BUILT_TEXT,
    add_style,
    before_end,
    checklist_html,
)
from generator.adapters.mkdocs.checking import check_content, site_wording
from generator.adapters.mkdocs.content import SiteContent, site_folder
from generator.adapters.mkdocs.settings import mount
from generator.diagnostics import Diagnostic
from generator.index import row
from generator.model import SiteSettings
from generator.pages import Written
from generator.passes import Outcome
from generator.passes.job import desk
from generator.passes.pages import all_made, second_pass, third_pass
from generator.render import BadTemplateError, DataFile, Fragment, Heading, LargeFile, Page

STYLE = "assets/checklist.css"


def problem_page() -> Page:
    """What is served while no good site has been built yet: a home page for the notice."""
    blocks = (Heading(1, "top", NOT_BUILT_HEADING), Fragment(NOT_BUILT_TEXT))
    return Page("", NOT_BUILT, "", "home", blocks, "", "1970-01-01", in_navigation=True)


@dataclass(slots=True)
class Live:
    """What is served.

    Attributes:
        pages: all pages of the last content without errors; a notice if there was none yet.
        files: its data files.
        written: its hand-written pages.
        settings: its settings, None if there was none.
        newest: its newest date.
        problems: what is wrong with the content as it is now.
        checklist: what is set into every page.
        is_kept: whether what is shown is older than the content.
        addresses: the address of the page that is made from a file, by the file's path.
        mount: the path in the site's address under which it is served.
    """

    pages: Sequence[Page] = field(default_factory=lambda: (problem_page(),))
    files: Sequence[DataFile | LargeFile] = ()
    written: Written = field(default_factory=Written)
    settings: SiteSettings | None = None
    newest: str = "1970-01-01"
    problems: Sequence[Diagnostic] = ()
    checklist: str = ""
    is_kept: bool = False
    addresses: Mapping[str, str] = field(default_factory=dict)
    mount: str = "/"

    def take(self, site: SiteContent, config: MkDocsConfig, content: str) -> None:
        """Show content as it is now, unless there are errors in it."""
        self.problems = site.diagnostics
        self.is_kept = site.blocked()
        if not self.is_kept:
            try:
                self.pages, self.files = all_pages(site)
            except BadTemplateError as error:
                self.problems, self.is_kept = (error.diagnostic, *self.problems), True
        if not self.is_kept:
            self.written, self.settings = site.written, site.settings
            self.newest = site.index().newest
        self.mount = mount(config)
        urls = config.use_directory_urls
        self.addresses = pages_by_file(self.pages, self.mount, directory_urls=urls)
        wording = site_wording(site, site_folder(config))
        checked = check_content(
            site,
            config,
            content,
            wording,
            self.problems,
            is_kept=self.is_kept,
            pages=self.addresses,
        )
        # MkDocs serves whoever asks: nothing is told that is for this machine alone.
        self.checklist = checklist_html(checked, site_folder(config), wording, None)

    @property
    def listed(self) -> list[str]:
        """The addresses of the pages that the navigation lists."""
        return [page.address for page in self.pages if page.in_navigation]

    def with_checklist(self, html: str) -> str:
        """A finished page with what is left to do."""
        return add_style(before_end(html, self.checklist), self.mount + STYLE)


def all_pages(site: SiteContent) -> tuple[list[Page], list[DataFile | LargeFile]]:
    """All pages and data files of a site at once, for whoever must hold them.

    Raises:
        BadTemplateError: a template has a mistake in it.
    """
    pages: list[Page] = []
    files: list[DataFile | LargeFile] = []
    stages = site.stages
    second = second_pass(desk(stages.next_job()).index())
    for stage, units in (("pages", second), ("site", third_pass())):
        job = stages.next_job()
        for unit, made in zip(units, all_made(job, units), strict=True):
            if isinstance(made, Diagnostic):
                raise BadTemplateError(made)
            pages += made.pages
            files += made.files
            rows = tuple(row(*each[:3], sort=each[3]) for each in made.rows)
            stages.put(stage, Outcome(unit, b"", rows))
        stages.finish(stage)
    return _in_order(pages), files


def _in_order(pages: Sequence[Page]) -> list[Page]:
    """Those that the navigation lists come first, in its order."""
    return [*(p for p in pages if p.in_navigation), *(p for p in pages if not p.in_navigation)]


def pages_by_file(pages: Iterable[Page], base: str, *, directory_urls: bool) -> dict[str, str]:
    """The address of the first page that is made from a file, by the file's path.

    Args:
        pages: the pages.
        base: where the site stands, with `/` at its end.
        directory_urls: MkDocs's `use_directory_urls`.
    """
    ending = "/" if directory_urls else ".html"
    found: dict[str, str] = {}
    for page in pages:
        found.setdefault(page.origin, base + (page.address + ending if page.address else ""))
    return found
