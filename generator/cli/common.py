"""What the commands share: their options, how a site is opened, how a failure ends them."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from generator.adapters import disk, mkdocs
from generator.cli.output import Output
from generator.files import ReadError


def common(command: Callable[..., int]) -> Callable[..., None]:
    """The options that all commands on a site share; the result becomes the exit code."""
    config_file = click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The site's mkdocs.yml.",
    )
    return config_file(without_site(command))


def without_site(command: Callable[..., int]) -> Callable[..., None]:
    """What every command shares, also one that needs no site."""

    @click.option("-q", "--quiet", is_flag=True, help="Print only what is wrong.")
    @click.pass_context
    def run(context: click.Context, /, **options: Any) -> None:
        output = Output(quiet=options.pop("quiet"), json=options.pop("json", False))
        try:
            code = command(output, **options)
        except (mkdocs.ProjectError, disk.OutputError) as error:
            code = output.fail(str(error))
        except ReadError as error:
            code = output.fail(f"{error.path}: {error}")
        except OSError as error:
            named = f"{error.filename}: " if error.filename else ""
            code = output.fail(f"{named}{error.strerror or error}")
        context.exit(code)

    functools.update_wrapper(run, command)
    return run


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


def archive_folder(project: mkdocs.Project, named: Path | None) -> Path:
    """The folder of archived copies: the one that an option names, or the site's own.

    Raises:
        mkdocs.ProjectError: there is none.
    """
    folder = named or project.folder / project.plugin.config.content / "archive"
    if not folder.is_dir():
        raise mkdocs.ProjectError(f"there is no folder '{folder}'")
    return folder


def now() -> datetime:
    """The time to write down: `SOURCE_DATE_EPOCH` if it is set, otherwise now (UTC)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def today() -> str:
    """The day of `now`, as `YYYY-MM-DD`."""
    return now().date().isoformat()
