"""What can be wrong with a site's content, where it stands, and how it is shown.

A stage never raises on bad content: it returns its result and a list of `Diagnostic`.
"""

from generator.diagnostics.codes import CODES, Code
from generator.diagnostics.record import Diagnostic, Place, Severity, found, worst_first
from generator.diagnostics.show import as_json, as_text, summary

__all__ = [
    "CODES", "Code", "Diagnostic", "Place", "Severity", "as_json", "as_text", "found", "summary",
    "worst_first",
]  # fmt: skip
