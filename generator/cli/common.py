"""What the commands share: their options, how a failure ends them, the time they note."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.cli.output import Output
from generator.errors import UserFacingError
from generator.files import ReadError

strict_option = click.option("--strict", is_flag=True, help="Let warnings count as errors.")
json_option = click.option("--json", is_flag=True, help="Print the result as JSON, for programs.")
every_option = click.option(
    "--all", "every", is_flag=True, help="Show all problems, not a few of each kind."
)
drafts_option = click.option(
    "--drafts", is_flag=True, help="Show stories that are not published too."
)


class CommandError(UserFacingError):
    """The command cannot be carried out; the message says why."""


def common(command: Callable[..., int]) -> Callable[..., None]:
    """The options that all commands on a site share; the result becomes the exit code.

    Args:
        command: what the command does.
    """
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
    """What every command shares, also one that needs no site; see `common`."""

    @click.option("-q", "--quiet", is_flag=True, help="Print only what is wrong.")
    @click.pass_context
    def run(context: click.Context, /, **options: Any) -> None:
        output = Output(quiet=options.pop("quiet"), json=options.pop("json", False))
        try:
            code = command(output, **options)
        except UserFacingError as error:
            code = output.fail(str(error))
        except ReadError as error:
            code = output.fail(f"{error.path}: {error}")
        except OSError as error:
            named = f"{error.filename}: " if error.filename else ""
            code = output.fail(f"{named}{error.strerror or error}")
        context.exit(code)

    functools.update_wrapper(run, command)
    return run
