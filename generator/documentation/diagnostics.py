"""The page of all diagnostics."""

from __future__ import annotations

from generator.diagnostics import CODES
from generator.documentation.common import MADE, literal


def diagnostics_page() -> str:
    """Every diagnostic code: what it means, what to do."""
    rows = [
        f"## {code}\n\n*{entry.severity}* · {literal(entry.meaning)}\n\n"
        f"**What to do:** {literal(entry.advice)}\n"
        for code, entry in CODES.items()
    ]
    head = (
        "# Diagnostics\n\nEvery problem is reported as `path:line:column: severity CODE: what is "
        "wrong`, with the line and what to do. An *error* keeps the site from being built; a "
        "*warning* does so under `--strict`. What has exactly one right answer, `explainer fix` "
        "fixes.\n"
    )
    return "\n".join([MADE, head, *rows])
