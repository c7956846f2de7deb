"""Whole sites for tests: built by the command as anyone would, read back as files."""

from __future__ import annotations

import os
import posixpath
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.forks import PATIENCE, run_forked


def explainer(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, forked: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder.

    Args:
        arguments: the command's.
        cwd: the folder.
        env: what stands in its environment besides.
        forked: whether it may do without a new Python, whose start is much of the work.
    """
    given, everything = tuple(map(str, arguments)), {**os.environ, **(env or {})}
    if forked:
        return run_forked(given, cwd, everything)
    return subprocess.run(
        [sys.executable, "-m", "generator", *given],
        cwd=cwd,
        env=everything,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file's bytes by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass
class Document(HTMLParser):
    """The ids and the links of an HTML file."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("href", "src"):
            if name in values:
                self.links.append((tag, values[name]))


def read_html(text: str) -> Document:
    document = Document()
    document.feed(text)
    return document


def broken_links(site: Path) -> Iterator[str]:
    """Every link within the site that leads nowhere, anchors included."""
    pages = {
        path.relative_to(site).as_posix(): read_html(path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name, document in pages.items():
        for _, link in document.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            base = (
                ""
                if name.endswith("404.html") and link.startswith("/")
                else posixpath.dirname(name)
            )
            target = posixpath.normpath(posixpath.join(base, unquote(parts.path).lstrip("/")))
            target = name if not parts.path else "index.html" if target == "." else target
            if target not in files:
                yield f"{name}: {link}: no such file"
            elif parts.fragment and unquote(parts.fragment) not in pages[target].ids:
                yield f"{name}: {link}: no such anchor"
