"""The core's pages as pages of MkDocs, without a second Markdown pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import write_file

from generator.adapters.markdown import page_meta, source_path
from generator.render import Block, DataFile, Fragment, LargeFile, Page, headings_of
from generator.render.wording import direction

ANCHOR = re.compile(r' id="([^"]+)"')


class GeneratedPage(MkDocsPage):
    """A page whose HTML exists already: reading and rendering only hand it over.

    Content and anchors are put together when somebody asks for them.

    Attributes:
        in_navigation: whether the site's navigation lists it.
        place: its address within the site.
        make: makes the page that it stands for, where that was not made yet.
    """

    def __init__(self, page: Page, file: File, config: MkDocsConfig, edit_base: str) -> None:
        # The base class makes the edit link out of this, relative to the docs folder.
        file.edit_uri = edit_base + page.origin
        self.make: Callable[[], Page] | None
        self.use(page)
        super().__init__(escape(page.title, quote=False), file, config)
        self.in_navigation = page.in_navigation
        # Where it stands in the site, in whichever language: a frame has a mark in its place.
        self.place = self.url.removeprefix("./")
        self.update_date = page.updated

    def use(self, page: Page) -> None:
        """Take the page that it stands for, such as once it has been made."""
        self._page = page
        self.make = None

    @property
    def content(self) -> str:
        """The page's HTML without the theme's frame."""
        if self.make is not None:
            self.use(self.make())
        return page_html(self._page) if self._changed is None else self._changed

    @content.setter
    def content(self, html: str | None) -> None:
        """Take other HTML; None is what MkDocs begins with."""
        self._changed = html

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The ids that a link can lead to."""
        return set(ANCHOR.findall(self.content))

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs's signature
        """Hand over the page's metadata; there is no Markdown."""
        self.markdown = ""
        self.meta = page_meta(self._page)

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Hand over the table of contents; the HTML is there."""
        self.toc = get_toc(toc_tokens(self._page))  # type: ignore[arg-type]
        self.links_to_anchors = {}


class DataFileOfSite(File):
    """A data file, whose bytes are fetched when it is written."""

    def __init__(self, data: DataFile | LargeFile, config: MkDocsConfig) -> None:
        super().__init__(
            data.path, None, config.site_dir, use_directory_urls=config.use_directory_urls
        )
        self.generated_by = "explainer"
        self._data: DataFile | LargeFile = data

    @property
    def content_bytes(self) -> bytes:
        """The file's bytes."""
        return self._data.data

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        """Take other bytes, such as another plugin's."""
        self._data = DataFile(self._data.path, value, self._data.origin)

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - MkDocs's
        """Write the file into the site."""
        write_file(self._data.data, self.abs_dest_path)


def generated_page(page: Page, config: MkDocsConfig, edit_base: str) -> GeneratedPage:
    """A page with its file; `edit_base` is the way from the docs folder to the site's folder."""
    listed = InclusionLevel.INCLUDED if page.in_navigation else InclusionLevel.NOT_IN_NAV
    path, urls = source_path(page.address), config.use_directory_urls
    file = File(path, None, config.site_dir, urls, inclusion=listed)
    file.generated_by, file.content_string = "explainer", ""
    return GeneratedPage(page, file, config, edit_base)


def page_html(page: Page) -> str:
    """The page's content as one HTML text, to the byte what Python-Markdown makes of its file."""
    return "\n".join(map(_block_html, page.blocks)).rstrip("\n")


def _block_html(block: Block) -> str:
    if isinstance(block, Fragment):
        return block.html + "\n"
    text = escape(block.text, quote=False)
    # In the order of the alphabet, as Python-Markdown writes attributes.
    way = f' dir="{direction(block.lang)}"' if block.lang else ""
    lang = f' lang="{block.lang}"' if block.lang else ""
    return f'<h{block.level}{way} id="{block.id}"{lang}>{text}</h{block.level}>'


def toc_tokens(page: Page) -> list[dict[str, Any]]:
    """The headings as Python-Markdown's toc extension would nest them."""
    root: list[dict[str, Any]] = []
    open_tokens: list[dict[str, Any]] = []
    for block in headings_of(page.blocks):
        token = {
            "level": block.level,
            "id": block.id,
            "name": escape(block.text, quote=False),
            "children": [],
        }
        while open_tokens and open_tokens[-1]["level"] >= block.level:
            open_tokens.pop()
        (open_tokens[-1]["children"] if open_tokens else root).append(token)
        open_tokens.append(token)
    return root


def with_pages(
    pages: Iterable[Page],
    data: Iterable[DataFile | LargeFile],
    files: Files,
    config: MkDocsConfig,
    base: str,
) -> Files:
    """MkDocs's files and some pages and data files, in the order in which it reads a folder.

    A hand-written file at the same path is left alone; `address_collisions` reports it.

    Args:
        pages: the pages.
        data: the data files.
        files: MkDocs's files.
        config: MkDocs's configuration.
        base: the way from the docs folder to the site's folder, such as `../../`.
    """
    for page in pages:
        if not files.get_file_from_path(source_path(page.address)):
            files.append(generated_page(page, config, base).file)
    for each in data:
        if not files.get_file_from_path(each.path):
            files.append(DataFileOfSite(each, config))
    own = [file for file in files if file.src_dir in (None, config.docs_dir)]
    theme = [file for file in files if file.src_dir not in (None, config.docs_dir)]
    return Files([*sorted(own, key=file_sort_key), *theme])
