"""Diagnostics as people and as programs read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.diagnostics.record import Diagnostic, Edit, Severity
from generator.diagnostics.safe_text import REPLACEMENT, safe_json, safe_text

# A line longer than this is cut around the marked place: a line of a whole article helps nobody.
_WIDEST = 100
# Of each code so many are shown in full: the next forty of a kind hide what is of another.
_MOST_OF_A_CODE = {Severity.ERROR: 5, Severity.WARNING: 3}
# What is collected before it is used is no news.
_MOST_OF = {"unused-quotation": 1, "unused-term": 1}


def as_text(diagnostic: Diagnostic) -> str:
    """`path:line:column: error CODE: what is wrong`, the line with a caret, what to do."""
    place = diagnostic.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    first = f"{where}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}"
    lines = [safe_text(first)]
    if place.line and diagnostic.source_line.strip():
        lines += _line_with_caret(diagnostic)
    lines.append(safe_text(f"    → {diagnostic.help}"))
    return "\n".join(lines)


def _line_with_caret(diagnostic: Diagnostic) -> list[str]:
    before, marked, after = marked_line(diagnostic)
    number = f"{diagnostic.place.line:>5}"
    carets = f"{' ' * len(before)}{'^' * max(1, len(marked))}"
    return [f"{number} | {before}{marked}{after}", f"{' ' * 5} | {carets}"]


def marked_line(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """The line that is wrong in three pieces, the marked one between; a long line is cut."""
    place = diagnostic.place
    text = diagnostic.source_line.rstrip("\r\n")
    start = 0
    if len(text) > _WIDEST:
        start = max(0, min(place.column - 1 - _WIDEST // 3, len(text) - _WIDEST))
        text = text[start : start + _WIDEST]
    # What nobody sees is what may be wrong: it gets a sign.
    text = "".join(char if char.isprintable() else REPLACEMENT for char in text.replace("\t", " "))
    text = safe_text(text)
    before = max(0, place.column - 1 - start)
    end = before + place.width
    # A place behind the line's end is marked as one blank there.
    return text[:before].ljust(before), text[before:end], text[end:]


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
            "fix": [_edit(edit) for edit in d.fix],
        }
        for d in diagnostics
    ]
    errors, warnings = count(diagnostics)
    document = {"errors": errors, "warnings": warnings, "diagnostics": rows}
    return safe_json(document)


def _edit(edit: Edit) -> dict[str, object]:
    place = edit.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "was": edit.was,
        "text": edit.text,
        "prose": edit.prose,
    }


def count(diagnostics: Sequence[Diagnostic]) -> tuple[int, int]:
    """The number of errors and of warnings."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    return errors, len(diagnostics) - errors


def shortened(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], Counter[str]]:
    """The first few diagnostics of each code, and how many more there are by code."""
    seen: Counter[str] = Counter()
    shown, left = [], Counter[str]()
    for each in diagnostics:
        seen[each.code] += 1
        if seen[each.code] <= _MOST_OF.get(each.code, _MOST_OF_A_CODE[each.severity]):
            shown.append(each)
        else:
            left[each.code] += 1
    return shown, left


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """One line: `3 errors, 1 warning`."""
    return ", ".join(
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in zip(count(diagnostics), ("error", "warning"), strict=True)
    )
