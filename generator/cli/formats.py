"""`explainer check --format`: diagnostics as other programs read them."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from generator import __version__
from generator.cli.output import Output
from generator.diagnostics.github import as_github
from generator.diagnostics.sarif import as_sarif

_FORMATS = ("text", "json", "github", "sarif")

format_option = click.option(
    "--format",
    type=click.Choice(_FORMATS),
    help="How problems are told: 'json' and 'sarif' as a document for programs; 'github' as text, "
    "and as workflow commands, which become notes beside the lines. [default: text]",
)


def use_format(output: Output, format: str | None, folder: Path) -> None:
    """Let diagnostics be told in a format.

    Args:
        output: whatever tells them.
        format: the option's value.
        folder: the site's folder; files are named from the repository's root.

    Raises:
        click.UsageError: `--json` asks for another one.
    """
    if format is None:
        return
    if output.json and format != "json":
        raise click.UsageError(f"--json and --format {format} contradict each other")
    prefix = _prefix(folder)
    if format == "github":
        output.notes = partial(as_github, prefix=prefix)
    elif format == "sarif":
        output.document = partial(as_sarif, version=__version__, docs=_docs(), prefix=prefix)
    output.json = format in ("json", "sarif")


def _prefix(folder: Path) -> str:
    """The way from the repository's root, or from where the command runs, to a folder."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    folder = folder.resolve()
    if folder == root or not folder.is_relative_to(root):
        return ""
    return f"{folder.relative_to(root).as_posix()}/"


def _docs() -> str:
    """The address of the page on diagnostics, if the package says where its pages are."""
    from importlib import metadata  # noqa: PLC0415 - few formats name that page

    try:
        addresses = metadata.metadata("story-explainer").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ""
    named = dict(each.split(", ", 1) for each in addresses)
    base = named.get("Documentation", "")
    return f"{base.rstrip('/')}/diagnostics.md" if base else ""
