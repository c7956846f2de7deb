"""The pages as files on disk, with a configuration for MkDocs without the plugin."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from generator.adapters.markdown import markdown_file, source_path
from generator.render import Rendered
from generator.resources import resource

MARKER = ".explainer-render"
"""Stands in every folder that `write_pages` made; one without it is never replaced."""


class OutputError(Exception):
    """The folder cannot be written to; the message says why."""


def write_pages(
    rendered: Rendered,
    out: Path,
    docs: Path,
    overrides: Path | None,
    config: dict[str, Any],
) -> int:
    """Write all pages to a folder, whole or not at all.

    Args:
        rendered: the pages and data files.
        out: the folder; it must be new, empty, or one that this function made.
        docs: the folder of hand-written pages, whose files are copied.
        overrides: the site's own theme folder, if it has one.
        config: what stands in the folder's mkdocs.yml.

    Returns:
        The number of files written.

    Raises:
        OutputError: `out` holds something that this function did not make, or `config` holds a
            value that cannot be written down.
        OSError: the folder cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise OutputError(f"'{out}' is a file")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise OutputError(f"'{out}' holds files that this command did not write")
    try:
        settings = json.dumps(config, ensure_ascii=False, indent=2)
    except TypeError as error:
        raise OutputError(f"mkdocs.yml holds a value that only Python can write: {error}") from None
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as aside:
        made = Path(aside) / "new"
        _write(rendered, made, docs, overrides)
        # JSON is YAML too, and needs no second writer of YAML.
        (made / "mkdocs.yml").write_text(f"# Made by `explainer render`.\n{settings}\n", "utf-8")
        (made / MARKER).write_text("This folder is replaced by `explainer render`.\n", "utf-8")
        if out.is_dir():
            out.rename(Path(aside) / "old")
        made.rename(out)
    return sum(path.is_file() for path in out.rglob("*"))


def _write(rendered: Rendered, made: Path, docs: Path, overrides: Path | None) -> None:
    shutil.copytree(resource("site-templates") / "theme", made / "theme")
    if overrides:
        shutil.copytree(overrides, made / "theme", dirs_exist_ok=True)
    if docs.is_dir():
        shutil.copytree(docs, made / "docs")
    for page in rendered.pages:
        path = made / "docs" / source_path(page.address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(markdown_file(page), "utf-8")
    for data in rendered.files:
        path = made / "docs" / data.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.data)
