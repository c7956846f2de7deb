"""`explainer report`: how well the stories are sourced, as a table, as JSON, and as a gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click
from rich.table import Table

from generator.diagnostics import safe_text
from generator.verify import GATES, Coverage, Silenced

_LABELS = {
    "statements": "all",
    "cited": "cited",
    "verified": "verified",
    "two_voices": "two\nvoices",
    "primary": "primary",
    "editor": "editor’s\nwords",
    "derived": "worked\nout",
}


class Gate(click.ParamType[tuple[str, float]]):
    """`NAME=PERCENT`, such as `verified=100`."""

    name = "NAME=PERCENT"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        """Read one gate."""
        name, _, percent = value.partition("=")
        name = name.replace("-", "_")
        if name not in GATES:
            self.fail(f"'{name}' is none of {', '.join(GATES)}", param, ctx)
        try:
            return name, float(percent)
        except ValueError:
            self.fail(f"'{percent}' is no number", param, ctx)


def table(rows: Mapping[str, Coverage]) -> Table:
    """Coverage by story, with a last row for all."""
    made = Table(title="Coverage", title_justify="left")
    made.add_column("story", overflow="fold")
    for label in _LABELS.values():
        made.add_column(label, justify="right", overflow="fold")
    for title, coverage in rows.items():
        made.add_row(safe_text(title), *_cells(coverage))
    if len(rows) != 1:
        made.add_section()
        made.add_row("all", *_cells(sum(rows.values(), Coverage())))
    return made


def _cells(coverage: Coverage) -> list[str]:
    parts = (f"{getattr(coverage, name)}\n{coverage.percent(name):.0f} %" for name in GATES)
    return [str(coverage.statements), *parts]


def reviewer_lines(silenced: Iterable[Silenced]) -> list[str]:
    """What editors have silenced, a line each, with its file and line."""
    return [
        f"{each.place.file}:{each.place.line}: {each.mark} silences "
        f"{', '.join(each.what) or 'nothing'}: {each.text}"
        for each in silenced
    ]


def numbers(
    rows: Mapping[str, Coverage], silenced: Iterable[Silenced] | None = None
) -> dict[str, object]:
    """Coverage by story's slug and for all, numbers and per cent; what was silenced, if given."""

    def one(coverage: Coverage) -> dict[str, object]:
        numbers = {name: getattr(coverage, name) for name in ("statements", *GATES)}
        return {**numbers, "percent": {name: round(coverage.percent(name), 2) for name in GATES}}

    document: dict[str, object] = {
        "stories": {slug: one(coverage) for slug, coverage in rows.items()},
        "all": one(sum(rows.values(), Coverage())),
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


def missed(coverage: Coverage, gates: tuple[tuple[str, float], ...]) -> list[str]:
    """What lies under a gate, in words."""
    labels = {name: label.replace("\n", " ") for name, label in _LABELS.items()}
    return [
        f"{labels[name]}: {coverage.percent(name):.2f} % is under {wanted:g} %"
        for name, wanted in gates
        if coverage.percent(name) < wanted
    ]
