"""A site in another language: a site of its own, in a folder of the first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.adapters.mkdocs.language_links import add_language_folder
from generator.adapters.mkdocs.project import Project, open_project
from generator.adapters.mkdocs.sitebuild import SiteBuild


@dataclass(slots=True)
class LanguageBuild(SiteBuild):
    """A build of a site in another language, below the folder of the first."""

    def publish_to(self) -> None:
        """Write where it stands: the first site is put in its place as a whole."""
        self.tell_build()

    def write(self) -> None:
        """Write what MkDocs does not. Files for the host are those of the first site."""
        self.write_pages()


def language_project(config_file: Path, site_dir: Path, language: str) -> Project:
    """The site opened once more, to be written in another language."""
    other = open_project(config_file, site_dir)
    add_language_folder(other.config, language)
    return other
