"""How much of the processor a command takes. Run: `.venv/bin/python -m benchmarks.startup`.

Each command runs on a copy of this project's own site, those that look into archived copies on one
of `tests/demo`, and in turn with a Python that does nothing. Shown are the middle of some rounds:
seconds of the processor, of the process and all that it waited for, and how many times as long as
that Python it took; both grow alike on a busy or a slow machine. The caches are those of the run
before, except where it says cold. Python keeps what it compiles, whatever the environment says.

`--rounds` makes it longer or shorter.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from benchmarks.measure import run

ROOT = Path(__file__).resolve().parent.parent
MADE_FROM = ("mkdocs.yml", "content", "maps", "site-templates")
# What is compared with it takes less than a tick of some clocks.
_NOTHINGS = 5


class Case(NamedTuple):
    """A command, what happens before each run of it, and the site that it runs on."""

    name: str
    arguments: tuple[str, ...]
    before: Callable[[Path], object] = lambda _: None
    base: Path = ROOT


def edit(site: Path) -> None:
    """Add a comment to a story, which is then read, and made into pages, again."""
    story = min((site / "content/stories").glob("*/story.yml"))
    with story.open("a", encoding="utf-8") as file:
        file.write("# a comment\n")


def forget(site: Path) -> None:
    """Remove the caches."""
    shutil.rmtree(cache(site))


def cache(site: Path) -> Path:
    """Where the commands keep what they can make again."""
    return site.with_name(f"{site.name}-cache")


DEMO = ROOT / "tests/demo"
CASES = (
    Case("--help", ("--help",)),
    Case("check", ("check",)),
    Case("check, one story edited", ("check",), edit),
    Case("check, cold", ("check",), forget),
    Case("build, nothing changed", ("build", "-q")),
    Case("next", ("next",)),
    Case("report", ("report", "-q")),
    Case("schema", ("schema", "-q")),
    Case("verify", ("verify", "-q"), base=DEMO),
    Case("suggest SENTENCE", ("suggest", "Nobody was hurt."), base=DEMO),
    Case("quote WORDS", ("quote", "--dry-run", "Nobody was hurt"), base=DEMO),
)


def measured(case: Case, folder: Path, rounds: int) -> Iterator[tuple[float, float]]:
    """The seconds of each round, and how many times as long as a Python that does nothing."""
    site = folder / case.base.name
    if not site.exists():
        site.mkdir()
        for name in MADE_FROM:
            if (source := case.base / name).is_dir():
                shutil.copytree(source, site / name)
            elif source.exists():
                shutil.copy(source, site)
    env = {"EXPLAINER_CACHE": str(cache(site)), "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-m", "generator", *case.arguments)
    nothing = (sys.executable, "-c", "pass")
    run(command, site, env)
    for _ in range(rounds):
        case.before(site)
        least = median(run(nothing, site, env).cpu for _ in range(_NOTHINGS))
        cpu = run(command, site, env).cpu
        yield cpu, cpu / least


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    table = Table("explainer …", "CPU", "÷ python -c pass")
    with tempfile.TemporaryDirectory() as aside:
        for case in CASES:
            seconds, ratios = zip(*measured(case, Path(aside), given.rounds), strict=True)
            table.add_row(case.name, f"{median(seconds):.3f} s", f"{median(ratios):.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
