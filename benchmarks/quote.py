"""How long an editor waits for `explainer quote`. Run: `.venv/bin/python -m benchmarks.quote`.

It makes a site of 100 sources with copies, always the same, and looks for one passage, which stands
in one of them, without writing it: in copies that are plain text, in copies that are HTML, in the
one source that is named, and with a table of 100 passages. Shown are the shortest of some rounds,
by the clock and in time of the processor, and how many times as long as a Python that does nothing
takes: that is much the same on every machine.

`--copies` and `--rounds` make it smaller.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Cost, run
from benchmarks.verify import make_text, vocabulary

WORDS = 1_000
QUOTED = 5
SOUGHT = "The xylophone fell into the harbour at noon"
# Words between two spaces, without a sign that would stand in the copy only.
_PASSAGE = re.compile(r"(?<= )(?:[a-z]+ ){7}[a-z]+(?= )")
CONFIG = (
    "site_name: a\ndocs_dir: content/pages\ntheme:\n  name: material\nplugins:\n  - explainer\n"
)
SITE = """\
title: a
description: a
publisher: {name: a}
language: en
contact: mailto:a@a.example
corrected_by: the editor
"""


def make(folder: Path, copies: int, kind: str) -> None:
    """Write a site whose sources have copies of a kind, and a table of passages beside it."""
    chance = random.Random(20180427)  # noqa: S311 - the same texts each time
    known = vocabulary(chance)
    content = folder / "content"
    for name in ("sources", "archive", "pages", "stories"):
        (content / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (content / "site.yml").write_text(SITE, "utf-8")
    rows = ["words,source"]
    for number in range(copies):
        text = make_text(chance, known, WORDS)
        if number == copies * 2 // 3:
            text = f"{text}. {SOUGHT}. And that was all"
        passages = _PASSAGE.findall(text)[: QUOTED + 1]
        rows.append(f'"{passages.pop()}",source-{number}')
        _source(content, number, passages)
        paragraphs = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
        page = f"<!doctype html><title>a</title><article>{paragraphs}</article>"
        copy = content / "archive" / f"source-{number}.{kind}"
        copy.write_text(page if kind == "html" else text, "utf-8")
    (folder / "table.csv").write_text("\n".join(rows), "utf-8")


def _source(content: Path, number: int, passages: Sequence[str]) -> None:
    lines = [
        f"title: a {number}", "publisher: a", f"short: a {number}", "published: 2031",
        "kind: other", f"url: https://a.example/{number}", "quotations:",
    ]  # fmt: skip
    for at, passage in enumerate(passages):
        lines += [f"  - id: source-{number}-{at}", f'    exact: "{passage}"']
    (content / "sources" / f"source-{number}.yml").write_text("\n".join([*lines, ""]), "utf-8")


def shortest(command: Sequence[str], folder: Path, rounds: int) -> Cost:
    """The shortest run, by the clock and of the processor; the first one warms caches up."""
    env = {"EXPLAINER_CACHE": str(folder / "cache")}
    run(command, folder, env)
    costs = [run(command, folder, env) for _ in range(rounds)]
    return Cost(min(cost.wall for cost in costs), min(cost.cpu for cost in costs))


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--copies", type=int, default=100)
    options.add_argument("--rounds", type=int, default=10)
    given = options.parse_args()
    python = (sys.executable, "-c", "pass")
    quote = (sys.executable, "-m", "generator", "quote", "--dry-run")
    source = f"source-{given.copies * 2 // 3}"
    table = Table("copies", "command", "wall", "CPU", "÷ python -c pass", "CPU")
    for kind in ("txt", "html"):
        with tempfile.TemporaryDirectory() as aside:
            folder = Path(aside) / "site"
            make(folder, given.copies, kind)
            least = shortest(python, folder, given.rounds)
            for name, arguments in {
                "WORDS": (SOUGHT,),
                "--source ID WORDS": ("--source", source, SOUGHT),
                "--from FILE": ("--from", "table.csv"),
            }.items():
                cost = shortest((*quote, *arguments), folder, given.rounds)
                table.add_row(
                    f"{given.copies} {kind}", name, f"{cost.wall:.3f} s", f"{cost.cpu:.3f} s",
                    f"{cost.wall / least.wall:.1f}", f"{cost.cpu / least.cpu:.1f}",
                )  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main()
