"""What can be wrong with a site's content, where it stands, and how it is shown.

A stage never raises on bad content: it returns its result and a list of `Diagnostic`.
"""

from generator.diagnostics.codes import CODES, UNSUPPORTED, Code
from generator.diagnostics.record import Diagnostic, Edit, Place, Severity, found, worst_first
from generator.diagnostics.refusals import refusal_diagnostic
from generator.diagnostics.safe_text import safe_text
from generator.diagnostics.show import (
    as_json,
    as_text,
    count,
    marked_line,
    shortened,
    summary,
)

__all__ = [
    "CODES", "UNSUPPORTED", "Code", "Diagnostic", "Edit", "Place", "Severity", "as_json",
    "as_text", "count", "found", "marked_line", "refusal_diagnostic", "safe_text",
    "shortened", "summary", "worst_first",
]  # fmt: skip
