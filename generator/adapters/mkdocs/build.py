"""A site built: the stages of `build`, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from generator.adapters.mkdocs.content import SiteContent, read_site
from generator.adapters.mkdocs.languages import LanguageBuild, language_project
from generator.adapters.mkdocs.project import Project, ProjectError, collected, read_project
from generator.adapters.mkdocs.sitebuild import SiteBuild
from generator.adapters.mkdocs.unchanged import (
    Built,
    forget_build,
    keep_build,
    keep_templates,
    last_build,
    take_templates,
)
from generator.diagnostics import worst_first
from generator.gc_pause import gc_paused
from generator.index import open_index
from generator.render import BadTemplateError

Progress: TypeAlias = Callable[[str, int | None], AbstractContextManager[Callable[[], None]]]
"""Shows what is done, of so many steps; gives a function to call at each."""


@contextmanager
def no_progress(_what: str, _total: int | None) -> Iterator[Callable[[], None]]:
    """Show nothing."""
    yield lambda: None


def build(
    project: Project,
    *,
    strict: bool = False,
    drafts: bool = False,
    executor: Executor | None = None,
    check_index: Callable[[Path], None] = lambda _: None,
    progress: Progress = no_progress,
) -> Built:
    """Build a site, and put it in its place.

    Args:
        project: the opened site.
        strict: whether a warning keeps the site from its place.
        drafts: whether stories that are not published are shown.
        executor: what runs the passes; None takes processes of this machine.
        check_index: is given the folder of the index before it is written; what it raises ends the
            build.
        progress: shows how far it is.

    Returns:
        What has come of it. With errors in the content nothing is written.

    Raises:
        ProjectError: MkDocs gave up, or the site cannot be put in its place.
        OSError: the site or its index cannot be written.
    """
    with open_index(project.folder) as store:
        before = last_build(project, store, drafts=drafts, strict=strict)
        if before.built:
            return before.built
        check_index(store.folder)
        take_templates(store)
        with progress("Reading and checking", None):
            content = read_project(
                project,
                store,
                drafts=drafts,
                strict=strict,
                executor=executor,
                digests=before.digests,
            )
        if content.blocked(strict=strict):
            return Built(content.diagnostics)
        site = SiteBuild(
            project.plugin,
            project.config,
            project.plugin.config.content,
            content,
            is_own=False,
            is_untouched=before.is_untouched,
            executor=executor,
        )
        forget_build(store)
        with progress("Building pages", page_count(content)) as page_done, closing_up(site):
            site.page_done = page_done
            try:
                warnings = write_site(project, site)
                warnings += write_languages(project, site, drafts=drafts, executor=executor)
            except BadTemplateError as error:
                found = site.pages.problems or [error.diagnostic]
                return Built(tuple(worst_first([*content.diagnostics, *found])))
            if not (strict and warnings):
                site.publish()
        built = Built(
            content.diagnostics, warnings, len(site.pages.pages), not (strict and warnings)
        )
        keep_templates(store)
        keep_build(project, store, before, built)
        return built


def write_site(project: Project, site: SiteBuild, serve_url: str | None = None) -> tuple[str, ...]:
    """Let MkDocs build a site with its theme; gives its warnings.

    With a mistake in a template of the site's own it ends too soon: `site.pages.problems` has it.

    Args:
        project: the opened site.
        site: the build.
        serve_url: where it is served, for a preview.

    Raises:
        ProjectError: MkDocs gave up.
        BadTemplateError: a template has a mistake in it.
        OSError: the site cannot be written.
    """
    project.plugin.current = site
    # MkDocs keeps a plugin that has served in this process before.
    project.config.plugins.on_startup(command="build", dirty=False)
    with collected() as messages, gc_paused():
        try:
            mkdocs_build(project.config, serve_url=serve_url)
        except MkDocsException as error:
            # A mistake in a template has a place of its own: the caller tells it.
            if not site.pages.problems:
                raise ProjectError("; ".join([*messages, str(error)])) from error
        finally:
            project.plugin.current = None
    return tuple(messages)


def write_languages(
    project: Project, site: SiteBuild, *, drafts: bool = False, executor: Executor | None = None
) -> tuple[str, ...]:
    """Write the site in its other languages, each into a folder of the first; gives warnings.

    Args:
        project: the opened site.
        site: its build, which has written the site in its first language.
        drafts: whether stories that are not published are shown.
        executor: what runs the passes; None takes processes of this machine.

    Raises:
        ProjectError: MkDocs gave up.
        BadTemplateError: a template has a mistake in it.
        OSError: the site or its index cannot be written.
    """
    settings, publication = site.site.settings, site.publication
    warnings: dict[str, None] = {}
    if settings is None or publication is None:
        return ()
    for language in settings.languages:
        other = language_project(project.config_file, publication.folder / language, language)
        with open_index(project.folder, f"language-{language}") as store:
            content = read_site(
                other.config,
                project.plugin.config.content,
                store,
                drafts=drafts,
                executor=executor,
                written=site.site.every_written,
                language=language,
            )
            if content.settings is None:
                raise ProjectError(f"the site cannot be read in the language '{language}'")
            build = LanguageBuild(
                other.plugin,
                other.config,
                project.plugin.config.content,
                content,
                is_own=False,
                before=publication.place / language,
                is_untouched=site.is_untouched,
                page_done=site.page_done,
                executor=executor,
                language=language,
                first=site,
            )
            warnings |= dict.fromkeys(write_site(other, build))
            site.add_language(language, build)
    return tuple(warnings)


@contextmanager
def closing_up(site: SiteBuild) -> Iterator[None]:
    """Remove what was built if it has not come to its place."""
    try:
        yield
    finally:
        site.discard()


def page_count(content: SiteContent) -> int:
    """How many pages will be made, for a progress bar."""
    index = content.index()
    stories = (
        1 + line.has_timeline + line.has_map + line.has_disagreements
        for line in index.stories.values()
    )
    return sum(stories) + len(index.sources) + len(content.outlines)
