"""How long verification takes. Run from the checkout: `.venv/bin/python -m benchmarks.verify`.

It makes 1,000 invented texts of 1,000 words and 10,000 quotations from them, always the same, and
prints a table:

- normalising the texts, and finding the quotations, against `str.find` over the normalised text;
- the same with a quarter, a half and all of the texts and quotations: what grows linearly takes as
  long for each;
- the nearest passage to a quotation with two wrong words in a text of 300,000 characters, the
  normalised text's offsets made anew each time.

`--texts` and `--quotations` make it smaller.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from generator.folding import Normalised, normalise, normalised
from generator.verify.match import Located, locate, locate_normalised
from generator.verify.near_miss import nearest_passage

WORDS = 1_000
LONG = 300_000
ROUNDS = 5

Pairs = Sequence[tuple[str, Normalised]]


def vocabulary(chance: random.Random) -> list[str]:
    """5,000 invented words; the first few are the commonest, as in any language."""
    letters = "etaoinshrdlucmfwypgbvk"
    return ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(5_000)]


def make_text(chance: random.Random, words: Sequence[str], count: int) -> str:
    """A text of that many words, with curly quotes, dashes and line ends in it."""
    picked = [words[int(len(words) * chance.random() ** 3)] for _ in range(count)]
    for at in range(0, count, 17):
        picked[at] += chance.choice((".", ",", "’s", " –", "”", ".\n"))
    return " ".join(picked)


def cut(chance: random.Random, text: str) -> str:
    """A quotation of 8 to 30 words."""
    words = text.split(" ")
    at = chance.randrange(len(words) - 30)
    return " ".join(words[at : at + chance.randint(8, 30)])


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def find_all(pairs: Pairs) -> None:
    """The yardstick: the first place of each quotation, and nothing more."""
    for words, copy in pairs:
        copy.text.find(words)


def match_all(pairs: Pairs) -> None:
    """Each normalised quotation: that it stands there, once, and between whole words."""
    for words, copy in pairs:
        locate_normalised(words, copy)


def locate_all(pairs: Pairs) -> None:
    """The same with each quotation as it was typed."""
    for words, copy in pairs:
        locate(words, copy)


def near_misses(chance: random.Random, words: Sequence[str]) -> float:
    """Milliseconds for the slowest of 20 near misses, each the best of some rounds."""
    text = make_text(chance, words, LONG // 5)[:LONG]
    slowest = 0.0
    for _ in range(20):
        quotation = cut(chance, text).split(" ")
        quotation[2], quotation[-3] = "xylophone", "zither"
        copies = [normalise(text) for _ in range(ROUNDS)]
        exact = " ".join(quotation)
        slowest = max(slowest, seconds(lambda: nearest_passage(exact, copies.pop())))  # noqa: B023
    return slowest * 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=1_000)
    parser.add_argument("--quotations", type=int, default=10_000)
    options = parser.parse_args()
    chance = random.Random(20180427)  # noqa: S311 - the same texts each time
    words = vocabulary(chance)
    texts = [make_text(chance, words, WORDS) for _ in range(options.texts)]
    typed = [(cut(chance, texts[at % len(texts)]), at % len(texts))
             for at in range(options.quotations)]  # fmt: skip

    table = Table("texts", "quotations", "there", "normalise", "str.find", "matching", "ratio",
                  "as typed", "µs each")  # fmt: skip
    for part in (4, 2, 1):
        some = texts[: len(texts) // part]
        taken = seconds(lambda: [normalise(text) for text in some], 2)  # noqa: B023
        copies = [normalise(text) for text in some]
        as_typed = [(exact, copies[at]) for exact, at in typed if at < len(copies)]
        pairs = [(normalised(exact), copy) for exact, copy in as_typed]
        there = [pair for pair in pairs if isinstance(locate_normalised(*pair), Located)]
        plain = seconds(lambda: find_all(there))  # noqa: B023
        matching = seconds(lambda: match_all(there))  # noqa: B023
        whole = seconds(lambda: locate_all(as_typed))  # noqa: B023
        table.add_row(
            f"{len(some)}", f"{len(pairs)}", f"{len(there)}", f"{taken:.2f} s",
            f"{plain * 1000:.1f} ms", f"{matching * 1000:.1f} ms", f"{matching / plain:.2f}",
            f"{whole * 1000:.1f} ms", f"{whole / len(as_typed) * 1e6:.2f}",
        )  # fmt: skip
    console = Console()
    console.print(table)
    near = near_misses(chance, words)
    console.print(f"nearest passage in {LONG:,} characters, the slowest of 20: {near:.1f} ms")


if __name__ == "__main__":
    main()
