"""What a build costs, ours and others'. Run: `make benchmark`.

With other options:

    .venv/bin/python -m benchmarks.build --stories 100 1000 --tools ours material hugo --rounds 3

For each number of stories the same content is written for each tool (see `benchmarks.invented` and
`benchmarks.other_tools`). The tools then take turns, A B A B, each in processes of its own:

- cold: nothing is left of an earlier build, no output and no cache;
- unchanged: the same again;
- edited: the same once more, after one statement of one story was changed;
- with `--serve`, ours only: from saving such a change until `explainer serve` serves the new page;
- with `--one-core`, ours only: cold on one core.

Ratios are medians of the rounds' ratios, CPU seconds those of all processes together. `--write`
puts the tables into docs/benchmarks.md. `make benchmark-tools` installs the other tools.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import socket
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measure import CommandError, Cost, serving, written
from benchmarks.sites import Site, Tool, sweep, tools

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".benchmark"
DOCS = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


@dataclass
class Result:
    """What one tool's builds of one number of stories took, round by round."""

    tool: Tool
    count: int
    has_lock: bool
    cold: list[Cost] = field(default_factory=list)
    one_core: list[Cost] = field(default_factory=list)
    unchanged: list[Cost] = field(default_factory=list)
    edited: list[Cost] = field(default_factory=list)
    served: list[Cost] = field(default_factory=list)
    written: tuple[int, int, int] = (0, 0, 0)


def measure(
    count: int, chosen: Sequence[Tool], options: argparse.Namespace, say: Callable[[str], None]
) -> dict[str, Result]:
    """Let the tools build a site of that many stories in turn.

    Raises:
        CommandError: a tool failed.
    """
    sites = []
    for tool in chosen:
        say(f"{count:,} stories for {tool.name}")
        sites.append(Site.make(tool, count, options.work))
    results = {s.tool.name: Result(s.tool, count, s.has_lock) for s in sites}
    for number in range(options.rounds):
        for site in sites:
            say(f"{count:,} stories, round {number + 1}: {site.tool.name}")
            with site.editable():
                _round(site, results[site.tool.name], options)
            say(f"  cold {results[site.tool.name].cold[-1].cpu:.1f} CPU s")
    return results


def _round(site: Site, result: Result, options: argparse.Namespace) -> None:
    is_ours = site.tool.name == "ours"
    if options.one_core and is_ours:
        site.clear()
        result.one_core.append(site.build(cores=1))
    site.clear()
    result.cold.append(site.build())
    result.written = written(site.folder / "site")
    if not options.cold_only:
        result.unchanged.append(site.build())
        site.edit()
        result.edited.append(site.build())
    if options.serve and is_ours:
        result.served.append(_served(site))


def _served(site: Site) -> Cost:
    """From saving an edited statement until the new page is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    command = (sys.executable, "-m", "generator", "serve", "-q", "-a", f"127.0.0.1:{port}")
    page = "stories/story-0.html"
    with serving(command, site.folder, url, site.env) as server:
        server.wait_for(page, "<h1")
        word = site.edit()
        return server.wait_for(page, word)


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the rounds' ratios."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def _cpu(costs: Sequence[Cost]) -> list[float]:
    return [cost.cpu for cost in costs]


def _wall(costs: Sequence[Cost]) -> list[float]:
    return [cost.wall for cost in costs]


COLUMNS = (
    "stories", "tool", "pages", "files", "MB", "cold CPU s", "cold s", "pages/s", "peak MB",
    "unchanged CPU s", "edited CPU s", "ours ÷ it, cold CPU",
)  # fmt: skip


def rows(results: dict[str, Result]) -> list[list[str]]:
    """The table's rows for one number of stories."""
    ours = results.get("ours")
    return [_row(result, ours) for result in results.values()]


def _row(result: Result, ours: Result | None) -> list[str]:
    pages, files, size = result.written
    cpu, wall = statistics.median(_cpu(result.cold)), statistics.median(_wall(result.cold))
    name = f"{result.tool.name} {result.tool.version}".strip()
    own = ours is None or result is ours
    return [
        f"{result.count:,}",
        name if result.has_lock else f"{name}, no lock",
        f"{pages:,}", f"{files:,}", f"{size / 1e6:,.1f}",
        f"{cpu:.1f}", f"{wall:.1f}", f"{pages / wall:,.0f}",
        f"{max(cost.memory for cost in result.cold) / 1e6:,.0f}",
        _median(_cpu(result.unchanged)), _median(_cpu(result.edited)),
        "" if own or ours is None else f"{ratio(_cpu(ours.cold), _cpu(result.cold)):.2f}",
    ]  # fmt: skip


def _median(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f}" if values else ""


def figures(measured: Sequence[dict[str, Result]]) -> list[list[str]]:
    """What else the figures say of ours, one row each: what, number of stories, figure."""
    made = []
    ours = [results["ours"] for results in measured if "ours" in results]
    for each in ours:
        parts = (
            ("unchanged ÷ cold, CPU", _cpu(each.unchanged), _cpu(each.cold)),
            ("edited, built anew ÷ cold, CPU", _cpu(each.edited), _cpu(each.cold)),
            ("edited, save to page served ÷ cold, CPU", _cpu(each.served), _cpu(each.cold)),
            ("edited, save to page served ÷ cold, by the clock", _wall(each.served),
             _wall(each.cold)),
            ("cold, all cores ÷ one core, by the clock", _wall(each.cold), _wall(each.one_core)),
        )  # fmt: skip
        made += [
            [what, f"{each.count:,}", f"{ratio(some, others):.3f}"]
            for what, some, others in parts
            if some and others
        ]
    by_count = sorted(ours, key=lambda each: each.count)
    for few, many in itertools.pairwise(by_count):
        costs = [statistics.median(_cpu(r.cold)) / r.count for r in (few, many)]
        what = f"cold CPU per story, ÷ that at {few.count:,}"
        made.append([what, f"{many.count:,}", f"{costs[1] / costs[0]:.2f}"])
    return made


def machine() -> str:
    """What it was measured on."""
    model = platform.machine()
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(
            (r.partition(":")[2].strip() for r in told if r.startswith("model name")), model
        )
    except OSError:
        pass
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores of {model}, Python {platform.python_version()}"


def markdown(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; all but the first two columns are figures."""
    align = ["---" if at < 2 else "---:" for at in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, align, *body))


def write(text: str, begin: str = BEGIN, end: str = END) -> None:
    """Put tables into the docs, between the marks `begin` and `end`."""
    before, _, rest = DOCS.read_text("utf-8").partition(begin)
    _, _, after = rest.partition(end)
    DOCS.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8", newline="\n")


def arguments() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stories", type=int, nargs="+", default=[100], metavar="N")
    parser.add_argument("--tools", nargs="+", choices=list(tools(WORK)), default=list(tools(WORK)))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cold-only", action="store_true", help="measure cold builds only")
    parser.add_argument("--serve", action="store_true", help="measure `explainer serve` too")
    parser.add_argument("--one-core", action="store_true", help="measure ours on one core too")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument(
        "--work", type=Path, default=WORK, help="where the tools and the sites are [.benchmark/]"
    )
    options = parser.parse_args()
    options.work = options.work.resolve()
    return options


def main() -> int:
    """Measure, print, and write if asked to."""
    options = arguments()
    console, told = Console(width=160), Console(stderr=True)
    every = tools(options.work)
    chosen = [every[name] for name in options.tools]
    notes = [f"Left out: {tool.name} ({tool.missing})." for tool in chosen if tool.missing]
    measured: list[dict[str, Result]] = []
    try:
        for count in options.stories:
            there = [tool for tool in chosen if not tool.missing]
            measured.append(measure(count, there, options, told.print))
    except CommandError as error:
        told.print(str(error), markup=False)
        return 1
    finally:
        sweep(options.work)
    body = [row for results in measured for row in rows(results)]
    more = figures(measured)
    for head, part in ((COLUMNS, body), (("ours", "stories", "figure"), more)):
        if not part:
            continue
        table = Table(*head)
        for row in part:
            table.add_row(*row)
        console.print(table)
    intro = f"{machine()}; {options.rounds} rounds."
    for line in (intro, *notes):
        console.print(line, markup=False)
    if options.write:
        parts = [" ".join([intro, *notes]), markdown(COLUMNS, body)]
        parts += [markdown(("Ours", "Stories", "Figure"), more)] if more else []
        write("\n\n".join(["", *parts, ""]).strip("\n"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
