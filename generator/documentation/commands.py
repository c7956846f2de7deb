"""The page of the command line."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.cli import explainer
from generator.documentation.common import MADE


def command_line_page() -> str:
    """Every command with its options, as `--help` prints them."""
    settings = explainer.context_settings
    context = click.Context(explainer, info_name="explainer", terminal_width=90, **settings)
    parts = [MADE, "# Command line\n", _fenced(explainer.get_help(context))]
    return "\n".join([*parts, *_commands(explainer, context)])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, info_name=name, parent=context, terminal_width=90)
        yield f"## {inner.command_path}\n"
        yield _fenced(command.get_help(inner))
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"
