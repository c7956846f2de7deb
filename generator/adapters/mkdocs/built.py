"""What a site is built from, handed to the theme and to the file beside the pages."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.mkdocs.compile import site_folder
from generator.adapters.provenance import BUILD_FILE, GENERATOR, build_json, build_of, build_words
from generator.pipeline import Compiled
from generator.render import DataFile
from generator.render.wording import wording_for

_THEME = "explainer_build"
"""Where the theme looks in `config.extra`."""


def say_program(config: MkDocsConfig) -> None:
    """Let each page say which program made it, and nothing that changes with the content."""
    config.extra[_THEME] = {"generator": GENERATOR}


def say_build(config: MkDocsConfig, content: str, compiled: Compiled) -> DataFile | None:
    """Let pages say what the site is built from.

    Args:
        config: MkDocs's configuration, which is added to.
        content: the content folder's path, relative to the site's.
        compiled: the content, as it is built.

    Returns:
        The file that says the same; None without a site.

    Raises:
        RevisionError: the environment names a commit that is none.
        OSError: the content cannot be read.
    """
    if compiled.site is None:
        return None
    folder = site_folder(config)
    build = build_of(folder, content, Path(config.docs_dir))
    wording = wording_for(compiled.site.settings.language, folder / "site-templates" / "locale")
    config.extra[_THEME] |= {"file": BUILD_FILE, **build_words(build, wording)}
    return DataFile(BUILD_FILE, build_json(build), f"{content}/site.yml")
