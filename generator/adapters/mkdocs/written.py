"""Hand-written pages as pages of MkDocs: their HTML is there already, and sanitised."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.pages import _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from generator.adapters.mkdocs.pages import ANCHOR
from generator.limits import LimitError
from generator.pages import (
    Markdown,
    Written,
    WrittenPage,
    addresses,
    render_markdown,
    with_addresses,
)

# MkDocs's own name, so that what it says of links is shown as before.
log = logging.getLogger("mkdocs.structure.pages")


class HandWrittenPage(MkDocsPage):
    """A hand-written page.

    It is rendered anew only where another plugin has changed its Markdown, within the same bounds.
    """

    def __init__(self, page: WrittenPage, title: str | None, file: File, config: MkDocsConfig):
        self._page = page
        super().__init__(title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs's signature
        """Hand over what stands in the front matter, and the Markdown for other plugins."""
        self.meta = dict(self._page.meta)
        self.markdown = self._page.markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the HTML, with links that lead to where MkDocs puts what they name."""
        rendered = self._page.rendered
        if self.markdown != self._page.markdown:
            (made,) = render_markdown([self.markdown or ""], markdown_of(config))
            if isinstance(made, LimitError):
                msg = f"{self.file.src_uri}: to make HTML of the page {made}"
                raise BuildError(msg)
            rendered = made
        links = Links(self.file, files, config)
        self.content = links.resolved(rendered.html)
        self.toc = get_toc(list(rendered.toc))  # type: ignore[arg-type]
        self._title_from_render = rendered.title
        self.present_anchor_ids = set(ANCHOR.findall(self.content))
        self.links_to_anchors = links.to_anchors


class Links:
    """The links of one page.

    Attributes:
        to_anchors: which anchors of which files they lead to, as MkDocs wants to know.
    """

    def __init__(self, file: File, files: Files, config: MkDocsConfig) -> None:
        self._resolver = _RelativePathTreeprocessor(file, files, config)
        self.to_anchors = self._resolver.links_to_anchors

    def resolved(self, html: str) -> str:
        """Sanitised HTML whose links to Markdown files lead to the pages that become of them."""
        changed = {}
        for address in dict.fromkeys(addresses(html)):
            try:
                changed[address] = self._resolver.path_to_url(address)
            except ValueError:
                # It cannot be taken apart, as `http://[`: no browser follows it either.
                continue
        return with_addresses(html, changed)


def markdown_of(config: MkDocsConfig) -> Markdown:
    """How mkdocs.yml wants Markdown to be read."""
    return Markdown(tuple(map(str, config.markdown_extensions)), config.mdx_configs or {})


def with_written(written: Written, files: Files, config: MkDocsConfig) -> Files:
    """MkDocs's files and what lies in the pages' folder.

    Args:
        written: the hand-written pages and the files beside them.
        files: MkDocs's files.
        config: MkDocs's configuration.
    """
    titles = dict(_titles(config.nav))
    for page in written.pages:
        file = _file(page.path, config)
        # As in MkDocs, a page `index.md` comes before a `README.md` beside it.
        if not any(each.dest_uri == file.dest_uri for each in files.documentation_pages()):
            HandWrittenPage(page, titles.get(page.path), file, config)
            files.append(file)
    for other in written.files:
        file = _file(other.path, config)
        file.content_bytes = other.data
        files.append(file)
    return files


def _file(path: str, config: MkDocsConfig) -> File:
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    """The titles that the navigation in mkdocs.yml gives, each with the path of its page."""
    if isinstance(nav, list):
        for row in nav:
            yield from _titles(row)
    elif isinstance(nav, Mapping):
        for title, value in nav.items():
            if isinstance(value, str):
                yield PurePath(value.lstrip("/")).as_posix(), str(title)
            else:
                yield from _titles(value)


def tell_omitted(nav: Navigation, files: Files, config: MkDocsConfig) -> None:
    """Say which hand-written pages the navigation in mkdocs.yml leaves out, as MkDocs does."""
    listed = {page.file.src_uri for page in nav.pages}
    omitted = [
        file.src_uri
        for file in files.documentation_pages()
        if isinstance(file.page, HandWrittenPage)
        and file.inclusion.is_in_nav()  # type: ignore[no-untyped-call]
        and file.src_uri not in listed
    ]
    if omitted:
        log.log(
            config.validation.nav.omitted_files,
            "The following pages exist in the docs directory, but are not included in the "
            '"nav" configuration:\n  - %s',
            "\n  - ".join(omitted),
        )
