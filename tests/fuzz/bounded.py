"""Many cases in a process of its own, which may take so long and so much memory and no more.

What hangs in C code, eats all memory or dies of a signal would take the test run along. So such
cases are run elsewhere: a function of a test module gives them, and each one's time and memory come
back. A case that takes far too long ends the process, and with it the test.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import resource
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.support import ROOT

Case: TypeAlias = tuple[str, Callable[[], str]]
"""A name, and what is to be done; it returns a word on what came of it."""

SECONDS = 2.0
MEGABYTES = 300
# The clock on the wall has more time than a case may use: other processes want the cores as well.
_PATIENCE = 60
_HEADROOM = 1_000


@dataclass(frozen=True, slots=True)
class Done:
    """What one case came to.

    `megabytes` is the most memory that the process had, `grown` how much more than before;
    `raised` is a traceback, empty where there was none.
    """

    name: str
    said: str
    seconds: float
    megabytes: int
    grown: int
    raised: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All cases of a run, and what the process said if it died in one of them."""

    done: tuple[Done, ...]
    died: str

    @property
    def raised(self) -> list[Done]:
        """The cases that ended in a traceback."""
        return [one for one in self.done if one.raised]

    def slow(self, seconds: float) -> list[Done]:
        """The cases that took longer than that."""
        return [one for one in self.done if one.seconds > seconds]

    @property
    def megabytes(self) -> int:
        """The most memory that the process had in any of them."""
        return max(one.megabytes for one in self.done)

    def figures(self, what: str, seconds: float = SECONDS) -> str:
        """What a test prints of a run; what takes longer than `seconds` hangs."""
        slowest = max(self.done, key=lambda one: one.seconds)
        return (
            f"{what}: {len(self.done):,} cases, {len(self.raised)} tracebacks, "
            f"{len(self.slow(seconds)) + bool(self.died)} hangs; slowest {slowest.seconds:.2f} s "
            f"({slowest.name}), peak {self.megabytes} MB"
        )

    def check(self, seconds: float = SECONDS) -> None:
        """Fail if a case raised, hung, died or took too much memory."""
        assert not self.died, f"died after {len(self.done)} cases:\n{self.died}"
        assert not self.raised, "\n\n".join(f"{one.name}:\n{one.raised}" for one in self.raised[:5])
        assert not (slow := self.slow(seconds)), [(one.name, one.seconds) for one in slow]
        large = [(one.name, one.megabytes, one.grown) for one in self.done if one.grown > MEGABYTES]
        assert not large, large


def run(cases: Callable[..., Iterable[Case]], *arguments: str | int | Path) -> Outcome:
    """Run what `cases(*arguments)` gives, a function that stands in a module by its name.

    Args:
        cases: gives the cases; it is called in the other process, with its arguments as text.
        arguments: its arguments.
    """
    ended = subprocess.run(
        [sys.executable, "-m", __name__, cases.__module__, cases.__name__, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:backslashreplace"},
        capture_output=True,
        check=False,
    )
    rows = [json.loads(row) for row in ended.stdout.splitlines()]
    done = tuple(Done(**row) for row in rows if "said" in row)
    died = ended.stderr.decode("utf-8", "replace")[-4000:] if ended.returncode else ""
    if ended.returncode:
        died = f"in {rows[-1] if rows else 'no case'}, exit code {ended.returncode}\n{died}"
    return Outcome(done, died)


def _run_here(cases: Iterable[Case]) -> None:
    own = _status("VmData")
    resource.setrlimit(resource.RLIMIT_DATA, ((own + _HEADROOM) << 20,) * 2)
    for name, do in cases:
        _tell({"name": name})
        _tell(_measured(name, do))


def _tell(row: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(row)}\n")
    sys.stdout.flush()


def _measured(name: str, do: Callable[[], str]) -> dict[str, object]:
    faulthandler.dump_traceback_later(_PATIENCE, exit=True)
    Path("/proc/self/clear_refs").write_text("5")  # sets the peak back to what is in use
    before = _status("VmRSS")
    start = time.process_time()
    said = raised = ""
    try:
        said = do()
    except Exception:
        raised = traceback.format_exc(limit=-12)
    seconds = time.process_time() - start
    faulthandler.cancel_dump_traceback_later()
    return {
        "name": name,
        "said": said,
        "seconds": seconds,
        "megabytes": (peak := _status("VmHWM")),
        "grown": peak - before,
        "raised": raised[-3000:],
    }


def _status(name: str) -> int:
    """A figure of the kernel's on this process, in megabytes."""
    rows = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(row.split()[1]) >> 10 for row in rows if row.startswith(f"{name}:"))


if __name__ == "__main__":
    module, function, *rest = sys.argv[1:]
    _run_here(getattr(importlib.import_module(module), function)(*rest))
