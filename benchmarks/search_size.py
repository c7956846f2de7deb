"""How large the search's index is. Run: `.venv/bin/python -m benchmarks.search_size`.

It makes 10, 100 and 1,000 invented stories of 60 statements and 25 quotations, always the same, and
prints for each number of stories:

- how many entries, words and files there are, and how long it took to make them;
- the size of all files, as they are and compressed, and of the largest file of each sort;
- what the browser loads for a query, compressed: the start, the words, and the texts of the first
  ten hits; the median, the 95th of 100 and the worst of 200 queries of one to three words. In half
  of them the words are picked as they stand in the texts, so that most are common ones;
- the same for 200 words that are misspelt, each by one letter.

`--stories` makes other numbers of them.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from rich.console import Console
from rich.table import Table

from generator.render.links import Links
from generator.render.search import FOLDER, search_data
from generator.render.search.entries import SOURCE, STORY, TERM, Entry, Place, Row
from generator.render.search.labels import labels
from generator.render.wording import wording_for
from tests.render.search.reader import Reader

VOCABULARY = 60_000
OWN_WORDS = 120
STATEMENTS, QUOTATIONS, SOURCES, SECTIONS, EVENTS = 60, 25, 5, 5, 10


class Inventor:
    """Invents words and texts; the n-th commonest word is n times as rare as the commonest."""

    def __init__(self) -> None:
        self.chance = random.Random(7)  # noqa: S311 - benchmark
        syllables = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "en")]
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            length = (
                self.chance.choice((1, 2, 2, 3, 3, 4)) if len(made) > 200 else 1 + len(made) % 2
            )
            made.setdefault("".join(self.chance.choices(syllables, k=length)))
        self.words = list(made)
        self.weights = list(itertools.accumulate(1 / (n + 2) for n in range(VOCABULARY)))

    def names(self) -> list[str]:
        """The words that one story is about."""
        return self.chance.choices(self.words[500:], k=OWN_WORDS)

    def text(self, own: Sequence[str], least: int, most: int) -> str:
        """A text; every fifth word is one of the story's own."""
        count = self.chance.randint(least, most)
        picked = self.chance.choices(self.words, cum_weights=self.weights, k=count)
        for at in range(0, count, 5):
            picked[at] = own[int(len(own) * self.chance.random() ** 2)].capitalize()
        return " ".join(picked).capitalize() + "."


def invented(stories: int) -> tuple[Row, ...]:
    """The entries of a site."""
    make = Inventor()
    rows: dict[str, list[Entry]] = {
        name: [] for name in ("story", "source", "section", "event", "statement", "quotation")
    }
    for at in range(stories):
        own = make.names()
        place = Place(f"stories/story-{at}", make.text(own, 6, 12))
        rows["story"].append(Entry(place, place.title, note=make.text(own, 22, 26)))
        for name, count, sizes in (
            ("section", SECTIONS, (2, 6)),
            ("event", EVENTS, (3, 7)),
            ("statement", STATEMENTS, (8, 32)),
        ):
            rows[name] += (
                Entry(place, make.text(own, *sizes), f"{name}-{n}", head=at) for n in range(count)
            )
        for n in range(SOURCES):
            source = Place(f"sources/source-{at}-{n}", make.text(own, 6, 12))
            rows["source"].append(Entry(source, source.title, note=make.text(own, 4, 6)))
            for q in range(QUOTATIONS // SOURCES):
                text, note = make.text(own, 8, 40), make.text(own, 2, 6)
                head = at * SOURCES + n
                rows["quotation"].append(
                    Entry(source, text, f"q.q-{at}-{n}-{q}", note, note, "", head)
                )
    glossary = Place("glossary", "")
    own = make.names()
    terms = [
        Entry(glossary, make.text(own, 1, 3), f"term.t-{n}", make.text(own, 20, 24))
        for n in range(2 * stories)
    ]
    said = [
        Entry(glossary, make.text(own, 10, 25), f"t-{n}.1", entry.text, head=n)
        for n, entry in enumerate(terms)
    ]
    return (
        Row("story", 8, tuple(rows["story"])),
        Row("term", 8, tuple(terms)),
        Row("source", 5, tuple(rows["source"])),
        Row("section", 5, tuple(rows["section"]), STORY),
        Row("event", 4, tuple(rows["event"]), STORY),
        Row("term", 2, tuple(said), TERM),
        Row("statement", 3, tuple(rows["statement"]), STORY),
        Row("quotation", 3, tuple(rows["quotation"]), SOURCE),
    )


def queries(rows: Sequence[Row], count: int = 200) -> Iterator[str]:
    """Queries whose words stand in one statement."""
    chance = random.Random(11)  # noqa: S311 - benchmark
    statements = next(row.entries for row in rows if row.kind == "statement")
    for at in range(count):
        words = chance.choice(statements).text.rstrip(".").split()
        # The story's own words are what readers look for; they are every fifth.
        pool = words if at % 2 else words[::5]
        yield " ".join(chance.sample(pool, min(len(pool), 1 + at % 3)))


def misspelt(rows: Sequence[Row], count: int = 200) -> Iterator[str]:
    """Words of statements, of five letters or more, without one of their letters."""
    chance = random.Random(13)  # noqa: S311 - benchmark
    statements = next(row.entries for row in rows if row.kind == "statement")
    for _ in range(count):
        words = chance.choice(statements).text.rstrip(".").split()
        word = next((word for word in words if len(word) > 5), "nothing")
        at = chance.randrange(len(word))
        yield f"{word[:at]}{word[at + 1 :]} "


def loads(
    files: Mapping[str, bytes], rows: Sequence[Row], asked: Callable[[Sequence[Row]], Iterator[str]]
) -> list[int]:
    """How many bytes the browser loads for each query that is asked."""
    reader = Reader(files)

    @cache
    def compressed(name: str) -> int:
        return size(files[f"{FOLDER}/{name}.js"])

    found = []
    for query in asked(rows):
        reader.loaded = {"start"}
        for number in reader.search(query)[:10]:
            reader.entry(number)
        found.append(sum(map(compressed, reader.loaded)))
    return found


def size(data: bytes) -> int:
    """How many bytes go over the wire."""
    return len(gzip.compress(data, mtime=0))


def measure(stories: int) -> list[str]:
    """One row of the table."""
    rows = invented(stories)
    start = time.perf_counter()
    files = dict(search_data(rows, Links(), labels(wording_for("en"))))
    seconds = time.perf_counter() - start
    words = [data for name, data in files.items() if "/words/" in name]
    texts = [data for name, data in files.items() if "/texts/" in name]
    loaded, mended = loads(files, rows, queries), loads(files, rows, misspelt)
    entries = sum(len(row.entries) for row in rows)
    listed = sum(data.count(b" ") + 2 for data in words) // 2
    kb = [
        sum(map(len, files.values())), sum(map(size, files.values())),
        size(files[f"{FOLDER}/start.js"]), max(map(size, words)), max(map(size, texts)),
        *(f(each) for each in (loaded, mended) for f in (statistics.median, _most, max)),
    ]  # fmt: skip
    counts = [stories, entries, listed, len(files)]
    return [*(f"{n:,}" for n in counts), f"{seconds:.1f}", *(f"{n / 1000:,.1f}" for n in kb)]


def _most(sizes: Sequence[int]) -> float:
    return statistics.quantiles(sizes, n=20)[-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, nargs="+", default=[10, 100, 1000])
    table = Table(title="sizes in kB (1,000 bytes); gz: compressed, as hosts send it")
    for name in (
        "stories", "entries", "words", "files", "s", "all", "all gz", "start gz",
        "largest words gz", "largest texts gz", "a query gz, median", "95 %", "worst",
        "misspelt gz, median", "95 %", "worst",
    ):  # fmt: skip
        table.add_column(name, justify="right")
    for stories in parser.parse_args().stories:
        table.add_row(*measure(stories))
    Console(width=180).print(table)


if __name__ == "__main__":
    main()
