"""How many seeded faults are caught. Run: `.venv/bin/python -m benchmarks.faults`.

True sentences of invented sites and of the project's own are checked as `explainer check` does it,
and so are copies of them that were made false: a figure, a date, a name, a currency, words within
quotation marks, words put into the marks, two figures swapped. A fault counts as caught if its
line is given a code that the true sentence is not given; a true sentence that is given one is a
false alarm.

    .venv/bin/python -m benchmarks.faults de fr --show-missed --show-false
    .venv/bin/python -m benchmarks.faults --write                           # docs/benchmarks.md
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.build import markdown, write
from benchmarks.faults.corpus import corpus_names, read_corpus
from benchmarks.faults.flagship import FLAGSHIP, check_flagship
from benchmarks.faults.seed import KINDS, SWAPPED
from benchmarks.faults.site import Checked, check

BEGIN, END = "<!-- faults: begin -->", "<!-- faults: end -->"
COLUMNS = ("corpus", "sentences", "false alarms", *KINDS, "these six", SWAPPED)


def measure(name: str, options: argparse.Namespace) -> list[Checked]:
    """The sentences of one corpus, checked, with what was said of their faults."""
    with tempfile.TemporaryDirectory(prefix="explainer-faults-") as folder:
        if name == FLAGSHIP:
            checked = check_flagship(Path(folder), options.most, options.seed)
        else:
            checked = check(read_corpus(name), Path(folder), options.most, options.seed)
    return [each.without(options.leave_out) for each in checked]


def row(name: str, checked: Sequence[Checked]) -> list[str]:
    """The table's row for a corpus."""
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for each in checked:
        for fault, said in each.faults:
            made[fault.kind] += 1
            caught[fault.kind] += each.is_caught(said)
    alarms = sum(1 for each in checked if each.messages)
    cells = [_share(caught[kind], made[kind]) for kind in (*KINDS, SWAPPED)]
    six = _share(sum(caught[kind] for kind in KINDS), sum(made[kind] for kind in KINDS))
    cells.insert(-1, six)
    return [name, f"{len(checked):,}", _share(alarms, len(checked)), *cells]


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}, {100 * part / whole:.1f} %" if whole else ""


def missed(checked: Sequence[Checked]) -> Iterator[str]:
    """The faults that were not caught."""
    for each in checked:
        for fault, said in each.faults:
            if not each.is_caught(said):
                change = f"{fault.was!r} → {fault.now!r}"
                yield f"{each.sentence.place}: {fault.kind}: {change}: {fault.text}"


def false_alarms(checked: Sequence[Checked]) -> Iterator[str]:
    """The true sentences that something was said of."""
    for each in checked:
        for code, message in each.messages.items():
            yield f"{each.sentence.place}: {code}: {message}: {each.sentence.text}"


def arguments(names: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=f"[{' '.join(names)}]")
    parser.add_argument("--most", type=int, default=2, help="faults of a sentence at most [2]")
    parser.add_argument("--seed", type=int, default=16, help="decides which faults are made [16]")
    parser.add_argument(
        "--leave-out", nargs="+", default=[], metavar="CODE",
        help="codes that count as neither: they say that something was not compared",
    )  # fmt: skip
    parser.add_argument("--show-missed", action="store_true", help="list faults not caught")
    parser.add_argument("--show-false", action="store_true", help="list false alarms")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    if unknown := set(options.corpora) - set(names):
        parser.error(f"there is no corpus {', '.join(sorted(unknown))}")
    return options


def main() -> int:
    """Measure, print, and write if asked to."""
    names = [FLAGSHIP, *corpus_names()]
    options = arguments(names)
    console = Console(width=200)
    measured: Mapping[str, list[Checked]] = {
        name: measure(name, options) for name in options.corpora or names
    }
    rows = [row(name, checked) for name, checked in measured.items()]
    rows.append(row("all", [each for checked in measured.values() for each in checked]))
    table = Table(*COLUMNS)
    for cells in rows:
        table.add_row(*cells)
    for checked in measured.values():
        lines = [*(missed(checked) if options.show_missed else ())]
        lines += false_alarms(checked) if options.show_false else ()
        for line in lines:
            console.print(line, markup=False, emoji=False, highlight=False, soft_wrap=True)
    console.print(table)
    if options.write:
        write(markdown(COLUMNS, rows), BEGIN, END)
    return 0


if __name__ == "__main__":
    sys.exit(main())
