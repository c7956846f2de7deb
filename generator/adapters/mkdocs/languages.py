"""A site in another language: a site of its own, in a folder of the first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.adapters.mkdocs.language_links import add_language_folder
from generator.adapters.mkdocs.project import Project, open_project
from generator.adapters.mkdocs.sitebuild import SiteBuild
from generator.adapters.mkdocs.taking_over import link
from generator.adapters.mkdocs.theme import site_path
from generator.adapters.mkdocs.writing import WORDLESS


@dataclass(slots=True)
class LanguageBuild(SiteBuild):
    """A build of a site in another language, below the folder of the first.

    Attributes:
        first: the build of the first.
    """

    first: SiteBuild | None = None

    def publish_to(self) -> None:
        """Write where it stands: the first site is put in its place as a whole."""
        self.tell_build()

    def write(self) -> None:
        """Write what MkDocs does not. Files for the host are those of the first site."""
        self.write_pages()
        if self.is_alone and self.first:
            self._link_wordless(self.first)

    def _link_wordless(self, first: SiteBuild) -> None:
        """Take over what is the same in all languages: the pictures and scripts of maps."""
        own = Path(self.config.site_dir)
        for path, digest in first.site.stages.store.result("site", WORDLESS).files.items():
            target = site_path(own, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            link(site_path(own.parent, path), target)
            self.pages.files[path] = digest


def language_project(config_file: Path, site_dir: Path, language: str) -> Project:
    """The site opened once more, to be written in another language."""
    other = open_project(config_file, site_dir)
    add_language_folder(other.config, language)
    return other
