"""The command `explainer`, and how it ends; `table` says where its commands are."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from typing import Any

import click

from generator import __version__
from generator.cli.exit_codes import CONTENT_ERRORS, INTERRUPTED
from generator.cli.lazy import LazyGroup
from generator.cli.table import COMMANDS

_EPILOG = """
Exit codes: 0 the site can be published; 1 the content has errors (under --strict also warnings);
2 the command could not be carried out: a wrong option, an unusable mkdocs.yml, a folder that
cannot be written; 130 it was interrupted (Ctrl-C).
"""


class _Explainer(LazyGroup):
    """The command with its own way of ending: safe messages, and quietly after Ctrl-C."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - as click has it
        **extra: Any,
    ) -> Any:
        """Run the command; see `click.Command.main`."""
        run = functools.partial(super().main, args, prog_name, complete_var, False, **extra)  # noqa: FBT003
        if not standalone_mode:
            return run()
        try:
            sys.exit(run())
        except click.ClickException as error:
            from generator.cli.output import show_usage_error  # noqa: PLC0415 - rich is slow to import

            show_usage_error(error)
            sys.exit(error.exit_code)
        except click.Abort as error:
            # Ctrl-D at a question; all else that comes here is Ctrl-C.
            is_ended = isinstance(error.__context__, EOFError)
            sys.exit(CONTENT_ERRORS if is_ended else INTERRUPTED)


@click.group(
    cls=_Explainer,
    table=COMMANDS,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="explainer")
def explainer() -> None:
    """Build a site of source-based news explainers from YAML."""
