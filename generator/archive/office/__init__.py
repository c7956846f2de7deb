"""Office files (`.docx`, `.odt`) → the words that a reader of them sees."""

from generator.archive.office.docx import docx_text
from generator.archive.office.odt import odt_text

__all__ = ["docx_text", "odt_text"]
