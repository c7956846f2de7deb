"""The reference documentation, made from the code that it describes."""

from generator.documentation.commands import command_line_page
from generator.documentation.content_format import content_format_page
from generator.documentation.data import QUERIES, data_page
from generator.documentation.diagnostics import diagnostics_page
from generator.documentation.languages import checked_languages_page
from generator.documentation.templates import templates_page
from generator.documentation.verification import STRANGERS, verification_page

__all__ = [
    "QUERIES", "STRANGERS", "command_line_page", "content_format_page", "diagnostics_page",
    "reference_pages",
]  # fmt: skip


def reference_pages() -> dict[str, str]:
    """Every page: its file name in `docs/` → its Markdown."""
    return {
        "diagnostics.md": diagnostics_page(),
        "content-format.md": content_format_page(),
        "command-line.md": command_line_page(),
        "templates.md": templates_page(),
        "verification.md": verification_page(),
        "data.md": data_page(),
        "checked-languages.md": checked_languages_page(),
    }
