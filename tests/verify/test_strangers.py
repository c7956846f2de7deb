"""Quotations that a stranger would try: what is refused, what is warned of, what passes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from generator.archive import Copy
from generator.diagnostics import Place
from generator.documentation import STRANGERS
from generator.folding import Normalised, normalise
from generator.model import Quotation, Reader
from generator.resolve import QuotationEntry
from generator.verify.match import Located, locate
from generator.verify.readers import Reading
from generator.verify.record import record
from generator.verify.review import findings

VERDICTS = ("refused", "warned", "passed")
ROWS = yaml.safe_load((Path(__file__).parent / "strangers.yml").read_text("utf-8"))
TRIED = [
    (row["kind"], row["language"], row["copy"], exact, verdict)
    for row in ROWS
    for verdict in VERDICTS
    for exact in row.get(verdict, ())
]


def verdict_on(exact: str, copy: Normalised, language: str) -> str:
    found = locate(exact, copy, language=language)
    if not isinstance(found, Located):
        return "refused"
    place = Place("x.yml")
    entry = QuotationEntry(Quotation(id="a", exact=exact), "x", place, place)
    read = Reading(found, copy, Reader.STATIC)
    locked = record(entry, found, read, Copy(copy.original, ""), language, "2031-01-01")
    return "warned" if list(findings(locked, language)) else "passed"


@pytest.mark.parametrize(
    ("kind", "language", "copy", "exact", "verdict"),
    TRIED,
    ids=[f"{language}: {exact}" for _, language, _, exact, _ in TRIED],
)
def test_each_is_judged_as_it_should(
    kind: str, language: str, copy: str, exact: str, verdict: str
) -> None:
    assert verdict_on(exact, normalise(copy), language) == verdict, kind


def test_there_are_enough_and_none_twice() -> None:
    counts = Counter(verdict for *_, verdict in TRIED)
    assert counts["refused"] + counts["warned"] >= 164
    assert counts["passed"] >= 40
    assert len({(copy, exact) for _, _, copy, exact, _ in TRIED}) == len(TRIED)


def test_the_documentation_counts_them_right() -> None:
    counts: dict[str, Counter[str]] = {}
    for kind, _, _, _, verdict in TRIED:
        counts.setdefault(kind, Counter())[verdict] += 1
    assert (
        tuple((kind, *(count[verdict] for verdict in VERDICTS)) for kind, count in counts.items())
        == STRANGERS
    )
