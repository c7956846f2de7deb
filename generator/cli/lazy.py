"""A group of commands, each imported when it runs or its own help is shown.

A help that lists them needs their names and a line on each, which stand in a table: importing what
the commands need takes twenty times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any, NamedTuple, cast

import click
from click.shell_completion import CompletionItem


class Row(NamedTuple):
    """Where a command is, and the first sentence of its help."""

    name: str
    module: str
    """In `generator.cli`."""
    attribute: str
    help: str


class CommandTable(Mapping[str, click.Command]):
    """Commands by name; looking one up imports it."""

    def __init__(self, *rows: Row) -> None:
        """Take where the commands are."""
        self.rows = {row.name: row for row in rows}

    def __getitem__(self, name: str) -> click.Command:
        row = self.rows[name]
        command: click.Command = getattr(
            import_module(f"generator.cli.{row.module}"), row.attribute
        )
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __contains__(self, name: object) -> bool:
        return name in self.rows

    def __len__(self) -> int:
        return len(self.rows)


class LazyGroup(click.Group):
    """A group whose commands are in a table."""

    def __init__(self, name: str | None, *, table: CommandTable, **options: Any) -> None:
        """Take the table, and what `click.Group` takes."""
        super().__init__(name, **options)
        self.table = table
        self.commands = cast("MutableMapping[str, click.Command]", table)  # nothing adds to it

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of the commands into the help."""
        self._outline().format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell may offer: options, and names of commands."""
        return self._outline().shell_complete(ctx, incomplete)

    def _outline(self) -> click.Group:
        """This group with commands that do nothing and have the same names and help."""
        commands = [click.Command(row.name, help=row.help) for row in self.table.rows.values()]
        return click.Group(self.name, params=self.params, commands=commands)
