"""`explainer report`: how well the stories are sourced, as a table, as JSON, and as a gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import click
from rich.table import Table

from generator.diagnostics import safe_text
from generator.index import Coverage, ReviewCounts
from generator.verify.coverage import GATES
from generator.verify.silenced import Silenced

SECOND = "second_reading"
"""The part of the sentences that a second reader has read against what they cite."""
_ASKED = (*GATES, SECOND)
_LABELS = {
    "statements": "all",
    "cited": "cited",
    "verified": "verified",
    "two_voices": "two\nvoices",
    "primary": "primary",
    "editor": "editor’s\nwords",
    "derived": "worked\nout",
    SECOND: "second\nreading",
}


@dataclass(frozen=True, slots=True)
class Sourced:
    """How well a story is sourced, and how much of it a second reader has read."""

    coverage: Coverage = field(default_factory=Coverage)
    reviews: ReviewCounts = field(default_factory=ReviewCounts)

    def number(self, name: str) -> int:
        """How many sentences are so."""
        return self.reviews.read if name == SECOND else int(getattr(self.coverage, name))

    def percent(self, name: str) -> float:
        """The same in per cent: of a second reading, of all sentences that cite something."""
        return self.reviews.percent if name == SECOND else self.coverage.percent(name)

    def __add__(self, other: Sourced) -> Sourced:
        return Sourced(self.coverage + other.coverage, self.reviews + other.reviews)


class Gate(click.ParamType[tuple[str, float]]):
    """`NAME=PERCENT`, such as `verified=100`."""

    name = "NAME=PERCENT"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        """Read one gate."""
        name, _, percent = value.partition("=")
        name = name.replace("-", "_")
        if name not in _ASKED:
            self.fail(f"'{name}' is none of {', '.join(_ASKED)}", param, ctx)
        try:
            return name, float(percent)
        except ValueError:
            self.fail(f"'{percent}' is no number", param, ctx)


def table(rows: Mapping[str, Sourced]) -> Table:
    """Coverage by story, with a last row for all."""
    made = Table(title="Coverage", title_justify="left", padding=(0, 0, 0, 1))
    made.add_column("story", overflow="fold")
    for label in _LABELS.values():
        made.add_column(label, justify="right", overflow="fold")
    for title, sourced in rows.items():
        made.add_row(safe_text(title), *_cells(sourced))
    if len(rows) != 1:
        made.add_section()
        made.add_row("all", *_cells(sum(rows.values(), Sourced())))
    return made


def _cells(sourced: Sourced) -> list[str]:
    parts = (f"{sourced.number(name)}\n{sourced.percent(name):.0f} %" for name in _ASKED)
    return [str(sourced.coverage.statements), *parts]


def reading_lines(rows: Mapping[str, Sourced], *, names: bool) -> list[str]:
    """When sentences of each story were last read by a second reader, and by whom."""
    return [
        f"{slug}: {each.read} of {each.of} sentences read by a second reader, last on {each.last}, "
        + (f"by {', '.join(each.by)}" if names else f"by {len(each.by)}")
        for slug, each in ((slug, sourced.reviews) for slug, sourced in rows.items())
        if each.read
    ]


def reviewer_lines(silenced: Iterable[Silenced]) -> list[str]:
    """What editors have silenced, a line each, with its file and line."""
    return [
        f"{each.place.file}:{each.place.line}: {each.mark} silences "
        f"{', '.join(each.what) or 'nothing'}: {each.text}"
        for each in silenced
    ]


def numbers(
    rows: Mapping[str, Sourced], silenced: Iterable[Silenced] | None = None, *, names: bool = False
) -> dict[str, object]:
    """Coverage by story's slug and for all, numbers and per cent; what was silenced, if given.

    `names` says whether those who have read sentences are named.
    """

    def one(sourced: Sourced) -> dict[str, object]:
        numbers: dict[str, object] = {
            name: sourced.number(name) for name in ("statements", *_ASKED)
        }
        reviews = sourced.reviews
        by: object = reviews.by if names else len(reviews.by)
        numbers["reviews"] = {"of": reviews.of, "last": reviews.last, "by": by}
        return {**numbers, "percent": {name: round(sourced.percent(name), 2) for name in _ASKED}}

    document: dict[str, object] = {
        "stories": {slug: one(sourced) for slug, sourced in rows.items()},
        "all": one(sum(rows.values(), Sourced())),
    }
    if silenced is not None:
        document["silenced"] = [
            {
                "file": each.place.file,
                "line": each.place.line,
                "mark": each.mark,
                "silences": each.what,
                "text": each.text,
            }
            for each in silenced
        ]
    return document


def missed(sourced: Sourced, gates: tuple[tuple[str, float], ...]) -> list[str]:
    """What lies under a gate, in words."""
    labels = {name: label.replace("\n", " ") for name, label in _LABELS.items()}
    return [
        f"{labels[name]}: {sourced.percent(name):.2f} % is under {wanted:g} %"
        for name, wanted in gates
        if sourced.percent(name) < wanted
    ]
