"""Hand-written pages as the search shows and finds them."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.pages import WrittenPage


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A hand-written page: its address, its title, its text, its description if it has one."""

    address: str
    title: str
    text: str
    description: str = ""


def found_pages(pages: Iterable[WrittenPage], *, directory_urls: bool = False) -> list[FoundPage]:
    """The hand-written pages that can be found, in their order; `directory_urls` is mkdocs's.

    A page whose front matter says `search: {exclude: true}` is left out.
    """
    found = []
    for page in pages:
        address = _address(PurePosixPath(page.path), directory_urls=directory_urls)
        if address and not _is_left_out(page.meta):
            title = " ".join(html.unescape(page.title).split())
            said = page.meta.get("description")
            description = " ".join(said.split()) if isinstance(said, str) else ""
            found.append(FoundPage(address, title, page.rendered.text, description))
    return found


def _is_left_out(meta: Mapping[str, Any]) -> bool:
    said = meta.get("search")
    return isinstance(said, Mapping) and said.get("exclude") is True


def _address(path: PurePosixPath, *, directory_urls: bool) -> str:
    """A page's address; empty for the home page, which is not written by hand."""
    if path.stem not in ("index", "README"):
        return path.with_suffix("").as_posix()
    folder = path.parent.as_posix()
    return "" if folder == "." else folder if directory_urls else f"{folder}/index"
