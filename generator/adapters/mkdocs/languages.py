"""A site in its other languages: each is a site of its own, in a folder of the first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from generator.adapters.mkdocs.content import read_site
from generator.adapters.mkdocs.language_links import add_language_folder
from generator.adapters.mkdocs.project import Project, ProjectError, open_project
from generator.adapters.mkdocs.sitebuild import SiteBuild
from generator.index import open_index


@dataclass(slots=True)
class LanguageBuild(SiteBuild):
    """A build of a site in another language, below the folder of the first."""

    def publish_to(self) -> None:
        """Write where it stands: the first site is put in its place as a whole."""
        self.tell_build()

    def write(self) -> None:
        """Write what MkDocs does not. Files for the host are those of the first site."""
        self.write_pages()


def write_languages(
    project: Project,
    site: SiteBuild,
    *,
    drafts: bool = False,
    executor: Executor | None = None,
    write: Callable[[Project, SiteBuild], tuple[str, ...]],
) -> tuple[str, ...]:
    """Write the site in its other languages; gives what MkDocs warns of.

    Args:
        project: the opened site.
        site: its build, which has written the site in its first language.
        drafts: whether stories that are not published are shown.
        executor: what runs the passes; None takes processes of this machine.
        write: lets MkDocs write one of them.

    Raises:
        ProjectError: MkDocs gave up.
        OSError: the site or its index cannot be written.
    """
    settings, publication = site.site.settings, site.publication
    if settings is None or publication is None:
        return ()
    warnings: list[str] = []
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
            )
            warnings += [each for each in write(other, build) if each not in warnings]
            site.add_language(language, build)
    return tuple(warnings)


def language_project(config_file: Path, site_dir: Path, language: str) -> Project:
    """The site opened once more, to be written in another language."""
    other = open_project(config_file, site_dir)
    add_language_folder(other.config, language)
    return other
