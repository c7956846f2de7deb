"""A site as the commands open it, and its content read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.adapters import mkdocs
from generator.cli.last_check import INDEX
from generator.cli.output import Output
from generator.index import open_index


def open_site(
    output: Output, config_file: Path, site_dir: Path | None = None, *, strict: bool = False
) -> mkdocs.Project:
    """Open a site and print what MkDocs warns of.

    Raises:
        mkdocs.ProjectError: mkdocs.yml cannot be used, or is not clean under `strict`.
    """
    project = mkdocs.open_project(config_file, site_dir)
    for warning in project.warnings:
        output.warn(f"{config_file}: {warning}")
    if strict and project.warnings:
        raise mkdocs.ProjectError(f"{config_file} is not clean, which --strict asks for")
    return project


@contextmanager
def content_of(
    output: Output, project: mkdocs.Project, *, drafts: bool, strict: bool = False
) -> Iterator[mkdocs.SiteContent]:
    """The content of a site, read and checked; its index can be asked until this is left."""
    with open_index(project.folder, INDEX) as store:
        with output.progress("Reading and checking", None):
            content = mkdocs.read_project(project, store, drafts=drafts, strict=strict)
        yield content
