"""The sitemap, from the theme's template, once all pages are written."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

from mkdocs.commands.build import get_context

from generator.adapters.mkdocs.theme import Theme

SITEMAP = "sitemap.xml"
"""The theme's template that lists all pages."""


class _Listed(NamedTuple):
    """What the sitemap says of a page, by MkDocs's names for it."""

    canonical_url: str | None
    meta: Mapping[str, str]
    abs_url: None = None
    is_link: bool = False


def write_sitemap(theme: Theme, pages: Mapping[str, str], site_dir: Path, newest: str) -> None:
    """Write `sitemap.xml` and the same packed.

    Args:
        theme: what the pages were finished with.
        pages: the day on which each generated page last changed, by its path; empty for one that
            search engines shall not list.
        site_dir: the site's folder.
        newest: the newest date of the content, which the packed file has.
    """
    template = theme.environment.get_template(SITEMAP)
    context: dict[str, Any] = {
        **get_context(theme.navigation, theme.files, theme.config, base_url="."),
        "pages": _in_order(theme, pages),
    }
    data = template.render(context).encode("utf-8")
    if not data.strip():
        return
    (site_dir / SITEMAP).write_bytes(data)
    time = int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())
    name, packed = f"{SITEMAP}.gz", BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", fileobj=packed, mtime=time) as file:
        file.write(data)
    (site_dir / name).write_bytes(packed.getvalue())


def _in_order(theme: Theme, pages: Mapping[str, str]) -> Iterator[object]:
    """All pages of the site, in the order in which MkDocs would have them."""
    base = theme.config.site_url
    if base and not base.endswith("/"):
        base += "/"
    urls = theme.config.use_directory_urls
    rows: list[tuple[tuple[object, ...], object]] = [
        (_key(file.src_uri), file.page) for file in theme.files.documentation_pages()
    ]
    for path, updated in pages.items():
        address = urljoin(base, quote(_url(path, directory_urls=urls))) if base else None
        source = _source(path, directory_urls=urls)
        if updated:
            rows.append((_key(source), _Listed(address, {"updated": updated})))
    rows.sort(key=lambda row: row[0])
    return (row[1] for row in rows)


def _url(path: str, *, directory_urls: bool) -> str:
    if path == "index.html":
        return "./" if directory_urls else path
    return path.removesuffix("index.html") if directory_urls else path


def _source(path: str, *, directory_urls: bool) -> str:
    """The path of the Markdown file that a page would have been made from."""
    if path == "index.html":
        return "index.md"
    ending = "/index.html" if directory_urls else ".html"
    return f"{path.removesuffix(ending)}.md"


def _key(source: str) -> tuple[object, ...]:
    """The order in which MkDocs reads a folder: `index` first, folders last."""
    parts = PurePosixPath(source).parts
    return parts[:-1], PurePosixPath(source).stem != "index", parts[-1]
