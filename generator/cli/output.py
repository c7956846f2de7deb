"""What the command line prints, and how it ends.

Nothing else prints: whatever a message holds, values and file names of strangers among it, is made
safe here for terminals and CI runners. A message is one line.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.text import Text

from generator.cli.exit_codes import USAGE
from generator.diagnostics import (
    Diagnostic,
    Severity,
    as_json,
    as_text,
    safe_text,
    shortened,
    summary,
)
from generator.diagnostics.safe_text import REPLACEMENT, safe_diff_line, safe_json

if TYPE_CHECKING:
    from rich.table import Table

# In seconds; drawing takes longer than many a step.
_DRAW_EVERY = 0.1
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


class Output:
    """Messages go to the error stream, JSON to the output stream.

    `quiet` leaves only what is wrong; `json` prints the diagnostics as a document instead, which
    `document` makes. `notes` makes what another program reads beside the text. `every` shows all
    diagnostics, not a few of each code; `shows_every` is the command that does.
    """

    def __init__(self, *, quiet: bool, json: bool) -> None:
        """Take the options `--quiet` and `--json`."""
        self.quiet = quiet
        self.json = json
        self.every = False
        self.shows_every = "explainer check --all"
        self.document: Callable[[Sequence[Diagnostic]], str] = as_json
        self.notes: Callable[[Sequence[Diagnostic]], str] | None = None
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, message: str) -> None:
        """Print good news, unless quiet."""
        if not self.quiet and not self.json:
            self.console.print(Text(safe_text(message)))

    def warn(self, message: str) -> None:
        """Print a warning that belongs to no file of the content."""
        self.console.print(Text(safe_text(message), style="yellow"))

    def show_text(self, message: str, *, indent: int = 0, style: str = "") -> None:
        """Print text that somebody reads at a terminal, broken between words, quiet or not.

        Args:
            message: the text.
            indent: how many columns stay free before each line.
            style: a style of Rich's. It never says anything that the words do not.
        """
        text = Text(safe_text(message), style=style)
        for line in text.wrap(self.console, max(10, self.console.width - indent)):
            line.rstrip()
            self.console.print(Text(" " * indent).append(line))

    def show_choice(self, message: str) -> None:
        """Print the last line before an answer, which is typed behind it."""
        self.console.print(Text(f"{safe_text(message)} "), end="")

    def fail(self, message: str) -> int:
        """Print why the command could not be carried out; gives the exit code for that."""
        self.console.print(Text.assemble(("explainer: ", "bold red"), safe_text(message)))
        return USAGE

    def show(self, table: Table) -> None:
        """Print a table, to the output stream; who makes its cells makes their text safe."""
        Console(highlight=False).print(table)

    def show_line(self, message: str, *, style: str = "") -> None:
        """Print a line that was asked for, to the output stream; it is broken nowhere.

        Args:
            message: the text.
            style: a style of Rich's, for terminals. It never says anything that the words do not.
        """
        console = Console(highlight=False, soft_wrap=True)
        console.print(Text(safe_text(message), style=style))

    def show_document(self, text: str) -> None:
        """Print a text that comes with the program, to the output stream, as it is.

        At a terminal it is shown page by page, in the program that the user has for that.
        """
        if sys.stdout.isatty():
            click.echo_via_pager(text)
        else:
            _write(text.removesuffix("\n"))

    def show_json(self, value: Any) -> None:
        """Print a value as a JSON document, to the output stream."""
        _write(safe_json(value))

    def show_diff(self, lines: Sequence[str]) -> None:
        """Print a diff, to the output stream: in colours on a terminal.

        Into a pipe it goes as it is, so that it can be applied, unless it holds what a CI runner
        would obey or what would steer the terminal that it ends up at.
        """
        console = Console(highlight=False, soft_wrap=True)
        shown = [safe_diff_line(line) for line in lines]
        if console.is_terminal:
            for line in shown:
                style = "bold" if line.startswith(("+++", "---")) else _STYLES.get(line[:1], "")
                console.print(Text(_visible(line.removesuffix("\r")), style=style))
            return
        if shown:
            _write("\n".join(shown))
        if shown != list(lines):
            self.warn("This diff shows '�' for characters that are not safe to print: it cannot be")
            self.warn("applied. Let --write make the changes.")

    def report(self, diagnostics: Sequence[Diagnostic], *, strict: bool) -> bool:
        """Print diagnostics, a few of each code. Returns whether the site may be published."""
        blocked = any(strict or d.severity is Severity.ERROR for d in diagnostics)
        if self.json:
            _write(self.document(diagnostics))
            return not blocked
        if self.notes and diagnostics:
            _write(self.notes(diagnostics))
        shown, left = (diagnostics, {}) if self.every else shortened(diagnostics)
        for diagnostic in shown:
            lines = as_text(diagnostic).split("\n")
            style = _COLOURS[diagnostic.severity]
            self.console.print(Text(lines[0], style=style))
            self.console.print(Text("\n".join(lines[1:])))
        if left:
            told = ", ".join(f"{number} more {code}" for code, number in left.items())
            self.console.print(Text(f"And {told}: '{self.shows_every}' shows them."))
        if diagnostics:
            strictly = " (--strict: warnings count)" if strict and blocked else ""
            self.console.print(Text(f"{summary(diagnostics)}{strictly}"))
        return not blocked

    @contextmanager
    def progress(self, what: str, total: int | None) -> Iterator[Callable[[], None]]:
        """A progress bar on a terminal. Gives a function to call at each step.

        It is drawn by these calls alone: a thread that draws would keep the work from being done
        by several processes.
        """
        from rich.progress import (  # noqa: PLC0415 - not all commands have a bar
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
        )

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
        quiet = self.quiet or self.json or not self.console.is_terminal
        with Progress(
            *columns, MofNCompleteColumn(), console=self.console, transient=True, disable=quiet,
            auto_refresh=False,
        ) as bar:  # fmt: skip
            task = bar.add_task(what, total=total)
            bar.refresh()
            drawn = time.monotonic()

            def step() -> None:
                nonlocal drawn
                bar.advance(task)
                if time.monotonic() - drawn > _DRAW_EVERY:
                    bar.refresh()
                    drawn = time.monotonic()

            yield step


def ask(question: str, default: Any = None, **options: Any) -> Any:
    """Ask at the terminal; `options` are those of `click.prompt`."""
    shown = f" [{safe_text(str(default))}]" if default else ""
    return click.prompt(
        f"{safe_text(question)}{shown}", default=default, show_default=False, err=True, **options
    )


def confirm(question: str, *, default: bool) -> bool:
    """Ask at the terminal whether to do something."""
    return click.confirm(safe_text(question), default=default, err=True)


def show_usage_error(error: click.ClickException) -> None:
    """Print what is wrong with the options, which may hold any text, as click would."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        print(context.get_usage(), file=sys.stderr)  # noqa: T201 - this module prints
        if context.command.get_help_option(context) is not None:
            names = (context.command_path, context.help_option_names[0])
            print("Try '{} {}' for help.\n".format(*names), file=sys.stderr)  # noqa: T201
    print(f"Error: {safe_text(error.format_message())}", file=sys.stderr)  # noqa: T201


def _visible(line: str) -> str:
    """A line as a terminal shows all of it, also what nobody would see."""
    return "".join(char if char.isprintable() else REPLACEMENT for char in line.expandtabs())


def _write(document: str) -> None:
    """Print lines that are safe already, in UTF-8 whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(f"{document}\n".encode("utf-8", "replace"))
    sys.stdout.flush()
