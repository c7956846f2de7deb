"""Many cases in a process of its own, which may take so long and so much memory and no more.

What hangs in C code, eats all memory or dies of a signal would take the test run along. So such
cases are run elsewhere: a function of a test module gives them, and each one's work and memory come
back. Work is counted in yardsticks, a piece of work that the same process does as well
(`tests/work.py`), so that a slower machine changes nothing. A case that hangs ends the process, and
with it the test.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import resource
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeAlias

from tests.support import ROOT
from tests.work import seconds_of, yardstick

Case: TypeAlias = tuple[str, Callable[[], str]]
"""A name, and what is to be done; it returns a word on what came of it."""

YARDSTICKS = 500
"""How much work a case may be."""
MEGABYTES = 300
# Seconds until a case is taken for one that never ends; other processes want the cores as well.
_PATIENCE = 300
# How often a case is tried that seemed to be too much work.
_TRIES = 3
_HEADROOM = 1_000


@dataclass(frozen=True, slots=True)
class Done:
    """What one case came to.

    `work` is counted in yardsticks; `megabytes` is the most memory that the process had, `grown`
    how much more than before; `raised` is a traceback, empty where there was none.
    """

    name: str
    said: str
    work: float
    megabytes: int
    grown: int
    raised: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All cases of a run, what the process said if it died in one, and how much work one may be."""

    done: tuple[Done, ...]
    died: str
    most: int

    @property
    def raised(self) -> list[Done]:
        """The cases that ended in a traceback."""
        return [one for one in self.done if one.raised]

    @property
    def slow(self) -> list[Done]:
        """The cases that were too much work."""
        return [one for one in self.done if one.work > self.most]

    @property
    def megabytes(self) -> int:
        """The most memory that the process had in any of them."""
        return max(one.megabytes for one in self.done)

    def figures(self, what: str) -> str:
        """What a test prints of a run."""
        most = max(self.done, key=lambda one: one.work)
        return (
            f"{what}: {len(self.done):,} cases, {len(self.raised)} tracebacks, "
            f"{len(self.slow) + bool(self.died)} hangs; most work {most.work:.0f} yardsticks "
            f"({most.name}), peak {self.megabytes} MB"
        )

    def check(self) -> None:
        """Fail if a case raised, was too much work, died or took too much memory."""
        assert not self.died, f"died after {len(self.done)} cases:\n{self.died}"
        assert not self.raised, "\n\n".join(f"{one.name}:\n{one.raised}" for one in self.raised[:5])
        assert not self.slow, [(one.name, one.work) for one in self.slow]
        large = [(one.name, one.megabytes, one.grown) for one in self.done if one.grown > MEGABYTES]
        assert not large, large


def run(
    cases: Callable[..., Iterable[Case]], *arguments: str | int | Path, most: int = YARDSTICKS
) -> Outcome:
    """Run what `cases(*arguments)` gives, a function that stands in a module by its name.

    Args:
        cases: gives the cases; it is called in the other process, with its arguments as text.
        arguments: its arguments.
        most: how many yardsticks of work a case may be.
    """
    where = [cases.__module__, cases.__name__, str(most)]
    ended = subprocess.run(
        [sys.executable, "-m", __name__, *where, *map(str, arguments)],
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
    return Outcome(done, died, most)


def _run_here(cases: Iterable[Case], most: int) -> None:
    own = _status("VmData")
    resource.setrlimit(resource.RLIMIT_DATA, ((own + _HEADROOM) << 20,) * 2)
    unit = yardstick()
    for name, do in cases:
        _tell({"name": name})
        done = _measured(name, do, unit)
        for _ in range(_TRIES - 1):
            if done.work <= most:
                break
            # The machine may have become slower since: it is measured anew, before and after.
            before = yardstick()
            again = _measured(name, do, before)
            again = replace(again, work=again.work * before / max(before, yardstick()))
            done = replace(done, work=min(done.work, again.work))
        _tell(asdict(done))


def _tell(row: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(row)}\n")
    sys.stdout.flush()


def _measured(name: str, do: Callable[[], str], unit: float) -> Done:
    faulthandler.dump_traceback_later(_PATIENCE, exit=True)
    Path("/proc/self/clear_refs").write_text("5")  # sets the peak back to what is in use
    before = _status("VmRSS")
    said = raised = ""

    def attempt() -> None:
        nonlocal said, raised
        try:
            said = do()
        except Exception:
            raised = traceback.format_exc(limit=-12)

    work = seconds_of(attempt) / unit
    faulthandler.cancel_dump_traceback_later()
    peak = _status("VmHWM")
    return Done(name, said, work, peak, peak - before, raised[-3000:])


def _status(name: str) -> int:
    """A figure of the kernel's on this process, in megabytes."""
    rows = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(row.split()[1]) >> 10 for row in rows if row.startswith(f"{name}:"))


if __name__ == "__main__":
    module, function, limit, *rest = sys.argv[1:]
    _run_here(getattr(importlib.import_module(module), function)(*rest), int(limit))
