"""The theme in a process that was not forked off the one that builds, such as that of a cluster.

It is set up there as MkDocs would set it up, from the site's files and the index.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build as mkdocs_build

from generator.adapters.mkdocs.build_info import BUILD_INFO
from generator.adapters.mkdocs.content import SiteContent
from generator.adapters.mkdocs.language_links import add_language_folder
from generator.adapters.mkdocs.project import ProjectError, collected, open_project
from generator.adapters.mkdocs.sitebuild import SiteBuild
from generator.adapters.mkdocs.theme import Theme
from generator.diagnostics import Diagnostic
from generator.index import Reader, Store, StoredIndex
from generator.pages import Written
from generator.passes import Stages
from generator.passes.pages import site_outlines

if TYPE_CHECKING:
    from generator.adapters.mkdocs.writing import WriteJob


class _ReadyError(Exception):
    """The theme is there: MkDocs need not go on."""


class _UntilTheme(SiteBuild):
    """A build that ends when the theme is there, and writes nothing."""

    def publish_to(self) -> None:
        """Write nowhere."""

    def use_templates(self, environment: Any, files: Any) -> None:
        """Take the theme's templates, and stop."""
        super().use_templates(environment, files)
        raise _ReadyError


def open_theme(job: WriteJob) -> Theme:
    """Set up the theme with which the pages of a job are finished.

    Raises:
        ProjectError: the site cannot be opened here: folders must be the same for all processes.
    """
    index = StoredIndex(Reader(job.job.index))
    outlines = site_outlines(job.job)
    if isinstance(outlines, Diagnostic):
        raise ProjectError(outlines.message)
    with tempfile.TemporaryDirectory(prefix="explainer-theme-") as aside:
        project = open_project(job.config_file, Path(aside) / "site")
        store = Store(Path(aside) / "index", is_kept=False)
        try:
            content = SiteContent(
                Stages(job.job, store),
                index.settings,
                Written(tuple(index.written.values())),
                outlines=outlines,
            )
            add_language_folder(project.config, job.job.language)
            build = _UntilTheme(
                project.plugin,
                project.config,
                job.content,
                content,
                is_own=False,
                language=job.job.language,
            )
            project.config.extra[BUILD_INFO] = job.build_info
            project.plugin.current = build
            with collected(), suppress(_ReadyError):
                mkdocs_build(project.config)
        finally:
            store.close()
    if build.theme is None:
        raise RuntimeError("MkDocs has not set up the theme")
    return build.theme
