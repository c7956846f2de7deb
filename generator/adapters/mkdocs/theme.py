"""A page in the theme's frame, as MkDocs would make it, by any process.

MkDocs holds every page of a site from its beginning to its end, and takes them one after the other.
Where nothing but the theme has a say, it is left the hand-written pages, the theme's own files and
the navigation; all other pages are finished here, several at once, and forgotten when written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote, urljoin

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.adapters.markdown import source_path
from generator.adapters.mkdocs.frames import Frames, can_be_framed
from generator.adapters.mkdocs.pages import GeneratedPage, generated_page, page_html
from generator.adapters.mkdocs.policy import Allowed, allowed, policy, with_policy
from generator.adapters.mkdocs.settings import SCHEME
from generator.render import Links, Page

# Whoever has a say in these events may want to see every page and file.
_EVENTS = (
    "files", "nav", "pre_page", "page_read_source", "page_markdown", "page_content",
    "page_context", "post_page",
)  # fmt: skip
# The theme's own; another one may list all pages.
_TEMPLATES = {"404.html", "sitemap.xml", SCHEME}


@dataclass(slots=True)
class Theme:
    """What pages are finished with.

    Attributes:
        config: MkDocs's configuration.
        environment: the theme's templates.
        navigation: the site's navigation.
        files: MkDocs's files.
        edit_base: the way from the docs folder to the site's folder.
        is_live: whether the pages are served while they are edited.
        allowed: what the pages may use that were finished here.
    """

    config: MkDocsConfig
    environment: Any
    navigation: Navigation
    files: Files
    edit_base: str
    is_live: bool = False
    allowed: Allowed = field(default_factory=Allowed)
    _frames: Frames | None = None
    _listed: dict[str, GeneratedPage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin without a frame; know the pages that the navigation lists."""
        pages = self.navigation.pages
        self._listed = {
            each.file.src_uri: each for each in pages if isinstance(each, GeneratedPage)
        }
        if can_be_framed(self.config):
            self._frames = Frames(self._in_full, self._read)

    def path(self, page: Page) -> str:
        """The path of a page's file in the site."""
        return Links(self.config.use_directory_urls).file(page.address)

    def finished(self, page: Page) -> str:
        """A page as it is published."""
        may_be_edited = self.config.edit_uri or self.config.edit_uri_template
        is_listed = source_path(page.address) in self._listed
        if self._frames is None or may_be_edited or is_listed:
            return self._in_full(self._read(page))
        base = self.config.site_url
        place = self.url(page)
        canonical = urljoin(_folder(base), place) if base else None
        return self._frames.render(page, page_html(page), place, canonical, None)

    def url(self, page: Page) -> str:
        """A page's address within the site, as MkDocs writes it."""
        path = self.path(page)
        return quote(path.removesuffix("index.html") if self.config.use_directory_urls else path)

    def _read(self, page: Page) -> GeneratedPage:
        """A page as MkDocs has it when it has read all pages."""
        listed = self._listed.get(source_path(page.address))
        made = listed or generated_page(page, self.config, self.edit_base)
        made.use(page)
        made.read_source(self.config)
        made.render(self.config, self.files)
        return made

    def _in_full(self, page: GeneratedPage) -> str:
        context = get_context(self.navigation, self.files, self.config, page)
        template = self.environment.get_template(page.meta.get("template", "main.html"))
        page.active = True
        try:
            html = template.render(context)
        finally:
            page.active = False
        return self.with_policy(html, page.content or "")

    def with_policy(self, html: str, content: str) -> str:
        """A finished page with its policy."""
        own = allowed(html, content)
        self.allowed |= own
        return with_policy(html, policy(own, live=self.is_live))


def _folder(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"


def is_theme_alone(config: MkDocsConfig, plugin: BasePlugin[Any]) -> bool:
    """Whether no other plugin, and no template of its own, wants to see the pages and files."""
    methods = (method for name in _EVENTS for method in config.plugins.events[name])
    templates = {*config.theme.static_templates, *config.extra_templates}
    own = all(getattr(method, "__self__", None) is plugin for method in methods)
    return own and templates <= _TEMPLATES and can_be_framed(config)


def listed_paths(nav: object) -> Iterator[str]:
    """The paths that a navigation in mkdocs.yml names."""
    if isinstance(nav, str):
        # MkDocs may be told to read `/` as the docs folder.
        yield PurePath(nav.lstrip("/")).as_posix()
    elif isinstance(nav, dict):
        yield from (path for value in nav.values() for path in listed_paths(value))
    elif isinstance(nav, list):
        yield from (path for value in nav for path in listed_paths(value))


def site_path(site_dir: Path, path: str) -> Path:
    """Where a file of the site lies."""
    return site_dir.joinpath(*path.split("/"))
