"""Pages and files that are made apart from MkDocs's own loops.

MkDocs holds every page and every file of a site from its beginning to its end, and takes them one
after the other. Where nothing but the theme has a say, the pages that no navigation lists are
finished here by the theme's templates, several at once, and forgotten when they are written. MkDocs
finds one of them when it is asked for it, such as by a link in a hand-written page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import urljoin

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, file_sort_key
from mkdocs.structure.nav import Navigation

from generator.adapters.markdown import source_path
from generator.adapters.mkdocs.pages import DataFileOfSite, GeneratedPage, generated_page
from generator.adapters.mkdocs.policy import Allowed
from generator.render import DataFile, Page, Rendered
from generator.workers import each

SITEMAP = "sitemap.xml"
"""The theme's template that lists all pages."""

# Whoever has a say in these events may want to see every page and file.
_EVENTS = (
    "files", "nav", "pre_page", "page_read_source", "page_markdown", "page_content",
    "page_context", "post_page",
)  # fmt: skip
# The theme's own; another one may list all pages.
_TEMPLATES = {"404.html", SITEMAP}


class Surroundings(NamedTuple):
    """What a build makes all its pages with."""

    environment: Any
    navigation: Navigation
    files: Files
    edit_base: str


@dataclass(frozen=True, slots=True)
class Apart:
    """The pages and files that are made apart, by the paths at which MkDocs would know them."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    files: Mapping[str, DataFile] = field(default_factory=dict)


class FilesAndApart(Files):
    """MkDocs's files; those that are made apart are there for whoever asks for one by its path."""

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

    def __contains__(self, path: str) -> bool:
        """Whether there is such a file."""
        return self.get_file_from_path(path) is not None


def can_be_apart(config: MkDocsConfig, plugin: BasePlugin[Any]) -> bool:
    """Whether no other plugin, and no template of its own, wants to see the pages and files."""
    methods = (method for name in _EVENTS for method in config.plugins.events[name])
    templates = {*config.theme.static_templates, *config.extra_templates}
    own = all(getattr(method, "__self__", None) is plugin for method in methods)
    return own and templates <= _TEMPLATES


def taken_apart(rendered: Rendered, files: Files, nav: object) -> tuple[Rendered, Apart]:
    """What MkDocs shall handle, and what is made apart.

    Args:
        rendered: the core's result.
        files: MkDocs's files; what has the same path as one of them is left out.
        nav: the navigation in mkdocs.yml, whose pages MkDocs must know.
    """
    listed = set(_words(nav))
    here, pages = [], {}
    for page in rendered.pages:
        path = source_path(page.address)
        if page.in_navigation or path in listed:
            here.append(page)
        elif not files.get_file_from_path(path):
            pages[path] = page
    data = {file.path: file for file in rendered.files if not files.get_file_from_path(file.path)}
    return replace(rendered, pages=tuple(here), files=()), Apart(pages, data)


def _words(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        # MkDocs may be told to read `/` as the docs folder.
        yield PurePath(nav.lstrip("/")).as_posix()
    elif isinstance(nav, dict):
        yield from (word for value in nav.values() for word in _words(value))
    elif isinstance(nav, list):
        yield from (word for value in nav for word in _words(value))


def with_apart(files: Files, apart: Apart, config: MkDocsConfig, edit_base: str) -> Files:
    """MkDocs's files, which know of the others."""

    def find(path: str) -> File | None:
        if path in apart.pages:
            return _read_page(apart.pages[path], config, edit_base, files).file
        return DataFileOfSite(apart.files[path], config) if path in apart.files else None

    return FilesAndApart(files, find)


def _read_page(page: Page, config: MkDocsConfig, edit_base: str, files: Files) -> GeneratedPage:
    """A page as MkDocs has it when it has read all pages."""
    made = generated_page(page, config, edit_base)
    made.read_source(config)
    made.render(config, files)
    return made


def finished(page: Page, config: MkDocsConfig, around: Surroundings) -> tuple[GeneratedPage, str]:
    """A page in the theme's frame, as MkDocs would make it.

    Args:
        page: the page.
        config: what the site is built with.
        around: the same.
    """
    made = _read_page(page, config, around.edit_base, around.files)
    context = get_context(around.navigation, around.files, config, made)
    template = around.environment.get_template(made.meta.get("template", "main.html"))
    return made, template.render(context)


def write_apart(
    apart: Apart,
    config: MkDocsConfig,
    around: Surroundings,
    page_done: Callable[[], None],
    allowed: Callable[[], Allowed],
) -> Allowed:
    """Write what is made apart into the site, in several processes where that is worth it.

    Args:
        apart: the pages and files.
        config: what the site is built with.
        around: the same.
        page_done: called after each page.
        allowed: what the pages may use that a process has finished.

    Returns:
        What any of the pages may use.

    Raises:
        OSError: something cannot be written.
    """
    site, folders, all_allowed = Path(config.site_dir), set[Path](), Allowed()

    def write(thing: Page | DataFile) -> tuple[bool, Allowed]:
        if isinstance(thing, DataFile):
            path, data = site / thing.path, thing.data
        else:
            made, html = finished(thing, config, around)
            path, data = Path(str(made.file.abs_dest_path)), html.encode("utf-8")
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(data)
        return isinstance(thing, Page), allowed()

    things: list[Page | DataFile] = [*apart.pages.values(), *apart.files.values()]
    for is_page, own in each(write, things):
        all_allowed |= own
        if is_page:
            page_done()
    return all_allowed


class Listed(NamedTuple):
    """What the sitemap says of a page, by MkDocs's names for it."""

    canonical_url: str | None
    meta: Mapping[str, str]
    abs_url: None = None
    is_link: bool = False


def in_sitemap(apart: Apart, files: Files, config: MkDocsConfig) -> list[Any]:
    """All pages of the site, in the order in which MkDocs would have them."""
    base = config.site_url
    if base and not base.endswith("/"):
        base += "/"
    rows: list[tuple[Any, Any]] = []
    rows += [(file_sort_key(file), file.page) for file in files.documentation_pages()]
    for path, page in apart.pages.items():
        file = File.generated(config, path, content="")
        address = urljoin(base, file.url) if base else None
        rows.append((file_sort_key(file), Listed(address, {"updated": page.updated})))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]
