"""The pipeline with what mkdocs.yml says about it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import _default_exclude

from generator.adapters.markdown import address_collisions
from generator.adapters.mkdocs.written import markdown_of
from generator.diagnostics import worst_first
from generator.memory import FORGETFUL, Memory
from generator.pages import PagesFolder
from generator.pipeline import Compiled, compile_site


def site_folder(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml."""
    # Of the link, where mkdocs.yml is one: MkDocs goes by that too.
    return Path(config.config_file_path).parent.resolve()


ARCHIVE = "archive"
"""The folder of copies in the content folder."""


def compile_for(
    config: MkDocsConfig,
    content: str,
    *,
    drafts: bool = False,
    memory: Memory = FORGETFUL,
    new_only: bool = False,
    strict: bool = False,
) -> Compiled:
    """Run the pipeline for a MkDocs configuration; hand-written pages are looked at too.

    With `strict` the lock is compared with the archived copies that are at hand.
    """
    folder = site_folder(config)
    compiled = compile_site(
        folder,
        content,
        drafts=drafts,
        directory_urls=config.use_directory_urls,
        memory=memory,
        new_only=new_only,
        archive=folder / content / ARCHIVE if strict else None,
        pages=_pages_folder(config),
    )
    collisions = address_collisions(compiled.rendered, compiled.written)
    return replace(compiled, diagnostics=tuple(worst_first([*compiled.diagnostics, *collisions])))


def _pages_folder(config: MkDocsConfig) -> PagesFolder:
    """Where hand-written pages lie, and how MkDocs would read them."""
    own = config.exclude_docs
    left_out = _default_exclude + own if own else _default_exclude
    return PagesFolder(Path(config.docs_dir), markdown_of(config), left_out.match_file)
