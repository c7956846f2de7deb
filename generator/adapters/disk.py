"""The pages as files on disk, with a configuration for MkDocs without the plugin."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.adapters.assets import joined_assets
from generator.adapters.markdown import markdown_file, source_path
from generator.errors import UserFacingError
from generator.files import ReadError
from generator.package_data import package_folder
from generator.pages import WrittenFile
from generator.publishing.host_files import copy_host_files
from generator.render import DataFile, LargeFile, Page

MARKER = ".explainer-render"
"""Stands in every folder that `write_pages` made; one without it is never replaced."""


class OutputError(UserFacingError):
    """The folder cannot be written to; the message says why."""


@dataclass(frozen=True, slots=True)
class PlainSite:
    """All that MkDocs needs to build a site without the plugin.

    Attributes:
        pages: the generated pages.
        data: the data files.
        written: the hand-written pages as Markdown files, by their paths in the docs folder.
        files: the pictures and documents beside them.
        config: what stands in mkdocs.yml.
        warnings: what MkDocs says of links in hand-written pages.
        theme: files of the theme that the frame of the pages names, by their paths in the site.
        spoken: what scripts say, as `render.spoken` gives it.
    """

    pages: Sequence[Page]
    data: Sequence[DataFile | LargeFile]
    written: Mapping[str, str]
    files: Sequence[WrittenFile]
    config: dict[str, Any]
    warnings: Sequence[str] = ()
    theme: Mapping[str, Path] = field(default_factory=dict)
    spoken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def write_pages(site: PlainSite, out: Path, folder: Path, overrides: Path | None) -> int:
    """Write all pages to a folder, whole or not at all.

    Args:
        site: what is written.
        out: the folder; it must be new, empty, or one that this function made.
        folder: the site's folder, for its files for the host.
        overrides: the site's own theme folder, if it has one.

    Returns:
        The number of files written.

    Raises:
        OutputError: `out` holds something that this function did not make, its configuration
            holds a value that cannot be written down, or a file for the host cannot be read.
        OSError: the folder cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise OutputError(f"'{out}' is a file")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise OutputError(f"'{out}' holds files that this command did not write")
    try:
        settings = json.dumps(site.config, ensure_ascii=False, indent=2)
    except TypeError as error:
        raise OutputError(f"mkdocs.yml holds a value that only Python can write: {error}") from None
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as aside:
        made = Path(aside) / "new"
        _write(site, made, folder, overrides)
        # JSON is YAML too, and needs no second writer of YAML.
        (made / "mkdocs.yml").write_text(f"# Made by `explainer render`.\n{settings}\n", "utf-8")
        (made / MARKER).write_text("This folder is replaced by `explainer render`.\n", "utf-8")
        if out.is_dir():
            out.rename(Path(aside) / "old")
        made.rename(out)
    return sum(path.is_file() for path in out.rglob("*"))


def _write(site: PlainSite, made: Path, folder: Path, overrides: Path | None) -> None:
    shutil.copytree(package_folder("site-templates") / "theme", made / "theme")
    for name, text in joined_assets(site.spoken).items():
        _put(made / "theme" / name, text.encode("utf-8"))
    # Their names hold a digest: another version of the theme would not have them.
    for name, path in site.theme.items():
        _put(made / "theme" / name, path.read_bytes())
    if overrides:
        shutil.copytree(overrides, made / "theme", dirs_exist_ok=True)
    docs = made / "docs"
    texts = {source_path(page.address): markdown_file(page) for page in site.pages}
    for name, text in {**site.written, **texts}.items():
        _put(docs / name, text.encode("utf-8"))
    for picture in site.files:
        _put(docs / picture.path, picture.data)
    for file in site.data:
        _put(docs / file.path, file.data)
    try:
        copy_host_files(folder, docs)
    except ReadError as error:
        raise OutputError(f"'{error.path}': {error}") from None


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
