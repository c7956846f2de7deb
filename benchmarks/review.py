"""How long a reviewer waits. Run from the checkout: `.venv/bin/python -m benchmarks.review`.

It goes through all sentences of each story of a site (the first site, or the one in `--site`, such
as `tests/demo`, which has copies) in the order in which `explainer review` shows them, on a copy of
its content. Shown are, in milliseconds, the middle, the 95th of 100 and the longest of

- what lies between a key and the next sentence: the verdict written down, its card printed; by the
  clock and, as others may be at work on the machine, in time of the processor;
- what is done while somebody reads: the next card made. A copy is read with its first quotation.

Who presses keys faster than the second takes waits for both.
"""

from __future__ import annotations

import argparse
import io
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from generator.authoring.cards import Cards
from generator.authoring.reviews import put_review
from generator.cli.output import Output
from generator.cli.review_card import show_card
from generator.index import Store, StoredIndex
from generator.load import REVIEWS_FOLDER
from generator.model import Review, ReviewVerdict
from generator.passes import Options, read_content

FIRST = Path(__file__).resolve().parent.parent
CONTENT = "content"
DAY = "2031-05-04"


def waits(index: StoredIndex, slug: str, content: Path) -> Iterator[tuple[float, float, float]]:
    """The waits of each sentence of a story.

    Yields:
        Seconds from key to card, those of the processor in that time, seconds to make the card.
    """
    output = Output(quiet=False, json=False)
    output.console = Console(file=io.StringIO(), width=80)
    start = time.perf_counter()
    archive = content / "archive"
    cards = Cards(index, slug, archive if archive.is_dir() else None)
    path = content / REVIEWS_FOLDER / f"{slug}.yml"
    for anchor in cards.anchors:
        card = cards.card(anchor)
        made, worked = time.perf_counter(), time.process_time()
        review = Review(
            of=card.state.of, by="Odo", on=DAY, verdict=ReviewVerdict.SUPPORTED, sentence=anchor
        )
        put_review(path, review)
        show_card(output, card, index, "[1/1]")
        shown = time.perf_counter()
        yield shown - made, time.process_time() - worked, made - start
        start = time.perf_counter()


def measured(site: Path) -> Iterator[tuple[str, list[tuple[float, float, float]]]]:
    """The waits of each story of a site, by slug."""
    with tempfile.TemporaryDirectory() as aside:
        folder = Path(aside) / "site"
        shutil.copytree(site / CONTENT, folder / CONTENT)
        shutil.rmtree(folder / CONTENT / REVIEWS_FOLDER, ignore_errors=True)
        store = Store(Path(aside) / "index")
        try:
            checked = read_content(folder, CONTENT, store, Options(drafts=True))
            index = checked.index()
            for slug in [*index.documents]:
                yield slug, [*waits(index, slug, folder / CONTENT)]
        finally:
            store.close()


def cells(seconds: Sequence[float]) -> list[str]:
    """The middle, the 95th of 100 and the longest, in milliseconds."""
    rows = sorted(seconds)
    chosen = median(rows), rows[int(0.95 * (len(rows) - 1))], rows[-1]
    return [f"{1000 * each:.1f}" for each in chosen]


def main() -> None:
    """Measure, and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--site", type=Path, default=FIRST)
    console = Console()
    table = Table(
        "story", "sentences", "key to\nsentence", "", "", "of the\nprocessor", "", "",
        "mean-\nwhile", "", "", title="milliseconds",
    )  # fmt: skip
    for slug, rows in measured(options.parse_args().site):
        if rows:
            columns = [cells(seconds) for seconds in zip(*rows, strict=True)]
            table.add_row(slug, str(len(rows)), *(cell for each in columns for cell in each))
    console.print(table)


if __name__ == "__main__":
    main()
