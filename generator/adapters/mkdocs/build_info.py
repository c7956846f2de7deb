"""What a site is built from, handed to the theme and to the file beside the pages.

What is only linked to from the theme's folder is looked at here: MkDocs would publish it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.mkdocs.content import ARCHIVE, site_folder
from generator.model import SiteSettings
from generator.publishing.atomic_swap import PublishError
from generator.publishing.provenance import (
    BUILD_FILE,
    GENERATOR,
    build_info,
    build_json,
    build_labels,
)
from generator.render import DataFile
from generator.render.wording import wording_for
from generator.verify.figure_problems import what_is_checked

BUILD_INFO = "explainer_build"
"""Where the theme looks in `config.extra`."""


def add_generator_info(config: MkDocsConfig) -> None:
    """Let each page say which program made it, and nothing that changes with the content."""
    config.extra.setdefault(BUILD_INFO, {"generator": GENERATOR})


def extra_of_pages(config: MkDocsConfig) -> dict[str, Any]:
    """What `config.extra` says on generated pages: the content's digest stands on none of them."""
    known = config.extra.get(BUILD_INFO) or {}
    return {**config.extra, BUILD_INFO: known.get("generator")}


def add_build_info(config: MkDocsConfig, content: str, settings: SiteSettings) -> DataFile:
    """Let pages say what the site is built from.

    Args:
        config: MkDocs's configuration, which is added to.
        content: the content folder's path, relative to the site's.
        settings: what `site.yml` says.

    Returns:
        The file that says the same.

    Raises:
        RevisionError: the environment names a commit that is none.
        PublishError: a link leads to what is not meant for readers.
        OSError: the content cannot be read.
    """
    folder = site_folder(config)
    _check_links(config, folder, folder / content / ARCHIVE)
    build = build_info(folder, content, Path(config.docs_dir))
    wording = wording_for(settings.language, folder / "site-templates" / "locale")
    config.extra[BUILD_INFO] |= {
        "file": BUILD_FILE,
        **build_labels(build, wording, what_is_checked(settings.language)),
    }
    return DataFile(BUILD_FILE, build_json(build), f"{content}/site.yml")


def _check_links(config: MkDocsConfig, folder: Path, archive: Path) -> None:
    """Refuse links to what no reader shall see: MkDocs copies what they lead to.

    A pull request can bring a link along, and what it leads to lies on the machine that builds.
    """
    copied = [Path(own)] if (own := config.theme.custom_dir) else []
    roots = [folder, *(each.resolve() for each in copied)]
    for link in _links(copied):
        target = link.resolve()
        if not target.exists() or not _is_public(target, roots, archive.resolve()):
            shown = Path(os.path.relpath(link, folder)).as_posix()
            msg = (
                f"'{shown}' is a link that leads nowhere, out of the site's folder, into the "
                "archive or to a hidden file: put a copy there instead"
            )
            raise PublishError(msg)


def _links(folders: Sequence[Path]) -> Iterator[Path]:
    """All links below some folders, and below what these lead to; MkDocs leaves out `.names`."""
    waiting, seen = list(folders), set()
    while waiting:
        here = waiting.pop()
        if not here.is_dir() or (real := here.resolve()) in seen:
            continue
        seen.add(real)
        for path in sorted(here.iterdir()):
            if path.name.startswith("."):
                continue
            if path.is_symlink():
                yield path
            if path.is_dir():
                waiting.append(path)


def _is_public(target: Path, roots: Sequence[Path], archive: Path) -> bool:
    # A link to a folder above the archive would publish that too.
    if target.is_relative_to(archive) or archive.is_relative_to(target):
        return False
    return any(
        target.is_relative_to(root)
        and not any(part.startswith(".") for part in target.relative_to(root).parts)
        for root in roots
    )
