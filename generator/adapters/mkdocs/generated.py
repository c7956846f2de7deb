"""Generated pages and files as MkDocs finds them: made only if somebody asks for one.

A hand-written page may link to a story's page, to an anchor on it, or to a data file. MkDocs looks
such a link up by the path of a Markdown file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.adapters.markdown import source_path
from generator.adapters.mkdocs.content import SiteContent
from generator.adapters.mkdocs.pages import DataFileOfSite, GeneratedPage, generated_page
from generator.index import StoredIndex
from generator.passes.job import Job, desk
from generator.passes.pages import FILES, PAGE, SOURCE, STORY, make
from generator.render import SITE_FILES, SITE_PAGES, Page
from generator.render.social import site_social

# Data files that are made from what the pages leave in the index: which there are is not known
# while MkDocs reads hand-written pages, so none of them can be linked.
_OF_PAGES = {"search", "maps"}


class FilesAndGenerated(Files):
    """MkDocs's files; generated ones are there for whoever asks for one by its path."""

    def __init__(self, files: Files, find: Callable[[str], File | None]) -> None:
        """Take the files; `find` makes one of the others by its path."""
        super().__init__(files)
        self._find = find
        self._found: dict[str, File | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """The file whose source has this path, or None."""
        path = PurePath(path).as_posix()
        file = super().get_file_from_path(path)
        if file is None:
            if path not in self._found:
                self._found[path] = self._find(path)
            file = self._found[path]
        return file

    def has(self, path: str) -> bool:
        """Whether MkDocs has the file itself."""
        return super().get_file_from_path(path) is not None

    def take(self, file: File) -> None:
        """Add a generated page that the navigation lists."""
        if not self.has(file.src_uri):
            self.append(file)

    def keep_apart(self) -> None:
        """Take generated pages from what MkDocs will build: they are found by their paths only."""
        for file in [each for each in self if isinstance(each.page, GeneratedPage)]:
            self.remove(file)
            self._found[file.src_uri] = file

    def __contains__(self, path: str) -> bool:
        """Whether there is such a file."""
        return self.get_file_from_path(path) is not None


def finder(job: Job, config: MkDocsConfig, edit_base: str) -> Callable[[str], File | None]:
    """What makes a generated file by its path."""

    def find(path: str) -> File | None:
        for unit in owners(path, desk(job).index()):
            made = make(job, desk(job).index(), unit)
            for page in made.pages:
                if source_path(page.address) == path:
                    file = generated_page(page, config, edit_base).file
                    if file.page:
                        file.page.read_source(config)
                    return file
            for data in made.files:
                if data.path == path:
                    return DataFileOfSite(data, config)
        return None

    return find


def owners(path: str, index: StoredIndex) -> Iterator[str]:
    """The units that may make the file at a path."""
    folder, _, name = path.partition("/")
    id = name.partition(".")[0].partition("/")[0]
    if folder == "stories" and id in index.stories:
        yield STORY + id
    elif folder == "sources" and name.endswith(".md") and id in index.sources:
        yield SOURCE + id
    elif path.endswith(".md"):
        yield from (PAGE + each for each in SITE_PAGES if _may_be(each, path))
    else:
        yield from (FILES + each for each in SITE_FILES if each not in _OF_PAGES)


def _may_be(name: str, path: str) -> bool:
    known = {"home": "index.md", "speakers": "quotations/speakers.md"}
    return path == known.get(name, f"{name}.md")


def listed_stubs(
    job: Job, site: SiteContent, config: MkDocsConfig, edit_base: str
) -> Iterator[File]:
    """The site's own pages before they are made, for the navigation."""
    index = site.index()
    origin, updated = index.place.file, index.newest
    for name, outline in site.outlines.items():
        page = Page(
            outline.address,
            outline.title,
            outline.description,
            outline.kind,
            (),
            origin,
            updated,
            in_navigation=outline.in_navigation,
            social=site_social(index),
        )
        made = generated_page(page, config, edit_base)
        made.read_source(config)
        made.make = partial(_made, job, name)
        yield made.file


def _made(job: Job, name: str) -> Page:
    return make(job, desk(job).index(), PAGE + name).pages[0]
