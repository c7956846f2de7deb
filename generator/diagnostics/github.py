"""Diagnostics as workflow commands of GitHub Actions, which become notes beside the lines.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.record import Diagnostic
from generator.diagnostics.safe_text import safe_text

# In this order: the sign that begins a code must not be changed twice.
_IN_MESSAGES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTIES = (*_IN_MESSAGES, (":", "%3A"), (",", "%2C"))


def as_github(diagnostics: Sequence[Diagnostic], prefix: str = "") -> str:
    """A command a line: `::error file=…,line=…,col=…,endColumn=…,title=CODE::message`.

    Args:
        diagnostics: what is wrong.
        prefix: the way from the repository's root to the site's folder, empty or ending with `/`.
    """
    return "\n".join(_command(diagnostic, prefix) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, prefix: str) -> str:
    place = diagnostic.place
    properties: dict[str, str | int] = {"file": prefix + place.file}
    if place.line:
        properties["line"] = place.line
        if place.column:
            properties |= {"endLine": place.line, "col": place.column}
            properties["endColumn"] = place.column + max(1, place.width)
    properties["title"] = diagnostic.code
    told = ",".join(f"{key}={_escaped(safe_text(str(value)), _IN_PROPERTIES)}"
                    for key, value in properties.items())  # fmt: skip
    message = _escaped(
        f"{safe_text(diagnostic.message)}\n{safe_text(diagnostic.help)}", _IN_MESSAGES
    )
    return f"::{diagnostic.severity} {told}::{message}"


def _escaped(text: str, codes: Sequence[tuple[str, str]]) -> str:
    for sign, code in codes:
        text = text.replace(sign, code)
    return text
