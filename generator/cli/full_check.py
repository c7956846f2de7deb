"""A whole check of a site, which brings all that reads its content and makes its pages."""

from __future__ import annotations

from pathlib import Path

from generator.adapters.mkdocs import Project
from generator.adapters.mkdocs.unchanged import folders_of, has_no_other_code
from generator.cli.content import named_in
from generator.cli.last_check import MadeFrom, keep_check, look
from generator.cli.output import Output
from generator.cli.site import content_of, open_site
from generator.diagnostics import Diagnostic, worst_first
from generator.files import state_of
from generator.passes.pages import check_pages

# Extensions of Python-Markdown that come with it: they read no file of their own. Of PyMdown's
# `snippets` and `b64` do.
_MARKDOWN = {
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty",
    "tables", "toc", "wikilinks",
}  # fmt: skip
_PYMDOWN_READS = {"b64", "snippets"}


def check_site(output: Output, config_file: Path, *, strict: bool) -> tuple[Diagnostic, ...]:
    """Check the content of a site; what is found is kept for `last_check`.

    Args:
        output: what shows how far it is.
        config_file: the site's mkdocs.yml.
        strict: whether warnings count, and the lock is compared with the archived copies.

    Returns:
        What is wrong, the worst first.

    Raises:
        UserFacingError: mkdocs.yml cannot be used, or is not clean under `strict`.
        OSError: the index cannot be written.
    """
    config = state_of([config_file])
    project = open_site(output, config_file, strict=strict)
    made_from = made_from_of(project, config_file, strict=strict)
    before = look(made_from) if is_all_known(project, config_file) else None
    with content_of(output, project, drafts=True, strict=strict) as content:
        problems = content.diagnostics
        if not content.blocked():
            # A mistake in a template shows only when pages are made.
            problems = tuple(worst_first([*problems, *check_pages(content.stages)]))
    if before and before.watched.state.items() >= config.items():
        keep_check(made_from, before, problems)
    return problems


def made_from_of(project: Project, config_file: Path, *, strict: bool) -> MadeFrom:
    """Where all lies that a check of an opened site reads."""
    folder = (project.folder / project.plugin.config.content).resolve()
    folders = tuple(map(str, folders_of(project)))
    return MadeFrom(config_file, folders, str(folder / "archive"), strict)


def is_all_known(project: Project, config_file: Path) -> bool:
    """Whether a site is made from the files of its folders, and what mkdocs.yml says, alone."""
    return (
        not project.warnings
        and has_no_other_code(project)
        # Without files that it inherits from, variables of the environment, functions.
        and named_in(config_file) is not None
        and all(map(_reads_nothing, project.config.markdown_extensions))
    )


def _reads_nothing(extension: str) -> bool:
    """Whether an extension of Markdown makes what it makes of the text alone."""
    package, _, name = extension.rpartition(".")
    if package in ("", "markdown.extensions"):
        return name in _MARKDOWN
    return extension.startswith("pymdownx.") and name not in _PYMDOWN_READS
