"""What reading copies of sources costs, against the libraries that could do it.

    .venv/bin/python -m benchmarks.copies_pdf

The readers take turns, A B A B, each in a process of its own, on one PDF of a hundred pages; ratios
are medians of the rounds' ratios. Then each reads the PDFs of `tests/archive/test_pdf.py`: how many
of the words that a reader sees it finds, and how many that nobody sees. Libraries that are not
installed are left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from generator.archive.copytext import LINE_END_HYPHEN
from tests.archive.pdfs_made import made
from tests.archive.test_pdf import ORDER, REAL, UNSEEN

PAGES, LINES, WORDS = 100, 45, 12
PDFS = Path(__file__).resolve().parent.parent / "tests/archive/pdfs"


def ours(data: bytes) -> str:
    """What this project reads."""
    from generator.archive.pdf import pdf_text  # noqa: PLC0415

    return pdf_text(data).text.replace(LINE_END_HYPHEN, "")


def pypdf(data: bytes) -> str:
    """What pypdf reads."""
    from pypdf import PdfReader  # noqa: PLC0415

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def pdfminer(data: bytes) -> str:
    """What pdfminer.six reads."""
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    return str(extract_text(io.BytesIO(data)))


def pypdfium2(data: bytes) -> str:
    """What pypdfium2 reads by itself."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    return "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(data))


READERS: dict[str, Callable[[bytes], str]] = {
    "this project": ours, "pypdf": pypdf, "pdfminer": pdfminer, "pypdfium2": pypdfium2,
}  # fmt: skip


def long_pdf() -> bytes:
    """A PDF of a hundred pages, whose words are placed one by one as LaTeX does it."""
    chance = random.Random(7)  # noqa: S311 - no secret

    def word() -> str:
        letters = "".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 9)))
        at = chance.randint(1, len(letters))
        return f"({letters[:at]})-28({letters[at:]})"

    def page() -> str:
        lines = ("-333".join(word() for _ in range(WORDS)) for _ in range(LINES))
        drawn = "\n".join(f"[{each}] TJ T*" for each in lines)
        return f"BT /F2 10 Tf 14 TL 60 740 Td {drawn} ET"

    return made(*(page() for _ in range(PAGES)))


def cost(name: str, path: Path) -> tuple[float, float]:
    """Seconds of the processor and megabytes that a reader needs for a file."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read, args=(theirs, name, path))
    process.start()
    answer: tuple[float, float] = ours.recv()
    process.join()
    return answer


def _read(answers: object, name: str, path: Path) -> None:
    data = path.read_bytes()
    READERS[name](made(""))  # imports what it needs
    start = time.process_time()
    READERS[name](data)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    answers.send((seconds, peak))  # type: ignore[attr-defined]


def words(name: str) -> tuple[int, int, int, int]:
    """Of what is seen: found, all; of what nobody sees: found, all."""
    files = [(row.data, row.seen, row.unseen) for row in (*UNSEEN, *ORDER)]
    files += [((PDFS / f"{each}.pdf").read_bytes(), *REAL[each]) for each in REAL]
    right = wrong = seen_count = unseen_count = 0
    for data, seen, unseen in files:
        try:
            text = " ".join(READERS[name](data).split())
        except Exception:
            text = ""
        bare = [each.replace(LINE_END_HYPHEN, "") for each in seen]
        right += sum(each in text or each in text.replace("- ", "") for each in bare)
        wrong += sum(each in text for each in unseen)
        seen_count, unseen_count = seen_count + len(seen), unseen_count + len(unseen)
    return right, seen_count, wrong, unseen_count


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    names = [each for each in READERS if each == "this project" or importlib.util.find_spec(each)]
    costs: dict[str, list[tuple[float, float]]] = {each: [] for each in names}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "long.pdf")
        path.write_bytes(long_pdf())
        for _ in range(rounds):
            for name in names:
                costs[name].append(cost(name, path))
    table = Table("reader", "seen words found", "unseen words found", "CPU s", "÷ pypdf", "peak MB")
    for name in names:
        right, all_seen, wrong, all_unseen = words(name)
        seconds = statistics.median(each[0] for each in costs[name])
        pairs = zip(costs[name], costs.get("pypdf", costs[name]), strict=True)
        ratio = statistics.median(one[0] / other[0] for one, other in pairs)
        peak = max(each[1] for each in costs[name])
        table.add_row(
            name, f"{right} of {all_seen}", f"{wrong} of {all_unseen}",
            f"{seconds:.2f}", f"{ratio:.2f}", f"{peak:.0f}",
        )  # fmt: skip
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
