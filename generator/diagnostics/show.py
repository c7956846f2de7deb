"""Diagnostics as people and as programs read them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.diagnostics.record import Diagnostic, Severity

# A line longer than this is cut around the marked place: a line of a whole article helps nobody.
_WIDEST = 100


def as_text(diagnostic: Diagnostic) -> str:
    """`path:line:column: error CODE: what is wrong`, the line with a caret, what to do."""
    place = diagnostic.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    lines = [f"{where}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}"]
    if place.line and diagnostic.source_line.strip():
        lines += _line_with_caret(diagnostic)
    lines.append(f"    → {diagnostic.help}")
    return "\n".join(lines)


def _line_with_caret(diagnostic: Diagnostic) -> list[str]:
    place = diagnostic.place
    text = diagnostic.source_line.rstrip("\r\n").replace("\t", " ")
    text = "".join(char if char.isprintable() else "�" for char in text)
    start = 0
    if len(text) > _WIDEST:
        start = max(0, min(place.column - 1 - _WIDEST // 3, len(text) - _WIDEST))
        text = text[start : start + _WIDEST]
    before = place.column - 1 - start
    width = max(1, min(place.width, len(text) - before))
    number = f"{place.line:>5}"
    return [f"{number} | {text}", f"{' ' * 5} | {' ' * before}{'^' * width}"]


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON document: `{"errors": n, "warnings": n, "diagnostics": [...]}`."""
    rows = [
        {
            "code": d.code,
            "severity": d.severity.value,
            "file": d.place.file,
            "line": d.place.line,
            "column": d.place.column,
            "width": d.place.width,
            "message": d.message,
            "help": d.help,
            "source_line": d.source_line,
        }
        for d in diagnostics
    ]
    errors, warnings = count(diagnostics)
    document = {"errors": errors, "warnings": warnings, "diagnostics": rows}
    return json.dumps(document, ensure_ascii=False, indent=2)


def count(diagnostics: Sequence[Diagnostic]) -> tuple[int, int]:
    """The number of errors and of warnings."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    return errors, len(diagnostics) - errors


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """One line: `3 errors, 1 warning`."""
    return ", ".join(
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in zip(count(diagnostics), ("error", "warning"), strict=True)
    )
