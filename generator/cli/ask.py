"""What a command needs to know: from its options, or by asking where somebody can answer."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Sequence

import click

from generator.cli.output import ask
from generator.diagnostics import safe_text

if sys.platform != "win32":
    import termios
    import tty

# In bytes: no key sends more.
_LONGEST_KEY = 16
Check = Callable[[str], str | None]
"""Says what is wrong with an answer; None if nothing is."""


def can_ask() -> bool:
    """Whether there is a terminal at which questions can be answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def read_key() -> str:
    """One key that somebody presses, without the key for a new line.

    What was typed before the question is taken as the answer to it. A key that sends several
    characters, such as an arrow, is given as the first of them.

    Raises:
        EOFError: it was the key that ends the input.
        KeyboardInterrupt: it was the key to interrupt.
    """
    if sys.platform == "win32":
        return click.getchar()
    here = sys.stdin.fileno()
    before = termios.tcgetattr(here)
    # Not `click.getchar`, which throws away what was typed before.
    tty.setcbreak(here, termios.TCSANOW)
    try:
        data = os.read(here, 1)
        while (data[0:1] >= b"\xc2" and not _is_character(data)) or data[0:1] == b"\x1b":
            if not select.select([here], [], [], 0.02)[0] or len(data) > _LONGEST_KEY:
                break
            data += os.read(here, 1)
    finally:
        termios.tcsetattr(here, termios.TCSANOW, before)
    if data in (b"", b"\x04"):
        raise EOFError
    return data.decode("utf-8", "replace")[:1]


def _is_character(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def read_line() -> str:
    """One line, where nobody sits at a terminal.

    Raises:
        EOFError: there is none any more.
    """
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


class Questions:
    """Collects answers. What is missing and cannot be asked for is told at once, by `done`."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._missing: list[str] = []

    def answer(
        self,
        option: str,
        given: str | None,
        question: str,
        check: Check = lambda _: None,
        *,
        default: str | None = None,
        choices: Sequence[str] = (),
    ) -> str:
        """One answer.

        Args:
            option: the option that gives it, such as `--title`.
            given: what the option said.
            question: what to ask, in a few words.
            check: says what is wrong with an answer.
            default: the answer where the option is missing; on a terminal it is offered. Empty
                text means that there need not be an answer.
            choices: the answers that there are, which are shown.

        Raises:
            click.UsageError: what the option said cannot be used.
        """
        if given is not None:
            if (given or default != "") and (why := check(given.strip())):
                raise click.UsageError(f"{option}: {why}")
            return given.strip()
        if not can_ask():
            if default is None:
                self._missing.append(option)
            return default or ""
        return self._ask(question, check, default, choices)

    def _ask(self, question: str, check: Check, default: str | None, choices: Sequence[str]) -> str:
        if choices:
            question += f" ({', '.join(choices)})"

        def read(text: str) -> str:
            text = text.strip()
            if (text or default != "") and (why := check(text)):
                raise click.BadParameter(safe_text(why))
            return text

        made: str = ask(question, default, value_proc=read)
        return made

    def done(self) -> None:
        """Go on if everything is known.

        Raises:
            click.UsageError: something is not, and nobody can be asked.
        """
        if self._missing:
            *some, last = self._missing
            named = f"{', '.join(some)} and {last}" if some else last
            verb = "are" if some else "is"
            raise click.UsageError(f"{named} {verb} missing, and there is no terminal to ask at.")
