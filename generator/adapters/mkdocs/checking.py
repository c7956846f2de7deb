"""What is left to do on a site that MkDocs shows: its checklist, and what the terminal says."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.checklist import Checked, Checklist, Editor, SitePlace, check_site
from generator.adapters.mkdocs.content import ARCHIVE, SiteContent, site_folder
from generator.diagnostics import Diagnostic, Severity, as_text, summary, worst_first
from generator.diagnostics.safe_text import SAFE_VALUES
from generator.index import Reader, StoredIndex
from generator.render import BadTranslationError, Wording, wording_for

if TYPE_CHECKING:
    from generator.adapters.mkdocs.project import Project

log = logging.getLogger("mkdocs.plugins.explainer")
log.addFilter(SAFE_VALUES)

_DEFAULT_LANGUAGE = "en"


class PreviewChecklist:
    """Keeps the checklist of a site that is served up to date.

    Attributes:
        checklist: what pages show.
        site: the site as it was read last; None if it could not be.
    """

    def __init__(self, project: Project, config_file: Path, editor: Editor) -> None:
        """Begin with nothing to do.

        Args:
            project: the opened site.
            config_file: its mkdocs.yml, as it was typed.
            editor: where this machine's browsers open files.
        """
        self.site: SiteContent | None = None
        self._config_file = config_file
        self._project = project
        self._wording = site_wording(None, site_folder(project.config))
        self._taken: tuple[SiteContent | None, object] | None = None
        self.checklist = Checklist(editor, Checked(), self._place(), self._wording)

    def open(self, project: Project) -> None:
        """Take the site as it was opened anew."""
        self._project = project
        self._taken = None

    def take(
        self,
        problems: Sequence[Diagnostic],
        failure: str,
        pages: Mapping[str, str],
        *,
        is_first: bool,
    ) -> None:
        """Find out what is left to do.

        Args:
            problems: what is wrong.
            failure: why no pages could be made of content that is fine.
            pages: the address of the page that is made from a file, by the file's path.
            is_first: whether there are no pages yet.
        """
        told = (tuple(problems), failure, dict(pages), is_first)
        # Asked again once all pages are there: of the same content nothing else is known then.
        if self._taken and self._taken[0] is self.site and self._taken[1] == told:
            return
        self._taken = self.site, told
        config = self._project.config
        self._wording = site_wording(self.site, site_folder(config), self._wording)
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        checked = check_content(
            self.site,
            config,
            self._project.plugin.config.content,
            self._wording,
            problems,
            failure=failure,
            is_kept=not is_first and (errors or bool(failure)),
            pages=pages,
        )
        self.checklist.take(checked, self._place(), self._wording)

    def _place(self) -> SitePlace:
        """Where the site is."""
        folder, content = site_folder(self._project.config), self._project.plugin.config.content
        language = str(self._wording.locale).replace("_", "-")
        return SitePlace(folder, content, folder / content / ARCHIVE, self._config_file, language)


def site_wording(site: SiteContent | None, folder: Path, before: Wording | None = None) -> Wording:
    """The language of a site's interface.

    Args:
        site: the site; None if it could not be read.
        folder: the site's folder.
        before: the language that it had, for as long as nothing says which it has.
    """
    if site is None or site.settings is None:
        return before or wording_for(_DEFAULT_LANGUAGE)
    try:
        return wording_for(site.settings.language, folder / "site-templates" / "locale")
    except BadTranslationError:
        return wording_for(site.settings.language)


def check_content(  # noqa: PLR0913 - all that is known of a site, each given by name
    site: SiteContent | None,
    config: MkDocsConfig,
    content: str,
    wording: Wording,
    problems: Sequence[Diagnostic],
    *,
    failure: str = "",
    is_kept: bool = False,
    pages: Mapping[str, str],
) -> Checked:
    """Find out what is left to do.

    Args:
        site: the site as it was read; None if it could not be.
        config: MkDocs's configuration.
        content: the content folder's path, relative to the site's.
        wording: the language of what is told.
        problems: what is wrong, of the content and of what was made of it.
        failure: why no pages could be made of content that is fine.
        is_kept: whether the pages that are shown are older than the content.
        pages: the address of the page that is made from a file, by the file's path.
    """
    problems = worst_first(problems)
    archive = site_folder(config) / content / ARCHIVE
    is_blocked = any(each.severity is Severity.ERROR for each in problems)
    reader = Reader(site.stages.job.index) if site and not is_blocked else None
    try:
        index = StoredIndex(reader) if reader else None
        return check_site(
            problems, index, archive, wording, failure=failure, is_kept=is_kept, pages=pages
        )
    finally:
        if reader:
            reader.close()


def log_problems(problems: Sequence[Diagnostic], failure: str) -> None:
    """Tell the terminal what is wrong.

    Args:
        problems: what is wrong with the content.
        failure: why no pages could be made of it; empty if some could.
    """
    for problem in problems:
        is_error = problem.severity is Severity.ERROR
        log.log(logging.ERROR if is_error else logging.WARNING, as_text(problem))
    if problems:
        log.info("The content has %s", summary(problems))
    if failure:
        log.error("Not built: %s", failure)
