"""The whole command in a process of its own, which may be killed or struck by a fault.

The processes are forked from one that has imported everything, so that many of them cost little.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.faults.kernel import Fault, Steps
from tests.forks import ended, forks

_NUMBERS = count()
ALONE = {"EXPLAINER_CORES": "1", "EXPLAINER_CACHE": "off"}
"""One process for all work: a filter of system calls holds for one."""


@dataclass(frozen=True)
class Done:
    """A command that has ended.

    Attributes:
        code: its exit code.
        said: what it printed.
        steps: how many of its steps changed files.
        exchange: at which of them two folders changed places.
    """

    code: int
    said: str
    steps: int = 0
    exchange: int = 0


@dataclass
class Command:
    """A command to run.

    Attributes:
        arguments: what follows `explainer`.
        cwd: the folder it runs in.
        disk: the folder where a fault strikes; its `said` goes beside it.
        fault: what goes wrong there.
        at: before which step.
        env: what stands in its environment besides.
    """

    arguments: tuple[str, ...]
    cwd: Path
    disk: Path
    fault: Fault | None = None
    at: int = 0
    env: Mapping[str, str] = field(default_factory=dict)

    def start(self) -> Command:
        """Start it; it runs beside this process."""
        self.said = self.disk.parent / f"said-{os.getpid()}-{next(_NUMBERS)}.txt"
        self.process = forks().Process(target=_run, args=(self,))
        self.process.start()
        return self

    def __getstate__(self) -> dict[str, object]:
        """What the process gets to know."""
        return {name: value for name, value in vars(self).items() if name != "process"}

    def kill(self) -> Done:
        """End it as the system does that has no memory left."""
        self.process.kill()
        return self.wait()

    def wait(self) -> Done:
        """Wait for its end."""
        code = ended(self.process, self.arguments)
        said = self.said.read_text("utf-8") if self.said.exists() else ""
        steps = self.said.with_suffix(".steps")
        counted = map(int, steps.read_text().split() if steps.exists() else ())
        for path in (self.said, steps):
            path.unlink(missing_ok=True)
        return Done(code, said, *counted)

    def run(self) -> Done:
        """Run it to its end."""
        return self.start().wait()


def _run(command: Command) -> None:
    os.environ.update({**ALONE, **command.env})
    os.chdir(command.cwd)
    output = os.open(command.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    counted = os.open(command.said.with_suffix(".steps"), os.O_WRONLY | os.O_CREAT)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(output, stream.fileno())
    from generator.cli import explainer  # noqa: PLC0415 - it is there already, in the fork

    steps = Steps(command.disk.resolve(), command.fault, command.at)
    try:
        explainer(list(command.arguments), prog_name="explainer")
    finally:
        # With a full disk this fails; then nobody asks.
        with contextlib.suppress(OSError):
            os.write(counted, f"{steps.count} {steps.exchange}".encode())
