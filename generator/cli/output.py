"""What the command line prints, and how it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from generator.diagnostics import Diagnostic, Severity, as_json, as_text, summary

PUBLISH, CONTENT_ERRORS, USAGE = 0, 1, 2
"""Exit codes: the site can be published; its content keeps it from that; the command could not be
carried out (a wrong option, an unusable mkdocs.yml, a folder that cannot be written)."""

# In seconds; drawing takes longer than many a step.
_DRAW_EVERY = 0.1
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


class Output:
    """Messages go to the error stream, JSON to the output stream.

    `quiet` leaves only what is wrong; `json` prints the diagnostics as a document instead, which
    `document` makes. `notes` makes what another program reads beside the text.
    """

    def __init__(self, *, quiet: bool, json: bool) -> None:
        """Take the options `--quiet` and `--json`."""
        self.quiet = quiet
        self.json = json
        self.document: Callable[[Sequence[Diagnostic]], str] = as_json
        self.notes: Callable[[Sequence[Diagnostic]], str] | None = None
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, message: str) -> None:
        """Print good news, unless quiet."""
        if not self.quiet and not self.json:
            self.console.print(Text(message))

    def warn(self, message: str) -> None:
        """Print a warning that belongs to no file of the content."""
        self.console.print(Text(message, style="yellow"))

    def fail(self, message: str) -> int:
        """Print why the command could not be carried out; gives the exit code for that."""
        self.console.print(Text.assemble(("explainer: ", "bold red"), message))
        return USAGE

    def show(self, table: Table) -> None:
        """Print a table, to the output stream."""
        Console(highlight=False).print(table)

    def report(self, diagnostics: Sequence[Diagnostic], *, strict: bool) -> bool:
        """Print all diagnostics. Returns whether the site may be published."""
        blocked = any(strict or d.severity is Severity.ERROR for d in diagnostics)
        if self.json:
            sys.stdout.write(self.document(diagnostics) + "\n")
            return not blocked
        if self.notes and diagnostics:
            sys.stdout.write(self.notes(diagnostics) + "\n")
        for diagnostic in diagnostics:
            lines = as_text(diagnostic).split("\n")
            style = _COLOURS[diagnostic.severity]
            self.console.print(Text(lines[0], style=style))
            self.console.print(Text("\n".join(lines[1:])))
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
